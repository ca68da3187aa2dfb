import type { DatabaseSync } from 'node:sqlite';
import type { Transactions } from './transactions.ts';

/** Keeps the WAL short. */
export interface Checkpoints {
  /** So many bytes of text were written. */
  wrote(bytes: number): void;
  /** Moves what is in the WAL to the database where enough was written since the last time: for when nobody waits. */
  checkpoint(): void;
}

/** SQLite's own checkpoint, within a commit, comes at so many pages. */
const mostPages = 4_000;
const pageBytes = 4_096;
/** How many pages a changed row takes at most, but for its text: its own, that of its key. */
const pagesPerRow = 2;

/** `maxBytes`: what the store may have; its WAL is kept to a small part of that. */
export function checkpoints(database: DatabaseSync, writes: Transactions, maxBytes: number): Checkpoints {
  const pages = Math.min(mostPages, Math.ceil(maxBytes / pageBytes / 16));
  database.exec(`PRAGMA wal_autocheckpoint = ${mostPages}; PRAGMA journal_size_limit = ${pages * pageBytes * 2}`);
  const changes = database.prepare('SELECT total_changes() AS total');
  const move = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  const changed = (): number => (changes.get() as { total: number }).total;
  let before = changed();
  let bytes = 0;
  return {
    wrote(some) {
      bytes += some;
    },
    checkpoint() {
      const written = (changed() - before) * pagesPerRow + bytes / pageBytes;
      if (!writes.isOpen() || written < pages) return;
      try {
        move.get();
        before = changed();
        bytes = 0;
      } catch (error) {
        // A full disk is no failure: what is in the WAL is safe there, and the next one may find room.
        writes.failed(error);
      }
    },
  };
}
