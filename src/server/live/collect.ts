import type { Dispatcher } from '../../delivery/dispatcher.ts';
import { type NewEvent, type Outbox, OutboxFailedError, OutboxFullError } from '../../delivery/outbox/outbox.ts';
import type { Acceptance, LiveEngine } from '../../engine/live-engine.ts';
import type { MaybePromise } from '../../runtime/maybe-promise.ts';
import type { HttpResponse, IncomingRequest } from '../../runtime/request.ts';
import { type Refusal, refusalBody } from '../answer.ts';

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
}

/** Makes the way of a request in `--live`: what fires is decided, the events go to disk, and only then it is answered. */
export function createCollect(options: CollectOptions): (request: IncomingRequest) => Promise<HttpResponse> {
  const { engine, outbox, dispatcher, destination, refuse, onCollected } = options;
  return async (request) => {
    const refused = await refuse?.(request);
    if (refused !== undefined) return refused;
    const acceptance = await engine().accept(request);
    const rows = rowsOf(acceptance, destination);
    if (rows.length === 0) {
      onCollected?.({ acceptance, status: acceptance.response.status, kept: 0, repeated: 0 });
      return acceptance.response;
    }
    try {
      const appended = await outbox.append(rows);
      const offered = [];
      for (let i = 0; i < rows.length; i++) {
        const one = appended[i];
        const row = rows[i];
        if (one?.kept === true && row !== undefined) {
          offered.push({ seq: one.seq, receivedAt: row.receivedAt, body: row.body });
        }
      }
      dispatcher.offer(offered);
      const repeated = rows.length - offered.length;
      onCollected?.({ acceptance, status: acceptance.response.status, kept: offered.length, repeated });
      return acceptance.response;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === undefined) throw error;
      onCollected?.({ acceptance, status: refusal.status, kept: 0, repeated: 0 });
      return {
        status: refusal.status,
        headers: { 'content-type': 'application/json', ...refusal.headers },
        body: refusalBody(refusal),
      };
    }
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

function refusalOf(error: unknown): Refusal | undefined {
  const headers = { 'retry-after': '5' };
  if (error instanceof OutboxFullError) {
    const help = 'Send it again in a few seconds; the operator must make room: sgtm outbox status.';
    return { status: 503, message: 'the outbox is full: nothing of this request was kept', help, headers };
  }
  if (error instanceof OutboxFailedError) {
    const help =
      'Send it again in a few seconds, to another instance; this one must be started anew on a disk that works.';
    return { status: 503, message: "the outbox's disk failed: this request may not be kept", help, headers };
  }
  return undefined;
}
