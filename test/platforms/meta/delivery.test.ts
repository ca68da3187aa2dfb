import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Verdict } from '../../../src/platforms/delivery.ts';
import { metaDelivery } from '../../../src/platforms/meta/delivery.ts';
import { metaTag } from '../../../src/platforms/meta/tag.ts';
import { receivedAt } from '../../support/tag-input.ts';
import { answer } from '../../support/vendor.ts';
import { purchase, requestsOf } from '../../support/vendor-events.ts';

const batching = metaDelivery.batching as NonNullable<typeof metaDelivery.batching>;
const fields = { pixel_id: '1248630053164112', access_token: '${META_ACCESS_TOKEN}' };

const error = (status: number, given: object, headers: Record<string, string> = {}): Answer =>
  answer(
    status,
    { error: { message: 'Invalid parameter', type: 'OAuthException', fbtrace_id: 'A1', ...given } },
    { headers },
  );
const invalid = (message: string, culprits?: readonly number[]): Verdict => ({
  outcome: 'invalid',
  message,
  ...(culprits && { culprits }),
});
const html = '<!DOCTYPE html><html><body>Sorry, something went wrong.</body></html>';
const usage = (...minutes: number[]): Record<string, string> => ({
  'x-business-use-case-usage': minutes
    .map((one) => JSON.stringify({ 12: [{ type: 'ads_management', estimated_time_to_regain_access: one }] }))
    .join(', '),
});

describe('answers', () => {
  test.each<[string, Answer, Verdict, number?]>([
    ['all taken', answer(200, { events_received: 2, messages: [], fbtrace_id: 'A1' }), { outcome: 'delivered' }, 2],
    [
      'taken with warnings',
      answer(200, { events_received: 1, messages: ['One thing', 'of jane@shop.example'] }),
      { outcome: 'delivered', message: 'One thing; of <email>' },
    ],
    [
      'fewer taken',
      answer(200, { events_received: 97 }),
      { outcome: 'invalid', message: 'Meta says it received 97 of 100 events' },
      100,
    ],
    [
      'one alone, not taken',
      answer(200, { events_received: 0 }),
      { outcome: 'unknown', message: 'Meta says it received 0 of 1 events' },
    ],
    [
      'success of another form',
      answer(200, { ok: true }),
      { outcome: 'unknown', message: 'HTTP 200 with JSON that says nothing of it' },
    ],
    [
      'success, a page',
      answer(200, html),
      { outcome: 'unknown', message: 'HTTP 200 with a body that is a page of HTML' },
    ],
    [
      'success, cut',
      answer(200, '{"events_received":1', { truncated: true }),
      { outcome: 'unknown', message: 'HTTP 200 with a body too long to read' },
    ],
    ['an error with 200', error(200, { code: 100 }), invalid('100: Invalid parameter')],
    [
      '100/2804003, too old',
      error(400, {
        code: 100,
        error_subcode: 2804003,
        error_user_title: 'Zeitstempel zu alt',
        error_user_msg: 'Älter als 7 Tage.',
      }),
      invalid('100/2804003: Zeitstempel zu alt: Älter als 7 Tage.'),
    ],
    ...[2804009, 2804050, 2804019, 2804001, 2804007, 2804016, 2804017, 2804048, 2804030].map(
      (sub): [string, Answer, Verdict] => [
        `100/${sub}`,
        error(400, { code: 100, error_subcode: sub }),
        invalid(`100/${sub}: Invalid parameter`),
      ],
    ),
    ['100/1815356', error(400, { code: 100, error_subcode: 1815356 }), invalid('100/1815356: Invalid parameter')],
    [
      '100 with the event named in the text',
      error(400, { code: 100, message: 'Unexpected key "x" on param "data[2]".' }),
      invalid('100: Unexpected key "x" on param "data[2]".', [2]),
      3,
    ],
    [
      '100 with events blamed',
      error(400, { code: 100, error_data: { blame_field_specs: [['data[4][event_time]', 'data[1]']] } }),
      invalid('100: Invalid parameter', [1, 4]),
      5,
    ],
    [
      '100 with an event blamed that was not sent',
      error(400, { code: 100, error_data: { blame_field_specs: [['data[4]']] } }),
      invalid('100: Invalid parameter'),
    ],
    ['105, too many parameters', error(400, { code: 105 }), invalid('105: Invalid parameter')],
    ['a code nobody knows', error(400, { code: 999_999 }), invalid('999999: Invalid parameter')],
    ['400 without a code', answer(400, { error: { message: 'What?' } }), invalid('What?')],
    ['400 without anything', answer(400, ''), invalid('HTTP 400 without a body')],
    [
      '400, a page',
      answer(400, html),
      { outcome: 'transient', message: 'HTTP 400 with a body that is a page of HTML' },
    ],
    ...(
      [
        [400, 190, 460],
        [401, 190, 463],
        [401, 190, 467],
        [400, 102],
        [401, 102],
        [400, 104],
        [400, 3],
        [403, 10],
        [403, 200],
        [403, 294],
        [400, 299],
        [400, 100, 33],
      ] as const
    ).map(([status, code, sub]): [string, Answer, Verdict] => {
      const codes = sub === undefined ? `${code}` : `${code}/${sub}`;
      return [
        `${status} ${codes}, who asks`,
        error(status, { code, error_subcode: sub }),
        { outcome: 'auth', message: `${codes}: Invalid parameter` },
      ];
    }),
    [
      'a token echoed',
      error(401, { code: 190, message: 'Malformed access token EAAGm0PX4ZCpsBAKZCZBx7QZDZD1234567890' }),
      { outcome: 'auth', message: '190: Malformed access token <token>' },
    ],
    ['401 without a body', answer(401, ''), { outcome: 'auth', message: 'HTTP 401 without a body' }],
    ...(
      [
        [400, 4, 1504022],
        [403, 4, 1504039],
        [400, 17, 2446079],
        [400, 32, undefined],
        [429, 613, 1487742],
        [400, 613, 5044001],
        [400, 613, undefined],
        [400, 80_000, undefined],
        [400, 80_004, 2446079],
        [400, 80_014, undefined],
      ] as const
    ).map(([status, code, sub]): [string, Answer, Verdict] => {
      const codes = sub === undefined ? `${code}` : `${code}/${sub}`;
      return [
        `${status} ${codes}, too much`,
        error(status, { code, error_subcode: sub, is_transient: true }),
        { outcome: 'throttled', message: `${codes}: Invalid parameter` },
      ];
    }),
    ['80015', error(400, { code: 80_015 }), invalid('80015: Invalid parameter')],
    [
      'how long to wait',
      error(400, { code: 17 }, usage(5)),
      { outcome: 'throttled', message: '17: Invalid parameter', retryAfterMs: 300_000 },
    ],
    [
      'how long to wait, by several',
      error(400, { code: 17 }, usage(5, 7, 0)),
      { outcome: 'throttled', message: '17: Invalid parameter', retryAfterMs: 420_000 },
    ],
    [
      'how long to wait: not at all',
      error(400, { code: 17 }, usage(0)),
      { outcome: 'throttled', message: '17: Invalid parameter' },
    ],
    [
      'how long to wait: nonsense',
      error(400, { code: 17 }, { 'x-business-use-case-usage': '{"estimated_time_to_regain_access":99999999}' }),
      { outcome: 'throttled', message: '17: Invalid parameter' },
    ],
    ['429 without a body', answer(429, ''), { outcome: 'throttled', message: 'HTTP 429 without a body' }],
    ...[1, 2, 341, 368, 5000, 21009].flatMap((code) =>
      [500, 400].map((status): [string, Answer, Verdict] => [
        `${status} ${code}, Meta's trouble`,
        error(status, { code }),
        { outcome: 'transient', message: `${code}: Invalid parameter` },
      ]),
    ),
    [
      'transient by its own word',
      error(400, { code: 100, is_transient: true }),
      { outcome: 'transient', message: '100: Invalid parameter' },
    ],
    [
      'not transient by its own word',
      error(400, { code: 100, is_transient: false }),
      invalid('100: Invalid parameter'),
    ],
    ['500 with any code', error(500, { code: 100 }), { outcome: 'transient', message: '100: Invalid parameter' }],
    [
      '502, a page',
      answer(502, html),
      { outcome: 'transient', message: 'HTTP 502 with a body that is a page of HTML' },
    ],
  ])('%s', (_, given, verdict, events = 1) => {
    expect(metaDelivery.classify(given, events)).toEqual(verdict);
  });

  test('are never thrown at, whatever they are', () => {
    const outcomes = new Set(['delivered', 'invalid', 'auth', 'throttled', 'transient', 'unknown']);
    const body = fc.oneof(
      fc.json(),
      fc.string(),
      fc.json().map((json) => `{"error":${json}}`),
    );
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), body, fc.boolean(), (status, text, truncated) => {
        const { outcome } = metaDelivery.classify(answer(status, text, { truncated }), 2);
        expect(outcomes.has(outcome)).toBe(true);
      }),
    );
  });
});

