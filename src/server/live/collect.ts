import type { Dispatcher } from '../../delivery/dispatcher.ts';
import { type NewEvent, type Outbox, OutboxFailedError, OutboxFullError } from '../../delivery/outbox/outbox.ts';
import type { Acceptance, LiveEngine } from '../../engine/live-engine.ts';
import type { MaybePromise } from '../../runtime/maybe-promise.ts';
import type { HttpResponse, IncomingRequest } from '../../runtime/request.ts';
import { type Refusal, refusalBody } from '../answer.ts';
import { fullForMs, type OutboxRefusal } from './live-readiness.ts';

/** What taking requests for delivery needs. */
export interface CollectOptions {
  /** The engine of now: a reload puts another in its place. */
  readonly engine: () => LiveEngine;
  readonly outbox: Pick<Outbox, 'append'>;
  readonly dispatcher: Pick<Dispatcher, 'offer'>;
  /** The name a destination goes by: there are only so many. */
  readonly destination: (name: string) => string;
  /** What a request is refused with before anything is kept; undefined where it is not. */
  readonly refuse?: (request: IncomingRequest) => MaybePromise<HttpResponse | undefined>;
  /** Told of each request when its answer is known. */
  readonly onCollected?: (collected: Collected) => void;
}

/** A request that was taken, or not. */
export interface Collected {
  readonly acceptance: Acceptance;
  /** The status the caller gets. */
  readonly status: number;
  /** Events on disk that were not there before. */
  readonly kept: number;
  /** Events that had been taken before. */
  readonly repeated: number;
  /** Why the outbox took nothing, where it did not. */
  readonly refused?: OutboxRefusal;
}

/**
 * Makes the way of a request in `--live`: what fires is decided, the events go to disk, and only then it is answered. Rejects where
 * the engine fails.
 */
export function createCollect(options: CollectOptions): (request: IncomingRequest) => Promise<HttpResponse> {
  const { engine, outbox, dispatcher, destination, refuse, onCollected } = options;
  return async (request) => {
    const refused = await refuse?.(request);
    if (refused !== undefined) return refused;
    const acceptance = await engine().accept(request);
    const { response } = acceptance;
    const rows = rowsOf(acceptance, destination);
    const appended = rows.length === 0 ? [] : await outbox.append(rows).catch(refusalOf);
    if ('reason' in appended) {
      onCollected?.({ acceptance, status: appended.status, kept: 0, repeated: 0, refused: appended.reason });
      return responseOf(appended);
    }
    const kept = rows.flatMap((row, index) => {
      const one = appended[index];
      if (one?.kept !== true) return [];
      const { receivedAt, body, destinations } = row;
      return [{ seq: one.seq, receivedAt, body, destinations }];
    });
    if (kept.length > 0) dispatcher.offer(kept);
    onCollected?.({ acceptance, status: response.status, kept: kept.length, repeated: rows.length - kept.length });
    return response;
  };
}

/** What is to be kept: an event that fires nothing is nobody's to deliver. */
function rowsOf({ events }: Acceptance, destinationOf: (name: string) => string): readonly NewEvent[] {
  const rows: NewEvent[] = [];
  for (const { key, event } of events) {
    if (event.executions.length === 0) continue;
    const executions = event.executions.map((one) => ({ ...one, destination: destinationOf(one.destination) }));
    const destinations = [...new Set(executions.map(({ destination }) => destination))];
    rows.push({ key, receivedAt: event.receivedAt, destinations, body: JSON.stringify({ ...event, executions }) });
  }
  return rows;
}

type Refused = Refusal & { readonly reason: OutboxRefusal };

/** What the caller gets where the outbox took nothing; throws what is no refusal of the outbox's. */
function refusalOf(error: unknown): Refused {
  if (error instanceof OutboxFullError) return full;
  if (error instanceof OutboxFailedError) return failed;
  throw error;
}

function responseOf(refusal: Refused): HttpResponse {
  const { status, headers } = refusal;
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: refusalBody(refusal) };
}

const headers = { 'retry-after': String(fullForMs / 1000) };
const full: Refused = {
  status: 503,
  reason: 'outbox_full',
  message: 'the outbox is full: nothing of this request was kept',
  help: 'Send it again in a few seconds; the operator must make room: sgtm outbox status.',
  headers,
};
const failed: Refused = {
  status: 503,
  reason: 'outbox_failed',
  message: "the outbox's disk failed: this request may not be kept",
  help: 'Send it again in a few seconds, to another instance; this one must be started anew on a disk that works.',
  headers,
};
