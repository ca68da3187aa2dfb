import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { kameleoonDelivery } from '../../../src/platforms/kameleoon/delivery.ts';
import { kameleoonSimulator } from '../../../src/platforms/kameleoon/simulator.ts';
import { kameleoonTag } from '../../../src/platforms/kameleoon/tag.ts';
import type { VendorFault, VendorRequest } from '../../../src/platforms/simulator.ts';
import type { Fields, OutgoingRequest } from '../../../src/platforms/tag.ts';
import { ask, deliver, goldenRequests } from '../../support/vendor.ts';
import { numbers, purchase, requestsOf } from '../../support/vendor-events.ts';

const kameleoon = [kameleoonDelivery, kameleoonSimulator] as const;
const batching = kameleoonDelivery.batching as NonNullable<typeof kameleoonDelivery.batching>;
const fields: Fields = { site_code: 'a1b2c3d4e5', goal_id: 123456, access_token: '${KAMELEOON_TOKEN}' };
const digest = (text: string): string => hash('sha256', text, 'hex').slice(0, 16);
const delivered = { outcome: 'delivered' };

async function batch(count: number): Promise<OutgoingRequest> {
  const events = numbers(count).map((number) => purchase(number, { visitor_code: `visitor${number}` }));
  return batching.merge(await requestsOf(kameleoonTag, fields, events));
}

const nonces = ({ body }: OutgoingRequest): readonly string[] =>
  (body as { nonce: string }[]).map(({ nonce }) => nonce);

const query = '/visit/events?siteCode=a1b2c3d4e5&visitorCode=v1&json=true';
const event = { nonce: '9f86d081884c7d65', eventType: 'CONVERSION', goalId: 1 };
const visit = (body: unknown, more: Partial<VendorRequest> = {}): VendorRequest => ({
  method: 'POST',
  host: 'data.kameleoon.io',
  target: query,
  headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...more,
});

describe('what is taken', () => {
  test.each(goldenRequests('kameleoon'))('%s', (_, request) => {
    expect(deliver(kameleoon, request, 1)).toEqual({ verdict: delivered, taken: nonces(request) });
  });

  test('a batch of several visitors, in order', async () => {
    const request = await batch(30);
    expect([new Set(nonces(request)).size, deliver(kameleoon, request, 30)]).toEqual([
      30,
      { verdict: delivered, taken: nonces(request) },
    ]);
  });

  test.each<[string, VendorRequest, readonly string[]]>([
    [
      'lines of text',
      visit('nonce=aa&goalId=1\n\ngoalId=2&nonce=bb\n', { target: query.replace('&json=true', '') }),
      ['aa', 'bb'],
    ],
    ['a line without a nonce', visit('goalId=1', { target: '/visit/events?siteCode=a' }), [digest('goalId=1')]],
    [
      'a visitor known across devices',
      visit([{ ...event, mappingValue: 'crm-1' }], { target: query.replace('&visitorCode=v1', '') }),
      [event.nonce],
    ],
  ])('%s', (_, request, taken) => {
    expect(ask(kameleoonSimulator, request)).toEqual({ status: 200, taken });
  });
});

describe('what is refused', () => {
  const refused = (status: number, message: string): object => ({ status, body: { message }, taken: [] });

  test.each<[string, VendorRequest, object]>([
    [
      'a bot',
      visit([event], { headers: { 'user-agent': 'Googlebot/2.1' } }),
      refused(403, 'The user agent is one of a bot'),
    ],
    [
      'a library',
      visit([event], { headers: { 'user-agent': 'undici' } }),
      refused(403, 'The user agent is one of a bot'),
    ],
    ['nobody', visit([event], { headers: {} }), refused(403, 'The user agent is one of a bot')],
    ['no site', visit([event], { target: '/visit/events?json=true' }), refused(400, 'siteCode is missing')],
    ['no list', visit(event), refused(400, 'The body is not a JSON array')],
    ['no JSON', visit('['), refused(400, 'The body is not a JSON array')],
    [
      'no visitor',
      visit([event], { target: query.replace('&visitorCode=v1', '') }),
      refused(400, 'visitorCode is missing'),
    ],
    [
      'a nonce that is none',
      visit([{ ...event, nonce: 'order-1' }]),
      refused(400, expect.stringMatching(/^\/0\/nonce: /)),
    ],
    ['more than 3 MB', visit(`[${' '.repeat(3_000_000)}]`), refused(413, 'The body is larger than 3 MB')],
  ])('%s', (_, request, expected) => {
    expect(ask(kameleoonSimulator, request)).toEqual(expected);
  });

  test.each<[VendorFault, unknown]>([
    ['throttled', { outcome: 'throttled', message: 'Too many requests' }],
    ['server_error', { outcome: 'transient', message: 'Service unavailable' }],
    ['wrong_token', { outcome: 'auth', message: 'The access token is not valid' }],
    ['invalid', { outcome: 'invalid', message: 'The events are not valid' }],
  ])('told to be %s', async (fault, verdict) => {
    expect(deliver(kameleoon, await batch(2), 2, fault)).toEqual({ verdict, taken: [] });
  });

  test('never in part', async () => {
    expect(deliver(kameleoon, await batch(2), 2, 'partial')).toBe(undefined);
  });
});

describe('the token endpoint', () => {
  const grant = { grant_type: 'client_credentials', client_id: 'me', client_secret: 's' };
  const token = (form: Record<string, string>, fault?: VendorFault): unknown =>
    ask(
      kameleoonSimulator,
      visit(new URLSearchParams(form).toString(), { host: 'api.kameleoon.com', target: '/oauth/token' }),
      fault,
    );
  const denied = (status: number, error: string): object => ({ status, body: { error }, taken: [] });

  test('gives one', () => {
    expect(token(grant)).toEqual({
      status: 200,
      body: { access_token: `simulated.${digest('me')}.token`, expires_in: 7200, token_type: 'bearer' },
      taken: [],
    });
  });

  test.each<[string, unknown, unknown]>([
    ['wrong credentials', token(grant, 'wrong_token'), denied(401, 'invalid_client')],
    ['no secret', token({ ...grant, client_secret: '' }), denied(401, 'invalid_client')],
    ['another grant', token({ grant_type: 'x' }), denied(400, 'unsupported_grant_type')],
    ['too many', token(grant, 'throttled'), { status: 429, body: { message: 'Too many requests' }, taken: [] }],
    [
      'its own fault',
      token(grant, 'server_error'),
      { status: 503, body: { message: 'Service unavailable' }, taken: [] },
    ],
    ['in part', token(grant, 'partial'), undefined],
  ])('gives none: %s', (_, given, expected) => {
    expect(given).toEqual(expected);
  });
});

test.each([
  ['GET', 'data.kameleoon.io', '/visit/events'],
  ['POST', 'data.kameleoon.io', '/oauth/token'],
  ['POST', 'api.kameleoon.com', '/visit/events'],
])('%s %s%s is nothing of its', (method, host, target) => {
  expect(ask(kameleoonSimulator, visit([], { method, host, target }))).toBe(undefined);
});
