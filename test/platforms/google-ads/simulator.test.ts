import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { googleAdsDelivery } from '../../../src/platforms/google-ads/delivery.ts';
import { googleAdsSimulator } from '../../../src/platforms/google-ads/simulator.ts';
import type { VendorFault, VendorRequest } from '../../../src/platforms/simulator.ts';
import { receivedAt } from '../../support/tag-input.ts';
import { ask, deliver, goldenRequests } from '../../support/vendor.ts';

const googleAds = [googleAdsDelivery, googleAdsSimulator] as const;
const digest = (text: string): string => hash('sha256', text, 'hex').slice(0, 16);
const delivered = { outcome: 'delivered' };

const pixel = (target: string, more: Partial<VendorRequest> = {}): VendorRequest => ({
  method: 'GET',
  host: 'www.googleadservices.com',
  target,
  headers: {},
  body: '',
  ...more,
});
const conversion = '/pagead/conversion/801363001/?random=1795276800000&cv=11&fmt=3&label=AbC-D_efG1h2IjKlMnOp';
const golden = goldenRequests('google_ads');

test('answers with an image', () => {
  const { body, ...answer } = ask(googleAdsSimulator, pixel(`${conversion}&oid=SO-1`)) ?? { taken: [] };
  expect([(body as Buffer).subarray(0, 6).toString('latin1'), (body as Buffer).length, answer]).toEqual([
    'GIF89a',
    43,
    {
      status: 200,
      headers: { 'content-type': 'image/gif', 'cache-control': 'no-cache, no-store, must-revalidate' },
      taken: ['SO-1'],
    },
  ]);
});

describe('what is taken', () => {
  test.each(golden)('%s', (_, request) => {
    const oid = new URL(String(request.url)).searchParams.get('oid');
    expect(deliver(googleAds, request, 1)).toEqual({ verdict: delivered, taken: [oid] });
  });

  test.each<[string, string, readonly string[]]>([
    ['without an order id, by what it says', conversion, [digest(conversion)]],
    ['nothing without a label', '/pagead/conversion/801363001/?oid=SO-1', []],
    ['nothing of an id that is no number', conversion.replace('801363001', 'AW-801363001'), []],
    ['nothing of a value with a comma', `${conversion}&oid=SO-1&value=89,90&currency_code=EUR`, []],
  ])('%s', (_, target, taken) => {
    expect(ask(googleAdsSimulator, pixel(target))).toEqual({
      status: 200,
      headers: expect.anything(),
      body: expect.anything(),
      taken,
    });
  });
});

test('is for remarketing without a label, whether or not anything is checked', () => {
  const request = pixel('/pagead/conversion/801363001/?oid=SO-1');
  const context = { now: receivedAt, fault: undefined, violations: () => [] };
  expect(googleAdsSimulator.answer(request, context)?.taken).toEqual([]);
});

test.each<[VendorFault, unknown]>([
  ['throttled', { verdict: { outcome: 'throttled', message: 'HTTP 429 without a body' }, taken: [] }],
  ['server_error', { verdict: { outcome: 'transient', message: 'HTTP 503 without a body' }, taken: [] }],
  // It never says so.
  ['wrong_token', { verdict: delivered, taken: [] }],
  ['invalid', { verdict: delivered, taken: [] }],
  ['partial', undefined],
])('told to be %s', (fault, expected) => {
  const [[, request]] = golden as [(typeof golden)[number]];
  expect(deliver(googleAds, request, 1, fault)).toEqual(expected);
});

test.each([
  ['POST', conversion],
  ['GET', '/pagead/landing'],
  ['GET', '/'],
])('%s %s is nothing of its', (method, target) => {
  expect(ask(googleAdsSimulator, pixel(target, { method }))).toBe(undefined);
});
