import { lstat, realpath } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { RecordingFileError } from './recording-file-error.ts';

const maxNameLength = 200;
/** File systems take 255 bytes a name; a temporary file's is longer by a little. */
const maxPartBytes = 200;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const forbidden = /[\u0000-\u001f\u007f<>:"|?*\\]/;
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/**
 * The path of a recording a user names, in the folder `root`: `checkout/purchase` gives `<root>/checkout/purchase.json`.
 * Refuses names that lead out of the folder, by themselves or through a symbolic link, and names that some system
 * cannot take or takes for something else. Rejects with a RecordingFileError.
 */
export async function recordingPath(root: string, name: string): Promise<string> {
  const problem = problemOf(name);
  if (problem !== undefined) {
    const shown = JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name);
    throw new RecordingFileError(`${shown} is no name for a recording: ${problem}`);
  }
  const folder = resolve(root);
  const path = join(folder, name.endsWith('.json') ? name : `${name}.json`);
  await refuseLinksOut(folder, path, name);
  return path;
}

function problemOf(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (name.length > maxNameLength) return `it is longer than ${maxNameLength} characters`;
  if (forbidden.test(name)) return 'it holds a control character, a backslash or one of < > : " | ? *';
  if (!name.isWellFormed()) return 'it is no well-formed text';
  if (name.startsWith('/')) return 'it must be relative to the folder of recordings';
  for (const part of name.split('/')) {
    if (part === '') return 'it holds an empty part between slashes';
    if (part === '..' || part === '.') return `it may not hold ${part}`;
    if (part.startsWith('.')) return 'a part of it begins with a dot, which hides files';
    if (/^ |[ .]$/.test(part)) return 'a part of it begins with a space, or ends in a space or a dot';
    if (device.test(part)) return `${part} is a device on Windows`;
    if (Buffer.byteLength(part) > maxPartBytes) return `a part of it is longer than ${maxPartBytes} bytes`;
  }
  return undefined;
}

/** Goes down the path as far as it exists; each link on the way must stay within the folder. */
async function refuseLinksOut(folder: string, path: string, name: string): Promise<void> {
  const base = await existing(() => realpath(folder));
  if (base === undefined) return;
  let here = folder;
  for (const part of path.slice(folder.length).split(sep).filter(Boolean)) {
    here = join(here, part);
    const stats = await existing(() => lstat(here));
    if (stats === undefined) return;
    if (!stats.isSymbolicLink()) continue;
    const target = await existing(() => realpath(here));
    if (target === undefined || !`${target}${sep}`.startsWith(base === sep ? sep : `${base}${sep}`)) {
      throw new RecordingFileError(
        `${JSON.stringify(name)} leads out of ${folder} through the link ${here}: remove it`,
      );
    }
  }
}

const absent: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);

async function existing<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (absent.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
