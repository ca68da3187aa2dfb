import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../../src/platforms/delivery.ts';
import type { VendorFault } from '../../../src/platforms/simulator.ts';
import type { OutgoingRequest } from '../../../src/platforms/tag.ts';
import { tiktokDelivery } from '../../../src/platforms/tiktok/delivery.ts';
import { tiktokSimulator } from '../../../src/platforms/tiktok/simulator.ts';
import { tiktokTag } from '../../../src/platforms/tiktok/tag.ts';
import { ask, deliver, goldenRequests, vendorRequest } from '../../support/vendor.ts';
import { numbers, orderIds, purchase, requestsOf, withEvents } from '../../support/vendor-events.ts';

const tiktok = [tiktokDelivery, tiktokSimulator] as const;
const batching = tiktokDelivery.batching as NonNullable<typeof tiktokDelivery.batching>;
const fields = { pixel_id: 'CQ1A2B3C77U0TESTPIX0', access_token: '${TIKTOK_ACCESS_TOKEN}' };
const batch = async (count: number): Promise<OutgoingRequest> =>
  batching.merge(
    await requestsOf(
      tiktokTag,
      fields,
      numbers(count).map((number) => purchase(number)),
    ),
  );

test('answers as TikTok does', async () => {
  const good = await batch(2);
  const bad = withEvents(good, { 1: { event_id: 273196 } });
  const request_id = expect.stringMatching(/^[\da-f]{32}$/);
  expect([good, bad].map((request) => ask(tiktokSimulator, vendorRequest(request)))).toEqual([
    { status: 200, body: { code: 0, message: 'OK', request_id, data: {} }, taken: ['order-0', 'order-1'] },
    {
      status: 200,
      body: { code: 40002, message: 'Batch.1.event_id: event_id must be text', request_id, data: {} },
      taken: [],
    },
  ]);
});

describe('what is taken', () => {
  test.each(goldenRequests('tiktok'))('%s', (_, request) => {
    const { event_id: id } = (request.body as { data: [{ event_id: string }] }).data[0];
    expect(deliver(tiktok, request, 1)).toEqual({ verdict: { outcome: 'delivered' }, taken: [id] });
  });

  test('a batch, whole and in order, of any size', async () => {
    const requests = await requestsOf(
      tiktokTag,
      fields,
      numbers(100).map((number) => purchase(number)),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: batching.maxEvents }), (count) => {
        expect(deliver(tiktok, batching.merge(requests.slice(0, count)), count)).toEqual({
          verdict: { outcome: 'delivered' },
          taken: orderIds(count),
        });
      }),
      { numRuns: 10 },
    );
  });
});

describe('what is refused', () => {
  test('one row after the other, until the good ones are left', async () => {
    let places = numbers(100);
    const bad = Object.fromEntries([7, 42, 99].map((place) => [place, { event_time: 'now' }]));
    const requests = await requestsOf(
      tiktokTag,
      fields,
      places.map((number) => purchase(number)),
    );
    const told: unknown[] = [];
    for (;;) {
      const sent = places.map((place) => withEvents(requests[place] as OutgoingRequest, { 0: bad[place] ?? {} }));
      const result = deliver(tiktok, batching.merge(sent), sent.length);
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

  const at = (more: object, target = '/open_api/v1.3/event/track/'): unknown => {
    const headers = { 'access-token': 'x' };
    return ask(tiktokSimulator, {
      method: 'POST',
      host: 'business-api.tiktok.com',
      target,
      headers,
      body: '{}',
      ...more,
    });
  };
  test.each([
    ['no token', { headers: { authorization: 'Bearer x' } }, 401, 40104],
    ['an empty token', { headers: { 'access-token': '' } }, 401, 40104],
    ['no body', { body: '' }, 200, 40002],
    ['no JSON', { body: '[' }, 200, 40002],
    ['no events', {}, 200, 40002],
    ['the older shape', { body: '{"pixel_code":"x","event":"Purchase"}' }, 200, 40002],
  ])('%s', (_, more, status, code) => {
    const given = at(more) as { status: number; body: { code: number }; taken: unknown };
    expect([given.status, given.body.code, given.taken]).toEqual([status, code, []]);
  });

  test('an address or a method that is not there', () => {
    expect([at({}, '/open_api/v1.2/pixel/track/'), at({ method: 'GET' })]).toEqual([undefined, undefined]);
  });
});

describe('faults', () => {
  const partial = '20001: Partial success. Batch.0: the row could not be processed.';
  test.each<[VendorFault, Verdict, readonly string[]]>([
    ['throttled', { outcome: 'throttled', message: '40100: Too many requests. Try again in some time.' }, []],
    ['server_error', { outcome: 'transient', message: '50000: Internal error. Try again later.' }, []],
    ['wrong_token', { outcome: 'auth', message: '40105: Access token is incorrect or has been revoked.' }, []],
    ['invalid', { outcome: 'invalid', message: '40002: Invalid parameter.' }, []],
    ['partial', { outcome: 'partial', failed: [{ index: 0, message: partial, retry: false }] }, ['order-1', 'order-2']],
  ])('%s', async (fault, verdict, taken) => {
    expect(deliver(tiktok, await batch(3), 3, fault)).toEqual({ verdict, taken });
  });
});
