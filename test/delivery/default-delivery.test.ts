import { expect, test } from 'vitest';
import { defaultDelivery } from '../../src/delivery/default-delivery.ts';

test.each([
  [200, 'delivered', undefined],
  [204, 'delivered', undefined],
  [302, 'invalid', 'it answered 302, a redirect: those are not followed'],
  [400, 'invalid', 'it answered 400'],
  [401, 'auth', 'it answered 401'],
  [403, 'auth', 'it answered 403'],
  [404, 'invalid', 'it answered 404'],
  [408, 'transient', 'it answered 408'],
  [425, 'transient', 'it answered 425'],
  [429, 'throttled', 'it answered 429'],
  [500, 'transient', 'it answered 500'],
  [503, 'transient', 'it answered 503'],
])('%d', (status, outcome, message) => {
  const answer = { status, headers: {}, body: 'jane@example.com is no good', truncated: false };
  expect(defaultDelivery.classify(answer, 1)).toEqual({ outcome, ...(message === undefined ? {} : { message }) });
});
