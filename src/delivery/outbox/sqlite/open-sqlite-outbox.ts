import type { Clock } from '../../clock.ts';
import { type NewEvent, type Outbox, OutboxOpenError } from '../outbox.ts';
import type { OutboxKey } from '../outbox-keys.ts';
import type { Calls, Job, Portion } from './calls.ts';
import { groupQueue } from './group-queue.ts';
import { type StoreThread, startStoreThread } from './store-thread.ts';

/** What an outbox on disk is opened with. */
export interface SqliteOutboxOptions {
  /** The file; made where it is not there, folder and all, for its owner only. */
  readonly path: string;
  /** How much it may have on disk; 4 GiB unless said. At least 1 MiB. */
  readonly maxBytes?: number;
  /** The first encrypts events, all decrypt; none: they are stored plain. */
  readonly keys?: readonly OutboxKey[];
  readonly clock: Pick<Clock, 'now'>;
}

const leastBytes = 2 ** 20;
const mostGroupBytes = 8 * 2 ** 20;

/**
 * Opens an outbox in a SQLite file, which this process then has alone. Rejects with an OutboxOpenError where it cannot be had as it is.
 */
export async function openSqliteOutbox(options: SqliteOutboxOptions): Promise<Outbox> {
  const { path, maxBytes = 4 * 2 ** 30, keys = [], clock } = options;
  if (!(maxBytes >= leastBytes))
    throw new OutboxOpenError(`${path}: it may have ${maxBytes} bytes: an outbox needs ${leastBytes} at least`);
  return outboxOf(await startStoreThread({ path, maxBytes, keys }), maxBytes, clock);
}

/** The outbox of a store: what is asked of it goes there in groups. */
export function outboxOf(thread: StoreThread, maxBytes: number, clock: Pick<Clock, 'now'>): Outbox {
  const queue = groupQueue((jobs) => thread.run(jobs, clock.now()), Math.min(mostGroupBytes, maxBytes / 16));
  let closing: Promise<void> | undefined;

  const ask = async <K extends keyof Calls>(
    call: K,
    args: Parameters<Calls[K]>,
    weight = 0,
  ): Promise<ReturnType<Calls[K]>> => {
    if (closing !== undefined) throw new Error('the outbox is closed');
    return (await queue.ask({ call, args } as Job, weight)) as ReturnType<Calls[K]>;
  };
  const throughout = async (portion: (after: number) => Promise<Portion>): Promise<number> => {
    let count = 0;
    for (let after: number | undefined = 0; after !== undefined; ) {
      const { count: some, next }: Portion = await portion(after);
      count += some;
      after = next;
    }
    return count;
  };

  return {
    async append(events) {
      requireSound(events);
      return events.length === 0 ? [] : ask('append', [events], weightOf(events));
    },
    read: (after, limit, bytes) => ask('read', [after, limit, bytes]),
    get: (seq) => ask('get', [seq]),
    settle: (changes) => ask('settle', [changes]),
    destinations: () => ask('destinations', []),
    due: (destination, now, limit) => ask('due', [destination, now, limit]),
    nextDue: (destination) => ask('nextDue', [destination]),
    pending: (filter, limit, after = 0) => ask('pending', [filter, limit, after]),
    replay: (filter, now) => throughout((after) => ask('replay', [filter, now, after])),
    purge: (filter) => throughout((after) => ask('purge', [filter, after])),
    pause: (destination, reason) => ask('pause', [destination, reason]),
    resume: (destination) => ask('resume', [destination]),
    lastSeq: () => thread.state().lastSeq,
    async prune(keysBefore) {
      const count = await throughout((after) => ask('pruneLog', [after]));
      await throughout(() => ask('pruneKeys', [keysBefore]));
      await throughout(() => ask('shrink', []));
      return count;
    },
    size: () => ({ bytes: thread.state().bytes, most: maxBytes }),
    setAside: () => ask('setAside', []),
    close() {
      closing ??= queue.idle().then(() => thread.close());
      return closing;
    },
  };
}

function requireSound(events: readonly NewEvent[]): void {
  for (const { key, destinations } of events) {
    if (key !== undefined && !/^(?:[0-9a-f]{2})+$/i.test(key)) throw new TypeError('an event’s key must be hex');
    if (destinations.length === 0) throw new TypeError('an event must have a destination');
  }
}

function weightOf(events: readonly NewEvent[]): number {
  return events.reduce((sum, { body }) => sum + body.length, 0);
}
