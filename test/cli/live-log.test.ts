import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { faultOf, logCollected, observing } from '../../src/cli/live-log.ts';
import { OutboxFailedError, OutboxFullError } from '../../src/delivery/outbox/outbox.ts';
import type { Collected } from '../../src/server/live/collect.ts';
import { silentLogger } from '../../src/server/logger.ts';
import { createMetrics, type Metrics } from '../../src/server/metrics.ts';
import { acceptedEvent } from '../support/filled-outbox.ts';

/** A log and metrics, and what stands in them. */
function bench() {
  const lines: object[] = [];
  const log = pino(
    { level: 'debug', base: null, timestamp: false },
    { write: (line: string) => void lines.push(JSON.parse(line) as object) },
  );
  const metrics = createMetrics({ logger: silentLogger, process: false });
  return { lines, log, metrics };
}

async function counted(metrics: Metrics): Promise<readonly string[]> {
  return (await metrics.text()).split('\n').filter((line) => /^sgtm_\w+(?:_total|_failed)(?:\{.*\})? [1-9]/.test(line));
}

/** A request with one event, by its name. */
function collected(name: string, own: Partial<Collected> & { readonly reason?: string } = {}): Collected {
  const event = { ...acceptedEvent('order-1', ['meta/1', 'ga4/G-1'], 0), data: { event_name: name } };
  const { reason, ...rest } = own;
  const response = { status: 204, headers: {}, body: '' };
  const acceptance = {
    requestId: 'r1',
    client: 'GA4 Client',
    ...(reason !== undefined && { reason }),
    response,
    violations: [],
    events: [{ key: undefined, event }],
  };
  return { acceptance, status: 204, kept: 1, repeated: 0, ...rest };
}

const typeOf = (tag: string): string => (tag === 'Tag of meta/1' ? 'meta' : 'unknown');
const tags = ['Tag of meta/1', 'Tag of ga4/G-1'];

describe('a request', () => {
  test('that was taken is a line of names and numbers, and is counted', async () => {
    const { lines, log, metrics } = bench();
    logCollected(collected('purchase'), typeOf, metrics, log);
    logCollected(collected('purchase', { kept: 0, repeated: 1 }), typeOf, metrics, log);
    const line = {
      level: 30,
      requestId: 'r1',
      status: 204,
      client: 'GA4 Client',
      kept: 1,
      events: [{ name: 'purchase', tags }],
      msg: 'request',
    };
    expect([lines, await counted(metrics)]).toEqual([
      [line, { ...line, kept: 0, repeated: 1 }],
      [
        'sgtm_events_total 1',
        'sgtm_events_repeated_total 1',
        'sgtm_tag_executions_total{type="meta"} 1',
        'sgtm_tag_executions_total{type="unknown"} 1',
      ],
    ]);
  });

  test('that was not taken is an error, counted by why', async () => {
    const { lines, log, metrics } = bench();
    logCollected(collected('purchase', { status: 503, kept: 0, refused: 'outbox_full' }), typeOf, metrics, log);
    expect([lines, await counted(metrics)]).toEqual([
      [
        {
          level: 50,
          requestId: 'r1',
          status: 503,
          client: 'GA4 Client',
          kept: 0,
          refused: 'outbox_full',
          events: [{ name: 'purchase', tags }],
          msg: 'a request was not kept',
        },
      ],
      ['sgtm_requests_refused_total{reason="outbox_full"} 1'],
    ]);
  });

  test.each<[string, string]>([
    ['purchase', 'purchase'],
    ['a'.repeat(40), 'a'.repeat(40)],
    ['jane.doe@customer.test', '<email>'],
    ['+1 415 555 0143', '<phone>'],
    ['4155550143', '<number>'],
    ['\u202edrug\u001b[2J', '\\u202edrug\\u001b[2J'],
  ])('with an event called %j names it %j', (name, told) => {
    const { lines, log, metrics } = bench();
    logCollected(collected(name), typeOf, metrics, log);
    const [{ events }] = lines as [{ events: { name: string }[] }];
    expect(events.map((event) => event.name)).toEqual([told]);
  });

  test('that came to nothing has a reason without what it quotes', () => {
    const { lines, log, metrics } = bench();
    const rejected = collected('purchase', { kept: 0, status: 400, reason: 'client_id jane.doe@customer.test is odd' });
    const unclaimed = collected('purchase', { kept: 0, status: 400, reason: 'no client claimed GET /of/4155550143' });
    const acceptance = { ...unclaimed.acceptance, client: null, events: [] };
    logCollected(rejected, typeOf, metrics, log);
    logCollected({ ...unclaimed, acceptance }, typeOf, metrics, log);
    const line = { level: 30, requestId: 'r1', status: 400, kept: 0, msg: 'request' };
    expect(lines).toEqual([
      { ...line, client: 'GA4 Client', reason: 'client_id <email> is odd', events: [{ name: 'purchase', tags }] },
      { ...line, client: null, reason: 'no client claimed it', events: [] },
    ]);
  });
});

