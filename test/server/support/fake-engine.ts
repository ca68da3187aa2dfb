import type { Engine } from '../../../src/engine/engine.ts';
import type { RecordedResponse, Recording } from '../../../src/engine/recording.ts';
import type { IncomingRequest } from '../../../src/runtime/request.ts';

/** When fake recordings come in. */
export const receivedAt: string = '2026-11-21T16:00:00.000Z';

/** A recording of a request as an engine without a container would make it. */
export function recordingOf(request: IncomingRequest, id: string, response: Partial<RecordedResponse> = {}): Recording {
  return {
    id,
    session: request.headers['x-sgtm-session'] ?? 'default',
    receivedAt,
    request: {
      method: request.method,
      path: request.path,
      query: request.query,
      headers: request.headers,
      body: request.body ?? null,
      remoteAddress: request.remoteAddress,
    },
    client: request.path === '/mp/collect' ? 'GA4 Client' : null,
    response: { status: request.path === '/mp/collect' ? 204 : 400, headers: {}, body: '', ...response },
    violations: [],
    events: [],
  };
}

/** An engine that claims `/mp/collect`, keeps what it was given, and answers with what `respond` says. */
export function fakeEngine(respond: (request: IncomingRequest) => Partial<RecordedResponse> = () => ({})): {
  engine: Engine;
  requests: IncomingRequest[];
} {
  const requests: IncomingRequest[] = [];
  const engine: Engine = {
    handle(request) {
      requests.push(request);
      return recordingOf(request, `r${requests.length}`, respond(request));
    },
  };
  return { engine, requests };
}
