import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Verdict } from '../../../src/platforms/delivery.ts';
import { pinterestDelivery } from '../../../src/platforms/pinterest/delivery.ts';
import { pinterestTag } from '../../../src/platforms/pinterest/tag.ts';
import { receivedAt } from '../../support/tag-input.ts';
import { answer } from '../../support/vendor.ts';
import { purchase, requestsOf } from '../../support/vendor-events.ts';

const batching = pinterestDelivery.batching as NonNullable<typeof pinterestDelivery.batching>;
const fields = { ad_account_id: '549755885175', access_token: '${PINTEREST_ACCESS_TOKEN}' };

const row = (status: string, error_message = '', warning_message = ''): object => ({
  status,
  error_message,
  warning_message,
});
const good = row('processed');
const report = (processed: number, ...events: readonly unknown[]): object => ({
  num_events_received: events.length,
  num_events_processed: processed,
  events,
});
const some = (details: unknown): Answer => answer(422, { code: 953, message: 'Some data is invalid', details });
const coded = (status: number, code: number): Answer => answer(status, { code, message: 'No' });
const html = '<html><body>Bad Gateway</body></html>';
const old = 'event_timestamp 1785672000 is too old, now is 1795276800';

describe('answers', () => {
  test.each<[string, Answer, Verdict, number?]>([
    ['all processed', answer(200, report(2, good, good)), { outcome: 'delivered' }, 2],
    [
      'processed with warnings',
      answer(200, report(2, row('processed', '', 'no em'), row('processed', '', 'no em'))),
      { outcome: 'delivered', message: 'no em' },
      2,
    ],
    [
      'one failed with 200',
      answer(200, report(1, good, row('failed', old))),
      { outcome: 'partial', failed: [{ index: 1, message: old, retry: false }] },
      2,
    ],
    [
      'some failed',
      some(report(1, row('failed', old), good, row('failed', 'of jane@shop.example'))),
      {
        outcome: 'partial',
        failed: [
          { index: 0, message: old, retry: false },
          { index: 2, message: 'of <email>', retry: false },
        ],
      },
      3,
    ],
    [
      'one failed without a word',
      some(report(1, row('failed'), good)),
      { outcome: 'partial', failed: [{ index: 0, message: '953: Some data is invalid', retry: false }] },
      2,
    ],
    [
      'rows of another kind',
      some(report(0, 'failed', { status: 'odd' })),
      {
        outcome: 'partial',
        failed: [0, 1].map((index) => ({ index, message: '953: Some data is invalid', retry: false })),
      },
      2,
    ],
    ['the only one failed', some(report(0, row('failed', old))), { outcome: 'invalid', message: old }],
    ['some failed, all processed after all', some(report(2, good, good)), { outcome: 'delivered' }, 2],
    [
      'some failed, of another number',
      some(report(1, good)),
      { outcome: 'invalid', message: '953: Some data is invalid' },
      2,
    ],
    [
      'some failed, without a list',
      some({ num_events_processed: 1 }),
      { outcome: 'invalid', message: '953: Some data is invalid' },
      2,
    ],
    ['422 of another kind', coded(422, 1), { outcome: 'invalid', message: '1: No' }],
    ['all processed, by count', answer(200, { num_events_processed: 2 }), { outcome: 'delivered' }, 2],
    [
      'some processed, by count',
      answer(200, { num_events_processed: 1 }),
      { outcome: 'invalid', message: 'Pinterest says it processed 1 of 2 events' },
      2,
    ],
    [
      'success of another form',
      answer(200, {}),
      { outcome: 'unknown', message: 'HTTP 200 with JSON that says nothing of it' },
    ],
    [
      'success, a page',
      answer(200, html),
      { outcome: 'unknown', message: 'HTTP 200 with a body that is a page of HTML' },
    ],
    [
      'success, cut',
      answer(200, '{"num', { truncated: true }),
      { outcome: 'unknown', message: 'HTTP 200 with a body too long to read' },
    ],
    [
      'some failed, cut',
      answer(422, '{"code":953', { truncated: true }),
      { outcome: 'invalid', message: 'HTTP 422 with a body too long to read' },
    ],
    ['400/4196', coded(400, 4196), { outcome: 'invalid', message: '4196: No' }],
    ['400/1', coded(400, 1), { outcome: 'invalid', message: '1: No' }],
    ['400 without a body', answer(400, ''), { outcome: 'invalid', message: 'HTTP 400 without a body' }],
    ['401/2', coded(401, 2), { outcome: 'auth', message: '2: No' }],
    ['400/2', coded(400, 2), { outcome: 'auth', message: '2: No' }],
    ['403/29', coded(403, 29), { outcome: 'auth', message: '29: No' }],
    ['404', coded(404, 50), { outcome: 'auth', message: '50: No' }],
    ['429/8', coded(429, 8), { outcome: 'throttled', message: '8: No' }],
    ['400/8', coded(400, 8), { outcome: 'throttled', message: '8: No' }],
    ['503/4197', coded(503, 4197), { outcome: 'transient', message: '4197: No' }],
    ['500/2', coded(500, 2), { outcome: 'transient', message: '2: No' }],
    [
      '502, a page',
      answer(502, html),
      { outcome: 'transient', message: 'HTTP 502 with a body that is a page of HTML' },
    ],
  ])('%s', (_, given, verdict, events = 1) => {
    expect(pinterestDelivery.classify(given, events)).toEqual(verdict);
  });

  test('name what failed, no more and no less', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 2, maxLength: 20 }),
        fc.constantFrom(200, 422),
        (processed, status) => {
          const rows = processed.map((one, index) => row(one ? 'processed' : 'failed', one ? '' : `event ${index}`));
          const body = report(processed.filter(Boolean).length, ...rows);
          const failed = processed.flatMap((one, index) =>
            one ? [] : [{ index, message: `event ${index}`, retry: false }],
          );
          const given = status === 200 ? answer(200, body) : some(body);
          expect(pinterestDelivery.classify(given, processed.length)).toEqual(
            failed.length === 0 ? { outcome: 'delivered' } : { outcome: 'partial', failed },
          );
        },
      ),
    );
  });
});

