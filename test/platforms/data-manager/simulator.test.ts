import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { dataManagerDelivery } from '../../../src/platforms/data-manager/delivery.ts';
import { dataManagerSimulator } from '../../../src/platforms/data-manager/simulator.ts';
import { dataManagerTag } from '../../../src/platforms/data-manager/tag.ts';
import type { VendorFault, VendorRequest } from '../../../src/platforms/simulator.ts';
import type { Fields, OutgoingRequest } from '../../../src/platforms/tag.ts';
import { answerOf, ask, deliver, vendorRequest } from '../../support/vendor.ts';
import { numbers, orderIds, purchase, requestsOf } from '../../support/vendor-events.ts';

const dataManager = [dataManagerDelivery, dataManagerSimulator] as const;
const batching = dataManagerDelivery.batching as NonNullable<typeof dataManagerDelivery.batching>;
const fields: Fields = {
  operating_account_id: '1234567890',
  product_destination_id: '987654321',
  access_token: '${GOOGLE_TOKEN}',
};
const digest = (text: string): string => hash('sha256', text, 'hex').slice(0, 16);
const delivered = { outcome: 'delivered' };
const requestId = expect.stringMatching(/^[\da-f]{16}$/);

async function batch(count: number, own: Fields = {}): Promise<OutgoingRequest> {
  const events = numbers(count).map((number) => purchase(number));
  return batching.merge(await requestsOf(dataManagerTag, { ...fields, ...own }, events));
}

/** Some of its events changed: by place, the keys that are other. */
function changed(request: OutgoingRequest, changes: Readonly<Record<number, object>>): OutgoingRequest {
  const body = request.body as { readonly events: readonly object[] };
  return {
    ...request,
    body: { ...body, events: body.events.map((event, index) => ({ ...event, ...changes[index] })) },
  };
}

describe('what is taken', () => {
  test('a batch, in order', async () => {
    const request = await batch(40);
    expect(ask(dataManagerSimulator, vendorRequest(request))).toEqual({
      status: 200,
      body: { requestId },
      taken: orderIds(40),
    });
    expect(deliver(dataManager, request, 40)).toEqual({ verdict: delivered, taken: orderIds(40) });
  });

  test('events for Google Analytics', async () => {
    const own = { operating_account_type: 'GOOGLE_ANALYTICS_PROPERTY', product_destination_id: 'G-AAAA1111' };
    expect(deliver(dataManager, await batch(2, own), 2)).toEqual({ verdict: delivered, taken: orderIds(2) });
  });

  test('nothing that is only to be checked', async () => {
    expect(deliver(dataManager, await batch(2, { validate_only: true }), 2)).toEqual({ verdict: delivered, taken: [] });
  });

  test('by what it says, where it has no id', async () => {
    const request = changed(await batch(1), { 0: { transactionId: undefined } });
    expect(ask(dataManagerSimulator, vendorRequest(request))?.taken).toEqual([requestId]);
  });
});

