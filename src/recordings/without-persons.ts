import type { Container } from '../container/compile.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { Recording } from '../engine/recording.ts';
import { formatQuery, type IncomingRequest, parseQuery } from '../runtime/request.ts';
import { fixedRuntime } from '../runtime/runtime.ts';
import { pseudonymise } from './pseudonymise.ts';

/**
 * A recording that names nobody: the request's persons are replaced by made-up ones, and what followed is worked out
 * anew from that, at the moment the request came in, so that every hash fits.
 */
export async function withoutPersons(recording: Recording, container: Container): Promise<Recording> {
  const { id, session, receivedAt } = recording;
  const runtime = fixedRuntime(Date.parse(receivedAt), Number.parseInt(id.slice(0, 8), 16) || 1);
  const anew = await createEngine(container, runtime).handle(pseudonymise(toRequest(recording)));
  return { ...anew, id, session };
}

function toRequest({ request }: Recording): IncomingRequest {
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
