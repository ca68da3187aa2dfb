import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ga4Delivery } from '../../../src/platforms/ga4/delivery.ts';
import { ga4Simulator } from '../../../src/platforms/ga4/simulator.ts';
import { ga4Tag } from '../../../src/platforms/ga4/tag.ts';
import type { VendorFault, VendorRequest } from '../../../src/platforms/simulator.ts';
import type { OutgoingRequest } from '../../../src/platforms/tag.ts';
import { answerOf, ask, deliver, goldenRequests, vendorRequest } from '../../support/vendor.ts';
import { numbers, orderIds, purchase, requestsOf } from '../../support/vendor-events.ts';

const ga4 = [ga4Delivery, ga4Simulator] as const;
const batching = ga4Delivery.batching as NonNullable<typeof ga4Delivery.batching>;
const fields = { measurement_id: 'G-AAAA1111', api_secret: '${GA4_SECRET}' };
const digest = (text: string): string => hash('sha256', text, 'hex').slice(0, 16);
const delivered = { outcome: 'delivered' };

const batch = async (count: number): Promise<OutgoingRequest> =>
  batching.merge(
    await requestsOf(
      ga4Tag,
      fields,
      numbers(count).map((number) => purchase(number)),
    ),
  );

const mp = (payload: unknown, more: Partial<VendorRequest> = {}): VendorRequest => ({
  method: 'POST',
  host: 'www.google-analytics.com',
  target: '/mp/collect?measurement_id=G-AAAA1111&api_secret=s',
  headers: { 'content-type': 'application/json' },
  body: typeof payload === 'string' ? payload : JSON.stringify(payload),
  ...more,
});
const event = (params: object, name = 'rx_issued'): object => ({ name, params });

describe('what is taken', () => {
  test.each(goldenRequests('ga4'))('%s', (_, request) => {
    const [{ params }] = (request.body as { events: [{ params: Record<string, string> }] }).events;
    const id = params['event_id'] ?? params['transaction_id'] ?? expect.stringMatching(/^[\da-f]{16}$/);
    expect(deliver(ga4, request, 1)).toEqual({ verdict: delivered, taken: [id] });
  });

  test('a batch, in order', async () => {
    expect(deliver(ga4, await batch(25), 25)).toEqual({ verdict: delivered, taken: orderIds(25) });
  });

  test("gtag's requests, by the address or with a body", async () => {
    const pages = ['https://shop.example/', `https://shop.example/${'long/'.repeat(500)}`];
    const sent = await requestsOf(
      ga4Tag,
      { measurement_id: 'G-AAAA1111' },
      pages.map((page, index) => purchase(index, { page_location: page })),
    );
    expect(sent.map((request) => [typeof request.body, deliver(ga4, request, 1)])).toEqual([
      ['undefined', { verdict: delivered, taken: ['order-0'] }],
      ['string', { verdict: delivered, taken: ['order-1'] }],
    ]);
  });

  test.each<[string, VendorRequest, readonly unknown[]]>([
    [
      'an event id before a transaction id',
      mp({ client_id: '1.2', events: [event({ event_id: 'e', transaction_id: 't' })] }),
      ['e'],
    ],
    ['a transaction id', mp({ client_id: '1.2', events: [event({ transaction_id: 7 })] }), ['7']],
    [
      'no id: the same for the same event',
      mp({ client_id: '1.2', events: [event({ a: 1 }), event({ a: 1 }), event({ a: 2 })] }),
      [1, 1, 2].map((a) => digest(JSON.stringify(event({ a })))),
    ],
    [
      'not the event that is wrong',
      mp({ client_id: '1.2', events: [event({ event_id: 'a' }), event({ event_id: 'b' }, '1st')] }),
      ['a'],
    ],
    ['nothing of a visitor nobody knows', mp({ events: [event({ event_id: 'a' })] }), []],
    [
      'nothing without a stream',
      mp({ client_id: '1.2', events: [event({})] }, { target: '/mp/collect?api_secret=s' }),
      [],
    ],
    [
      'nothing without a secret',
      mp({ client_id: '1.2', events: [event({})] }, { target: '/mp/collect?measurement_id=G-1&api_secret=' }),
      [],
    ],
    ['nothing of what is no JSON', mp('{"client_id"'), []],
    ['nothing of a list', mp([]), []],
  ])('%s', (_, request, taken) => {
    expect(ask(ga4Simulator, request)).toEqual({ status: 204, taken });
  });
});

describe('the validation server', () => {
  const validate = (payload: unknown, fault?: VendorFault): unknown =>
    ask(ga4Simulator, mp(payload, { target: '/debug/mp/collect?measurement_id=G-AAAA1111&api_secret=s' }), fault);
  const said = (...validationMessages: object[]): object => ({ status: 200, body: { validationMessages }, taken: [] });

  test('has nothing to say, and stores nothing', () => {
    expect(validate({ client_id: '1.2', events: [event({})] })).toEqual(said());
  });

  test('names what is wrong and where', () => {
    expect(validate({ events: [event({}), { name: 'add to cart' }] })).toEqual(
      said(
        {
          fieldPath: 'client_id',
          description: 'client_id must be given (web stream), or app_instance_id (app stream)',
          validationCode: 'VALUE_REQUIRED',
        },
        {
          fieldPath: 'events[1].name',
          description: "an event's name must begin with a letter, and hold letters, digits and underscores alone",
          validationCode: 'NAME_INVALID',
        },
      ),
    );
  });

  test('cannot read what is no JSON', () => {
    expect(validate('{')).toEqual(
      said({ description: 'Unable to parse Measurement Protocol JSON payload.', validationCode: 'VALUE_INVALID' }),
    );
  });

  test('has one event dead, the others delivered', () => {
    const request = mp({ client_id: '1.2', events: [event({}), { name: '1st' }] }, { target: '/debug/mp/collect?x' });
    const given = ask(ga4Simulator, request);
    expect(given && ga4Delivery.classify(answerOf(given), 2)).toEqual({
      outcome: 'invalid',
      message: expect.stringMatching(/^NAME_INVALID events\[1\]\.name /),
      culprits: [1],
    });
  });

  test('finds fault where it is told to', () => {
    expect(validate({ client_id: '1.2', events: [event({})] }, 'invalid')).toEqual(
      said({
        fieldPath: 'events[0].name',
        description: 'Event at index: [0] has an invalid name.',
        validationCode: 'NAME_INVALID',
      }),
    );
  });
});

test.each<[VendorFault, unknown]>([
  ['throttled', { verdict: { outcome: 'throttled', message: 'HTTP 429 without a body' }, taken: [] }],
  ['server_error', { verdict: { outcome: 'transient', message: 'HTTP 503 without a body' }, taken: [] }],
  // It never says so.
  ['wrong_token', { verdict: delivered, taken: [] }],
  ['invalid', { verdict: delivered, taken: [] }],
  ['partial', undefined],
])('told to be %s', async (fault, expected) => {
  expect(deliver(ga4, await batch(2), 2, fault)).toEqual(expected);
});

test.each([
  ['GET', '/mp/collect'],
  ['POST', '/collect'],
  ['POST', '/'],
])('%s %s is nothing of its', (method, target) => {
  const request = { ...vendorRequest({ ...stray, url: `https://www.google-analytics.com${target}` }), method };
  expect([ask(ga4Simulator, request), ask(ga4Simulator, request, 'throttled')]).toEqual([undefined, undefined]);
});

const stray: OutgoingRequest = {
  platform: 'ga4',
  method: 'POST',
  url: '',
  headers: {},
  body: undefined,
  contract: null,
};
