import { readdir, readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { isObject, type JsonObject } from '../event/json.ts';
import { parseJson } from '../event/parse-json.ts';
import type { IncomingRequest } from '../runtime/request.ts';
import { nearest } from '../text/nearest.ts';
import { incomingRequest, isSendable, writtenRequest } from '../workbench/scenario-request.ts';
import { shippedSamples } from '../workbench/scenario-samples.ts';
import type { Io } from './io.ts';
import { UserError } from './user-error.ts';

/** What a file, standard input (`-`) or a sample's name holds: JSON, checked as the server would check it. */
export async function readInput(io: Io, name: string): Promise<JsonObject> {
  const { text, source } = await find(io, name);
  const result = parseJson(text);
  if (!result.ok) throw new UserError(`${source}${result.path === '' ? '' : ` at ${result.path}`}: ${result.message}`);
  if (!isObject(result.value)) {
    throw new UserError(`${source}: expected a Measurement Protocol body, or { method, path, query, headers, body }`);
  }
  return result.value;
}

/** The names of the shipped samples. */
export async function sampleNames(): Promise<readonly string[]> {
  const files = await readdir(shippedSamples);
  return files.filter((file) => file.endsWith('.json')).map((file) => basename(file, '.json'));
}

async function find(io: Io, name: string): Promise<{ text: string; source: string }> {
  if (name === '-') return { text: await readText(io.stdin), source: 'standard input' };
  const path = resolve(io.cwd, name);
  try {
    return { text: await readFile(path, 'utf8'), source: name };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT') throw new UserError(`${name} cannot be read (${code})`);
  }
  const known = await sampleNames();
  if (known.includes(name))
    return { text: await readFile(`${shippedSamples}${name}.json`, 'utf8'), source: `sample ${name}` };
  const near = nearest(name, known);
  throw new UserError(
    `${name} is neither a file nor a sample${near === undefined ? '' : `; did you mean ${near}?`} Samples are ${known.join(', ')}`,
  );
}

/** A Measurement Protocol body as a POST to /mp/collect, or a request written out, as the engine takes it. */
export function toRequest(input: JsonObject): IncomingRequest {
  if (!isSendable(input)) {
    throw new UserError('method, path and remoteAddress of a request must be text, query and headers maps');
  }
  return incomingRequest(writtenRequest(input));
}
