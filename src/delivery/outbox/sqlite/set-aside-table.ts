import type { DatabaseSync } from 'node:sqlite';
import { isUnreadable } from './sqlite-error.ts';
import type { Transactions } from './transactions.ts';

/** Events that could not be read: each is written down once, and passed over from then on. */
export interface SetAsideTable {
  has(seq: number): boolean;
  /** Whether an event is near one of them. */
  isNear(seq: number): boolean;
  /** Keeps an event's bytes, as far as they can be read. The row itself is left alone: see schema.ts. */
  add(seq: number, reason: string, now: number): void;
  rows(): readonly { readonly seq: number; readonly reason: string }[];
}

/** Whether two events are so near that they may be on the same page of SQLite's, or on two side by side. */
export function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) <= 200;
}

export function setAsideTable(database: DatabaseSync, transactions: Transactions): SetAsideTable {
  const seqs = database.prepare('SELECT seq FROM set_aside');
  const rows = database.prepare('SELECT seq, reason FROM set_aside ORDER BY seq');
  const copy = database.prepare(
    `INSERT INTO set_aside (seq, at, reason, key_id, raw)
     SELECT ?1, ?2, ?3, CAST(key_id AS TEXT), CAST(body AS BLOB) FROM log WHERE seq = ?1`,
  );
  const note = database.prepare('INSERT INTO set_aside (seq, at, reason) VALUES (?, ?, ?)');
  const known = new Set<number>();
  const load = (): void => {
    known.clear();
    for (const { seq } of seqs.all() as { seq: number }[]) known.add(seq);
  };
  load();
  transactions.onUndone(load);

  const copied = (seq: number, reason: string, now: number): boolean => {
    try {
      return transactions.within(() => copy.run(seq, now, reason).changes === 1);
    } catch (error) {
      if (isUnreadable(error)) return false;
      throw error;
    }
  };
  return {
    has: (seq) => known.has(seq),
    isNear(seq) {
      for (const each of known) if (isNear(each, seq)) return true;
      return false;
    },
    add(seq, reason, now) {
      if (known.has(seq) || !transactions.isOpen()) return;
      if (!copied(seq, reason, now)) transactions.within(() => note.run(seq, now, reason));
      known.add(seq);
    },
    rows: () => rows.all() as { seq: number; reason: string }[],
  };
}
