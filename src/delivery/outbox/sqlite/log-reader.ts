import type { DatabaseSync } from 'node:sqlite';
import type { LogRow } from '../outbox.ts';
import type { RowSeal, StoredRow } from './row-seal.ts';
import type { SetAsideTable } from './set-aside-table.ts';
import { isUnreadable } from './sqlite-error.ts';

/** Reads the log, round what is damaged: every event that can be had is given, every other one set aside. */
export interface LogReader {
  read(after: number, limit: number, bytes: number, span: Span): readonly LogRow[];
  /** `isOwed`: it was not pruned, so if it is not there it is damaged. */
  get(seq: number, isOwed: boolean, span: Span): LogRow | undefined;
}

/** What of the log must be there. */
export interface Span {
  /** Events up to here may have been pruned. */
  readonly floor: number;
  /** The newest event. */
  readonly last: number;
}

/** Rows that were come upon, up to a number. */
interface Stretch {
  readonly rows: readonly LogRow[];
  readonly seen: number;
  /** What comes next is not as it should be. */
  readonly isBroken: boolean;
}

/** How many rows before and after damage are walked: more than are in a page of SQLite's. */
const margin = 1_000;
/** How many numbers are looked up one by one at a time. */
const mendedAtOnce = 1_000;
const missing = 'it is missing, though nothing removed it';

/** `now`: the time that is noted with what is set aside, epoch milliseconds. */
export function logReader(database: DatabaseSync, seal: RowSeal, aside: SetAsideTable, now: () => number): LogReader {
  const columns = 'SELECT seq, received_at, checksum, key_id, body FROM log';
  const ascending = `${columns} WHERE seq > ? ORDER BY seq LIMIT ?`;
  const descending = `${columns} WHERE seq < ? ORDER BY seq DESC LIMIT ?`;
  let scan = database.prepare(ascending);
  const single = database.prepare(`${columns} WHERE seq = ?`);

  /** The first number after `seen` that should be there; `end` where there is none before it. */
  const expected = (seen: number, end: number, floor: number): number => {
    let seq = Math.max(seen, floor) + 1;
    while (seq < end && aside.has(seq)) seq++;
    return Math.min(seq, end);
  };

  /** Good rows as they follow each other, until there is enough or something is not as it should be. */
  const goodRows = (after: number, limit: number, bytes: number, { floor, last }: Span): Stretch => {
    const rows: LogRow[] = [];
    let seen = after;
    let left = bytes;
    let walked = 0;
    try {
      for (const row of scan.iterate(after, limit) as Iterable<StoredRow>) {
        const { seq } = row;
        walked++;
        if (typeof seq !== 'number' || seq <= seen || seq > last) return { rows, seen, isBroken: true };
        const next = expected(seen, seq, floor);
        if (next < seq) return { rows, seen: next - 1, isBroken: true };
        seen = seq;
        if (aside.has(seq)) continue;
        const opened = seal.open(row);
        if ('reason' in opened) return { rows, seen: seq - 1, isBroken: true };
        rows.push(opened);
        left -= opened.body.length;
        if (left <= 0) return { rows, seen, isBroken: false };
      }
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      // One that threw while it was stepped through throws again when it is next used.
      scan = database.prepare(ascending);
      return { rows, seen, isBroken: true };
    }
    if (walked === limit) return { rows, seen, isBroken: false };
    const next = expected(seen, last + 1, floor);
    return { rows, seen: next - 1, isBroken: next <= last };
  };

  /** One row, or why there is none. */
  const one = (seq: number): LogRow | { readonly reason: string } => {
    try {
      const row = single.get(seq) as StoredRow | undefined;
      return row === undefined ? { reason: missing } : seal.open(row);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return { reason: `it cannot be read: ${error instanceof Error ? error.message : error}` };
    }
  };

  /**
   * Rows as they lie in the file: where one's number is damaged, looking for its neighbours by theirs may miss them.
   * From both sides, for a row that cannot be read at all ends the walk.
   */
  const walk = (from: number, to: number): ReadonlyMap<number, LogRow> => {
    const found = new Map<number, LogRow>();
    for (const [sql, start] of [
      [ascending, from - margin],
      [descending, to + margin],
    ] as const) {
      const statement = database.prepare(sql);
      // A damaged number may be larger than JavaScript's hold: that must not end the walk.
      statement.setReadBigInts(true);
      try {
        for (const row of statement.iterate(start, to - from + 2 * margin)) {
          const opened = seal.open(narrowed(row));
          if (!('reason' in opened) && opened.seq >= from && opened.seq <= to) found.set(opened.seq, opened);
        }
      } catch (error) {
        if (!isUnreadable(error)) throw error;
      }
    }
    return found;
  };

  /** Goes on number by number to the next good row; what is found neither by number nor by walking is set aside. */
  const mend = (after: number, { floor, last }: Span): Stretch => {
    const bad = new Map<number, string>();
    const end = Math.min(last, after + mendedAtOnce);
    let good: LogRow | undefined;
    let seq = after;
    while (good === undefined && seq < end) {
      seq++;
      if (aside.has(seq)) continue;
      const looked = one(seq);
      if (!('reason' in looked)) good = looked;
      else if (seq > floor || looked.reason !== missing) bad.set(seq, looked.reason);
    }
    const rows = [...found(bad), ...(good === undefined ? [] : [good])];
    return { rows, seen: seq, isBroken: false };
  };

  const found = (bad: ReadonlyMap<number, string>): readonly LogRow[] => {
    const seqs = [...bad.keys()];
    const walked = seqs.length === 0 ? new Map() : walk(seqs[0] as number, seqs.at(-1) as number);
    for (const [seq, reason] of bad) if (!walked.has(seq)) aside.add(seq, reason, now());
    return seqs.flatMap((seq) => walked.get(seq) ?? []);
  };

  return {
    read(after, limit, bytes, span) {
      const rows: LogRow[] = [];
      let seen = after;
      let left = bytes;
      let isBroken = false;
      while (rows.length < limit && left > 0 && seen < span.last) {
        const next: Stretch = isBroken ? mend(seen, span) : goodRows(seen, limit - rows.length, left, span);
        for (const row of next.rows.slice(0, limit - rows.length)) {
          rows.push(row);
          left -= row.body.length;
        }
        ({ seen, isBroken } = next);
      }
      return rows;
    },
    get(seq, isOwed, { last }) {
      if (seq > last || aside.has(seq)) return undefined;
      const looked = one(seq);
      if (!('reason' in looked)) return looked;
      if (looked.reason === missing && !isOwed) return undefined;
      return found(new Map([[seq, looked.reason]]))[0];
    },
  };
}

/** A row whose whole numbers are JavaScript's own, as far as they fit. */
function narrowed(row: Readonly<Record<string, unknown>>): StoredRow {
  const fits = (value: unknown): unknown =>
    typeof value === 'bigint' && BigInt.asIntN(53, value) === value ? Number(value) : value;
  const { seq, received_at, checksum, key_id, body } = row;
  return { seq: fits(seq), received_at: fits(received_at), checksum: fits(checksum), key_id, body };
}
