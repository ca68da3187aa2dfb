import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Verdict } from '../../../src/platforms/delivery.ts';
import { kameleoonDelivery } from '../../../src/platforms/kameleoon/delivery.ts';
import { kameleoonTag } from '../../../src/platforms/kameleoon/tag.ts';
import type { Fields, OutgoingRequest } from '../../../src/platforms/tag.ts';
import { answer } from '../../support/vendor.ts';
import { purchase, requestsOf } from '../../support/vendor-events.ts';

const batching = kameleoonDelivery.batching as NonNullable<typeof kameleoonDelivery.batching>;
const fields: Fields = { site_code: 'a1b2c3d4e5', goal_id: 123456, access_token: '${KAMELEOON_TOKEN}' };
const to = (status: number, location: string): Answer => answer(status, undefined, { headers: { location } });
const bot = "Kameleoon takes the user agent for a bot's and drops the event; send the visitor's user_agent";

describe('answers', () => {
  test.each<[string, Answer, Verdict]>([
    ['stored', answer(200, undefined), { outcome: 'delivered' }],
    ['queued', answer(202, { anything: true }), { outcome: 'delivered' }],
    ['a page', answer(200, '<html>'), { outcome: 'unknown', message: 'HTTP 200 with a body that is a page of HTML' }],
    [
      'another region',
      to(307, 'https://eu-data.kameleoon.io/visit/events?siteCode=a&visitorCode=jane'),
      {
        outcome: 'auth',
        message:
          'HTTP 307 to eu-data.kameleoon.io: set region (and top_level_domain) of the tag so that it sends there itself',
      },
    ],
    ['nowhere', answer(308, undefined), { outcome: 'transient', message: 'HTTP 308 without a body' }],
    ['round in a circle', to(308, '/visit/events'), { outcome: 'transient', message: 'HTTP 308 without a body' }],
    ['a bot', answer(403, undefined), { outcome: 'invalid', message: `HTTP 403 without a body: ${bot}` }],
    ['malformed', answer(400, { message: 'nonce is missing' }), { outcome: 'invalid', message: 'nonce is missing' }],
    ['malformed, in its other form', answer(400, { error: 'bad' }), { outcome: 'invalid', message: 'bad' }],
    [
      'token refused',
      answer(401, { error: 'x', error_description: 'expired' }),
      { outcome: 'auth', message: 'expired' },
    ],
    ['too large', answer(413, undefined), { outcome: 'invalid', message: 'HTTP 413 without a body' }],
    ['too much', answer(429, undefined), { outcome: 'throttled', message: 'HTTP 429 without a body' }],
    ['down', answer(502, '<html>'), { outcome: 'transient', message: 'HTTP 502 with a body that is a page of HTML' }],
  ])('%s', (_, given, verdict) => {
    expect(kameleoonDelivery.classify(given, 1)).toEqual(verdict);
  });

  test('redirects within the host are followed', () => {
    expect(kameleoonDelivery.redirects).toEqual([307, 308]);
  });
});

async function conversion(number: number, more: object = {}, own: Fields = {}): Promise<OutgoingRequest> {
  const event = purchase(number, { visitor_code: `visitor ${number}/é`, ...more });
  const [request] = await requestsOf(kameleoonTag, { ...fields, ...own }, [event]);
  return request as OutgoingRequest;
}

describe('what goes together', () => {
  test.each<[string, object, Fields, boolean]>([
    ['conversions of two visitors', {}, {}, true],
    ['a visitor known across devices', { visitor_code: undefined, mapping_value: 'crm-1' }, {}, true],
    ['another goal', {}, { goal_id: 7 }, true],
    ['another user agent', { user_agent: 'Mozilla/5.0 (X11; Linux x86_64)' }, {}, false],
    ['another site', {}, { site_code: 'f6g7h8i9j0' }, false],
    ['another region', {}, { region: 'eu' }, false],
    ['another token', {}, { access_token: '${OTHER}' }, false],
    ['credentials', {}, { access_token: null, client_id: 'a', client_secret: '${B}' }, false],
  ])('%s', async (_, more, own, expected) => {
    const keys = [await conversion(1), await conversion(2, more, own)].map((request) => batching.key(request));
    expect(keys.map((key) => typeof key)).toEqual(['string', 'string']);
    expect(keys[0] === keys[1]).toBe(expected);
  });

  test('the limits', () => {
    const { maxEvents, maxBytes, waitMs } = batching;
    expect({ maxEvents, maxBytes, waitMs }).toEqual({ maxEvents: 500, maxBytes: 3_000_000, waitMs: 200 });
  });

  test('lines of text do not', async () => {
    expect(batching.key({ ...(await conversion(1)), body: 'nonce=1' })).toBe(undefined);
  });
});

describe('merging', () => {
  test('one request is itself', async () => {
    const one = await conversion(1);
    expect(batching.merge([one])).toBe(one);
  });

  test('puts each visitor at their conversion', async () => {
    const secret: Fields = { site_code: '${SITE}' };
    const sent = [
      await conversion(1, {}, secret),
      await conversion(2, { visitor_code: undefined, mapping_value: 'crm-2' }, secret),
      await conversion(3, {}, secret),
    ];
    const [first, second, third] = sent.map(({ body }) => (body as [object])[0]);
    const merged = batching.merge(sent);
    expect({ ...merged, url: String(merged.url), headers: {} }).toEqual({
      platform: 'kameleoon',
      method: 'POST',
      url: 'https://data.kameleoon.io/visit/events?siteCode=${SITE}&json=true',
      headers: {},
      body: [
        { visitorCode: 'visitor 1/é', ...first },
        { ...second, mappingValue: 'crm-2' },
        { visitorCode: 'visitor 3/é', ...third },
      ],
      contract: 'kameleoon/visit_events',
    });
    expect(merged.headers).toEqual(sent[0]?.headers);
  });

  test('loses no conversion and no visitor', async () => {
    const codes = fc.array(fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }), {
      minLength: 2,
      maxLength: 10,
    });
    await fc.assert(
      fc.asyncProperty(codes, async (visitors) => {
        fc.pre(visitors.every((code) => code.trim() !== '' && code.isWellFormed()));
        const sent = await Promise.all(visitors.map((code, index) => conversion(index, {}, { visitor_code: code })));
        expect(batching.merge(sent).body).toEqual(
          sent.map(({ body }, index) => ({ visitorCode: visitors[index], ...(body as [object])[0] })),
        );
      }),
      { numRuns: 30 },
    );
  });
});