describe('batches', () => {
  test('have 100 events, and wait a moment', () => {
    const { maxEvents, maxBytes, waitMs } = batching;
    expect({ maxEvents, maxBytes, waitMs }).toEqual({ maxEvents: 100, maxBytes: 1_000_000, waitMs: 20 });
  });

  test('are of one account and token, tests apart', async () => {
    const keys = await Promise.all(
      [
        {},
        { event_name: 'lead', partner_name: 'ss-acme' },
        { ad_account_id: '1' },
        { access_token: '${OTHER}' },
        { test: true },
      ].map(async (own) => {
        const [request] = await requestsOf(pinterestTag, { ...fields, ...own }, [purchase(1)]);
        return request && batching.key(request);
      }),
    );
    expect(keys.map((key) => keys.indexOf(key))).toEqual([0, 0, 2, 3, 4]);
  });
});

test.each<[number, string | undefined]>([
  [7, undefined],
  [8, 'happened 8 days ago: Pinterest takes events of the last 7 days'],
])('too old: %i days', async (days, words) => {
  const at = receivedAt - days * 86_400_000;
  const [request] = await requestsOf(pinterestTag, fields, [purchase(1, { timestamp_micros: at * 1_000 })]);
  expect(request && pinterestDelivery.tooOld?.(request, at, receivedAt)).toBe(words);
});

test("Pinterest's limit: 5,000 requests a minute", () => {
  const { platform, requestsPerMinute, redirects } = pinterestDelivery;
  expect([platform, requestsPerMinute, redirects]).toEqual(['pinterest', 5_000, undefined]);
});
