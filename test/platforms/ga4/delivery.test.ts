import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventData } from '../../../src/event/event-data.ts';
import type { Answer, Verdict } from '../../../src/platforms/delivery.ts';
import { ga4Delivery } from '../../../src/platforms/ga4/delivery.ts';
import { ga4Tag } from '../../../src/platforms/ga4/tag.ts';
import type { OutgoingRequest } from '../../../src/platforms/tag.ts';
import { parseSecrets } from '../../../src/runtime/secret.ts';
import { receivedAt } from '../../support/tag-input.ts';
import { answer } from '../../support/vendor.ts';
import { purchase, requestsOf } from '../../support/vendor-events.ts';

const batching = ga4Delivery.batching as NonNullable<typeof ga4Delivery.batching>;
const fields = { measurement_id: 'G-AAAA1111', api_secret: '${GA4_SECRET}' };
const hour = 3_600_000;

const page = '<!doctype html><title>Sign in to the Wi-Fi</title>';
const messages = (...given: object[]): Answer => answer(200, { validationMessages: given });

describe('answers', () => {
  test.each<[string, Answer, Verdict, number?]>([
    ['received', answer(204, undefined), { outcome: 'delivered' }],
    ['received, with a body', answer(200, 'GIF89a'), { outcome: 'delivered' }],
    [
      'a page in between',
      answer(200, page),
      { outcome: 'unknown', message: 'HTTP 200 with a body that is a page of HTML' },
    ],
    ['valid', messages(), { outcome: 'delivered' }],
    [
      'one event invalid',
      messages({ fieldPath: 'events[1].name', description: 'starts with a digit', validationCode: 'NAME_INVALID' }),
      { outcome: 'invalid', message: 'NAME_INVALID events[1].name starts with a digit', culprits: [1] },
      2,
    ],
    [
      'two events invalid',
      messages({ fieldPath: 'events[2].params', description: 'a' }, { fieldPath: 'events[0].name', description: 'b' }),
      { outcome: 'invalid', message: 'events[2].params a; events[0].name b', culprits: [0, 2] },
      3,
    ],
    [
      'an event and the request invalid',
      messages(
        { fieldPath: 'events[0].name', description: 'a' },
        { fieldPath: 'client_id', validationCode: 'VALUE_REQUIRED' },
      ),
      { outcome: 'invalid', message: 'events[0].name a; VALUE_REQUIRED client_id' },
      2,
    ],
    [
      'an event there is none of',
      messages({ fieldPath: 'events[7].name', description: 'a' }),
      { outcome: 'invalid', message: 'events[7].name a' },
      2,
    ],
    [
      'messages of another form, with a person',
      messages({ description: 'jane@shop.example has no client_id' }),
      { outcome: 'invalid', message: '<email> has no client_id' },
    ],
    ['messages of no form', answer(200, { validationMessages: ['?'] }), { outcome: 'invalid', message: '' }],
    ['a bad request', answer(400, undefined), { outcome: 'invalid', message: 'HTTP 400 without a body' }],
    ['too large', answer(413, undefined), { outcome: 'invalid', message: 'HTTP 413 without a body' }],
    ['forbidden', answer(403, undefined), { outcome: 'auth', message: 'HTTP 403 without a body' }],
    ['too much', answer(429, undefined), { outcome: 'throttled', message: 'HTTP 429 without a body' }],
    ['moved', answer(302, undefined), { outcome: 'transient', message: 'HTTP 302 without a body' }],
    [
      'unavailable',
      answer(503, page),
      { outcome: 'transient', message: 'HTTP 503 with a body that is a page of HTML' },
    ],
  ])('%s', (_, given, verdict, events = 1) => {
    expect(ga4Delivery.classify(given, events)).toEqual(verdict);
  });
});

const at = (minutesAgo: number): number => (receivedAt - minutesAgo * 60_000) * 1000;

async function requests(...events: readonly EventData[]): Promise<OutgoingRequest[]> {
  const own = events.map((event, index) =>
    purchase(index, { user_data: undefined, timestamp_micros: undefined, ...event }),
  );
  return requestsOf(ga4Tag, fields, own);
}

/** Whether two requests may go together. */
async function together(one: EventData, other: EventData): Promise<boolean> {
  const [a, b] = await requests(one, other);
  const keys = [a, b].map((request) => request && batching.key(request));
  expect(keys.map((key) => typeof key)).toEqual(['string', 'string']);
  return keys[0] === keys[1];
}

const gold = { 'x-ga-mp2-user_properties': { plan: 'gold' } };
const tin = { 'x-ga-mp2-user_properties': { plan: 'tin' } };