describe('a delivery', () => {
  const report = {
    destination: 'meta/1',
    seq: 7,
    tag: 'Meta',
    requestId: 'r1',
    outcome: 'x',
    message: 'm',
    attempts: 2,
    sinceReceivedMs: 12.6,
  };

  test('is a line by what became of it, and what happens to a destination is one, too; all are counted', async () => {
    const { lines, log, metrics } = bench();
    const observer = observing(metrics, log, () => undefined);
    for (const result of ['delivered', 'retry', 'dead'] as const) observer.settled?.({ ...report, result });
    observer.paused?.('meta/1', 'the token was refused');
    observer.breaker?.('meta/1', 'open');
    observer.sent?.('meta/1', 'delivered', 12, 3);
    const line = { ...report, sinceReceivedMs: 13 };
    expect(lines).toEqual([
      { level: 20, ...line, result: 'delivered', msg: 'delivered' },
      { level: 40, ...line, result: 'retry', msg: 'to be tried again' },
      { level: 50, ...line, result: 'dead', msg: 'dead letter' },
      {
        level: 50,
        destination: 'meta/1',
        reason: 'the token was refused',
        msg: 'paused: nothing is sent there until sgtm outbox resume',
      },
      { level: 40, destination: 'meta/1', state: 'open', msg: 'breaker' },
    ]);
    expect(await counted(metrics)).toEqual([
      'sgtm_platform_requests_total{destination="meta/1",outcome="delivered"} 1',
      'sgtm_platform_request_events_total{destination="meta/1",outcome="delivered"} 3',
      'sgtm_deliveries_total{destination="meta/1",result="delivered",outcome="x"} 1',
      'sgtm_deliveries_total{destination="meta/1",result="retry",outcome="x"} 1',
      'sgtm_deliveries_total{destination="meta/1",result="dead",outcome="x"} 1',
      'sgtm_destination_pauses_total{destination="meta/1"} 1',
      'sgtm_breaker_changes_total{destination="meta/1",state="open"} 1',
    ]);
  });

  test('that fails for good is an error, a metric, and told on', async () => {
    const { lines, log, metrics } = bench();
    let failures = 0;
    observing(metrics, log, () => (failures += 1)).failed?.(new OutboxFailedError('disk I/O error'));
    expect([lines, failures, await counted(metrics)]).toEqual([
      [{ level: 50, error: 'disk I/O error', msg: 'delivery stopped for good: start this anew' }],
      1,
      ['sgtm_delivery_failed 1'],
    ]);
  });
});

test.each<[unknown, object]>([
  [new OutboxFailedError('disk I/O error'), { error: 'disk I/O error' }],
  [new OutboxFullError('4 of 4 MiB'), { error: '4 of 4 MiB' }],
  ['jane.doe@customer.test', { error: 'string' }],
  [Object.assign(new SyntaxError('"jane.doe" is not JSON'), { stack: undefined }), { error: 'SyntaxError', at: [] }],
  [
    Object.assign(new TypeError('x'), { stack: `TypeError: jane.doe\n${'    at a (b.ts:1)\n'.repeat(9)}` }),
    { error: 'TypeError', at: Array(5).fill('at a (b.ts:1)') },
  ],
])('of an error the log quotes nothing that may come from an event', (error, told) => {
  expect(faultOf(error)).toEqual(told);
});
