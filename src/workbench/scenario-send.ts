import type { Json, JsonObject } from '../event/json.ts';
import { parsePath, readPath, withoutPath, withPath } from '../event/path.ts';
import type { IncomingRequest } from '../runtime/request.ts';
import { kindOf } from '../text/kind-words.ts';
import type { FilePath, Problem } from '../text/source.ts';
import { unknownKey } from '../text/unknown-key.ts';
import { isMap } from './compare.ts';
import { shapeProblems } from './scenario-problems.ts';
import { incomingRequest, requestKeys, type WrittenRequest, writtenRequest } from './scenario-request.ts';
import type { Samples } from './scenario-samples.ts';
import { sendRequest, sendSample } from './scenario-schema.ts';

/** What a scenario sends, or what is wrong with it. */
export interface ReadSend {
  readonly requests: readonly IncomingRequest[];
  readonly problems: readonly Problem[];
}

/** Reads `send:`: a sample's name, a Measurement Protocol body, a request, a sample with changes; or a list of these. */
export async function readSend(send: unknown, path: FilePath, samples: Samples): Promise<ReadSend> {
  if (send === undefined) {
    return refuse(
      path,
      'is missing: name a sample, such as purchase, or write out an event: { client_id, events }',
      true,
    );
  }
  if (!Array.isArray(send)) return readOne(send, path, samples);
  if (send.length === 0) return refuse(path, 'is an empty list: say what to send');
  const all = await Promise.all(send.map((one, index) => readOne(one, [...path, index], samples)));
  return { requests: all.flatMap((one) => one.requests), problems: all.flatMap((one) => one.problems) };
}

async function readOne(send: unknown, path: FilePath, samples: Samples): Promise<ReadSend> {
  if (typeof send === 'string') return readSample({ sample: send }, path, path, samples);
  if (!isMap(send)) {
    return refuse(
      path,
      `must be the name of a sample, a Measurement Protocol body or a request; it is ${kindOf(send)}`,
    );
  }
  if ('events' in send) return accept(writtenRequest(send as JsonObject));
  if ('sample' in send) {
    const problems = shapeProblems(sendSample, send, path);
    if (problems.length > 0) return { requests: [], problems };
    return readSample(send as unknown as ChangedSample, path, [...path, 'sample'], samples);
  }
  const keys = Object.keys(send);
  if (keys.length > 0 && !keys.some((key) => requestKeys.has(key))) {
    const [first = ''] = keys;
    return refuse([...path, first], unknownKey(first, ['events', 'sample', ...requestKeys]), true);
  }
  if (keys.length === 0) return refuse(path, 'is empty: name a sample, or write out an event: { client_id, events }');
  const problems = shapeProblems(sendRequest, send, path);
  return problems.length > 0 ? { requests: [], problems } : accept(send as WrittenRequest);
}

type ChangedSample = WrittenRequest & {
  readonly sample: string;
  readonly set?: Readonly<Record<string, Json>>;
  readonly unset?: readonly string[];
};

async function readSample(
  { sample: name, set = {}, unset = [], ...request }: ChangedSample,
  path: FilePath,
  namePath: FilePath,
  samples: Samples,
): Promise<ReadSend> {
  const sample = await samples(name);
  if (typeof sample === 'string') return refuse(namePath, sample);
  const problems: Problem[] = [];
  let changed: JsonObject = sample;
  for (const [index, key] of unset.entries()) {
    const at = parsePath(key);
    if (readPath(sample, at) === undefined) {
      problems.push({ path: [...path, 'unset', index], message: `the sample ${name} has no ${key}` });
    }
    changed = withoutPath(changed, at);
  }
  for (const [key, value] of Object.entries(set)) {
    const at = parsePath(key);
    if (at.includes('') || at.includes('__proto__')) {
      const message = 'is no key path: write keys and indices with dots between, such as events.0.params.value';
      problems.push({ path: [...path, 'set', key], message, atKey: true });
    } else changed = withPath(changed, at, value);
  }
  if (problems.length > 0) return { requests: [], problems };
  const written = writtenRequest(changed);
  return accept({
    ...written,
    ...request,
    query: { ...written.query, ...request.query },
    headers: { ...written.headers, ...request.headers },
  });
}

function accept(request: WrittenRequest): ReadSend {
  return { requests: [incomingRequest(request)], problems: [] };
}

function refuse(path: FilePath, message: string, atKey = false): ReadSend {
  return { requests: [], problems: [{ path, message, atKey }] };
}
