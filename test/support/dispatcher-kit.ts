import { createDispatcher, type DispatcherOptions } from '../../src/delivery/create-dispatcher.ts';
import type { Dispatcher, OfferedRow } from '../../src/delivery/dispatcher.ts';
import type { PendingRow } from '../../src/delivery/outbox/outbox.ts';
import type { NoAnswer, Sent, WireRequest } from '../../src/delivery/transport/transport.ts';
import type { AcceptedEvent, TagExecution } from '../../src/engine/accepted-event.ts';
import type { PlatformDelivery, Verdict } from '../../src/platforms/delivery.ts';
import type { OutgoingRequest } from '../../src/platforms/tag.ts';
import { FakeClock, settled } from './fake-clock.ts';
import { MemoryOutbox } from './memory-outbox.ts';

/** A request as the stand-in platform got it. */
export interface Arrival {
  /** Milliseconds since the kit was made. */
  readonly at: number;
  /** The destination's name. */
  readonly to: string;
  /** The ids of the events in it. */
  readonly ids: readonly string[];
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the stand-in platform does with a request: the `count`-th for its destination, from 1. */
export type Behaviour = (arrival: Arrival, count: number) => Sent | Promise<Sent>;

export interface KitOptions extends Partial<Pick<DispatcherOptions, 'build' | 'limits' | 'secrets' | 'tokens'>> {
  readonly platform?: Behaviour;
  /** How long an answer takes, milliseconds; 0 unless given. */
  readonly latency?: number;
  readonly deliveries?: readonly PlatformDelivery[];
  readonly seed?: number;
  readonly outbox?: MemoryOutbox;
  readonly clock?: FakeClock;
}

/** An event to be delivered: its id, and for whom. More than one tag of a destination: `meta/1#tag`. */
export interface Given {
  readonly id: string;
  readonly to: readonly string[];
}

/** A dispatcher among stand-ins: clock, outbox and platform. */
export interface Kit {
  readonly clock: FakeClock;
  readonly outbox: MemoryOutbox;
  readonly dispatcher: Dispatcher;
  readonly arrivals: Arrival[];
  /** What the observer was told, but of requests. */
  readonly told: string[];
  /** Appends and offers. */
  add(...events: readonly Given[]): Promise<readonly OfferedRow[]>;
  /** Appends only. */
  append(...events: readonly Given[]): Promise<readonly OfferedRow[]>;
  /** The ids that arrived, request by request. */
  ids(to?: string): readonly string[];
  /** The rows of a state, short. */
  rows(state: PendingRow['state']): Promise<readonly string[]>;
  cursors(): Promise<Readonly<Record<string, number>>>;
}

export function createKit(options: KitOptions = {}): Kit {
  const { clock = new FakeClock(), outbox = new MemoryOutbox(), platform = () => ok, latency = 0, seed = 1 } = options;
  const begun = clock.elapsed();
  const arrivals: Arrival[] = [];
  const told: string[] = [];
  const counts = new Map<string, number>();
  const transport = {
    async send(request: WireRequest): Promise<Sent> {
      const arrival = arrivalOf(request, clock.elapsed() - begun);
      arrivals.push(arrival);
      const count = (counts.get(arrival.to) ?? 0) + 1;
      counts.set(arrival.to, count);
      const sent = await platform(arrival, count);
      if (latency > 0) await wait(clock, latency);
      return sent;
    },
  };
  const deliveries = [...(options.deliveries ?? [spoken('meta'), spoken('batch', batching())])];
  const dispatcher = createDispatcher({
    outbox,
    build: options.build ?? ((event, execution) => ({ requests: [requestOf(event, execution)], blocked: [] })),
    deliveries: new Map(deliveries.map((delivery) => [delivery.platform, delivery])),
    transport,
    tokens: options.tokens ?? { get: async () => ({ token: 'token' }), forget: () => undefined },
    secrets: options.secrets ?? (() => 'secret'),
    clock,
    random: randomOf(seed),
    observer: {
      settled: ({ destination, seq, tag, result, outcome, message, attempts }) =>
        told.push(`${result} ${destination} ${seq} ${tag}: ${outcome} after ${attempts}${message && `: ${message}`}`),
      paused: (destination, reason) => told.push(`paused ${destination}: ${reason}`),
      breaker: (destination, state) => told.push(`breaker ${destination}: ${state}`),
      failed: (error) => told.push(`failed: ${error instanceof Error ? error.message : String(error)}`),
    },
    limits: options.limits ?? {},
  });
  const append: Kit['append'] = async (...events) => {
    const bodies = events.map((given) => JSON.stringify(eventOf(given, clock.now())));
    const rows = events.map(({ to }, index) => ({
      receivedAt: clock.now(),
      destinations: [...new Set(to.map((name) => name.split('#')[0] as string))],
      body: bodies[index] as string,
    }));
    const appended = await outbox.append(rows.map((row) => ({ ...row, key: undefined })));
    return appended.flatMap((one, index) =>
      one.kept ? [{ seq: one.seq, ...(rows[index] as (typeof rows)[number]) }] : [],
    );
  };
  return {
    clock,
    outbox,
    dispatcher,
    arrivals,
    told,
    append,
    async add(...events) {
      const rows = await append(...events);
      dispatcher.offer(rows);
      return rows;
    },
    ids: (to) => arrivals.filter((one) => to === undefined || one.to === to).map(({ ids }) => ids.join('+')),
    async rows(state) {
      const rows = await outbox.pending({ state }, Number.MAX_SAFE_INTEGER);
      return rows.map(
        ({ destination, seq, tag, attempts, taken, outcome, message }) =>
          `${destination} ${seq} ${tag}: ${outcome} after ${attempts}, ${taken} taken: ${message}`,
      );
    },
    async cursors() {
      return Object.fromEntries((await outbox.destinations()).map(({ name, cursor }) => [name, cursor]));
    },
  };
}

/** Everything that follows at once has happened. */
export { settled };

export const ok: Sent = answer(200);

/** An answer with a status. A body that is a verdict is what the `spoken` platforms make of it. */
export function answer(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  verdict?: Verdict,
): Extract<Sent, { answer: unknown }> {
  const body = verdict === undefined ? '' : JSON.stringify(verdict);
  return { answer: { status, headers, body, truncated: false } };
}

export function verdict(given: Verdict): Sent {
  return answer(200, {}, given);
}

export function noAnswer(failure: NoAnswer['failure']): Sent {
  return { failure, message: `no answer (${failure})` };
}

/** Resolves after so long by the clock. */
export function wait(clock: FakeClock, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(milliseconds, resolve);
  });
}

