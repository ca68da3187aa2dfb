import type { DatabaseSync } from 'node:sqlite';
import { type Calls, type Portion, portionRows } from './calls.ts';
import type { DestinationTable } from './destination-table.ts';
import type { RowSeal, StoredRow } from './row-seal.ts';
import { isNear, type SetAsideTable } from './set-aside-table.ts';
import { isUnreadable } from './sqlite-error.ts';
import type { Transactions } from './transactions.ts';

/** Free room within the file is given back where it is more than this many bytes and more than half of the file. */
const keptBytes = 16 * 2 ** 20;
const pagesAtOnce = 1_000;
const done: Portion = { count: 0, next: undefined };

/** Rows between two numbers: those that may go, and where to look on. */
interface Removable {
  readonly seqs: readonly number[];
  readonly seen: number;
  /** There may be more after `seen`. */
  readonly isCut: boolean;
}

/** Takes out what nobody needs any more. No event goes unread: what is damaged stays. */
export function housekeeping(
  database: DatabaseSync,
  transactions: Transactions,
  seal: RowSeal,
  destinations: DestinationTable,
  aside: SetAsideTable,
): Pick<Calls, 'pruneLog' | 'pruneKeys' | 'shrink'> {
  const pinned = database.prepare('SELECT DISTINCT seq FROM pending WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?');
  const rowsAfter = 'SELECT seq, received_at, checksum, key_id, body FROM log WHERE seq > ? ORDER BY seq LIMIT ?';
  let scan = database.prepare(rowsAfter);
  const drop = database.prepare('DELETE FROM log WHERE seq = ?');
  const dropKeys = database.prepare(
    'DELETE FROM keys WHERE key IN (SELECT key FROM keys WHERE at < ? ORDER BY at LIMIT ?)',
  );
  const pageCount = database.prepare('PRAGMA page_count');
  const freePages = database.prepare('PRAGMA freelist_count');
  const pageSize = (database.prepare('PRAGMA page_size').get() as { page_size: number }).page_size;
  const pages = (): number => (pageCount.get() as { page_count: number }).page_count;

  /** What damage keeps from being taken out stays. */
  const unlessDamaged = <T>(call: () => T, otherwise: T): T => {
    try {
      return transactions.within(call);
    } catch (error) {
      if (isUnreadable(error)) return otherwise;
      throw error;
    }
  };

  /**
   * A row whose number is damaged may lie anywhere: only a sound one ends the search. What is near damage is left where it is,
   * for SQLite moves rows between pages that lie side by side.
   */
  const removable = (after: number, before: number, limit: number): Removable => {
    const sound: number[] = [];
    const damaged: number[] = [];
    let seen = after;
    let walked = 0;
    const removableWith = (rest: Omit<Removable, 'seqs'>): Removable => ({
      seqs: sound.filter((seq) => !aside.isNear(seq) && !damaged.some((each) => isNear(each, seq))),
      ...rest,
    });
    try {
      for (const row of scan.iterate(after, limit) as Iterable<StoredRow>) {
        walked++;
        const { seq } = row;
        if (typeof seq !== 'number' || seal.check(row) !== undefined) damaged.push(seen);
        else if (seq >= before) return removableWith({ seen: before - 1, isCut: false });
        else if (seq > seen) {
          seen = seq;
          sound.push(seq);
        }
      }
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      // One that threw while it was stepped through throws again when it is next used.
      scan = database.prepare(rowsAfter);
      damaged.push(seen);
      return removableWith({ seen: seen + 1, isCut: true });
    }
    return removableWith(walked < limit ? { seen: before - 1, isCut: false } : { seen, isCut: true });
  };

  const removeAll = (seqs: readonly number[]): number => {
    const remove = (): number => seqs.reduce((count, seq) => count + Number(drop.run(seq).changes), 0);
    return seqs.length === 0 ? 0 : unlessDamaged(remove, 0);
  };

  return {
    pruneLog(after) {
      const floor = destinations.floor();
      if (after >= floor) return done;
      const pins = (pinned.all(after, floor, portionRows) as { seq: number }[]).map(({ seq }) => seq);
      const end = pins.length < portionRows ? floor : (pins.at(-1) as number);
      let from = after;
      let left = portionRows;
      let count = 0;
      for (const pin of [...pins, end + 1]) {
        if (pin - from > 1) {
          const { seqs, seen, isCut } = removable(from, pin, left);
          count += removeAll(seqs);
          left -= seqs.length;
          if (isCut || left <= 0) return { count, next: Math.max(seen, from + 1) };
        }
        from = pin;
      }
      return { count, next: end < floor ? end : undefined };
    },
    pruneKeys: (before) =>
      unlessDamaged(() => {
        const count = Number(dropKeys.run(before, portionRows).changes);
        return { count, next: count < portionRows ? undefined : 0 };
      }, done),
    shrink: () =>
      unlessDamaged(() => {
        const { freelist_count: free } = freePages.get() as { freelist_count: number };
        const all = pages();
        if (free * pageSize <= keptBytes || free * 2 <= all) return done;
        database.exec(`PRAGMA incremental_vacuum(${pagesAtOnce})`);
        const count = all - pages();
        return { count, next: count > 0 ? 0 : undefined };
      }, done),
  };
}
