import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Verdict } from '../../../src/platforms/delivery.ts';
import { tiktokDelivery } from '../../../src/platforms/tiktok/delivery.ts';
import { tiktokTag } from '../../../src/platforms/tiktok/tag.ts';
import { answer } from '../../support/vendor.ts';
import { purchase, requestsOf } from '../../support/vendor-events.ts';

const batching = tiktokDelivery.batching as NonNullable<typeof tiktokDelivery.batching>;
const fields = { pixel_id: 'CQ1A2B3C77U0TESTPIX0', access_token: '${TIKTOK_ACCESS_TOKEN}' };

const coded = (code: unknown, message: unknown = 'No', status = 200, headers: Record<string, string> = {}): Answer =>
  answer(status, { code, message, request_id: '2026', data: {} }, { headers });
const invalid = (message: string, ...culprits: number[]): Verdict => ({
  outcome: 'invalid',
  message,
  ...(culprits.length > 0 && { culprits }),
});
const html = '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n</html>';

describe('answers', () => {
  test.each<[string, Answer, Verdict, number?]>([
    ['taken', coded(0, 'OK'), { outcome: 'delivered' }],
    [
      'a partial success that names no row',
      coded(20001, 'Partial success'),
      { outcome: 'delivered', message: '20001: Partial success' },
    ],
    [
      'a partial success that names rows',
      coded(20001, 'Batch.2.event: no; Batch.0.event: no'),
      {
        outcome: 'partial',
        failed: [0, 2].map((index) => ({
          index,
          message: '20001: Batch.2.event: no; Batch.0.event: no',
          retry: false,
        })),
      },
      3,
    ],
    [
      'no permission',
      coded(40001, 'No permission to operate pixel code: CQ1A2B3C77.'),
      { outcome: 'auth', message: '40001: No permission to operate pixel code: CQ1A2B3C77.' },
    ],
    [
      'an invalid parameter',
      coded(40002, 'event_id: Not a valid string'),
      invalid('40002: event_id: Not a valid string'),
    ],
    [
      'an invalid row',
      coded(40002, 'Batch.1.properties.contents.0.content_id: Not a valid string'),
      invalid('40002: Batch.1.properties.contents.0.content_id: Not a valid string', 1),
      2,
    ],
    [
      'invalid rows',
      coded(40002, 'data[4].event, data.2.event, data[4].user'),
      invalid('40002: data[4].event, data.2.event, data[4].user', 2, 4),
      5,
    ],
    ['an invalid row that was not sent', coded(40002, 'Batch.1.event'), invalid('40002: Batch.1.event')],
    ['an invalid parameter with 400', coded(40002, 'No', 400), invalid('40002: No')],
    ['an object that is not there', coded(40007), invalid('40007: No')],
    ['a code nobody knows', coded(40999), invalid('40999: No')],
    [
      'too many requests',
      coded(40100, 'Too many requests. Please retry in some time.'),
      { outcome: 'throttled', message: '40100: Too many requests. Please retry in some time.' },
    ],
    ['too many requests with 401', coded(40100, 'No', 401), { outcome: 'throttled', message: '40100: No' }],
    [
      'too many requests a second',
      coded(40100, 'The app reached its QPS limit'),
      { outcome: 'throttled', message: '40100: The app reached its QPS limit' },
    ],
    [
      'too many requests a minute',
      coded(40100, 'QPM limit: 600000'),
      { outcome: 'throttled', message: '40100: QPM limit: 600000', retryAfterMs: 300_000 },
    ],
    [
      'too many requests a day',
      coded(40100, 'QPD limit', 200, { date: 'Sat, 21 Nov 2026 16:00:00 GMT' }),
      { outcome: 'throttled', message: '40100: QPD limit', retryAfterMs: 8 * 3_600_000 },
    ],
    [
      'too many requests a day, by no clock',
      coded(40100, 'QPD limit'),
      { outcome: 'throttled', message: '40100: QPD limit' },
    ],
    ['too many requests, as connectors saw it', coded(51021), { outcome: 'throttled', message: '51021: No' }],
    ['429 without a body', answer(429, ''), { outcome: 'throttled', message: 'HTTP 429 without a body' }],
    ...[40101, 40102, 40104, 40105, 40110, 40199].flatMap((code) =>
      [200, 401].map((status): [string, Answer, Verdict] => [
        `${status} ${code}, who asks`,
        coded(code, 'No', status),
        { outcome: 'auth', message: `${code}: No` },
      ]),
    ),
    ...[50000, 50002, 51022, 59999].flatMap((code) =>
      [200, 500].map((status): [string, Answer, Verdict] => [
        `${status} ${code}, TikTok's trouble`,
        coded(code, 'No', status),
        { outcome: 'transient', message: `${code}: No` },
      ]),
    ),
    ['success in words, with a status that is none', coded(0, 'OK', 500), { outcome: 'transient', message: '0: OK' }],
    ['a code of another kind', coded(12, 'No'), { outcome: 'unknown', message: '12: No' }],
    ['no code', answer(200, {}), { outcome: 'unknown', message: 'HTTP 200 with JSON that says nothing of it' }],
    [
      'a code that is no number',
      coded('0'),
      { outcome: 'unknown', message: 'HTTP 200 with JSON that says nothing of it' },
    ],
    ['a code without words', coded(40002, null), invalid('40002')],
    [
      'success, a page',
      answer(200, html),
      { outcome: 'unknown', message: 'HTTP 200 with a body that is a page of HTML' },
    ],
    [
      'success, cut',
      answer(200, '{"code":0', { truncated: true }),
      { outcome: 'unknown', message: 'HTTP 200 with a body too long to read' },
    ],
    ['success, empty', answer(200, ''), { outcome: 'unknown', message: 'HTTP 200 without a body' }],
    [
      '502, a page',
      answer(502, html),
      { outcome: 'transient', message: 'HTTP 502 with a body that is a page of HTML' },
    ],
    ['401 without a body', answer(401, ''), { outcome: 'auth', message: 'HTTP 401 without a body' }],
    ['400 without a body', answer(400, ''), invalid('HTTP 400 without a body')],
    ['persons echoed', coded(40002, 'user.email: jane@shop.example'), invalid('40002: user.email: <email>')],
  ])('%s', (_, given, verdict, events = 1) => {
    expect(tiktokDelivery.classify(given, events)).toEqual(verdict);
  });

  test('only code 0 with a 2xx is success, and 20001', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.integer({ min: -1, max: 60_000 }), (status, code) => {
        const { outcome } = tiktokDelivery.classify(coded(code, 'Batch.0', status), 1);
        const taken = (code === 0 && status >= 200 && status < 300) || code === 20_001;
        expect(outcome === 'delivered' || outcome === 'partial').toBe(taken);
      }),
    );
  });
});

