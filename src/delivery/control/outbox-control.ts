import { shortened } from '../../text/printable.ts';
import { oldestReceivedAt } from '../destination-status.ts';
import type { DestinationStatus, Dispatcher } from '../dispatcher.ts';
import { parseEvent } from '../event-rows.ts';
import type { Outbox, PendingFilter, PendingRow } from '../outbox/outbox.ts';
import { eventName } from './event-name.ts';

/** What an operator may do to the outbox: the same of a running process and of a file at rest. */
export interface OutboxControl {
  status(): Promise<OutboxStatus>;
  /** Deliveries that wait or are dead, the oldest first; `next` is `after` for the next page. */
  list(filter: PendingFilter, limit: number, after?: number): Promise<DeliveryPage>;
  /** Makes dead letters wait again, due at once. Gives how many. */
  replay(filter: Omit<PendingFilter, 'state'>): Promise<number>;
  /** Removes deliveries for good. Gives how many. */
  purge(filter: PendingFilter): Promise<number>;
  /** Stops sending to a destination; false where there is none of that name. */
  pause(destination: string, reason: string): Promise<boolean>;
  /** Goes on sending to a destination; false where there is none of that name. */
  resume(destination: string): Promise<boolean>;
}

/** How the outbox stands. */
export interface OutboxStatus {
  /** Whether a process delivers from it now. */
  readonly running: boolean;
  /** Where it is, in full. */
  readonly file: string;
  /** Bytes on disk, and at most. */
  readonly bytes: number;
  readonly most: number;
  /** Events set aside because they could not be read. */
  readonly setAside: number;
  readonly destinations: readonly DestinationView[];
}

/** How a destination stands; at rest there is less to say. */
export type DestinationView = Pick<
  DestinationStatus,
  'name' | 'behind' | 'waiting' | 'dead' | 'paused' | 'oldestSeconds'
> &
  Partial<DestinationStatus>;

/** A delivery as an operator sees it: what it is of, and what the platform said; nothing of the person. */
export interface DeliveryView {
  readonly destination: string;
  readonly tag: string;
  readonly seq: number;
  readonly state: 'waiting' | 'dead';
  /** ISO 8601: when it is tried again, or when it died. */
  readonly at: string;
  readonly attempts: number;
  readonly outcome: string;
  readonly message: string;
  /** Null where the event cannot be read. */
  readonly event: {
    readonly name: string;
    readonly id: string;
    readonly requestId: string;
    readonly receivedAt: string;
  } | null;
}

/** A page of deliveries. */
export interface DeliveryPage {
  readonly deliveries: readonly DeliveryView[];
  readonly next?: number;
}

/** An outbox this process has open, and what delivers from it. */
export interface ControlOptions {
  readonly outbox: Outbox;
  /** Where it is. */
  readonly file: string;
  /** Absent where nothing is delivered from it. */
  readonly dispatcher?: Pick<Dispatcher, 'status' | 'pause' | 'resume' | 'wake'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Called before a destination goes on: what was the matter may be mended. */
  readonly onResume?: () => void;
}

/** Characters of an event's id that are shown. */
const longestId = 200;

/** Control over an outbox this process has open. What its methods reject with is the outbox's. */
export function createOutboxControl({ outbox, file, dispatcher, now, onResume }: ControlOptions): OutboxControl {
  const isKnown = async (destination: string): Promise<boolean> =>
    (await outbox.destinations()).some(({ name }) => name === destination);
  return {
    async status() {
      const { bytes, most } = outbox.size();
      const setAside = (await outbox.setAside()).length;
      const destinations = dispatcher === undefined ? await atRest(outbox, now()) : await dispatcher.status();
      return { running: dispatcher !== undefined, file, bytes, most, setAside, destinations };
    },
    async list(filter, limit, after) {
      const rows = await outbox.pending(filter, limit + 1, after);
      const page = rows.slice(0, limit);
      const deliveries = await Promise.all(page.map((row) => viewOf(outbox, row)));
      const last = page.at(-1);
      return rows.length > limit && last !== undefined ? { deliveries, next: last.id } : { deliveries };
    },
    async replay(filter) {
      const count = await outbox.replay({ ...filter, state: 'dead' }, now());
      dispatcher?.wake();
      return count;
    },
    purge: (filter) => outbox.purge(filter),
    async pause(destination, reason) {
      if (!(await isKnown(destination))) return false;
      await (dispatcher ?? outbox).pause(destination, reason);
      return true;
    },
    async resume(destination) {
      if (!(await isKnown(destination))) return false;
      onResume?.();
      await (dispatcher ?? outbox).resume(destination);
      return true;
    },
  };
}

/** The destinations of an outbox nobody delivers from. */
async function atRest(outbox: Outbox, now: number): Promise<readonly DestinationView[]> {
  const last = outbox.lastSeq();
  return Promise.all(
    (await outbox.destinations()).map(async ({ name, cursor, paused, waiting, dead }) => {
      const oldest = await oldestReceivedAt(outbox, { name, waiting }, cursor, undefined);
      const oldestSeconds = oldest === undefined ? 0 : Math.max(0, Math.floor((now - oldest) / 1000));
      return { name, behind: Math.max(0, last - cursor), waiting, dead, paused, oldestSeconds };
    }),
  );
}

async function viewOf(outbox: Outbox, row: PendingRow): Promise<DeliveryView> {
  const { destination, tag, seq, state, dueAt, attempts, outcome, message } = row;
  const at = new Date(dueAt).toISOString();
  return { destination, tag, seq, state, at, attempts, outcome, message, event: await eventOf(outbox, seq) };
}

async function eventOf(outbox: Outbox, seq: number): Promise<DeliveryView['event']> {
  const row = await outbox.get(seq);
  const event = row && parseEvent(row.body);
  if (row === undefined || event === undefined) return null;
  const { requestId, data } = event;
  const [name, id] = [eventName(data['event_name']), shortened(String(data['event_id']), longestId)];
  return { name, id, requestId, receivedAt: new Date(row.receivedAt).toISOString() };
}
