import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../../src/platforms/delivery.ts';
import { pinterestDelivery } from '../../../src/platforms/pinterest/delivery.ts';
import { pinterestSimulator } from '../../../src/platforms/pinterest/simulator.ts';
import { pinterestTag } from '../../../src/platforms/pinterest/tag.ts';
import type { VendorFault } from '../../../src/platforms/simulator.ts';
import type { OutgoingRequest } from '../../../src/platforms/tag.ts';
import { receivedAt } from '../../support/tag-input.ts';
import { ask, deliver, goldenRequests, vendorRequest } from '../../support/vendor.ts';
import { numbers, orderIds, purchase, requestsOf, withEvents } from '../../support/vendor-events.ts';

const pinterest = [pinterestDelivery, pinterestSimulator] as const;
const batching = pinterestDelivery.batching as NonNullable<typeof pinterestDelivery.batching>;
const fields = { ad_account_id: '549755885175', access_token: '${PINTEREST_ACCESS_TOKEN}' };
const batch = async (count: number, own: object = {}): Promise<OutgoingRequest> =>
  batching.merge(
    await requestsOf(
      pinterestTag,
      { ...fields, ...own },
      numbers(count).map((number) => purchase(number)),
    ),
  );
const old = { event_time: Math.floor(receivedAt / 1_000) - 8 * 86_400 };
const tooOld = 'event_time is 8 days old, and must be at most 7 days old';

test('answers as Pinterest does', async () => {
  const good = await batch(2);
  const dry = await batch(1, { test: true });
  const requests = [good, withEvents(good, { 1: old }), withEvents(good, { 0: old, 1: { event_id: undefined } }), dry];
  const processed = { status: 'processed', error_message: '', warning_message: '' };
  expect(requests.map((request) => ask(pinterestSimulator, vendorRequest(request)))).toEqual([
    {
      status: 200,
      body: { num_events_received: 2, num_events_processed: 2, events: [processed, processed] },
      taken: ['order-0', 'order-1'],
    },
    {
      status: 422,
      body: {
        code: 953,
        message: 'Some of the events are invalid',
        details: {
          num_events_received: 2,
          num_events_processed: 1,
          events: [processed, { status: 'failed', error_message: tooOld, warning_message: '' }],
        },
      },
      taken: ['order-0'],
    },
    { status: 400, body: { code: 1, message: 'data.1.event_id: event_id must be given' }, taken: [] },
    { status: 200, body: { num_events_received: 1, num_events_processed: 1, events: [processed] }, taken: [] },
  ]);
});

describe('what is taken', () => {
  test.each(goldenRequests('pinterest'))('%s', (_, request) => {
    const { event_id: id } = (request.body as { data: [{ event_id: string }] }).data[0];
    expect(deliver(pinterest, request, 1)).toEqual({ verdict: { outcome: 'delivered' }, taken: [id] });
  });

  test('a batch but for the events that fail, in order, of any size', async () => {
    const requests = await requestsOf(
      pinterestTag,
      fields,
      numbers(100).map((number) => purchase(number)),
    );
    const places = fc.uniqueArray(fc.nat({ max: 99 }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: batching.maxEvents }), places, (count, drawn) => {
        const bad = drawn.filter((place) => place < count).toSorted((a, b) => a - b);
        const request = withEvents(
          batching.merge(requests.slice(0, count)),
          Object.fromEntries(bad.map((place) => [place, old])),
        );
        const failed = bad.map((index) => ({ index, message: tooOld, retry: false }));
        expect(deliver(pinterest, request, count)).toEqual({
          verdict: bad.length === 0 ? { outcome: 'delivered' } : { outcome: 'partial', failed },
          taken: orderIds(count, bad),
        });
      }),
      { numRuns: 10 },
    );
  });

  test('97 of a hundred', async () => {
    const bad = [7, 42, 99];
    const request = withEvents(await batch(100), Object.fromEntries(bad.map((place) => [place, old])));
    expect(deliver(pinterest, request, 100)).toEqual({
      verdict: { outcome: 'partial', failed: bad.map((index) => ({ index, message: tooOld, retry: false })) },
      taken: orderIds(100, bad),
    });
  });
});

describe('what is refused', () => {
  test('an event that fails alone', async () => {
    expect(deliver(pinterest, withEvents(await batch(1), { 0: old }), 1)).toEqual({
      verdict: { outcome: 'invalid', message: tooOld },
      taken: [],
    });
  });

  test('a request for one event that is not of the schema, unnamed', async () => {
    expect(deliver(pinterest, withEvents(await batch(3), { 1: { event_time: 'now' } }), 3)).toEqual({
      verdict: { outcome: 'invalid', message: '1: data.1.event_time: event_time must be Unix seconds, a whole number' },
      taken: [],
    });
  });

  const at = (more: object, target = '/v5/ad_accounts/1/events'): unknown => {
    const headers = { authorization: 'Bearer x' };
    return ask(pinterestSimulator, { method: 'POST', host: 'api.pinterest.com', target, headers, body: '{}', ...more });
  };
  test.each([
    ['no token', { headers: {} }, 401, 2],
    ['an empty token', { headers: { authorization: 'Bearer ' } }, 401, 2],
    ['no body', { body: '' }, 400, 1],
    ['no JSON', { body: '[' }, 400, 1],
    ['no events', {}, 400, 1],
  ])('%s', (_, more, status, code) => {
    const given = at(more) as { status: number; body: { code: number }; taken: unknown };
    expect([given.status, given.body.code, given.taken]).toEqual([status, code, []]);
  });

  test('an address or a method that is not there', () => {
    expect([at({}, '/events/v3'), at({ method: 'GET' })]).toEqual([undefined, undefined]);
  });
});

describe('faults', () => {
  const message = 'The event could not be processed';
  test.each<[VendorFault, Verdict, readonly string[]]>([
    [
      'throttled',
      { outcome: 'throttled', message: '8: This request exceeded a rate limit. Slow down and try again.' },
      [],
    ],
    [
      'server_error',
      { outcome: 'transient', message: '4197: This endpoint is ramped down for now. Try again later.' },
      [],
    ],
    ['wrong_token', { outcome: 'auth', message: '2: Authentication failed.' }, []],
    ['invalid', { outcome: 'invalid', message: '4196: Invalid request' }, []],
    ['partial', { outcome: 'partial', failed: [{ index: 0, message, retry: false }] }, ['order-1', 'order-2']],
  ])('%s', async (fault, verdict, taken) => {
    expect(deliver(pinterest, await batch(3), 3, fault)).toEqual({ verdict, taken });
  });
});
