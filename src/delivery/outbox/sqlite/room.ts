import { statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { OutboxFullError } from '../outbox.ts';

/** How much there is, and how much there may be. */
export interface Room {
  /** Makes sure that there is room for so many bytes more, as last measured; throws an OutboxFullError where there is not. */
  take(bytes: number): void;
  /** Looks again; gives the bytes in use. */
  measure(): number;
}

/** Left free on the disk, so that what became of deliveries can still be written down, which makes room in the end. */
const spareBytes = 32 * 2 ** 20;

/** What events take beside their text: their row's columns, their key, twice. */
export const rowOverhead = 128;

/** Pages that are free within the file will be used again: they do not count. */
export function room(database: DatabaseSync, path: string, most: number): Room {
  const pageCount = database.prepare('PRAGMA page_count');
  const freePages = database.prepare('PRAGMA freelist_count');
  const pageSize = (database.prepare('PRAGMA page_size').get() as { page_size: number }).page_size;
  const folder = dirname(resolve(path));
  let used = 0;
  let disk = 0;
  const measure = (): number => {
    const { page_count: all } = pageCount.get() as { page_count: number };
    const { freelist_count: free } = freePages.get() as { freelist_count: number };
    used = (all - free) * pageSize + (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0);
    const { bavail, bsize } = statfsSync(folder);
    disk = bavail * bsize;
    return used;
  };
  return {
    measure,
    take(bytes) {
      if (used + bytes > most)
        throw new OutboxFullError(`the outbox ${path} has ${mebibytes(used)} of the ${mebibytes(most)} it may have`);
      if (disk - bytes < spareBytes)
        throw new OutboxFullError(
          `the disk of the outbox ${path} has ${mebibytes(disk)} left; ${mebibytes(spareBytes)} are kept free for deliveries to go on`,
        );
      used += bytes;
      disk -= bytes;
    },
  };
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
