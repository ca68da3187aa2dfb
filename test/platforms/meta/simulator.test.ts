import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../../src/platforms/delivery.ts';
import { metaDelivery } from '../../../src/platforms/meta/delivery.ts';
import { metaSimulator } from '../../../src/platforms/meta/simulator.ts';
import { metaTag } from '../../../src/platforms/meta/tag.ts';
import type { VendorFault } from '../../../src/platforms/simulator.ts';
import type { OutgoingRequest } from '../../../src/platforms/tag.ts';
import { receivedAt } from '../../support/tag-input.ts';
import { ask, deliver, goldenRequests, vendorRequest } from '../../support/vendor.ts';
import { numbers, orderIds, purchase, requestsOf, withEvents } from '../../support/vendor-events.ts';

const meta = [metaDelivery, metaSimulator] as const;
const batching = metaDelivery.batching as NonNullable<typeof metaDelivery.batching>;
const fields = { pixel_id: '1248630053164112', access_token: '${META_ACCESS_TOKEN}' };
const batch = async (count: number): Promise<OutgoingRequest> =>
  batching.merge(
    await requestsOf(
      metaTag,
      fields,
      numbers(count).map((number) => purchase(number)),
    ),
  );
const invalid = (message: string, ...culprits: number[]): Verdict => ({ outcome: 'invalid', message, culprits });

test('answers success as Meta does', async () => {
  expect(ask(metaSimulator, vendorRequest(await batch(2)))).toEqual({
    status: 200,
    body: { events_received: 2, messages: [], fbtrace_id: expect.stringMatching(/^[\da-f]{23}$/) },
    taken: ['order-0', 'order-1'],
  });
});

test('answers an error as Meta does', async () => {
  const bad = withEvents(await batch(2), { 1: { custom_data: { currency: 'USD' } } });
  expect(ask(metaSimulator, vendorRequest(bad))).toEqual({
    status: 400,
    body: {
      error: {
        message: 'Invalid parameter',
        type: 'OAuthException',
        code: 100,
        error_subcode: 2804009,
        is_transient: false,
        error_user_title: 'Missing Value for Purchase Event',
        error_user_msg: 'value must be given with Purchase',
        error_data: { blame_field_specs: [['data[1][custom_data][value]']] },
        fbtrace_id: expect.stringMatching(/^[\da-f]{23}$/),
      },
    },
    taken: [],
  });
});

describe('what is taken', () => {
  test.each(goldenRequests('meta'))('%s', (_, request) => {
    const { event_id: id } = (request.body as { data: [{ event_id: string }] }).data[0];
    expect(deliver(meta, request, 1)).toEqual({ verdict: { outcome: 'delivered' }, taken: [id] });
  });

  test('a batch, whole and in order, of any size', async () => {
    const requests = await requestsOf(
      metaTag,
      fields,
      numbers(100).map((number) => purchase(number)),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: batching.maxEvents }), (count) => {
        expect(deliver(meta, batching.merge(requests.slice(0, count)), count)).toEqual({
          verdict: { outcome: 'delivered' },
          taken: orderIds(count),
        });
      }),
      { numRuns: 10 },
    );
  });

  test.each([
    ['in the query', { url: 'https://graph.facebook.com/v25.0/1/events?access_token=x' }],
    ['in a header', { headers: { authorization: 'Bearer x' } }],
  ])('a token %s', async (_, given) => {
    const request = await batch(1);
    const { access_token, ...body } = request.body as Record<string, unknown>;
    expect(
      deliver(meta, { ...request, url: 'https://graph.facebook.com/v25.0/1/events', headers: {}, body, ...given }, 1),
    ).toEqual({
      verdict: { outcome: 'delivered' },
      taken: orderIds(1),
    });
  });
});

