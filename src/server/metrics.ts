import type { MiddlewareHandler } from 'hono';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { DeliveryObserver, DestinationStatus, Dispatcher } from '../delivery/dispatcher.ts';
import type { Outbox } from '../delivery/outbox/outbox.ts';
import type { AcceptObserver } from './accept.ts';
import type { ServerApp } from './create-app.ts';
import type { Logger } from './logger.ts';
import type { ServerStats } from './stats.ts';

/** What is read when somebody asks; each may come later than the metrics are made. */
export interface MetricsSources {
  readonly dispatcher?: Pick<Dispatcher, 'status'>;
  readonly outbox?: Pick<Outbox, 'size'>;
  readonly stats?: Readonly<ServerStats>;
}

/** What a server counts and measures, for Prometheus. Nothing in it is personal or secret. */
export interface Metrics extends Required<DeliveryObserver>, Required<AcceptObserver> {
  readonly registry: Registry;
  /** Events were taken (in live: are on disk), and tags of these types fired for them. */
  taken(events: number, tagTypes: Iterable<string>): void;
  /** An event was there already: its idempotency key had been taken. */
  repeated(events: number): void;
  /** From now on these are read at each scrape. */
  read(sources: MetricsSources): void;
  /** All of it in Prometheus' text format. Never rejects: what cannot be read is counted. */
  text(): Promise<string>;
}

/** What metrics are made with. */
export interface MetricsOptions extends MetricsSources {
  readonly logger: Logger;
  /** Whether to measure the process too: memory, CPU, event loop. True unless given. */
  readonly process?: boolean;
}

/** Destinations that have series of their own; later ones are `other`. */
export const maxDestinations = 100;
/** Values of any other label that have. */
export const maxOther = 50;
const acceptBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const answerBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];
/** Up to a day: what waits for a platform to come back is delivered late. */
const deliveryBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 86_400];

