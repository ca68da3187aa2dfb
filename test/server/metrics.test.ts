import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DestinationStatus } from '../../src/delivery/dispatcher.ts';
import {
  createMetrics,
  type Metrics,
  type MetricsOptions,
  maxDestinations,
  maxOther,
  metricsRoute,
} from '../../src/server/metrics.ts';
import { createStats } from '../../src/server/stats.ts';
import { start } from './support/start.ts';

const logger = { info() {}, warn() {}, error() {} };
const make = (options: Partial<MetricsOptions> = {}): Metrics => createMetrics({ logger, process: false, ...options });

/** The lines of those metrics whose names begin so, without help, type and buckets. */
async function lines(metrics: Metrics, ...names: readonly string[]): Promise<readonly string[]> {
  const all = (await metrics.text()).split('\n');
  return all.filter((line) => names.some((name) => line.startsWith(`sgtm_${name}`)) && !line.includes('_bucket'));
}

const idle: DestinationStatus = {
  name: 'meta/1',
  behind: 0,
  waiting: 0,
  dead: 0,
  inFlight: 0,
  concurrency: 1,
  oldestSeconds: 0,
  breaker: 'closed',
  paused: undefined,
  lastError: undefined,
  delivered: 0,
  retried: 0,
};

describe('what comes in', () => {
  test('answers by status, refusals by reason, and how long answers took', async () => {
    const metrics = make();
    metrics.answered(204, 2);
    metrics.answered(204, 4);
    metrics.answered(400, 0);
    metrics.refused('rate');
    metrics.refused('api_secret');
    expect(await lines(metrics, 'requests_total', 'requests_refused_total', 'accept_seconds')).toEqual([
      'sgtm_requests_total{status="204"} 2',
      'sgtm_requests_total{status="400"} 1',
      'sgtm_requests_refused_total{reason="rate"} 1',
      'sgtm_requests_refused_total{reason="api_secret"} 1',
      'sgtm_accept_seconds_sum 0.006',
      'sgtm_accept_seconds_count 3',
    ]);
  });

  test('events, those taken before, and tags that fired, by type', async () => {
    const metrics = make();
    metrics.taken(2, ['meta', 'ga4', 'meta']);
    metrics.taken(1, []);
    metrics.repeated(1);
    expect(await lines(metrics, 'events', 'tag_executions')).toEqual([
      'sgtm_events_total 3',
      'sgtm_events_repeated_total 1',
      'sgtm_tag_executions_total{type="meta"} 2',
      'sgtm_tag_executions_total{type="ga4"} 1',
    ]);
  });

  test('what the server has seen is read when asked', async () => {
    const stats = createStats();
    const metrics = make({ stats });
    Object.assign(stats, { connections: 3, running: 2, dropped: 1, malformed: 4, aborted: 5, failed: 6 });
    const seen = [
      'sgtm_connections 3',
      'sgtm_requests_running 2',
      'sgtm_connections_lost_total{cause="dropped"} 1',
      'sgtm_connections_lost_total{cause="malformed"} 4',
      'sgtm_connections_lost_total{cause="aborted"} 5',
      'sgtm_requests_failed_total 6',
    ];
    const names = ['connections', 'requests_running', 'requests_failed'];
    expect([await lines(metrics, ...names), await lines(metrics, ...names)]).toEqual([seen, seen]);
  });
});

