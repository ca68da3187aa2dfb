import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text as readStream } from 'node:stream/consumers';
import type { CheckedRequest } from '../contracts/contract.ts';
import type { RecordedOutgoingRequest, Recording } from '../engine/recording.ts';
import { isObject, type JsonObject } from '../event/json.ts';
import { parseJson } from '../event/parse-json.ts';
import { readRecordingFile } from '../recordings/recording-file.ts';
import { recordingFileSchema, recordingSchema } from '../recordings/recording-schema.ts';
import type { Io } from './io.ts';
import { UserError } from './user-error.ts';

/** What a file or standard input holds to be held against a contract. */
export type Checkable =
  | { readonly kind: 'payload'; readonly payload: unknown }
  | { readonly kind: 'request'; readonly request: CheckedRequest; readonly contract: string | null }
  | { readonly kind: 'recordings'; readonly recordings: readonly Recording[] };

/**
 * Reads a payload, an outgoing request as it stands in a recording, a recording, or a file of recordings; `-` is standard
 * input. Rejects with a UserError, or a RecordingFileError, that says what is wrong where.
 */
export async function readCheckable(io: Io, name: string): Promise<Checkable> {
  const fromFile = name !== '-';
  const text = fromFile ? await readText(io, name) : await readStream(io.stdin);
  // A recording nests deeper than the payloads in it.
  if (fromFile && recordingFileHead.test(text)) return recordingsOf(await readRecordingFile(resolve(io.cwd, name)));
  const source = fromFile ? name : 'standard input';
  const parsed = parseJson(text);
  if (!parsed.ok) throw new UserError(`${source}${parsed.path === '' ? '' : ` at ${parsed.path}`}: ${parsed.message}`);
  const { value } = parsed;
  for (const { path, message } of parsed.warnings) io.stderr.write(`${source} at ${path}: ${message}\n`);
  if (!isObject(value)) return { kind: 'payload', payload: value };
  if ('recordings' in value && 'container' in value) return recordingsOf(whole(recordingFileSchema, value, source));
  if ('receivedAt' in value && 'events' in value) {
    return { kind: 'recordings', recordings: [whole(recordingSchema, value, source)] };
  }
  return requestIn(value, source) ?? { kind: 'payload', payload: value };
}

const recordingFileHead = /^\s*\{\s*"version"\s*:\s*\d+\s*,\s*"container"\s*:/;

function recordingsOf({ recordings }: { readonly recordings: readonly Recording[] }): Checkable {
  return { kind: 'recordings', recordings };
}

const requestKeys: ReadonlySet<string> = new Set([
  'platform',
  'method',
  'url',
  'headers',
  'body',
  'contract',
  'violations',
  'response',
] satisfies (keyof RecordedOutgoingRequest)[]);

/** An outgoing request; no platform's payload has these keys alone. */
function requestIn(value: JsonObject, source: string): Checkable | undefined {
  const { method, url, headers = {}, body = null, contract } = value;
  if (typeof method !== 'string' || typeof url !== 'string') return undefined;
  if (!Object.keys(value).every((key) => requestKeys.has(key))) return undefined;
  if (!isObject(headers) || !Object.values(headers).every((one) => typeof one === 'string')) {
    throw new UserError(`${source}: the headers of a request must be a map of texts`);
  }
  const lower = Object.entries(headers).map(([name, one]) => [name.toLowerCase(), String(one)] as const);
  const request = { method, url, headers: Object.fromEntries(lower), body };
  return { kind: 'request', request, contract: typeof contract === 'string' ? contract : null };
}

function whole<T>(schema: { safeParse(value: unknown): Parsed<T> }, value: unknown, source: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new UserError(
    `${source}: is no recording: /${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'it is malformed'}`,
  );
}

type Parsed<T> =
  | { readonly success: true; readonly data: T }
  | {
      readonly success: false;
      readonly error: {
        readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
      };
    };

async function readText(io: Io, name: string): Promise<string> {
  try {
    return await readFile(resolve(io.cwd, name), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      code === 'ENOENT'
        ? `${name}: there is no such file; give a payload as JSON, or - for standard input`
        : `${name}: cannot be read (${code}): check the path and who may read it`,
    );
  }
}
