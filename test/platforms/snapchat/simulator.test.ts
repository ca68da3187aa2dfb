import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../../src/platforms/delivery.ts';
import type { VendorFault } from '../../../src/platforms/simulator.ts';
import { snapchatDelivery } from '../../../src/platforms/snapchat/delivery.ts';
import { snapchatSimulator } from '../../../src/platforms/snapchat/simulator.ts';
import { snapchatTag } from '../../../src/platforms/snapchat/tag.ts';
import type { OutgoingRequest } from '../../../src/platforms/tag.ts';
import { ask, deliver, goldenRequests, vendorRequest } from '../../support/vendor.ts';
import { numbers, orderIds, purchase, requestsOf, withEvents } from '../../support/vendor-events.ts';

const snapchat = [snapchatDelivery, snapchatSimulator] as const;
const batching = snapchatDelivery.batching as NonNullable<typeof snapchatDelivery.batching>;
const fields = { pixel_id: '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9', access_token: '${SNAPCHAT_ACCESS_TOKEN}' };
const batch = async (count: number, own: object = {}): Promise<OutgoingRequest> =>
  batching.merge(
    await requestsOf(
      snapchatTag,
      { ...fields, ...own },
      numbers(count).map((number) => purchase(number)),
    ),
  );

test('answers as Snapchat does', async () => {
  const good = await batch(4);
  const bad = withEvents(good, {
    1: { event_name: 'Purchase' },
    3: { event_name: 'lead' },
    2: { event_source_url: undefined },
  });
  const dry = await batch(1, { validate: true });
  expect([good, bad, dry].map((request) => ask(snapchatSimulator, vendorRequest(request)))).toEqual([
    { status: 200, body: { status: 'SUCCESS', reason: 'All records processed' }, taken: orderIds(4) },
    {
      status: 400,
      body: {
        status: 'INVALID',
        reason: 'Some records are invalid',
        error_records: [
          { reason: "event_name must be one of Snapchat's own", record_indexes: [1, 3] },
          { reason: 'event_source_url must be given where action_source is WEB', record_indexes: [2] },
        ],
      },
      taken: [],
    },
    { status: 200, body: { status: 'VALID', reason: '' }, taken: [] },
  ]);
});

describe('what is taken', () => {
  test.each(goldenRequests('snapchat'))('%s', (_, request) => {
    const { event_id: id } = (request.body as { data: [{ event_id: string }] }).data[0];
    expect(deliver(snapchat, request, 1)).toEqual({ verdict: { outcome: 'delivered' }, taken: [id] });
  });

  test('a batch, whole and in order, of any size', async () => {
    const requests = await requestsOf(
      snapchatTag,
      fields,
      numbers(100).map((number) => purchase(number)),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: batching.maxEvents }), (count) => {
        expect(deliver(snapchat, batching.merge(requests.slice(0, count)), count)).toEqual({
          verdict: { outcome: 'delivered' },
          taken: orderIds(count),
        });
      }),
      { numRuns: 10 },
    );
  });
});

describe('what is refused', () => {
  test('three records of a hundred; the others are taken when they are sent again', async () => {
    const requests = await requestsOf(
      snapchatTag,
      fields,
      numbers(100).map((number) => purchase(number)),
    );
    const bad = Object.fromEntries([7, 42, 99].map((place) => [place, { user_data: {} }]));
    const first = deliver(snapchat, withEvents(batching.merge(requests), bad), 100);
    const others = requests.filter((_, place) => bad[place] === undefined);
    const second = deliver(snapchat, batching.merge(others), 97);
    expect([first, second]).toEqual([
      {
        verdict: {
          outcome: 'invalid',
          message: first?.verdict.outcome === 'invalid' && first.verdict.message,
          culprits: [7, 42, 99],
        },
        taken: [],
      },
      { verdict: { outcome: 'delivered' }, taken: orderIds(100, [7, 42, 99]) },
    ]);
  });

  const at = (more: object, target = '/v3/0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9/events?access_token=x'): unknown =>
    ask(snapchatSimulator, { method: 'POST', host: 'tr.snapchat.com', target, headers: {}, body: '{}', ...more });
  test.each([
    ['no token', '/v3/a/events', {}, 401, 'FAILED'],
    ['an empty token', '/v3/a/events?access_token=', { headers: { authorization: 'Bearer x' } }, 401, 'FAILED'],
    ['no body', '/v3/a/events?access_token=x', { body: '' }, 400, 'INVALID'],
    ['no JSON', '/v3/a/events/validate?access_token=x', { body: '[' }, 400, 'INVALID'],
    ['no events', '/v3/a/events?access_token=x', {}, 400, 'INVALID'],
  ])('%s', (_, target, more, status, word) => {
    const given = at(more, target) as { status: number; body: { status: string }; taken: unknown };
    expect([given.status, given.body.status, given.taken]).toEqual([status, word, []]);
  });

  test('an address or a method that is not there', () => {
    expect([at({}, '/v2/conversion'), at({ method: 'GET' })]).toEqual([undefined, undefined]);
  });
});

describe('faults', () => {
  const message = 'The record could not be processed';
  test.each<[VendorFault, Verdict]>([
    ['throttled', { outcome: 'throttled', message: 'Too many requests' }],
    ['server_error', { outcome: 'transient', message: 'Internal error' }],
    ['wrong_token', { outcome: 'auth', message: 'invalid token' }],
    ['invalid', { outcome: 'invalid', message: 'Invalid request' }],
    ['partial', { outcome: 'invalid', message, culprits: [0] }],
  ])('%s', async (fault, verdict) => {
    expect(deliver(snapchat, await batch(3), 3, fault)).toEqual({ verdict, taken: [] });
  });
});
