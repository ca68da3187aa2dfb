import { expect, test } from 'vitest';
import type { Answer, Verdict } from '../../../src/platforms/delivery.ts';
import { googleAdsDelivery } from '../../../src/platforms/google-ads/delivery.ts';
import { answer } from '../../support/vendor.ts';

const to = (status: number, location: string): Answer => answer(status, undefined, { headers: { location } });
const transient = (status: number): Verdict => ({ outcome: 'transient', message: `HTTP ${status} without a body` });

test.each<[string, Answer, Verdict]>([
  ['an image', answer(200, 'GIF89a\u0001\ufffd'), { outcome: 'delivered' }],
  ['a script', answer(200, '(function(){var s = {};})();'), { outcome: 'delivered' }],
  ['nothing', answer(204, undefined), { outcome: 'delivered' }],
  [
    'on to doubleclick',
    to(302, 'https://googleads.g.doubleclick.net/pagead/viewthroughconversion/1/?x=1'),
    { outcome: 'delivered' },
  ],
  [
    'on to a Google of a country',
    to(302, 'https://www.google.co.uk/pagead/1p-conversion/1/'),
    { outcome: 'delivered' },
  ],
  ['on within the host', to(307, '/ccm/conversion/1/'), { outcome: 'delivered' }],
  ['on to a portal', to(302, 'https://portal.example/login?doubleclick.net'), transient(302)],
  ['on to one that calls itself Google', to(302, 'https://evilgoogle.com/'), transient(302)],
  ['on to nowhere', answer(302, undefined), transient(302)],
  ['on to what is no address', to(302, 'https://['), transient(302)],
  ['a page', answer(200, '\n<html>'), { outcome: 'unknown', message: 'HTTP 200 with a body that is a page of HTML' }],
  ['refused', answer(400, undefined), { outcome: 'invalid', message: 'HTTP 400 without a body' }],
  ['no such pixel', answer(404, undefined), { outcome: 'auth', message: 'HTTP 404 without a body' }],
  ['too much', answer(429, undefined), { outcome: 'throttled', message: 'HTTP 429 without a body' }],
  ['down', answer(500, undefined), transient(500)],
])('%s', (_, given, verdict) => {
  expect(googleAdsDelivery.classify(given, 1)).toEqual(verdict);
});

test('each conversion goes alone, and is never too old', () => {
  const { classify, ...rest } = googleAdsDelivery;
  expect([typeof classify, rest]).toEqual(['function', { platform: 'google_ads' }]);
});