describe('what is refused', () => {
  test('all events, for one', async () => {
    const request = changed(await batch(3), { 1: { currency: 'dollars' } });
    expect(ask(dataManagerSimulator, vendorRequest(request))).toEqual({
      status: 400,
      body: {
        error: {
          code: 400,
          message: 'There was a problem with the request.',
          status: 'INVALID_ARGUMENT',
          details: [
            {
              '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
              reason: 'INVALID_ARGUMENT',
              domain: 'datamanager.googleapis.com',
            },
            {
              '@type': 'type.googleapis.com/google.rpc.BadRequest',
              fieldViolations: [
                {
                  field: 'events.events[1].currency',
                  description: expect.any(String),
                  reason: 'INVALID_CURRENCY_CODE',
                },
              ],
            },
          ],
        },
      },
      taken: [],
    });
    expect(deliver(dataManager, request, 3)).toEqual({
      verdict: {
        outcome: 'invalid',
        message: expect.stringMatching(/^INVALID_CURRENCY_CODE: .*events\.events\[1\]\.currency: /),
        culprits: [1],
      },
      taken: [],
    });
  });

  test.each<[string, Partial<VendorRequest>, unknown]>([
    ['no token', { headers: {} }, { outcome: 'auth', message: expect.stringMatching(/^ACCESS_TOKEN_EXPIRED: /) }],
    [
      'another kind of token',
      { headers: { authorization: 'Basic abc' } },
      { outcome: 'auth', message: expect.stringMatching(/^ACCESS_TOKEN_EXPIRED: /) },
    ],
    ['no JSON', { body: '{' }, { outcome: 'invalid', message: 'INVALID_ARGUMENT: Invalid JSON payload received.' }],
  ])('%s', async (_, change, verdict) => {
    const given = ask(dataManagerSimulator, { ...vendorRequest(await batch(1)), ...change });
    expect(given && [dataManagerDelivery.classify(answerOf(given), 1), given.taken]).toEqual([verdict, []]);
  });

  test.each<[VendorFault, unknown]>([
    [
      'throttled',
      {
        outcome: 'throttled',
        message: expect.stringMatching(/^RATE_LIMIT_EXCEEDED: Quota exceeded/),
        retryAfterMs: 60_000,
      },
    ],
    ['server_error', { outcome: 'transient', message: 'UNAVAILABLE: The service is currently unavailable.' }],
    ['wrong_token', { outcome: 'auth', message: expect.stringMatching(/^ACCESS_TOKEN_EXPIRED: Request had invalid/) }],
    [
      'invalid',
      {
        outcome: 'invalid',
        message:
          'INVALID_FORMAT: There was a problem with the request.; events.events[0].transaction_id: The value is not valid.',
        culprits: [0],
      },
    ],
  ])('told to be %s', async (fault, verdict) => {
    expect(deliver(dataManager, await batch(2), 2, fault)).toEqual({ verdict, taken: [] });
  });

  test('never in part', async () => {
    expect(deliver(dataManager, await batch(2), 2, 'partial')).toBe(undefined);
  });
});

describe('the token endpoint', () => {
  const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: 'aa.bb.cc' };
  const token = (form: Record<string, string>, fault?: VendorFault): unknown =>
    ask(
      dataManagerSimulator,
      {
        method: 'POST',
        host: 'oauth2.googleapis.com',
        target: '/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form).toString(),
      },
      fault,
    );
  const denied = (status: number, error: string, description: string): object => ({
    status,
    body: { error, error_description: description },
    taken: [],
  });

  test('gives one', () => {
    expect(token(grant)).toEqual({
      status: 200,
      body: { access_token: `ya29.simulated-${digest('aa.bb.cc')}`, expires_in: 3599, token_type: 'Bearer' },
      taken: [],
    });
  });

  test.each<[string, unknown, unknown]>([
    ['wrong credentials', token(grant, 'wrong_token'), denied(400, 'invalid_grant', 'Invalid JWT Signature.')],
    ['no signature', token({ ...grant, assertion: 'aa' }), denied(400, 'invalid_grant', 'Bad Request')],
    ['another grant', token({ grant_type: 'x' }), denied(400, 'unsupported_grant_type', 'Invalid grant_type: x')],
    ['too many', token(grant, 'throttled'), { status: 429, body: { error: 'rate_limit_exceeded' }, taken: [] }],
    [
      'its own fault',
      token(grant, 'server_error'),
      { status: 503, body: { error: 'temporarily_unavailable' }, taken: [] },
    ],
    ['in part', token(grant, 'partial'), undefined],
  ])('gives none: %s', (_, given, expected) => {
    expect(given).toEqual(expected);
  });
});

test.each([
  ['POST', 'datamanager.googleapis.com', '/v1/events:forget'],
  ['GET', 'datamanager.googleapis.com', '/v1/events:ingest'],
  ['POST', 'oauth2.googleapis.com', '/v1/events:ingest'],
])('%s %s%s is nothing of its', (method, host, target) => {
  expect(ask(dataManagerSimulator, { method, host, target, headers: {}, body: '' })).toBe(undefined);
});
