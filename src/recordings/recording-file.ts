import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Adapter, Low } from 'lowdb';
import type { z } from 'zod';
import type { Recording } from '../engine/recording.ts';
import { isObject } from '../event/json.ts';
import { parseJson } from '../event/parse-json.ts';
import { pointerStep } from '../text/json-pointer.ts';
import { findUnsafe } from './find-unsafe.ts';
import { RecordingFileError } from './recording-file-error.ts';
import { type RecordingFileContent, recordingFileSchema } from './recording-schema.ts';
import { writeAtomically } from './write-atomically.ts';

const maxFileBytes = 256 * 1024 * 1024;

/**
 * Writes recordings to a file, in place of what it held. `path` is taken from `base` where it is relative; it is the
 * user's own word (names from elsewhere go through `recordingPath` first). Rejects with a RecordingFileError; the file
 * is untouched then.
 */
export async function saveRecordings(
  path: string,
  container: string,
  recordings: readonly Recording[],
  base: string = process.cwd(),
): Promise<void> {
  const file = resolve(base, path);
  const db = new Low<RecordingFileContent>(new RecordingAdapter(file), { version: 1, container, recordings });
  await db.write();
}

/**
 * Reads a file of recordings and checks all of it. Rejects with a RecordingFileError that names the file, what is wrong
 * where, and what to do.
 */
export async function readRecordingFile(path: string): Promise<RecordingFileContent> {
  const content = await new RecordingAdapter(path).read();
  if (content !== null) return content;
  throw new RecordingFileError(`${path}: there is no such file; record one, or check the path`);
}

/** How lowdb reads and writes a file of recordings. */
export class RecordingAdapter implements Adapter<RecordingFileContent> {
  readonly #path: string;
  /** Each recording is put into words once, however often its file is written. */
  readonly #texts = new WeakMap<Recording, string>();

  constructor(path: string) {
    this.#path = path;
  }

  /** Null where there is no file. */
  async read(): Promise<RecordingFileContent | null> {
    const text = await readText(this.#path);
    return text === null ? null : parse(this.#path, text);
  }

  async write(content: RecordingFileContent): Promise<void> {
    const texts = content.recordings.map((recording) => this.#textOf(recording));
    const head = `{\n  "version": ${content.version},\n  "container": ${JSON.stringify(content.container)},\n`;
    const list = texts.length === 0 ? '[]' : `[\n    ${texts.join(',\n    ')}\n  ]`;
    try {
      await writeAtomically(this.#path, `${head}  "recordings": ${list}\n}\n`);
    } catch (error) {
      throw fault(this.#path, writeProblem(error as NodeJS.ErrnoException), error);
    }
  }

  #textOf(recording: Recording): string {
    let text = this.#texts.get(recording);
    if (text === undefined) {
      // What could not be read again is not written.
      const unsafe = findUnsafe(recording);
      if (unsafe !== undefined) throw fault(this.#path, `recording ${recording.id} cannot be saved: ${unsafe}`);
      text = JSON.stringify(recording, null, 2).replaceAll('\n', '\n    ');
      this.#texts.set(recording, text);
    }
    return text;
  }
}

async function readText(path: string): Promise<string | null> {
  let bytes: Buffer;
  try {
    const stats = await stat(path);
    if (!stats.isFile()) throw fault(path, 'is not a file: give the path of a file of recordings');
    if (stats.size > maxFileBytes) throw fault(path, `has ${stats.size} bytes; at most ${maxFileBytes} are read`);
    bytes = await readFile(path);
  } catch (error) {
    if (error instanceof RecordingFileError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw fault(path, `cannot be read (${code}): check who may read it`, error);
  }
  if (!isUtf8(bytes)) throw fault(path, 'is not UTF-8 text: this is no file of recordings, or it is damaged');
  return bytes.toString('utf8');
}

function parse(path: string, text: string): RecordingFileContent {
  let value: unknown;
  try {
    value = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    const parsed = parseJson(text);
    const where = parsed.ok ? '' : `: ${parsed.message}`;
    throw fault(path, `is not JSON${where}; restore it from version control or record it again`);
  }
  const unsafe = findUnsafe(value);
  if (unsafe !== undefined) throw fault(path, `${unsafe}; record it again`);
  if (isObject(value) && typeof value['version'] === 'number' && value['version'] !== 1) {
    const message = `has format version ${value['version']}, this program reads version 1`;
    throw fault(path, `${message}: use the release that wrote it, or record it again`);
  }
  const result = recordingFileSchema.safeParse(value);
  if (result.success) return result.data;
  throw fault(path, `${explain(result.error.issues)}; record it again, or correct it by hand`);
}

function explain(issues: readonly z.core.$ZodIssue[]): string {
  const shown = issues
    .slice(0, 3)
    .map(
      (issue) => `${issue.path.map((step) => pointerStep(step as string | number)).join('') || '/'}: ${issue.message}`,
    );
  const more = issues.length > shown.length ? `, and ${issues.length - shown.length} more` : '';
  return `is no file of recordings: ${shown.join('; ')}${more}`;
}

function writeProblem(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'cannot be written: the disk is full; free some space and save again';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `cannot be written (${error.code}): choose a folder you may write to`;
    case 'EISDIR':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'ENAMETOOLONG':
      return `cannot be written (${error.code}): choose another path`;
    default:
      return `cannot be written (${error.code ?? error.name})`;
  }
}

function fault(path: string, message: string, cause?: unknown): RecordingFileError {
  return new RecordingFileError(`${path}: ${message}`, { cause });
}