describe('what is refused', () => {
  const old = Math.floor(receivedAt / 1_000) - 8 * 86_400;
  test.each<[string, object, Verdict]>([
    [
      'an old event',
      { event_time: old },
      invalid('100/2804003: Event Timestamp Too Old: event_time is 8 days old, and must be at most 7 days old', 3),
    ],
    [
      'no custom data',
      { custom_data: undefined },
      invalid('100/2804009: Missing Value for Purchase Event: custom_data must be given with Purchase', 3),
    ],
    ['no currency', { custom_data: { value: 1 } }, invalid('100: currency must be given with Purchase', 3)],
    [
      'too little to know anybody by',
      { user_data: { fn: ['a'.repeat(64)] } },
      invalid('100/2804050: Not Enough Customer Information: user_data holds too little to know anybody by', 3),
    ],
    [
      'no value',
      { custom_data: { currency: 'USD' } },
      invalid('100/2804009: Missing Value for Purchase Event: value must be given with Purchase', 3),
    ],
    [
      'a value that is none',
      { custom_data: { currency: 'USD', value: {} } },
      invalid('100: value must be a number', 3),
    ],
    ['nobody', { user_data: undefined }, invalid('100: user_data must be given', 3)],
    [
      'a wrong action_source',
      { action_source: 'web' },
      invalid(
        '100: action_source must be one of website, app, phone_call, chat, email, physical_store, system_generated, business_messaging, other',
        3,
      ),
    ],
  ])('%s, one of five', async (_, change, verdict) => {
    expect(deliver(meta, withEvents(await batch(5), { 3: change }), 5)).toEqual({ verdict, taken: [] });
  });

  test('one after the other, until the good ones are left', async () => {
    let places = numbers(100);
    const bad = Object.fromEntries([7, 42, 99].map((place) => [place, { custom_data: {} }]));
    const requests = await requestsOf(
      metaTag,
      fields,
      places.map((number) => purchase(number)),
    );
    const told: unknown[] = [];
    for (;;) {
      const sent = places.map((place) => withEvents(requests[place] as OutgoingRequest, { 0: bad[place] ?? {} }));
      const result = deliver(meta, batching.merge(sent), sent.length);
      if (result?.verdict.outcome !== 'invalid') {
        expect([told, result]).toEqual([
          [7, 42, 99],
          { verdict: { outcome: 'delivered' }, taken: orderIds(100, [7, 42, 99]) },
        ]);
        break;
      }
      const culprits = result.verdict.culprits ?? [];
      told.push(...culprits.map((place) => places[place]));
      places = places.filter((_, place) => !culprits.includes(place));
    }
  });

  const at = (target: string, more: object = {}): unknown =>
    ask(metaSimulator, { method: 'POST', host: 'graph.facebook.com', target, headers: {}, body: '', ...more });
  test.each([
    ['no token', '/v25.0/1/events', {}, 400, 104],
    ['an empty token', '/v25.0/1/events?access_token=', {}, 400, 104],
    ['another method', '/v25.0/1/events?access_token=x', { method: 'GET' }, 400, 100],
    ['no body', '/v25.0/1/events?access_token=x', {}, 400, 100],
    ['no JSON', '/v25.0/1/events?access_token=x', { body: '[' }, 400, 100],
    ['no events', '/v25.0/1/events?access_token=x', { body: '{"data":[]}' }, 400, 100],
  ])('%s', (_, target, more, status, code) => {
    const given = at(target, more) as { status: number; body: { error: { code: number } }; taken: unknown };
    expect([given.status, given.body.error.code, given.taken]).toEqual([status, code, []]);
  });

  test.each(['/v25.0/1/event', '/1/events', '/'])('an address that is not there: %s', (target) => {
    expect(at(target)).toBe(undefined);
  });
});

describe('faults', () => {
  test.each<[VendorFault, Verdict | undefined]>([
    [
      'throttled',
      {
        outcome: 'throttled',
        message: '80004/2446079: (#80004) There have been too many calls to this ad account. Wait a bit and try again.',
        retryAfterMs: 60_000,
      },
    ],
    ['server_error', { outcome: 'transient', message: '2: Service temporarily unavailable' }],
    [
      'wrong_token',
      { outcome: 'auth', message: '190/467: Error validating access token: the access token is invalid' },
    ],
    ['invalid', { outcome: 'invalid', message: '100: Invalid parameter' }],
    ['partial', undefined],
  ])('%s', async (fault, verdict) => {
    expect(deliver(meta, await batch(3), 3, fault)).toEqual(verdict && { verdict, taken: [] });
  });
});
