import type { CompiledTag, Container } from '../container/compile.ts';
import { evaluate } from '../container/expression.ts';
import type { Occasion } from '../container/scope.ts';
import type { Contracts } from '../contracts/contract.ts';
import type { Violation } from '../contracts/violation.ts';
import type { EventData } from '../event/event-data.ts';
import { withEventId } from '../event/event-id.ts';
import { EventView } from '../event/event-view.ts';
import type { Fields, OutgoingRequest } from '../platforms/tag.ts';
import { all, chain, type MaybePromise } from '../runtime/maybe-promise.ts';
import { formatQuery, type HttpResponse, type IncomingRequest, parseCookies } from '../runtime/request.ts';
import { eventRuntime, type Runtime } from '../runtime/runtime.ts';
import type { AcceptedEvent, TagExecution } from './accepted-event.ts';
import { createChecks } from './checks.ts';
import { claim, unclaimed } from './claim.ts';
import { buildRequests, EventScopes } from './event-scopes.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { recordOutgoing } from './record-outgoing.ts';
import { recordRequest } from './record-request.ts';
import type { RecordedTag } from './recording.ts';
import { decideEvent, timesFired } from './run-event.ts';
import { takeSession } from './session.ts';

/** What a request came to. Its response is for when its events are kept. */
export interface Acceptance {
  readonly requestId: string;
  /** The client that claimed the request; null where none did. */
  readonly client: string | null;
  /** Why nothing came of it, where nothing did. */
  readonly reason?: string;
  readonly response: HttpResponse;
  /** Of the incoming request, where a client turned it away. */
  readonly violations: readonly Violation[];
  /** To be kept. `key`: by which an event posted twice is told; undefined for one that cannot be. */
  readonly events: readonly { readonly key: string | undefined; readonly event: AcceptedEvent }[];
}

/** What one tag sends for one event. */
export interface Built {
  readonly requests: readonly OutgoingRequest[];
  /** Personal data the container's `pii_guard: block` holds back: with any, nothing may be sent. */
  readonly blocked: readonly Violation[];
}

/** Runs a container for delivery: what fires is decided when a request comes in, what is sent is built when it is sent. */
export interface LiveEngine {
  accept(request: IncomingRequest): MaybePromise<Acceptance>;
  /**
   * A tag's requests for an event; the same under the same container, however often and however late. Throws a TagError
   * where the tag cannot make them, a MissingTagError where the container has no such tag any more.
   */
  build(event: AcceptedEvent, execution: TagExecution): MaybePromise<Built>;
}

/** The container an event was accepted under had a tag that this one has not. */
export class MissingTagError extends Error {
  override readonly name = 'MissingTagError';
}

/** The live engine of a container. Time and chance of acceptance come from `runtime`; contracts are the PII guard's. */
export function createLiveEngine(container: Container, runtime: Runtime, contracts: Contracts): LiveEngine {
  const tags = new Map(container.tags.map((tag) => [tag.name, tag]));
  const checks = container.piiGuard === 'block' ? createChecks(contracts, 'block') : undefined;
  return {
    accept: (request) => accept(container, runtime, request),
    build(event, execution) {
      const tag = tags.get(execution.tag);
      if (tag === undefined) throw new MissingTagError(`the container has no tag ${execution.tag} any more`);
      const scopes = scopesOf(container, event);
      return chain(buildRequests(tag, execution.times, scopes, ignore), (requests): Built => {
        const guard = checks?.forEvent(scopes.base.event, event.receivedAt);
        const blocked =
          guard === undefined
            ? []
            : requests.flatMap((one) => recordOutgoing({ ...one, contract: null }, guard).violations);
        return { requests, blocked };
      });
    },
  };
}

const ignore = (): void => undefined;

/** What an event is decided by, and built by: the same for both, so that they agree. */
function scopesOf(container: Container, event: Omit<AcceptedEvent, 'executions'>): EventScopes {
  const request = { ...event.request, queryString: formatQuery(event.request.query), body: undefined };
  const { receivedAt, client: clientName } = event;
  const occasion: Occasion = { request, runtime: eventRuntime(receivedAt, event.seed), receivedAt, clientName };
  const source = { cookies: parseCookies(request), defaultRegion: container.defaultRegion, digests: new Set<string>() };
  return new EventScopes(container, occasion, new EventView(event.data, source));
}

function accept(container: Container, runtime: Runtime, given: IncomingRequest): MaybePromise<Acceptance> {
  const { request } = takeSession(given);
  const receivedAt = runtime.now();
  const requestId = runtime.uuid();
  const client = claim(container.clients, request);
  if (typeof client === 'string') {
    return {
      requestId,
      client: null,
      reason: client,
      response: unclaimed(request, client),
      violations: [],
      events: [],
    };
  }
  const result = client.run(request, runtime);
  const { response, violations } = result;
  if (result.status === 'rejected') {
    return { requestId, client: client.name, reason: result.reason, response, violations, events: [] };
  }
  const { method, path, query, headers, remoteAddress } = recordRequest(request, null);
  const kept = { method, path, query, headers, remoteAddress };
  const fired = new Set<CompiledTag>();
  const events: Acceptance['events'][number][] = [];
  const next = (given: readonly EventData[], index: number): MaybePromise<Acceptance> => {
    const event = given[index];
    if (event === undefined) return { requestId, client: client.name, response, violations, events };
    const data = withEventId(event, () => runtime.uuid());
    const known = { requestId, receivedAt, client: client.name, seed: `${requestId}.${index}`, data, request: kept };
    const scopes = scopesOf(container, known);
    const decided = chain(decideEvent(container, scopes.base.occasion, scopes, fired), ({ tags }) =>
      executionsOf(container, scopes, tags),
    );
    const ordinal = given.slice(0, index).filter((other) => other['event_name'] === event['event_name']).length;
    const key = idempotencyKey(event, request.headers['idempotency-key'], ordinal);
    return chain(decided, (executions) => {
      events.push({ key, event: { ...known, executions } });
      return next(given, index + 1);
    });
  };
  return next(result.events, 0);
}

/** What fired, with whom it is for; a tag that failed to build is to be delivered too: mended, it may yet be. */
function executionsOf(
  container: Container,
  scopes: EventScopes,
  recorded: readonly RecordedTag[],
): MaybePromise<readonly TagExecution[]> {
  const executions: MaybePromise<TagExecution>[] = [];
  for (let index = 0; index < recorded.length; index++) {
    const { status, triggers } = recorded[index] as RecordedTag;
    if (status !== 'fired' && status !== 'failed') continue;
    const tag = container.tags[index] as CompiledTag;
    const times = timesFired(tag, triggers);
    executions.push(
      chain(scopes.of(tag.view), (scope) =>
        chain(evaluate(tag.accountFields, scope) as MaybePromise<Fields>, (fields) => ({
          tag: tag.name,
          destination: destinationOf(tag.type.type, tag.type.account?.of(fields, scope.event.data)),
          times,
        })),
      ),
    );
  }
  return all(executions);
}

const accountForm = /^[\w.:/+-]{1,80}$/;

/** An account that an event made up must not become a name in logs and metrics. */
function destinationOf(platform: string, account: string | undefined): string {
  if (account === undefined) return platform;
  return `${platform}/${accountForm.test(account) ? account : 'unnamed'}`;
}
