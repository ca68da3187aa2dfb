import type { IncomingMessage } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Engine } from '../engine/engine.ts';
import { recordRequest } from '../engine/record-request.ts';
import type { RecordedResponse, Recording } from '../engine/recording.ts';
import { takeSession } from '../engine/session.ts';
import type { Rebuild, Recorder } from '../recordings/recorder.ts';
import { chain, type MaybePromise } from '../runtime/maybe-promise.ts';
import type { HttpResponse, IncomingRequest } from '../runtime/request.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Admission } from './admission/admission.ts';
import { type Refusal, type RefusalReason, refusalBody, refusalResponse } from './answer.ts';
import { inBatches } from './batches.ts';
import { toIncomingRequest } from './incoming-request.ts';
import type { ServerLimits } from './limits.ts';
import type { Logger } from './logger.ts';
import { readBody } from './read-body.ts';
import { toResponse } from './respond.ts';
import type { ServerStats } from './stats.ts';
import type { TrustedProxies } from './trusted-proxies.ts';

/** What accepting a request needs. */
export interface AcceptContext {
  readonly engine: Engine;
  readonly recorder: Recorder;
  readonly runtime: Runtime;
  readonly limits: ServerLimits;
  readonly trusted: TrustedProxies;
  readonly stats: ServerStats;
  readonly logger: Logger;
  /** Whether the server is closing and takes nothing new. */
  readonly closing: () => boolean;
  /** Whether the server itself closed a request's connection before its body was in. */
  readonly closedByUs: (incoming: IncomingMessage) => boolean;
  /** Told of each recording after the recorder has it. */
  readonly onRecording?: ((recording: Recording) => void) | undefined;
  /** Asked of each request before its body is read; everybody is let in where absent. */
  readonly admission?: Admission | undefined;
  readonly observer?: AcceptObserver | undefined;
  /** In live: keeps what a request came to, then gives the answer. In place of the engine; nothing is recorded. */
  readonly collect?: ((request: IncomingRequest) => Promise<HttpResponse>) | undefined;
}

/** Told of what comes in, for metrics. */
export interface AcceptObserver {
  /** The container's answer to a request is ready; `milliseconds`: since all of the request was in. */
  answered?(status: number, milliseconds: number): void;
  /** The server itself turned a request away. */
  refused?(reason: RefusalReason): void;
}

const nothing: Buffer = Buffer.alloc(0);

/** Makes the way of a request: read it, hand it to the engine, keep the recording, answer. */
export function createAccept(context: AcceptContext): (incoming: IncomingMessage) => Response | Promise<Response> {
  const { engine, recorder, runtime, limits, trusted, stats, logger, closing, closedByUs, onRecording } = context;
  const { admission, observer, collect } = context;

  function keep(recording: Recording, rebuild?: Rebuild): void {
    recorder.add(recording, rebuild);
    if (onRecording === undefined) return;
    try {
      onRecording(recording);
    } catch (error) {
      logger.error({ recording: recording.id, ...describe(error) }, 'a watcher of recordings failed');
    }
  }

  function answer(recorded: RecordedResponse): Response {
    const response = toResponse(recorded, logger);
    // Else the caller would hold the connection open until it is cut off.
    if (closing()) response.headers.set('connection', 'close');
    return response;
  }

  function fail(error: unknown): Response {
    const id = runtime.uuid();
    stats.failed += 1;
    logger.error({ id, ...describe(error) }, 'the engine failed on a request');
    const message = `the container failed on this request; the log says more under ${id}`;
    const help = 'This is a fault of the workbench, not of the request: report it with that line of the log.';
    return new Response(JSON.stringify({ error: { id, message, help } }), {
      status: 500,
      headers: { 'content-type': 'application/json' },
    });
  }

  const run = inBatches((request: IncomingRequest): MaybePromise<Response> => {
    if (collect !== undefined) return collect(request).then(answer);
    if (engine.repeatable === undefined) {
      return chain(engine.handle(request), (recording) => {
        keep(recording);
        return answer(recording.response);
      });
    }
    return chain(engine.repeatable(request), ({ recording, again }) => {
      keep(recording, again && { recording: again, bytes: bytesOf(request) });
      return answer(recording.response);
    });
  });

  function handle(incoming: IncomingMessage, body: Buffer): Promise<Response> {
    stats.requests += 1;
    stats.running += 1;
    const begin = observer === undefined ? 0 : runtime.elapsed();
    const answered = run(toIncomingRequest(incoming, body, trusted))
      .catch(fail)
      .finally(() => {
        stats.running -= 1;
      });
    if (observer === undefined) return answered;
    return answered.then((response) => {
      observer.answered?.(response.status, runtime.elapsed() - begin);
      return response;
    });
  }

  /** Turns a request away and records that, so that whoever watches sees it and why. */
  function refuse(incoming: IncomingMessage, refusal: Refusal): Response {
    stats.refused += 1;
    observer?.refused?.(refusal.reason ?? 'malformed');
    logger.warn({ status: refusal.status, method: incoming.method }, `turned a request away: ${refusal.message}`);
    const { session, request } = takeSession(toIncomingRequest(incoming, nothing, trusted));
    keep({
      id: runtime.uuid(),
      session,
      receivedAt: new Date(runtime.now()).toISOString(),
      request: recordRequest({ ...request, body: undefined }, undefined),
      client: null,
      reason: refusal.message,
      response: {
        status: refusal.status,
        headers: { 'content-type': 'application/json', ...refusal.headers },
        body: refusalBody(refusal),
      },
      violations: [],
      events: [],
    });
    return refusalResponse(refusal);
  }

  async function read(incoming: IncomingMessage): Promise<Response> {
    const body = await readBody(incoming, limits.maxBodyBytes);
    if (typeof body !== 'string') return handle(incoming, body);
    if (body === 'too large') return refuse(incoming, tooLarge(limits));
    if (!closedByUs(incoming)) {
      stats.aborted += 1;
      logger.warn({ method: incoming.method }, 'a caller went away before its request was in');
    }
    return RESPONSE_ALREADY_SENT;
  }

  return (incoming) => {
    if (closing()) {
      stats.refused += 1;
      observer?.refused?.('stopping');
      // Read first: closing on a caller that still sends would reset the connection, and the answer with it.
      return readBody(incoming, limits.maxBodyBytes).then(() => refusalResponse(shuttingDown));
    }
    const { headers } = incoming;
    // First: who may not send at all is told nothing of limits, and floods of what is too large count as floods.
    const refusal = admission?.admit(toIncomingRequest(incoming, nothing, trusted)) ?? refusalOf(incoming, limits);
    if (refusal !== undefined) return refuse(incoming, refusal);
    if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) {
      return handle(incoming, nothing);
    }
    return read(incoming);
  };
}