describe('what goes together', () => {
  test.each<[string, EventData, EventData, boolean]>([
    ['events of one visitor', {}, { value: 5 }, true],
    ['events of two', {}, { client_id: '77.88' }, false],
    ['events of different times', { timestamp_micros: at(1) }, { timestamp_micros: at(2) }, true],
    ['one with a time and one without', { timestamp_micros: at(1) }, {}, true],
    ['user properties at one time', gold, gold, true],
    ['user properties at two', { ...gold, timestamp_micros: at(1) }, { ...gold, timestamp_micros: at(2) }, false],
    ['other user properties', gold, tin, false],
    ['another user id', { user_id: 'a' }, { user_id: 'b' }, false],
    ['another address', { ip_override: '203.0.113.8' }, {}, false],
    ['another consent', { consent: { ad_user_data: 'denied' } }, {}, false],
    ['other user data', { user_data: { email_address: 'jane@shop.example' } }, {}, false],
  ])('%s', async (_, one, other, expected) => {
    expect(await together(one, other)).toBe(expected);
  });

  test("gtag's requests never do", async () => {
    const sent = await requestsOf(ga4Tag, { measurement_id: 'G-AAAA1111' }, [
      purchase(1),
      purchase(2, { page_location: `https://shop.example/${'long/'.repeat(500)}` }),
    ]);
    expect(sent.map((request) => batching.key(request))).toEqual([undefined, undefined]);
  });

  test('the limits are those of the protocol', () => {
    expect([batching.maxEvents, batching.maxBytes, batching.waitMs]).toEqual([25, 129_999, 0]);
  });
});

const mp = (body: object): OutgoingRequest => ({
  platform: 'ga4',
  method: 'POST',
  url: parseSecrets('https://www.google-analytics.com/mp/collect?measurement_id=G-1&api_secret=${S}'),
  headers: { 'content-type': 'application/json' },
  body,
  contract: 'ga4/mp',
});

describe('merging', () => {
  test('one request is itself', () => {
    const one = mp({ client_id: '1.2', timestamp_micros: 5, events: [{ name: 'a' }] });
    expect(batching.merge([one])).toBe(one);
  });

  test('puts each request’s time at its events', () => {
    const merged = batching.merge([
      mp({ client_id: '1.2', timestamp_micros: 5, user_id: 'u', events: [{ name: 'a', params: { x: 1 } }] }),
      mp({ client_id: '1.2', user_id: 'u', events: [{ name: 'b' }] }),
      mp({ client_id: '1.2', timestamp_micros: 7, user_id: 'u', events: [{ name: 'c', timestamp_micros: 6 }] }),
    ]);
    expect(merged).toEqual(
      mp({
        client_id: '1.2',
        user_id: 'u',
        events: [
          { name: 'a', timestamp_micros: 5, params: { x: 1 } },
          { name: 'b' },
          { name: 'c', timestamp_micros: 6 },
        ],
      }),
    );
  });

  test('leaves the time where user properties go by it', () => {
    const properties = { client_id: '1.2', timestamp_micros: 5, user_properties: { plan: { value: 'gold' } } };
    expect(
      batching.merge([mp({ ...properties, events: [{ name: 'a' }] }), mp({ ...properties, events: [{ name: 'b' }] })]),
    ).toEqual(mp({ ...properties, events: [{ name: 'a' }, { name: 'b' }] }));
  });

  test('loses no event, keeps their order and times', () => {
    const own = fc.record({
      name: fc.stringMatching(/^[a-z]{1,5}$/),
      time: fc.option(fc.integer({ min: 1 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(own, { minLength: 2, maxLength: 25 }), (events) => {
        const sent = events.map(({ name, time }) =>
          mp({ client_id: '1.2', ...(time !== undefined && { timestamp_micros: time }), events: [{ name }] }),
        );
        expect(new Set(sent.map((request) => batching.key(request))).size).toBe(1);
        expect(batching.merge(sent)).toEqual(
          mp({
            client_id: '1.2',
            events: events.map(({ name, time }) => ({ name, ...(time !== undefined && { timestamp_micros: time }) })),
          }),
        );
      }),
    );
  });
});

describe('age', () => {
  const old = 'happened more than 72 hours ago: GA4 would count it at another time than its own';
  test.each<[string, object | undefined, number, string | undefined]>([
    ['72 hours', { events: [] }, 72 * hour, undefined],
    ['more', { events: [] }, 72 * hour + 1, old],
    [
      'more, but the request says less',
      { events: [], timestamp_micros: (receivedAt - hour) * 1000 },
      80 * hour,
      undefined,
    ],
    ['less, but the request says more', { events: [], timestamp_micros: (receivedAt - 80 * hour) * 1000 }, hour, old],
    ["more, as gtag's request", undefined, 80 * hour, undefined],
  ])('%s', (_, body, age, expected) => {
    expect(ga4Delivery.tooOld?.({ ...mp({}), body }, receivedAt - age, receivedAt)).toBe(expected);
  });
});
