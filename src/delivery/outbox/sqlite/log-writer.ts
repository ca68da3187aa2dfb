import type { DatabaseSync } from 'node:sqlite';
import type { Appended, NewEvent } from '../outbox.ts';
import type { DestinationTable } from './destination-table.ts';
import { type Room, rowOverhead } from './room.ts';
import type { RowSeal } from './row-seal.ts';
import type { Transactions } from './transactions.ts';

/** Puts events at the end of the log. */
export interface LogWriter {
  append(events: readonly NewEvent[]): readonly Appended[];
  /** The newest event's number; 0 where there never was one. */
  lastSeq(): number;
}

/** Numbers are given one after another, none left out: so a row that damage hides is missed. */
export function logWriter(
  database: DatabaseSync,
  transactions: Transactions,
  seal: RowSeal,
  destinations: DestinationTable,
  room: Room,
): LogWriter {
  const last = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'log'");
  const takeKey = database.prepare('INSERT INTO keys (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const insert = database.prepare('INSERT INTO log (seq, received_at, checksum, key_id, body) VALUES (?, ?, ?, ?, ?)');
  let lastSeq = 0;
  const load = (): void => {
    lastSeq = (last.get() as { seq: number } | undefined)?.seq ?? 0;
  };
  load();
  transactions.onUndone(load);
  return {
    lastSeq: () => lastSeq,
    append(events) {
      let bytes = 0;
      for (const { body } of events) bytes += body.length + rowOverhead;
      room.take(bytes);
      return events.map(({ key, receivedAt, destinations: names, body }) => {
        if (key !== undefined && takeKey.run(Buffer.from(key, 'hex'), receivedAt).changes === 0) return { kept: false };
        const seq = lastSeq + 1;
        const sealed = seal.seal(seq, receivedAt, body);
        insert.run(seq, receivedAt, sealed.checksum, sealed.keyId, sealed.body);
        lastSeq = seq;
        for (const name of names) destinations.appears(name, seq);
        return { kept: true, seq };
      });
    },
  };
}
