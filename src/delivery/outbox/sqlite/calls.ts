import type { Appended, DestinationRow, LogRow, NewEvent, PendingFilter, PendingRow, Settlement } from '../outbox.ts';

/** What the outbox's thread does when asked. What may touch many rows does a portion at a time, so that it holds nobody up. */
export interface Calls {
  append(events: readonly NewEvent[]): readonly Appended[];
  read(after: number, limit: number, bytes: number): readonly LogRow[];
  get(seq: number): LogRow | undefined;
  settle(changes: Settlement): void;
  destinations(): readonly DestinationRow[];
  due(destination: string, now: number, limit: number): readonly PendingRow[];
  nextDue(destination: string): number | undefined;
  pending(filter: PendingFilter, limit: number, after: number): readonly PendingRow[];
  replay(filter: PendingFilter, now: number, after: number): Portion;
  purge(filter: PendingFilter, after: number): Portion;
  pause(destination: string, reason: string): void;
  resume(destination: string): void;
  pruneLog(after: number): Portion;
  pruneKeys(before: number): Portion;
  /** Gives room that is free within the file back to the disk. */
  shrink(): Portion;
  setAside(): readonly { readonly seq: number; readonly reason: string }[];
}

/** A part of something long. */
export interface Portion {
  readonly count: number;
  /** Where the next portion starts; undefined where this was the last. */
  readonly next: number | undefined;
}

/** One call to be made. */
export type Job = { [K in keyof Calls]: { readonly call: K; readonly args: Parameters<Calls[K]> } }[keyof Calls];

/** What became of a call. */
export type Outcome =
  | { readonly done: true; readonly value: unknown }
  | { readonly done: false; readonly refusal: 'full' | 'failed' | 'other'; readonly message: string };

/** Calls that read, or see to transactions of their own. */
export const callsApart: ReadonlySet<keyof Calls> = new Set<keyof Calls>([
  'read',
  'get',
  'destinations',
  'due',
  'nextDue',
  'pending',
  'setAside',
  'pruneLog',
  'pruneKeys',
  'shrink',
]);

/** How many rows a portion has at most. */
export const portionRows = 500;