/** A platform whose answers say in their bodies how they are meant, or else by status, with the status as its words. */
export function spoken(platform: string, own: Partial<PlatformDelivery> = {}): PlatformDelivery {
  return {
    platform,
    classify({ status, body }) {
      if (body !== '') return JSON.parse(body) as Verdict;
      const message = `said ${status}`;
      if (status < 300) return { outcome: 'delivered' };
      if (status === 401) return { outcome: 'auth', message };
      if (status === 429) return { outcome: 'throttled', message };
      return status >= 500 ? { outcome: 'transient', message } : { outcome: 'invalid', message };
    },
    ...own,
  };
}

/** Batches of one key, `[…]`. */
export function batching(own: Partial<PlatformDelivery['batching']> = {}): Partial<PlatformDelivery> {
  return {
    batching: {
      maxEvents: 100,
      maxBytes: 1_000_000,
      waitMs: 50,
      key: ({ url }) => String(url),
      merge: (requests) => ({ ...(requests[0] as OutgoingRequest), body: requests.flatMap(({ body }) => body) }),
      ...own,
    },
  };
}

/** The request the stand-in tags make. */
export function requestOf(event: AcceptedEvent, { destination, tag }: TagExecution): OutgoingRequest {
  return {
    platform: destination.split('/')[0] as string,
    method: 'POST',
    url: `https://platform.example/${destination}`,
    headers: {},
    body: [{ id: event.data['event_id'], tag, time: event.receivedAt }],
    contract: null,
  };
}

/** `count` events for the same. */
export function events(count: number, ...to: readonly string[]): readonly Given[] {
  return Array.from({ length: count }, (_, index) => ({ id: `e${index + 1}`, to }));
}

/** Chance that repeats itself: [0, 1). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

function eventOf({ id, to }: Given, receivedAt: number): AcceptedEvent {
  return {
    requestId: `request of ${id}`,
    receivedAt,
    client: 'GA4 Client',
    seed: id,
    data: { event_name: 'purchase', event_id: id },
    request: { method: 'POST', path: '/mp/collect', query: {}, headers: {}, remoteAddress: '203.0.113.1' },
    executions: to.map((name) => {
      const [destination, tag = 'tag'] = name.split('#') as [string, string?];
      return { tag, destination, times: 1 };
    }),
  };
}

function arrivalOf({ url, body = '[]', headers }: WireRequest, at: number): Arrival {
  const items = JSON.parse(body) as readonly { readonly id: string }[];
  return { at, to: url.slice('https://platform.example/'.length), ids: items.map(({ id }) => id), body, headers };
}
