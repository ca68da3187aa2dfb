import { randomBytes } from 'node:crypto';
import * as nodeFiles from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The parts of node:fs/promises that writing takes. */
export type Files = Pick<typeof nodeFiles, 'mkdir' | 'open' | 'readdir' | 'rename' | 'rm' | 'stat'>;

/** A temporary file this old was left by a process that died. */
const staleMs = 60 * 60 * 1000;

/**
 * Puts `text` into a file so that at any moment, power cuts included, the file is the old one or the new one, never a
 * part: written aside, synced, renamed, the folder synced. The file is for its owner alone (0600), and so is its folder
 * where it must be made (0700). Rejects with the system's error; the old file is untouched then.
 */
export async function writeAtomically(path: string, text: string, files: Files = nodeFiles): Promise<void> {
  const folder = dirname(path);
  await makeFolder(folder, files);
  await removeStale(path, files);
  const aside = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    // `x`: never through a link or into a file that somebody else put there.
    const file = await files.open(aside, 'wx', 0o600);
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await files.rename(aside, path);
  } catch (error) {
    await files.rm(aside, { force: true });
    throw error;
  }
  await syncFolder(folder, files);
}

/**
 * Makes a folder and those above it. Node's own `recursive` never returns where a file system says that there is no such
 * folder to make one in, as /proc does.
 */
async function makeFolder(folder: string, files: Files): Promise<void> {
  try {
    await makeOne(folder, files);
  } catch (error) {
    const parent = dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === folder) throw error;
    await makeFolder(parent, files);
    await makeOne(folder, files);
  }
}

async function makeOne(folder: string, files: Files): Promise<void> {
  try {
    await files.mkdir(folder, { mode: 0o700 });
  } catch (error) {
    // Where a file of that name stands in the way, opening a file in it says so.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Without this the rename itself may be lost. Windows has no such thing, and needs none. */
async function syncFolder(folder: string, files: Files): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await files.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeStale(path: string, files: Files): Promise<void> {
  const folder = dirname(path);
  const begin = `.${basename(path)}.`;
  for (const name of await files.readdir(folder)) {
    if (!name.startsWith(begin) || !name.endsWith('.tmp')) continue;
    const left = join(folder, name);
    try {
      if (Date.now() - (await files.stat(left)).mtimeMs > staleMs) await files.rm(left, { force: true });
    } catch (error) {
      // Its own process has finished with it meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
