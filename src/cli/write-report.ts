import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UserError } from './user-error.ts';

/**
 * Writes a report, whole or not at all, and makes its folder. Other than recordings it is for everybody to read: persons
 * and credentials are hidden in it. `shown` names it in messages. Rejects with a UserError that says what to do.
 */
export async function writeReport(path: string, text: string, shown: string): Promise<void> {
  const aside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await makeFolder(dirname(path));
    try {
      await writeFile(aside, text, { flag: 'wx' });
      await rename(aside, path);
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError(
      `${shown}: cannot be written (${code}): ${remedies[code] ?? 'choose another path with --output'}`,
    );
  }
}

const remedies: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; free some space',
  EDQUOT: 'the disk is full; free some space',
  EACCES: 'choose a folder you may write to with --output',
  EPERM: 'choose a folder you may write to with --output',
  EROFS: 'choose a folder you may write to with --output',
};

/** Node's own `recursive` never returns where a file system takes no folders at all, as /proc. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Where a file of that name stands in the way, writing into it says so.
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}
