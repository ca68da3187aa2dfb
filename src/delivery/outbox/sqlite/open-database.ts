import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { OutboxOpenError } from '../outbox.ts';
import { applicationId, schemaSteps } from './schema.ts';
import { isBusy, isCorruption } from './sqlite-error.ts';

/**
 * Opens an outbox's file, or makes it, and keeps it locked until it is closed or the process ends, however it ends.
 * Throws an OutboxOpenError where the file is another process's or program's, newer than this program, or not to be had.
 */
export function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    makeFile(path);
    // A process that was just killed may need a moment to be gone.
    database = new DatabaseSync(path, { timeout: 200 });
    prepare(database, path);
    writeFileSync(holderFile(path), `${process.pid} on ${hostname()}\n`, { mode: 0o600 });
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof OutboxOpenError
      ? error
      : new OutboxOpenError(`${path}: ${reasonOf(error, path)}`, isBusy(error));
  }
}

/** Beside the outbox: who holds it. */
export function holderFile(path: string): string {
  return `${path}-pid`;
}

/** What a pragma says. */
export function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

function prepare(database: DatabaseSync, path: string): void {
  // SQLite's lock of the file itself; before WAL, so that there is no shared memory. https://www.sqlite.org/wal.html#noshm
  database.exec('PRAGMA locking_mode = EXCLUSIVE');
  const version = versionOf(database, path);
  // Holds for a file that is yet to be laid out only.
  database.exec('PRAGMA auto_vacuum = INCREMENTAL');
  // What is in the WAL is on disk when a commit returns. https://www.sqlite.org/pragma.html#pragma_synchronous
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON');
  const held = { journal: pragma(database, 'journal_mode'), synchronous: pragma(database, 'synchronous') };
  if (held.journal !== 'wal' || held.synchronous !== 2)
    throw new OutboxOpenError(
      `${path}: SQLite keeps it with journal_mode ${held.journal} and synchronous ${held.synchronous}, not wal and 2: ` +
        'what is answered for could be lost in a power cut; put it on a local disk',
    );
  database.exec('PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF');
  database.exec('BEGIN EXCLUSIVE');
  for (const step of schemaSteps.slice(version)) database.exec(step);
  database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaSteps.length}; COMMIT`);
}

/** Which version of the layout a file has; 0: it is empty. */
function versionOf(database: DatabaseSync, path: string): number {
  const version = pragma(database, 'user_version') as number;
  const tables = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').all().length;
  const ours = pragma(database, 'application_id') === applicationId;
  if (!ours && (tables > 0 || version > 0))
    throw new OutboxOpenError(`${path}: it is another program's database: give the outbox a path of its own`);
  if (version > schemaSteps.length)
    throw new OutboxOpenError(
      `${path}: a newer sgtm wrote it (layout ${version}, this one knows up to ${schemaSteps.length}): ` +
        'run that version or a newer one; nothing in the file was changed',
    );
  return version;
}

/**
 * Makes the file and the folders it lies in, for nobody but their owner. One that is there is not opened here:
 * closing it would let go of a lock this process may have on it. https://www.sqlite.org/howtocorrupt.html#posix_close_bug
 */
function makeFile(path: string): void {
  const folder = dirname(resolve(path));
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
    throw error;
  }
  chmodSync(path, 0o600);
  if (process.platform === 'win32') return;
  for (let each = folder; ; each = dirname(each)) {
    flushFolder(each);
    if (made === undefined || each === dirname(made) || each === dirname(each)) break;
  }
}

/** A file is there after a power cut only when its folder was written too. */
function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function reasonOf(error: unknown, path: string): string {
  if (isBusy(error)) {
    const holder = holderOf(path);
    return `another process${holder === undefined ? '' : `, ${holder},`} has it open: stop that one first, or give this one another path`;
  }
  if (isCorruption(error))
    return `it is no outbox, or too damaged to open (${messageOf(error)}): move it away and keep it, or give another path`;
  return `it cannot be opened (${messageOf(error)}): see that its folder is there and may be written to`;
}

function holderOf(path: string): string | undefined {
  try {
    return readFileSync(holderFile(path), 'utf8').trim();
  } catch {
    // It only makes the message better.
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