const shuttingDown: Refusal = {
  status: 503,
  reason: 'stopping',
  message: 'the server is shutting down',
  help: 'Send the request again in a few seconds.',
  headers: { connection: 'close', 'retry-after': '5' },
};

/** About how much memory a request takes, with its place in the recorder. */
function bytesOf(request: IncomingRequest): number {
  let bytes = 2_000 + (request.body?.length ?? 0) + 2 * request.queryString.length;
  for (const name in request.headers) bytes += 50 + name.length + (request.headers[name] as string).length;
  return bytes;
}

/** What can be said of a request by its headers alone. */
function refusalOf(incoming: IncomingMessage, limits: ServerLimits): Refusal | undefined {
  const { headers, rawHeaders } = incoming;
  if (rawHeaders.length > limits.maxHeaders * 2) {
    const message = `the request has more than ${limits.maxHeaders} headers`;
    return { status: 431, reason: 'headers', message, help: 'Send fewer.', headers: { connection: 'close' } };
  }
  const coding = headers['transfer-encoding']?.toLowerCase();
  if (coding !== undefined && coding !== 'chunked') {
    // Where chunked is not the last, nobody can tell where the body ends (RFC 9112, 6.1 and 6.3).
    const status = /(?:^|,)[ \t]*chunked$/.test(coding) ? 501 : 400;
    const help = 'Send the body with Content-Length, or with Transfer-Encoding: chunked alone.';
    const message = 'only the transfer coding chunked is taken';
    return { status, reason: 'encoding', message, help, headers: { connection: 'close' } };
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== '' && encoding.toLowerCase() !== 'identity') {
    const help = 'Send the body as it is, without Content-Encoding.';
    return {
      status: 415,
      reason: 'encoding',
      message: 'compressed bodies are not taken',
      help,
      headers: { 'accept-encoding': 'identity' },
    };
  }
  return declaresTooMuch(incoming, limits) ? tooLarge(limits) : undefined;
}

/** Whether a request says itself that its body is over the limit. */
export function declaresTooMuch(incoming: IncomingMessage, limits: ServerLimits): boolean {
  const length = incoming.headers['content-length'];
  return length !== undefined && Number(length) > limits.maxBodyBytes;
}

function tooLarge(limits: ServerLimits): Refusal {
  return {
    status: 413,
    reason: 'too_large',
    message: `the body is larger than ${limits.maxBodyBytes} bytes`,
    help: 'Send fewer events in one request; GA4 takes 25 events and 130 kB at most.',
  };
}

/** An error without its message, which may quote the request. */
function describe(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { error: error.name, at: frames.slice(0, 5).map((line) => line.trim()) };
}
