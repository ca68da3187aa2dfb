/**
 * The store of `--live`: an append-only log of events that every destination reads by its own cursor, and a row of its
 * own for each delivery that cannot settle in passing. What resolves is on disk. Every store passes the same suite of
 * tests (`test/delivery/outbox/conformance.ts`).
 */
export interface Outbox {
  /**
   * Keeps events, all or none: when it resolves they survive a power cut. Rejects with an OutboxFullError where there is no room
   * (try later), an OutboxFailedError where the disk failed (this process must take no more).
   */
  append(events: readonly NewEvent[]): Promise<readonly Appended[]>;
  /** Events after `after`, oldest first: at most `limit` of them and about `bytes` bytes. What cannot be read is set aside, once. */
  read(after: number, limit: number, bytes: number): Promise<readonly LogRow[]>;
  /** One event; undefined where it is pruned or set aside. */
  get(seq: number): Promise<LogRow | undefined>;
  /**
   * Writes down what became of deliveries, in one go: all or nothing. Rejects where a destination is not known, with an OutboxFullError
   * where the disk itself has no room left (try later), with an OutboxFailedError where it failed.
   */
  settle(changes: Settlement): Promise<void>;
  /** Every destination there is, by name. */
  destinations(): Promise<readonly DestinationRow[]>;
  /** Waiting rows of a destination whose time has come, those due longest first. `now`: epoch milliseconds. */
  due(destination: string, now: number, limit: number): Promise<readonly PendingRow[]>;
  /** When the next waiting row of a destination is due, epoch milliseconds; undefined where none waits. */
  nextDue(destination: string): Promise<number | undefined>;
  /** Rows of a state, the oldest first; `after`: the last one seen, for the next page. */
  pending(filter: PendingFilter, limit: number, after?: number): Promise<readonly PendingRow[]>;
  /** Makes dead rows wait again, due at once, their attempts forgotten; a row is replayed once. Gives how many. */
  replay(filter: PendingFilter, now: number): Promise<number>;
  /** Removes rows of a state for good. Gives how many. */
  purge(filter: PendingFilter): Promise<number>;
  pause(destination: string, reason: string): Promise<void>;
  resume(destination: string): Promise<void>;
  /** The newest event's number; 0 where there never was one. */
  lastSeq(): number;
  /** Removes what every destination is done with, and idempotency keys older than `keysBefore` (epoch milliseconds). Gives how many events went. */
  prune(keysBefore: number): Promise<number>;
  /** Bytes the store has on disk, and may have at most; room within its file that it will use again does not count. */
  size(): { readonly bytes: number; readonly most: number };
  /** What could not be read and was set aside, with why; its bytes are kept. */
  setAside(): Promise<readonly { readonly seq: number; readonly reason: string }[]>;
  /** Writes what is to be written and lets go of the file. */
  close(): Promise<void>;
}

/** An event to be kept. */
export interface NewEvent {
  /** By which a repeated event is told; undefined for one that cannot be. 16 bytes or more of a digest, as hex. */
  readonly key: string | undefined;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** Whom it is to be delivered to; at least one. Where there are very many, some share a row: see limited-destination.ts. */
  readonly destinations: readonly string[];
  /** The event as text (JSON); encrypted where the store has a key. */
  readonly body: string;
}

/** What became of an event to be kept. */
export type Appended =
  | { readonly kept: true; readonly seq: number }
  /** Its key was taken before: nothing was written. */
  | { readonly kept: false };

/** One event of the log. Numbers grow and have gaps. */
export interface LogRow {
  readonly seq: number;
  readonly receivedAt: number;
  readonly body: string;
}

/** A destination, and how far it has read. */
export interface DestinationRow {
  readonly name: string;
  /** Everything up to here is settled, or has a row of its own. */
  readonly cursor: number;
  /** Why it is paused; undefined where it is not. */
  readonly paused: string | undefined;
  readonly waiting: number;
  readonly dead: number;
}

/** A delivery that could not settle in passing. */
export interface PendingRow {
  /** Grows; for paging. */
  readonly id: number;
  readonly destination: string;
  readonly seq: number;
  /** The tag's name. */
  readonly tag: string;
  readonly state: PendingState;
  /** When it is to be tried again, epoch milliseconds; of a dead one when it died. */
  readonly dueAt: number;
  /** Requests sent so far. */
  readonly attempts: number;
  /** When it was first tried, epoch milliseconds. */
  readonly since: number;
  /** How many of the execution's requests the platform has taken: they are not sent again. */
  readonly taken: number;
  /** The class of the last answer, such as `transient`. */
  readonly outcome: string;
  /** The platform's words, or ours. */
  readonly message: string;
}

/** Whether a delivery is to be tried again. */
export type PendingState = 'waiting' | 'dead';

/** Which pending rows are meant: those that fit all that is given. */
export interface PendingFilter {
  readonly state: PendingState;
  readonly destination?: string;
  readonly tag?: string;
  /** Rows whose event is this one. */
  readonly seq?: number;
  /** Rows with this class of answer. */
  readonly outcome?: string;
}

/** What became of deliveries. */
export interface Settlement {
  /** New cursors by destination; a cursor never goes back. */
  readonly cursors?: ReadonlyMap<string, number>;
  /** Rows to be written: new ones, or, by destination, seq and tag, in place of the old. */
  readonly put?: readonly Omit<PendingRow, 'id'>[];
  /** Rows that are settled. */
  readonly remove?: readonly Pick<PendingRow, 'destination' | 'seq' | 'tag'>[];
}

/** There is no room for more: nothing was kept; deliveries go on, and make room. */
export class OutboxFullError extends Error {
  override readonly name = 'OutboxFullError';
}

/** The disk failed: whether what was being written is there nobody knows. This process must take nothing more. */
export class OutboxFailedError extends Error {
  override readonly name = 'OutboxFailedError';
}

/** The file cannot be opened as it is; the message says why and what to do. */
export class OutboxOpenError extends Error {
  override readonly name = 'OutboxOpenError';
  /** Whether another process has it. */
  readonly inUse: boolean;

  constructor(message: string, inUse = false) {
    super(message);
    this.inUse = inUse;
  }
}
