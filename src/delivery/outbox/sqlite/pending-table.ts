import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { PendingFilter, PendingRow, Settlement } from '../outbox.ts';
import { type Portion, portionRows } from './calls.ts';
import type { DestinationTable } from './destination-table.ts';

/** The deliveries that could not settle in passing. */
export interface PendingTable {
  settle(changes: Settlement): void;
  due(destination: string, now: number, limit: number): readonly PendingRow[];
  nextDue(destination: string): number | undefined;
  list(filter: PendingFilter, limit: number, after: number): readonly PendingRow[];
  replay(filter: PendingFilter, now: number, after: number): Portion;
  purge(filter: PendingFilter, after: number): Portion;
}

const columns = `p.id, d.name AS destination, p.seq, p.tag, p.state, p.due_at AS dueAt, p.attempts, p.since, p.taken,
  p.outcome, p.message FROM pending p JOIN destinations d ON d.id = p.destination`;

export function pendingTable(database: DatabaseSync, destinations: DestinationTable): PendingTable {
  const put = database.prepare(`
    INSERT INTO pending (destination, seq, tag, state, due_at, attempts, since, taken, outcome, message)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (seq, destination, tag) DO UPDATE SET state = excluded.state, due_at = excluded.due_at,
      attempts = excluded.attempts, since = excluded.since, taken = excluded.taken, outcome = excluded.outcome,
      message = excluded.message`);
  const remove = database.prepare('DELETE FROM pending WHERE seq = ? AND destination = ? AND tag = ?');
  const due = database.prepare(
    `SELECT ${columns} WHERE p.destination = ? AND p.state = 'waiting' AND p.due_at <= ? ORDER BY p.due_at, p.id LIMIT ?`,
  );
  const next = database.prepare(`SELECT min(due_at) AS dueAt FROM pending WHERE destination = ? AND state = 'waiting'`);
  const revive = database.prepare(
    `UPDATE pending SET state = 'waiting', due_at = ?1, since = ?1, attempts = 0 WHERE id = ?2 AND state = 'dead'`,
  );
  const drop = database.prepare('DELETE FROM pending WHERE id = ?');

  const named = (name: string): number => {
    const id = destinations.find(name);
    if (id === undefined) throw new Error(`there is no destination ${JSON.stringify(name)}`);
    return id;
  };
  const list = (filter: PendingFilter, limit: number, after: number): readonly PendingRow[] => {
    const { where, values } = conditions(filter);
    const sql = `SELECT ${columns} WHERE p.id > ? AND ${where} ORDER BY p.id LIMIT ?`;
    return database.prepare(sql).all(after, ...values, limit) as unknown as PendingRow[];
  };
  const each = (filter: PendingFilter, after: number, change: (id: number) => unknown): Portion => {
    const { where, values } = conditions(filter);
    const sql = `SELECT p.id FROM pending p JOIN destinations d ON d.id = p.destination WHERE p.id > ? AND ${where} ORDER BY p.id LIMIT ?`;
    const ids = database.prepare(sql).all(after, ...values, portionRows) as unknown as { id: number }[];
    for (const { id } of ids) change(id);
    return { count: ids.length, next: ids.length < portionRows ? undefined : ids.at(-1)?.id };
  };

  return {
    settle({ cursors, put: rows = [], remove: settled = [] }) {
      for (const [name, cursor] of cursors ?? []) destinations.advance(name, cursor);
      for (const { destination, seq, tag, state, dueAt, attempts, since, taken, outcome, message } of rows)
        put.run(named(destination), seq, tag, state, dueAt, attempts, since, taken, outcome, message);
      for (const row of settled) remove.run(row.seq, named(row.destination), row.tag);
    },
    due(destination, now, limit) {
      const id = destinations.find(destination);
      return id === undefined ? [] : (due.all(id, now, limit) as unknown as PendingRow[]);
    },
    nextDue(destination) {
      const id = destinations.find(destination);
      const row = id === undefined ? undefined : (next.get(id) as { dueAt: number | null } | undefined);
      return row?.dueAt ?? undefined;
    },
    list,
    replay: (filter, now, after) =>
      filter.state === 'dead' ? each(filter, after, (id) => revive.run(now, id)) : { count: 0, next: undefined },
    purge: (filter, after) => each(filter, after, (id) => drop.run(id)),
  };
}

/** `+` keeps SQLite to the index of states, which is in the order of ids: a page costs what is on it. One event has few rows. */
function conditions(filter: PendingFilter): { readonly where: string; readonly values: readonly SQLInputValue[] } {
  const parts = [filter.seq === undefined ? 'p.state = ?' : '+p.state = ?'];
  const values: SQLInputValue[] = [filter.state];
  const also = (sql: string, value: SQLInputValue | undefined): void => {
    if (value === undefined) return;
    parts.push(sql);
    values.push(value);
  };
  also('+d.name = ?', filter.destination);
  also('+p.tag = ?', filter.tag);
  also('p.seq = ?', filter.seq);
  also('+p.outcome = ?', filter.outcome);
  return { where: parts.join(' AND '), values };
}