describe('batches', () => {
  test('have 100 events, and wait a moment', () => {
    const { maxEvents, maxBytes, waitMs } = batching;
    expect({ maxEvents, maxBytes, waitMs }).toEqual({ maxEvents: 100, maxBytes: 1_000_000, waitMs: 20 });
  });

  test('are of one pixel, token, version, test and sender', async () => {
    const keys = await Promise.all(
      [
        {},
        { event_name: 'Lead' },
        { pixel_id: '1' },
        { access_token: '${OTHER}' },
        { api_version: 'v24.0' },
        { test_event_code: 'TEST1' },
        { partner_agent: 'acme-1' },
      ].map(async (own) => {
        const [request] = await requestsOf(metaTag, { ...fields, ...own }, [purchase(1)]);
        return request && batching.key(request);
      }),
    );
    expect(keys.map((key) => keys.indexOf(key))).toEqual([0, 0, 2, 3, 4, 5, 6]);
  });
});

describe('too old', () => {
  const day = 86_400_000;
  test.each<[string, number, string | undefined]>([
    ['website', 7, undefined],
    ['website', 8, 'happened 8 days ago: Meta takes events of the last 7 days'],
    ['physical_store', 62, undefined],
    ['physical_store', 63, 'happened 63 days ago: Meta takes events of the last 62 days'],
  ])('%s, %i days', async (action_source, days, words) => {
    const at = receivedAt - days * day;
    const [request] = await requestsOf(metaTag, { ...fields, action_source }, [
      purchase(1, { timestamp_micros: at * 1_000 }),
    ]);
    expect(request && metaDelivery.tooOld?.(request, at, receivedAt)).toBe(words);
  });
});

test('what Meta gives no number for', () => {
  expect([metaDelivery.platform, metaDelivery.requestsPerMinute, metaDelivery.redirects]).toEqual([
    'meta',
    undefined,
    undefined,
  ]);
});
