import { readdir, readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { isObject, type JsonObject } from '../event/json.ts';
import { parseJson } from '../event/parse-json.ts';
import { formatQuery, type IncomingRequest, parseQuery } from '../runtime/request.ts';
import { nearest } from '../text/nearest.ts';
import type { Io } from './io.ts';
import { UserError } from './user-error.ts';

const samples = fileURLToPath(new URL('../../samples/', import.meta.url));

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
  const files = await readdir(samples);
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
  if (known.includes(name)) return { text: await readFile(`${samples}${name}.json`, 'utf8'), source: `sample ${name}` };
  const near = nearest(name, known);
  throw new UserError(
    `${name} is neither a file nor a sample${near === undefined ? '' : `; did you mean ${near}?`} Samples are ${known.join(', ')}`,
  );
}

const requestKeys: ReadonlySet<string> = new Set(['method', 'path', 'query', 'headers', 'body', 'remoteAddress']);

/** A Measurement Protocol body as a POST to /mp/collect, or a request written out, as the engine takes it. */
export function toRequest(input: JsonObject): IncomingRequest {
  if ('events' in input || !Object.keys(input).every((key) => requestKeys.has(key))) {
    return request(
      'POST',
      '/mp/collect',
      Object.create(null),
      { 'content-type': 'application/json' },
      JSON.stringify(input),
      '',
    );
  }
  const { method = 'POST', path = '/mp/collect', query = {}, headers = {}, body, remoteAddress = '' } = input;
  if (typeof method !== 'string' || typeof path !== 'string' || typeof remoteAddress !== 'string') {
    throw new UserError('method, path and remoteAddress of a request must be text');
  }
  if (!isObject(query) || !isObject(headers)) throw new UserError('query and headers of a request must be maps');
  const [bare = '', inPath = ''] = path.split('?', 2);
  const all = parseQuery(inPath);
  for (const [name, value] of Object.entries(query))
    all[name] = Array.isArray(value) ? value.map(String) : String(value);
  const lower: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers))
    lower[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
  const text = body === undefined || body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return request(method.toUpperCase(), bare, all, lower, text, remoteAddress);
}

function request(
  method: string,
  path: string,
  query: IncomingRequest['query'],
  headers: IncomingRequest['headers'],
  body: string,
  remoteAddress: string,
): IncomingRequest {
  return { method, path, query, queryString: formatQuery(query), headers, body, remoteAddress };
}