describe('deliveries', () => {
  test('what was sent and what became of it', async () => {
    const metrics = make();
    metrics.sent('meta/1', 'delivered', 200, 10);
    metrics.sent('meta/1', 'transient', 100, 1);
    const report = { destination: 'meta/1', seq: 1, tag: 'T', requestId: 'r', message: '', attempts: 1 };
    metrics.settled({ ...report, result: 'delivered', outcome: 'delivered', sinceReceivedMs: 1_500 });
    metrics.settled({ ...report, result: 'delivered', outcome: 'delivered', sinceReceivedMs: -500 });
    metrics.settled({ ...report, result: 'retry', outcome: 'transient', sinceReceivedMs: 100 });
    metrics.settled({ ...report, result: 'dead', outcome: 'invalid', sinceReceivedMs: 100 });
    metrics.paused('meta/1', 'the token has expired');
    metrics.breaker('meta/1', 'open');
    metrics.failed(new Error('the disk'));
    const names = ['platform', 'deliveries', 'delivery', 'destination_pauses', 'breaker'];
    expect(await lines(metrics, ...names)).toEqual([
      'sgtm_platform_requests_total{destination="meta/1",outcome="delivered"} 1',
      'sgtm_platform_requests_total{destination="meta/1",outcome="transient"} 1',
      'sgtm_platform_request_events_total{destination="meta/1",outcome="delivered"} 10',
      'sgtm_platform_request_events_total{destination="meta/1",outcome="transient"} 1',
      'sgtm_platform_answer_seconds_sum{destination="meta/1"} 0.30000000000000004',
      'sgtm_platform_answer_seconds_count{destination="meta/1"} 2',
      'sgtm_deliveries_total{destination="meta/1",result="delivered",outcome="delivered"} 2',
      'sgtm_deliveries_total{destination="meta/1",result="retry",outcome="transient"} 1',
      'sgtm_deliveries_total{destination="meta/1",result="dead",outcome="invalid"} 1',
      'sgtm_delivery_seconds_sum{destination="meta/1"} 1.5',
      'sgtm_delivery_seconds_count{destination="meta/1"} 2',
      'sgtm_destination_pauses_total{destination="meta/1"} 1',
      'sgtm_breaker_changes_total{destination="meta/1",state="open"} 1',
      'sgtm_delivery_failed 1',
    ]);
  });

  test('destinations and outbox as they stand, and only those there are now', async () => {
    let now: readonly DestinationStatus[] = [
      {
        ...idle,
        behind: 7,
        waiting: 6,
        dead: 5,
        inFlight: 4,
        concurrency: 8,
        oldestSeconds: 30,
        breaker: 'open',
        paused: 'why',
      },
      { ...idle, name: 'ga4/G-1' },
    ];
    const metrics = make();
    metrics.read({ dispatcher: { status: async () => now }, outbox: { size: () => ({ bytes: 10, most: 100 }) } });
    expect(await lines(metrics, 'destination_', 'outbox')).toMatchInlineSnapshot(`
      [
        "sgtm_destination_queue{destination="meta/1",state="behind"} 7",
        "sgtm_destination_queue{destination="meta/1",state="waiting"} 6",
        "sgtm_destination_queue{destination="meta/1",state="dead"} 5",
        "sgtm_destination_queue{destination="meta/1",state="in_flight"} 4",
        "sgtm_destination_queue{destination="ga4/G-1",state="behind"} 0",
        "sgtm_destination_queue{destination="ga4/G-1",state="waiting"} 0",
        "sgtm_destination_queue{destination="ga4/G-1",state="dead"} 0",
        "sgtm_destination_queue{destination="ga4/G-1",state="in_flight"} 0",
        "sgtm_destination_oldest_seconds{destination="meta/1"} 30",
        "sgtm_destination_oldest_seconds{destination="ga4/G-1"} 0",
        "sgtm_destination_concurrency{destination="meta/1"} 8",
        "sgtm_destination_concurrency{destination="ga4/G-1"} 1",
        "sgtm_destination_breaker{destination="meta/1",state="open"} 1",
        "sgtm_destination_breaker{destination="ga4/G-1",state="closed"} 1",
        "sgtm_destination_paused{destination="meta/1"} 1",
        "sgtm_destination_paused{destination="ga4/G-1"} 0",
        "sgtm_outbox_bytes 10",
        "sgtm_outbox_max_bytes 100",
      ]
    `);
    now = [];
    expect(await lines(metrics, 'destination_')).toEqual([]);
  });

  test('state that cannot be read is counted and logged; the rest is given', async () => {
    const log: unknown[] = [];
    const error = (fields: object, message: string): void => void log.push([fields, message]);
    const status = (): Promise<never> => Promise.reject(new RangeError('/secret/path'));
    const metrics = make({ logger: { ...logger, error }, dispatcher: { status } });
    metrics.answered(204, 1);
    expect(await lines(metrics, 'requests_total', 'scrape')).toEqual([
      'sgtm_requests_total{status="204"} 1',
      'sgtm_scrape_failures_total 1',
    ]);
    expect(log).toEqual([[{ error: 'RangeError' }, 'the state of the destinations could not be read for metrics']]);
  });
});

