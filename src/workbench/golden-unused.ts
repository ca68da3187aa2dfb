import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { shown } from './scenario-files.ts';
import type { Notice } from './test-run.ts';

/**
 * Files of recordings that no scenario uses: of `folder`, and of those folders below it that hold a used one. Others are
 * somebody's own. `used` are absolute paths.
 */
export async function unusedRecordings(
  folder: string,
  used: ReadonlySet<string>,
  cwd: string,
): Promise<readonly Notice[]> {
  const ours = new Set([folder, ...[...used].map((path) => dirname(path))]);
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true, recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
  const message = 'no scenario uses it: name it under recording: in one, or remove it';
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json') && ours.has(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !used.has(path))
    .toSorted()
    .map((path) => ({ kind: 'unused_recording', file: shown(path, cwd), message }));
}
