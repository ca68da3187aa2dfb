import { isDeepStrictEqual } from 'node:util';
import type { Container } from '../container/compile.ts';
import type { Contracts } from '../contracts/contract.ts';
import { createEngine } from '../engine/create-engine.ts';
import { recordRequest } from '../engine/record-request.ts';
import type { RecordedRequest, Recording } from '../engine/recording.ts';
import { formatQuery, type IncomingRequest, parseQuery } from '../runtime/request.ts';
import { fixedRuntime } from '../runtime/runtime.ts';
import { pseudonymise } from './pseudonymise.ts';

/** How to run a recorded request again. */
export interface RunAgainOptions {
  /** What it is held against; without it nothing is checked. */
  readonly contracts?: Contracts;
  /** Persons in the request are replaced by made-up ones first. */
  readonly pseudonymise?: boolean;
}

/**
 * A recorded request, run through a container once more: at the moment it came in, with chance drawn from the
 * recording's id, id and session as they were. What this gives, run again, comes out the same to the last byte, also
 * when it was written to a file and read back; nothing takes time in it. A request that never reached a container stays
 * as it is.
 */
export async function runAgain(
  recording: Recording,
  container: Container,
  options: RunAgainOptions = {},
): Promise<Recording> {
  const { id, session, receivedAt, response } = recording;
  const { contracts } = options;
  const recorded = requestOf(recording.request);
  let request = options.pseudonymise === true ? pseudonymise(recorded) : recorded;
  if (!reachedContainer(recording)) return { ...recording, request: recordRequest(request, undefined) };
  const engineOptions = { ...(contracts !== undefined && { contracts }), strict: response.status === strictStatus };
  for (;;) {
    // Each run draws from the start.
    const runtime = fixedRuntime(Date.parse(receivedAt), Number.parseInt(id.slice(0, 8), 16) || 1);
    const anew = await createEngine(container, runtime, engineOptions).handle(request);
    // What is recorded of a request may not be all of it: a query written in another way, JSON within a JSON text.
    const again = requestOf(anew.request);
    if (isDeepStrictEqual(again, request)) return { ...anew, id, session };
    request = again;
  }
}

/** What a strict server answers: only what the caller got tells that a recording is one's. */
const strictStatus = 422;

/** Whether a container saw the request; else the server turned it away, and what it carried is not known. */
export function reachedContainer({ client, reason }: Recording): boolean {
  return client !== null || reason?.startsWith('no client claimed ') === true;
}

/** A recorded request as the engine takes it. */
export function requestOf(request: RecordedRequest): IncomingRequest {
  const queryString = formatQuery(request.query);
  return {
    method: request.method,
    path: request.path,
    query: parseQuery(queryString),
    queryString,
    headers: Object.assign(Object.create(null), request.headers),
    body:
      request.body === null
        ? undefined
        : typeof request.body === 'string'
          ? request.body
          : JSON.stringify(request.body),
    remoteAddress: request.remoteAddress,
  };
}