describe('batches', () => {
  test('have 100 events, and wait a moment', () => {
    const { maxEvents, maxBytes, waitMs } = batching;
    expect({ maxEvents, maxBytes, waitMs }).toEqual({ maxEvents: 100, maxBytes: 1_000_000, waitMs: 20 });
  });

  test('are of one source, pixel, token, test and partner', async () => {
    const keys = await Promise.all(
      [
        {},
        { event: 'Lead' },
        { event_source: 'offline' },
        { pixel_id: 'CQ1A2B3C77U0TESTPIX1' },
        { access_token: '${OTHER}' },
        { test_event_code: 'TEST1' },
        { partner_name: 'acme' },
      ].map(async (own) => {
        const [request] = await requestsOf(tiktokTag, { ...fields, ...own }, [purchase(1)]);
        return request && batching.key(request);
      }),
    );
    expect(keys.map((key) => keys.indexOf(key))).toEqual([0, 0, 2, 3, 4, 5, 6]);
  });
});

test("TikTok's limits: 600,000 requests a minute, and no age", () => {
  const { platform, requestsPerMinute, tooOld, redirects } = tiktokDelivery;
  expect([platform, requestsPerMinute, tooOld, redirects]).toEqual(['tiktok', 600_000, undefined, undefined]);
});
