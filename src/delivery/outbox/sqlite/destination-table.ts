import type { DatabaseSync } from 'node:sqlite';
import { limitedDestination } from '../limited-destination.ts';
import type { DestinationRow } from '../outbox.ts';
import type { Transactions } from './transactions.ts';

/** The destinations, their cursors and pauses. */
export interface DestinationTable {
  /** The row of a destination; undefined for one there is not. */
  find(name: string): number | undefined;
  /** Sees that there is a row for a destination that first appears in event `seq`. */
  appears(name: string, seq: number): void;
  /** Moves a cursor on; throws where there is no such destination. */
  advance(name: string, cursor: number): void;
  /** Throws where there is no such destination. */
  pause(name: string, reason: string | undefined): void;
  rows(): readonly DestinationRow[];
  /** Every destination is done with all up to here; 0 where there are none. */
  floor(): number;
}

/** At most `destinationLimit` are kept apart, so all of them are remembered. */
export function destinationTable(database: DatabaseSync, transactions: Transactions): DestinationTable {
  const all = database.prepare('SELECT id, name, cursor FROM destinations');
  const add = database.prepare('INSERT INTO destinations (name, cursor) VALUES (?, ?) RETURNING id');
  const move = database.prepare('UPDATE destinations SET cursor = max(cursor, ?) WHERE id = ?');
  const setPaused = database.prepare('UPDATE destinations SET paused = ? WHERE id = ?');
  const rows = database.prepare('SELECT name, cursor, paused, waiting, dead FROM destinations ORDER BY name');
  const known = new Map<string, { readonly id: number; cursor: number }>();
  const load = (): void => {
    known.clear();
    for (const { id, name, cursor } of all.all() as { id: number; name: string; cursor: number }[])
      known.set(name, { id, cursor });
  };
  load();
  transactions.onUndone(load);
  const row = (name: string): { readonly id: number; cursor: number } => {
    const found = known.get(name);
    if (found === undefined) throw new Error(`there is no destination ${JSON.stringify(name)}`);
    return found;
  };
  return {
    find: (name) => known.get(name)?.id,
    appears(name, seq) {
      if (known.has(name)) return;
      const limited = limitedDestination(name, known);
      if (known.has(limited)) return;
      const { id } = add.get(limited, seq - 1) as { id: number };
      known.set(limited, { id, cursor: seq - 1 });
    },
    advance(name, cursor) {
      const found = row(name);
      move.run(cursor, found.id);
      found.cursor = Math.max(found.cursor, cursor);
    },
    pause: (name, reason) => void setPaused.run(reason ?? null, row(name).id),
    rows: () =>
      (rows.all() as StoredDestination[]).map(({ paused, ...rest }) => ({
        ...rest,
        paused: paused ?? undefined,
      })),
    floor() {
      let lowest = Number.POSITIVE_INFINITY;
      for (const { cursor } of known.values()) lowest = Math.min(lowest, cursor);
      return known.size === 0 ? 0 : lowest;
    },
  };
}

type StoredDestination = Omit<DestinationRow, 'paused'> & { readonly paused: string | null };
