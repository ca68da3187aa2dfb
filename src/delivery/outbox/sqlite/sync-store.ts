import { rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { OutboxOpenError } from '../outbox.ts';
import type { OutboxKey } from '../outbox-keys.ts';
import type { Calls, Job, Outcome } from './calls.ts';
import { checkpoints } from './checkpoints.ts';
import { destinationTable } from './destination-table.ts';
import { groupRunner } from './group-runner.ts';
import { housekeeping } from './housekeeping.ts';
import { requireKeys } from './key-ids.ts';
import { logReader } from './log-reader.ts';
import { logWriter } from './log-writer.ts';
import { holderFile, openDatabase } from './open-database.ts';
import { pendingTable } from './pending-table.ts';
import { room } from './room.ts';
import { rowSeal } from './row-seal.ts';
import { setAsideTable } from './set-aside-table.ts';
import { isCorruption, isDiskFailure } from './sqlite-error.ts';
import { transactions } from './transactions.ts';

/** What a store is opened with; may cross to another thread. */
export interface StoreOptions {
  readonly path: string;
  readonly maxBytes: number;
  readonly keys: readonly OutboxKey[];
}

/** What of a store is known without asking it. */
export interface StoreState {
  readonly lastSeq: number;
  readonly bytes: number;
}

/** The outbox as its thread has it: one group of calls after another, on disk when `run` returns. */
export interface SyncStore {
  /** `now`: epoch milliseconds, noted with what is set aside. */
  run(jobs: readonly Job[], now: number): readonly Outcome[];
  /** What can wait until the group was answered for. */
  tidy(): void;
  state(): StoreState;
  close(): void;
}

/** Opens the file, or makes it. Throws an OutboxOpenError. */
export function openStore(options: StoreOptions): SyncStore {
  const { path, keys } = options;
  const database = openDatabase(path);
  const close = (): void => {
    database.close();
    rmSync(holderFile(path), { force: true });
  };
  try {
    requireKeys(database, path, keys);
    return { ...storeOf(database, options), close };
  } catch (error) {
    close();
    if (!isDiskFailure(error) && !isCorruption(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new OutboxOpenError(
      `${path}: it is too damaged to open (${reason}): move it away and keep it, or give another path`,
    );
  }
}

function storeOf(database: DatabaseSync, { path, maxBytes, keys }: StoreOptions): Omit<SyncStore, 'close'> {
  let now = 0;
  const clock = (): number => now;
  const writes = transactions(database);
  const seal = rowSeal(keys);
  const space = room(database, path, maxBytes);
  const destinations = destinationTable(database, writes);
  const aside = setAsideTable(database, writes);
  const writer = logWriter(database, writes, seal, destinations, space);
  const reader = logReader(database, seal, aside, clock);
  const pending = pendingTable(database, destinations);
  const keeping = housekeeping(database, writes, seal, destinations, aside);
  const wal = checkpoints(database, writes, maxBytes);
  const pinned = database.prepare('SELECT 1 FROM pending WHERE seq = ? LIMIT 1');

  const calls: Calls = {
    append(events) {
      for (const { body } of events) wal.wrote(body.length);
      return writer.append(events);
    },
    read: (after, limit, bytes) =>
      reader.read(after, limit, bytes, { floor: destinations.floor(), last: writer.lastSeq() }),
    get(seq) {
      const span = { floor: destinations.floor(), last: writer.lastSeq() };
      return reader.get(seq, seq > span.floor || pinned.get(seq) !== undefined, span);
    },
    settle: pending.settle,
    destinations: destinations.rows,
    due: pending.due,
    nextDue: pending.nextDue,
    pending: pending.list,
    replay: pending.replay,
    purge: pending.purge,
    pause: (name, reason) => destinations.pause(name, reason),
    resume: (name) => destinations.pause(name, undefined),
    ...keeping,
    setAside: aside.rows,
  };
  const run = groupRunner(calls, writes);
  let bytes = space.measure();
  return {
    run(jobs, at) {
      now = at;
      // What others do to the disk shows at the start only.
      space.measure();
      const outcomes = run(jobs);
      bytes = space.measure();
      return outcomes;
    },
    tidy: wal.checkpoint,
    state: () => ({ lastSeq: writer.lastSeq(), bytes }),
  };
}