describe('series are bounded', () => {
  test('after 100 destinations the others are one', async () => {
    const status = Array.from({ length: 103 }, (_, i) => ({
      ...idle,
      name: `meta/${i}`,
      waiting: i,
      oldestSeconds: 200 - i,
    }));
    const metrics = make({ dispatcher: { status: async () => status } });
    const all = await lines(metrics, 'destination_oldest_seconds', 'destination_queue');
    expect([
      all.filter((line) => line.includes('_oldest_')).length,
      all.filter((line) => line.includes('other')),
    ]).toEqual([
      101,
      [
        'sgtm_destination_queue{destination="other",state="behind"} 0',
        'sgtm_destination_queue{destination="other",state="waiting"} 303',
        'sgtm_destination_queue{destination="other",state="dead"} 0',
        'sgtm_destination_queue{destination="other",state="in_flight"} 0',
        'sgtm_destination_oldest_seconds{destination="other"} 100',
      ],
    ]);
    metrics.paused('meta/102', '');
    metrics.paused('meta/1', '');
    expect(await lines(metrics, 'destination_pauses')).toEqual([
      'sgtm_destination_pauses_total{destination="other"} 1',
      'sgtm_destination_pauses_total{destination="meta/1"} 1',
    ]);
  });

  test('whatever names come, no metric has more than a bounded number of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.string()), async (names) => {
        const metrics = make();
        const [...some] = names.take(150);
        for (const name of some) {
          metrics.sent(name, name, 1, 1);
          metrics.taken(1, [name]);
        }
        for (const one of await metrics.registry.getMetricsAsJSON()) {
          for (const label of ['destination', 'outcome', 'type'] as const) {
            const seen = new Set(one.values.map(({ labels }) => (labels as Record<string, unknown>)[label]));
            expect(seen.size).toBeLessThanOrEqual(label === 'destination' ? 101 : 51);
          }
        }
      }),
      { numRuns: 10 },
    );
  });
});

describe('GET /metrics', () => {
  test('is the text format, of the process too', async () => {
    const metrics = createMetrics({ logger });
    const { url } = await start({ observer: metrics, extend: (app) => metricsRoute(app, metrics) });
    await fetch(`${url}/mp/collect`, { method: 'POST', body: '{}' });
    const answer = await fetch(`${url}/metrics`);
    const text = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    const wanted = /^(?:sgtm_requests_total\{|process_resident_memory_bytes |nodejs_eventloop_lag_seconds )/;
    expect(text.split('\n').flatMap((line) => wanted.exec(line)?.[0] ?? [])).toEqual([
      'process_resident_memory_bytes ',
      'nodejs_eventloop_lag_seconds ',
      'sgtm_requests_total{',
    ]);
  });

  test('may stand behind a guard', async () => {
    const metrics = make();
    const { url } = await start({
      extend: (app) => metricsRoute(app, metrics, async (c) => c.text('no', 403)),
    });
    expect((await fetch(`${url}/metrics`)).status).toBe(403);
  });
});

/** What prom-client keeps of a metric; its types leave the labels out. */
interface Described {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly labelNames: readonly string[];
}

test('docs/metrics.md lists every metric there is', async () => {
  const all = make().registry.getMetricsAsArray() as unknown as readonly Described[];
  const rows = all.map(({ name, type, labelNames, help }) => {
    const labels = labelNames.map((label) => `\`${label}\``).join(', ');
    return `| \`${name}\` | ${type} | ${labels === '' ? '–' : labels} | ${help} |`;
  });
  await expect(page(rows)).toMatchFileSnapshot('../../docs/metrics.md');
});

function page(rows: readonly string[]): string {
  return `# Metrics

What \`createMetrics\` counts and measures, in Prometheus' text format. No label holds personal data or a secret.

| metric | type | labels | what |
|---|---|---|---|
${rows.join('\n')}

Beside them come the process's own, as prom-client makes them for any Node program: \`process_*\` (CPU, memory, open files)
and \`nodejs_*\` (heap, garbage collection, and the event loop's lag as \`nodejs_eventloop_lag_seconds\` and its quantiles).

Numbers of series are bounded. A \`destination\` is a platform and an account, and accounts may come from events: the first
${maxDestinations} have series of their own, all later ones are \`other\` until the process starts anew. Of \`type\`, \`outcome\` and \`status\` it is
the first ${maxOther}. Of several destinations under \`other\`, numbers are added up, and the oldest age counts.

Worth an alarm: \`sgtm_delivery_failed\`, \`sgtm_destination_paused\` or \`sgtm_destination_breaker{state="open"}\` above 0, \`sgtm_destination_queue{state="dead"}\`
or \`sgtm_destination_oldest_seconds\` growing, \`sgtm_outbox_bytes\` near \`sgtm_outbox_max_bytes\`, and any \`sgtm_scrape_failures_total\`.
`;
}
