import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject, type JsonObject } from '../event/json.ts';
import { parseJson } from '../event/parse-json.ts';
import { nearest } from '../text/nearest.ts';
import { isSendable } from './scenario-request.ts';

/** The folder of the samples that come with the program. */
export const shippedSamples: string = fileURLToPath(new URL('../../samples/', import.meta.url));

const maxBytes = 1024 * 1024;

/** Gives a sample by its name, or what is wrong with it, in words. Each file is read once. */
export type Samples = (name: string) => Promise<JsonObject | string>;

/** The samples of some folders, `<name>.json` in them; one in an earlier folder goes before one in a later. */
export function readSamples(folders: readonly string[]): Samples {
  const known = new Map<string, Promise<JsonObject | string>>();
  return (name) => {
    let sample = known.get(name);
    if (sample === undefined) {
      sample = find(folders, name);
      known.set(name, sample);
    }
    return sample;
  };
}

async function find(folders: readonly string[], name: string): Promise<JsonObject | string> {
  if (!/[/\\]/.test(name)) {
    for (const folder of folders) {
      const text = await readText(join(folder, `${name}.json`));
      if (text !== undefined) return typeof text === 'string' ? text : parse(name, text.content);
    }
  }
  const names = new Set((await Promise.all(folders.map(namesIn))).flat().toSorted());
  const near = nearest(name, names);
  const advice = near === undefined ? `there are ${[...names].join(', ')}` : `did you mean ${near}?`;
  return `there is no sample ${name}; ${advice}`;
}

/** A file's text; in words why it cannot be read; undefined where there is none. */
async function readText(file: string): Promise<{ content: string } | string | undefined> {
  try {
    const { size } = await stat(file);
    if (size > maxBytes) return `the sample ${file} has ${size} bytes; at most ${maxBytes} are read`;
    return { content: await readFile(file, 'utf8') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return `the sample ${file} cannot be read (${code})`;
  }
}

function parse(name: string, text: string): JsonObject | string {
  const parsed = parseJson(text);
  if (!parsed.ok) return `the sample ${name}${parsed.path === '' ? '' : ` at ${parsed.path}`}: ${parsed.message}`;
  if (isObject(parsed.value) && isSendable(parsed.value)) return parsed.value;
  return `the sample ${name} is neither a Measurement Protocol body nor { method, path, query, headers, body }`;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const files = await readdir(folder);
    return files.filter((file) => file.endsWith('.json')).map((file) => basename(file, '.json'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
