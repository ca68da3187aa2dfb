import type { DatabaseSync } from 'node:sqlite';
import type { Transactions } from './transactions.ts';

/** Keeps the WAL short. */
export interface Checkpoints {
  /** Moves what is in the WAL to the database where enough was written since the last time: for when nobody waits. */
  checkpoint(): void;
}

/** SQLite's own checkpoint, within a commit, comes at so many pages. */
const mostPages = 4_000;
/** How many pages a changed row takes at most: its own, that of its key. */
const pagesPerRow = 2;

/** `maxBytes`: what the store may have; its WAL is kept to a small part of that. */
export function checkpoints(database: DatabaseSync, writes: Transactions, maxBytes: number): Checkpoints {
  const pages = Math.min(mostPages, Math.ceil(maxBytes / 4096 / 16));
  database.exec(`PRAGMA wal_autocheckpoint = ${mostPages}; PRAGMA journal_size_limit = ${pages * 4096 * 2}`);
  const changes = database.prepare('SELECT total_changes() AS total');
  const move = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  const total = (): number => (changes.get() as { total: number }).total;
  let behind = total();
  return {
    checkpoint() {
      if (!writes.isOpen() || (total() - behind) * pagesPerRow < pages) return;
      try {
        move.get();
        behind = total();
      } catch (error) {
        // A full disk is no failure: what is in the WAL is safe there, and the next one may find room.
        writes.failed(error);
      }
    },
  };
}
