import type { DatabaseSync } from 'node:sqlite';
import { OutboxFailedError } from '../outbox.ts';
import { isDiskFailure } from './sqlite-error.ts';

/** Writes to a database until its disk fails: never after. */
export interface Transactions {
  /** Whether anything is still written. */
  isOpen(): boolean;
  /** Makes all that `call` writes be on disk when it returns, or nothing of it. Throws an OutboxFailedError after the disk failed. */
  within<T>(call: () => T): T;
  /** Calls back after anything was undone: what was remembered of the database may no longer hold. */
  onUndone(call: () => void): void;
  /** To be told what went wrong while writing outside a transaction: in a checkpoint. */
  failed(error: unknown): void;
}

/**
 * After the disk failed an fsync that is tried again may succeed though the data is gone, so no transaction is begun any more.
 * https://wiki.postgresql.org/wiki/Fsync_Errors
 */
export function transactions(database: DatabaseSync): Transactions {
  let failure: string | undefined;
  const undone: (() => void)[] = [];
  const failed = (error: unknown): void => {
    if (isDiskFailure(error)) failure ??= error instanceof Error ? error.message : String(error);
  };
  return {
    isOpen: () => failure === undefined,
    within(call) {
      if (failure !== undefined) throw new OutboxFailedError(failureMessage(failure));
      try {
        database.exec('BEGIN IMMEDIATE');
        const value = call();
        database.exec('COMMIT');
        return value;
      } catch (error) {
        failed(error);
        try {
          // Some errors have SQLite itself undo everything. https://www.sqlite.org/lang_transaction.html
          if (database.isTransaction) database.exec('ROLLBACK');
        } finally {
          for (const call of undone) call();
        }
        throw error;
      }
    },
    onUndone: (call) => void undone.push(call),
    failed,
  };
}

/** What is said of a disk that failed. */
export function failureMessage(reason: string): string {
  return `the outbox's disk failed (${reason}): nothing more is taken until a restart; check the disk first`;
}
