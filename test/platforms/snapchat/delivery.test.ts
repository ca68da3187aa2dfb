import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Verdict } from '../../../src/platforms/delivery.ts';
import { snapchatDelivery } from '../../../src/platforms/snapchat/delivery.ts';
import { snapchatTag } from '../../../src/platforms/snapchat/tag.ts';
import { receivedAt } from '../../support/tag-input.ts';
import { answer } from '../../support/vendor.ts';
import { purchase, requestsOf } from '../../support/vendor-events.ts';

const batching = snapchatDelivery.batching as NonNullable<typeof snapchatDelivery.batching>;
const fields = { pixel_id: '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9', access_token: '${SNAPCHAT_ACCESS_TOKEN}' };

const records = (...list: readonly [string, readonly unknown[]][]): unknown =>
  list.map(([reason, record_indexes]) => ({ reason, record_indexes }));
const failed = (status: number, more: object): Answer =>
  answer(status, { status: 'FAILED', reason: 'Some failed', ...more });
const invalid = (message: string, ...culprits: number[]): Verdict => ({
  outcome: 'invalid',
  message,
  ...(culprits.length > 0 && { culprits }),
});
const html = '<html><body>Bad Gateway</body></html>';

describe('answers', () => {
  test.each<[string, Answer, Verdict, number?]>([
    ['taken', answer(200, { status: 'SUCCESS', reason: 'All records processed' }), { outcome: 'delivered' }],
    ['valid', answer(200, { status: 'VALID', reason: '' }), { outcome: 'delivered' }],
    [
      'valid with warnings',
      answer(200, {
        status: 'VALID',
        warning_records: records(['One thing', [0]], ['of jane@shop.example', [1]], ['One thing', [1]]),
      }),
      { outcome: 'delivered', message: 'One thing; of <email>' },
    ],
    ['success of another form', answer(200, {}), { outcome: 'delivered' }],
    ['accepted', answer(202, { request_id: 'x' }), { outcome: 'delivered' }],
    [
      'bad records with 200',
      failed(200, { error_records: records(['Insufficient PII', [2, 0]]) }),
      invalid('Insufficient PII', 0, 2),
      3,
    ],
    [
      'bad records with 400, of several reasons',
      answer(400, { status: 'INVALID', error_records: records(['One', [1]], ['Two', [0, 1]], ['One', [3]]) }),
      invalid('One; Two', 0, 1, 3),
      4,
    ],
    [
      'bad records that were not sent',
      failed(400, { error_records: records(['One', [3, -1, 1.5, '0']]) }),
      invalid('One'),
      3,
    ],
    [
      'bad records without a reason',
      failed(400, { error_records: [{ record_indexes: [0] }] }),
      invalid('Some failed', 0),
    ],
    ['bad records without places', failed(400, { error_records: [{ reason: 'One' }] }), invalid('One')],
    ['a list of no bad records', failed(400, { error_records: [] }), invalid('Some failed')],
    ['a list that is none', failed(200, { error_records: 'x' }), invalid('Some failed')],
    [
      'success with a list of no bad records',
      answer(200, { status: 'SUCCESS', error_records: [] }),
      { outcome: 'delivered' },
    ],
    ['bad, with 200', failed(200, {}), invalid('Some failed')],
    [
      'bad, with 400',
      answer(400, { status: 'INVALID', reason: 'event_name is missing' }),
      invalid('event_name is missing'),
    ],
    ['bad, without a body', answer(400, ''), invalid('HTTP 400 without a body')],
    [
      'an expired token, as 400',
      answer(400, { status: 'INVALID', reason: 'invalid token' }),
      { outcome: 'auth', message: 'invalid token' },
    ],
    [
      'an expired token, as 200',
      failed(200, { reason: 'Access token expired' }),
      { outcome: 'auth', message: 'Access token expired' },
    ],
    [
      'a value that looks like a token',
      answer(400, { status: 'INVALID', reason: 'bad madid 9c1d7f2e-54a1-4a79-9f0e-0d5d0f1a2b3c' }),
      invalid('bad madid <token>'),
    ],
    ...[401, 403, 404].map((status): [string, Answer, Verdict] => [
      `${status}`,
      failed(status, {}),
      { outcome: 'auth', message: 'Some failed' },
    ]),
    ['429', failed(429, {}), { outcome: 'throttled', message: 'Some failed' }],
    ...[408, 500, 502, 503].map((status): [string, Answer, Verdict] => [
      `${status}`,
      failed(status, {}),
      { outcome: 'transient', message: 'Some failed' },
    ]),
    [
      '502, a page',
      answer(502, html),
      { outcome: 'transient', message: 'HTTP 502 with a body that is a page of HTML' },
    ],
    [
      'success, a page',
      answer(200, html),
      { outcome: 'unknown', message: 'HTTP 200 with a body that is a page of HTML' },
    ],
    [
      'success, cut',
      answer(200, '{"status":"SUCC', { truncated: true }),
      { outcome: 'unknown', message: 'HTTP 200 with a body too long to read' },
    ],
    [
      'success, torn',
      answer(200, '{"status":"SUCC'),
      { outcome: 'unknown', message: 'HTTP 200 with a body that is not JSON' },
    ],
    ['success, empty', answer(200, ''), { outcome: 'unknown', message: 'HTTP 200 without a body' }],
  ])('%s', (_, given, verdict, events = 1) => {
    expect(snapchatDelivery.classify(given, events)).toEqual(verdict);
  });

  test('never name an event that was not sent', () => {
    const places = fc.array(fc.oneof(fc.integer({ min: -2, max: 9 }), fc.double(), fc.string()));
    fc.assert(
      fc.property(
        fc.constantFrom(200, 400),
        fc.array(places, { minLength: 1 }),
        fc.integer({ min: 1, max: 5 }),
        (status, lists, events) => {
          const list = records(...lists.map((indexes) => ['Bad', indexes] as [string, unknown[]]));
          const named = new Set(
            lists.flat().filter((place) => Number.isInteger(place) && Number(place) >= 0 && Number(place) < events),
          );
          const culprits = [...named].map(Number).toSorted((a, b) => a - b);
          expect(snapchatDelivery.classify(failed(status, { error_records: list }), events)).toEqual(
            invalid('Bad', ...culprits),
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

  test('are of one pixel or app, token, and address', async () => {
    const keys = await Promise.all(
      [
        {},
        { event_name: 'SIGN_UP', test_event_code: 'x' },
        { action_source: 'OFFLINE' },
        { action_source: 'MOBILE_APP', snap_app_id: '1234' },
        { pixel_id: '1f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9' },
        { access_token: '${OTHER}' },
        { validate: true },
      ].map(async (own) => {
        const [request] = await requestsOf(snapchatTag, { ...fields, ...own }, [purchase(1)]);
        return request && batching.key(request);
      }),
    );
    expect(keys.map((key) => keys.indexOf(key))).toEqual([0, 0, 0, 3, 4, 5, 6]);
  });
});

test.each<[number, string | undefined]>([
  [37, undefined],
  [38, 'happened 38 days ago: Snapchat takes events of the last 37 days'],
])('too old: %i days', async (days, words) => {
  const at = receivedAt - days * 86_400_000;
  const [request] = await requestsOf(snapchatTag, fields, [purchase(1, { timestamp_micros: at * 1_000 })]);
  expect(request && snapchatDelivery.tooOld?.(request, at, receivedAt)).toBe(words);
});

test('what Snapchat gives no number for', () => {
  const { platform, requestsPerMinute, redirects } = snapchatDelivery;
  expect([platform, requestsPerMinute, redirects]).toEqual(['snapchat', undefined, undefined]);
});
