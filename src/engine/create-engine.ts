import type { Accepted, Client } from '../clients/client.ts';
import type { CompiledTag, Container } from '../container/compile.ts';
import type { Occasion } from '../container/scope.ts';
import type { Contracts } from '../contracts/contract.ts';
import type { EventData } from '../event/event-data.ts';
import { withEventId } from '../event/event-id.ts';
import type { ViewSource } from '../event/event-view.ts';
import { chain, isPromise, type MaybePromise } from '../runtime/maybe-promise.ts';
import { rememberingRuntime } from '../runtime/remembering-runtime.ts';
import { type IncomingRequest, parseCookies } from '../runtime/request.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { type Checks, createChecks, noChecks } from './checks.ts';
import { claim, unclaimed } from './claim.ts';
import type { Engine } from './engine.ts';
import { recordRequest } from './record-request.ts';
import type { RecordedEvent, Recording } from './recording.ts';
import { refuseBroken } from './refuse-broken.ts';
import { runEvent } from './run-event.ts';
import { takeSession } from './session.ts';
import { validateRequest, validationPath } from './validate-request.ts';

/** What an engine does beside running the container. */
export interface EngineOptions {
  /** What every request, event and outgoing request is held against; without it nothing is checked. */
  readonly contracts?: Contracts;
  /** Answers 422, with the violations, to a request that breaks a contract or leads to one that does. */
  readonly strict?: boolean;
}

/**
 * The engine of a container: request in, recording out. It opens nothing and sends nothing; time and chance come from
 * `runtime`, so that the same request, container and runtime give the same recording.
 */
export function createEngine(container: Container, runtime: Runtime, options: EngineOptions = {}): Engine {
  const { contracts, strict = false } = options;
  const checks = contracts === undefined ? noChecks : createChecks(contracts, container.piiGuard);
  const run = (chance: Runtime, request: IncomingRequest): MaybePromise<Recording> => {
    const recording = runRequest(container, chance, request, checks);
    return strict ? chain(recording, refuseBroken) : recording;
  };
  return {
    handle: (request) => run(runtime, request),
    repeatable(request) {
      const remembering = rememberingRuntime(runtime);
      const recording = run(remembering, request);
      // What a promise answered cannot be had again by running once more.
      if (isPromise(recording)) return recording.then((settled) => ({ recording: settled, again: undefined }));
      return { recording, again: () => run(remembering.repeat(), request) as Recording };
    },
  };
}

function runRequest(
  container: Container,
  runtime: Runtime,
  given: IncomingRequest,
  checks: Checks,
): MaybePromise<Recording> {
  const receivedAt = runtime.now();
  const id = runtime.uuid();
  const { session, request } = takeSession(given);
  const head = { id, session, receivedAt: new Date(receivedAt).toISOString() };
  const client = claim(container.clients, request);
  if (typeof client === 'string') {
    const recorded = recordRequest(request, undefined);
    const validation = checks === noChecks ? undefined : validateRequest(request, checks, receivedAt);
    const reason = validation === undefined ? client : `validated, not collected: ${validationPath} runs no tag`;
    const response = validation ?? unclaimed(request, client);
    return { ...head, request: recorded, client: null, reason, response, violations: [], events: [] };
  }
  const result = client.run(request, runtime);
  const recorded = recordRequest(request, result.body);
  const { response } = result;
  if (result.status === 'rejected') {
    const { reason } = result;
    const { violations } = result;
    return { ...head, request: recorded, client: client.name, reason, response, violations, events: [] };
  }
  const broken = checks.incoming(result.contract, result.body, receivedAt);
  const violations = broken.length === 0 ? result.violations : [...result.violations, ...broken];
  return chain(runEvents(container, runtime, receivedAt, client, request, result, checks), (events): Recording => {
    return { ...head, request: recorded, client: client.name, response, violations, events };
  });
}

/** One container run per event, one after the other. */
function runEvents(
  container: Container,
  runtime: Runtime,
  receivedAt: number,
  client: Client,
  request: IncomingRequest,
  accepted: Accepted,
  checks: Checks,
): MaybePromise<readonly RecordedEvent[]> {
  const occasion: Occasion = { request, runtime, receivedAt, clientName: client.name };
  const source: ViewSource = {
    cookies: parseCookies(request),
    defaultRegion: container.defaultRegion,
    digests: new Set(),
  };
  const firedThisRequest = new Set<CompiledTag>();
  const draw = (): string => runtime.uuid();
  const done: RecordedEvent[] = [];
  const next = (events: readonly EventData[], index: number): MaybePromise<readonly RecordedEvent[]> => {
    const event = events[index];
    if (event === undefined) return done;
    const run = runEvent(container, occasion, source, withEventId(event, draw), firedThisRequest, checks);
    return chain(run, (recorded) => {
      done.push(recorded);
      return next(events, index + 1);
    });
  };
  return next(accepted.events, 0);
}