/** See Metrics. */
export function createMetrics(options: MetricsOptions): Metrics {
  const { logger } = options;
  const registry = new Registry();
  if (options.process !== false) collectDefaultMetrics({ register: registry });
  const make = { registers: [registry] };
  const counter = (name: string, help: string, ...labelNames: string[]): Counter =>
    new Counter({ ...make, name: `sgtm_${name}`, help, labelNames });
  const gauge = (name: string, help: string, ...labelNames: string[]): Gauge =>
    new Gauge({ ...make, name: `sgtm_${name}`, help, labelNames });
  const histogram = (name: string, help: string, buckets: number[], ...labelNames: string[]): Histogram =>
    new Histogram({ ...make, name: `sgtm_${name}`, help, labelNames, buckets });

  const requests = counter('requests_total', 'Requests the container answered, by status', 'status');
  const refused = counter('requests_refused_total', 'Requests the server itself turned away, by reason', 'reason');
  const accept = histogram('accept_seconds', 'From when a request is in until its answer is ready', acceptBuckets);
  const events = counter('events_total', 'Events taken; in live they are on disk');
  const repeats = counter('events_repeated_total', 'Events taken before, by their idempotency key, and not kept again');
  const executions = counter('tag_executions_total', 'Tags that fired, by type; once for each event', 'type');

  const sent = counter(
    'platform_requests_total',
    'Requests sent to platforms, by what the answer meant',
    'destination',
    'outcome',
  );
  const sentEvents = counter(
    'platform_request_events_total',
    'Events those requests carried',
    'destination',
    'outcome',
  );
  const answer = histogram(
    'platform_answer_seconds',
    'From sending a request until its answer is in',
    answerBuckets,
    'destination',
  );
  const settled = counter(
    'deliveries_total',
    'Deliveries by result (delivered, retry: to be tried again, dead) and by what the last answer meant',
    'destination',
    'result',
    'outcome',
  );
  const delivery = histogram(
    'delivery_seconds',
    'From when an event came in until a platform had taken it',
    deliveryBuckets,
    'destination',
  );
  const pauses = counter('destination_pauses_total', 'Times a destination was paused', 'destination');
  const breakerChanges = counter('breaker_changes_total', 'Times a breaker came to a state', 'destination', 'state');

  const broken = gauge('delivery_failed', '1 where delivery has stopped for good: the log says why');

  const queue = gauge(
    'destination_queue',
    'Now, by state: behind (at hand, or not yet read: about), waiting and dead deliveries, requests in_flight',
    'destination',
    'state',
  );
  const oldest = gauge(
    'destination_oldest_seconds',
    'Age of the oldest event that is not settled; 0 for none',
    'destination',
  );
  const concurrency = gauge('destination_concurrency', 'Requests a destination may have under way', 'destination');
  const breaker = gauge('destination_breaker', '1 for the state its breaker is in', 'destination', 'state');
  const paused = gauge('destination_paused', '1 where a destination is paused', 'destination');
  const outboxBytes = gauge('outbox_bytes', 'What the outbox has on disk');
  const outboxMost = gauge('outbox_max_bytes', 'What it may have at most');
  const connections = gauge('connections', 'Open connections');
  const running = gauge('requests_running', 'Requests the container has and has not answered');
  const lost = counter(
    'connections_lost_total',
    'Connections that came to no request: dropped (too many), malformed (no HTTP, or too slow), aborted (the caller left)',
    'cause',
  );
  const failed = counter('requests_failed_total', 'Requests the container failed on; the log says more');
  const scrapeFailures = counter('scrape_failures_total', 'Times the state of the destinations could not be read');

  const destinationOf = bounded(maxDestinations);
  const outcomeOf = bounded(maxOther);
  const typeOf = bounded(maxOther);
  const statusOf = bounded(maxOther);
  let sources: MetricsSources = options;

  function showDestinations(all: readonly DestinationStatus[]): void {
    for (const one of [queue, oldest, concurrency, breaker, paused]) one.reset();
    for (const status of all) {
      const destination = destinationOf(status.name);
      for (const [state, count] of [
        ['behind', status.behind],
        ['waiting', status.waiting],
        ['dead', status.dead],
        ['in_flight', status.inFlight],
      ] as const) {
        queue.inc({ destination, state }, count);
      }
      concurrency.inc({ destination }, status.concurrency);
      breaker.inc({ destination, state: status.breaker });
      paused.inc({ destination }, status.paused === undefined ? 0 : 1);
    }
    for (const [destination, seconds] of oldestOf(all, destinationOf)) oldest.set({ destination }, seconds);
  }

  function showStats(stats: Readonly<ServerStats>): void {
    connections.set(stats.connections);
    running.set(stats.running);
    lost.reset();
    for (const cause of ['dropped', 'malformed', 'aborted'] as const) lost.inc({ cause }, stats[cause]);
    failed.reset();
    failed.inc(stats.failed);
  }

  async function refresh(): Promise<void> {
    const { dispatcher, outbox, stats } = sources;
    if (stats !== undefined) showStats(stats);
    try {
      if (outbox !== undefined) {
        const { bytes, most } = outbox.size();
        outboxBytes.set(bytes);
        outboxMost.set(most);
      }
      if (dispatcher !== undefined) showDestinations(await dispatcher.status());
    } catch (error) {
      scrapeFailures.inc();
      logger.error({ error: (error as Error).name }, 'the state of the destinations could not be read for metrics');
    }
  }

  return {
    registry,
    answered(status, milliseconds) {
      requests.inc({ status: statusOf(String(status)) });
      accept.observe(milliseconds / 1000);
    },
    refused: (reason) => refused.inc({ reason }),
    taken(count, tagTypes) {
      events.inc(count);
      for (const type of tagTypes) executions.inc({ type: typeOf(type) });
    },
    repeated: (count) => repeats.inc(count),
    sent(name, outcome, milliseconds, count) {
      const destination = destinationOf(name);
      sent.inc({ destination, outcome: outcomeOf(outcome) });
      sentEvents.inc({ destination, outcome: outcomeOf(outcome) }, count);
      answer.observe({ destination }, milliseconds / 1000);
    },
    settled(report) {
      const { result } = report;
      const destination = destinationOf(report.destination);
      settled.inc({ destination, result, outcome: outcomeOf(report.outcome) });
      // The wall clock may have been set back since.
      if (result === 'delivered') delivery.observe({ destination }, Math.max(0, report.sinceReceivedMs) / 1000);
    },
    failed: () => broken.set(1),
    paused: (name) => pauses.inc({ destination: destinationOf(name) }),
    breaker: (name, state) => breakerChanges.inc({ destination: destinationOf(name), state }),
    read(given) {
      sources = { ...sources, ...given };
    },
    async text() {
      await refresh();
      return registry.metrics();
    },
  };
}

/** Several destinations may go by one name, `other`: the oldest of them counts. */
function oldestOf(all: readonly DestinationStatus[], nameOf: (name: string) => string): ReadonlyMap<string, number> {
  const oldest = new Map<string, number>();
  for (const { name, oldestSeconds } of all) {
    const destination = nameOf(name);
    oldest.set(destination, Math.max(oldest.get(destination) ?? 0, oldestSeconds));
  }
  return oldest;
}

/** Names a label may have: the first `limit` that come, then `other`. Accounts may come from events, and each is a series. */
function bounded(limit: number): (name: string) => string {
  const known = new Set<string>();
  return (name) => {
    if (known.has(name)) return name;
    if (known.size >= limit) return 'other';
    known.add(name);
    return name;
  };
}

/** Adds `GET /metrics`, behind `guard` where one is given. */
export function metricsRoute(
  app: ServerApp,
  metrics: Pick<Metrics, 'registry' | 'text'>,
  guard?: MiddlewareHandler,
): void {
  if (guard !== undefined) app.use('/metrics', guard);
  app.get('/metrics', async (c) => c.text(await metrics.text(), 200, { 'content-type': metrics.registry.contentType }));
}
