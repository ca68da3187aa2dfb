import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dataManagerDelivery } from '../../../src/platforms/data-manager/delivery.ts';
import { dataManagerTag } from '../../../src/platforms/data-manager/tag.ts';
import type { Answer, Verdict } from '../../../src/platforms/delivery.ts';
import type { Fields, OutgoingRequest } from '../../../src/platforms/tag.ts';
import { receivedAt } from '../../support/tag-input.ts';
import { answer } from '../../support/vendor.ts';
import { numbers, purchase, requestsOf } from '../../support/vendor-events.ts';

const batching = dataManagerDelivery.batching as NonNullable<typeof dataManagerDelivery.batching>;
const fields: Fields = {
  operating_account_id: '1234567890',
  product_destination_id: '987654321',
  service_account: '${GOOGLE_SA}',
};
const hour = 3_600_000;

const error = (code: number, status: string, message: string, ...details: object[]): Answer =>
  answer(code, { error: { code, status, message, details } });
const violations = (...fieldViolations: object[]): object => ({
  '@type': 'type.googleapis.com/google.rpc.BadRequest',
  fieldViolations,
});
const reason = (name: string): object => ({ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: name });
const retry = (retryDelay: unknown): object => ({ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay });
const problem = 'There was a problem with the request.';

describe('answers', () => {
  test.each<[string, Answer, Verdict, number?]>([
    ['accepted', answer(200, { requestId: 'abc' }), { outcome: 'delivered' }],
    [
      'accepted with warnings',
      answer(200, {
        requestId: 'abc',
        fieldWarnings: [
          { reason: 'CART_DATA_IGNORED', field: 'events.events[0].cart_data', description: 'not with gbraid' },
          { reason: 'OTHER', description: 'of jane@shop.example' },
        ],
      }),
      {
        outcome: 'delivered',
        message: 'CART_DATA_IGNORED events.events[0].cart_data not with gbraid; OTHER of <email>',
      },
    ],
    ['no request id', answer(200, {}), { outcome: 'unknown', message: 'HTTP 200 with JSON that says nothing of it' }],
    [
      'cut',
      answer(200, '{"requestId":"a', { truncated: true }),
      { outcome: 'unknown', message: 'HTTP 200 with a body too long to read' },
    ],
    ['a page', answer(200, '<html>'), { outcome: 'unknown', message: 'HTTP 200 with a body that is a page of HTML' }],
    [
      'one event refused',
      error(
        400,
        'INVALID_ARGUMENT',
        problem,
        reason('INVALID_ARGUMENT'),
        violations({
          field: 'events.events[1].user_data.user_identifiers[0].email_address',
          description: 'not hex',
          reason: 'INVALID_SHA256_FORMAT',
        }),
      ),
      {
        outcome: 'invalid',
        message: `INVALID_SHA256_FORMAT: ${problem}; events.events[1].user_data.user_identifiers[0].email_address: not hex`,
        culprits: [1],
      },
      2,
    ],
    [
      'two events refused, the first twice',
      error(
        400,
        'INVALID_ARGUMENT',
        problem,
        violations(
          { field: 'events.events[2].currency', description: 'a', reason: 'INVALID_CURRENCY_CODE' },
          { field: 'events.events[0].currency', description: 'b', reason: 'INVALID_CURRENCY_CODE' },
          { field: 'events.events[2].event_timestamp', description: 'c', reason: 'EVENT_TIME_INVALID' },
        ),
      ),
      {
        outcome: 'invalid',
        message: `INVALID_CURRENCY_CODE: ${problem}; events.events[2].currency: a; events.events[0].currency: b; events.events[2].event_timestamp: c`,
        culprits: [0, 2],
      },
      3,
    ],
    [
      'the request refused',
      error(
        400,
        'INVALID_ARGUMENT',
        problem,
        violations(
          { field: 'events.events[0].currency', description: 'a', reason: 'INVALID_CURRENCY_CODE' },
          { field: 'encoding', description: 'b', reason: 'REQUIRED_FIELD_MISSING' },
        ),
      ),
      { outcome: 'invalid', message: `INVALID_CURRENCY_CODE: ${problem}; events.events[0].currency: a; encoding: b` },
      2,
    ],
    [
      'an event there is none of',
      error(
        400,
        'INVALID_ARGUMENT',
        problem,
        violations({ field: 'events.events[5].x', description: 'a', reason: 'X' }),
      ),
      { outcome: 'invalid', message: `X: ${problem}; events.events[5].x: a` },
      2,
    ],
    [
      'refused without details',
      error(400, 'INVALID_ARGUMENT', problem),
      { outcome: 'invalid', message: `INVALID_ARGUMENT: ${problem}` },
    ],
    [
      'refused, of another form',
      answer(400, { error: 'no' }),
      { outcome: 'invalid', message: 'HTTP 400 with JSON that says nothing of it' },
    ],
    [
      'refused, a page',
      answer(400, '<html>'),
      { outcome: 'transient', message: 'HTTP 400 with a body that is a page of HTML' },
    ],
    [
      'a destination that is wrong',
      error(
        400,
        'INVALID_ARGUMENT',
        problem,
        violations({ field: 'destinations[0]', description: 'no', reason: 'INVALID_DESTINATION' }),
      ),
      { outcome: 'auth', message: `INVALID_DESTINATION: ${problem}; destinations[0]: no` },
    ],
    [
      'terms not signed',
      error(400, 'FAILED_PRECONDITION', 'Sign them.', reason('TERMS_AND_CONDITIONS_NOT_SIGNED')),
      { outcome: 'auth', message: 'TERMS_AND_CONDITIONS_NOT_SIGNED: Sign them.' },
    ],
    ['no token', error(401, 'UNAUTHENTICATED', 'No.'), { outcome: 'auth', message: 'UNAUTHENTICATED: No.' }],
    ['no permission', error(403, 'PERMISSION_DENIED', 'No.'), { outcome: 'auth', message: 'PERMISSION_DENIED: No.' }],
    ['no account', error(404, 'NOT_FOUND', 'No.'), { outcome: 'auth', message: 'NOT_FOUND: No.' }],
    [
      'over the quota',
      error(429, 'RESOURCE_EXHAUSTED', 'Slow down.', reason('RATE_LIMIT_EXCEEDED')),
      { outcome: 'throttled', message: 'RATE_LIMIT_EXCEEDED: Slow down.', retryAfterMs: 60_000 },
    ],
    [
      'over the quota, and until when',
      error(429, 'RESOURCE_EXHAUSTED', 'Slow down.', retry('7.5s')),
      { outcome: 'throttled', message: 'RESOURCE_EXHAUSTED: Slow down.', retryAfterMs: 7_500 },
    ],
    [
      'over the quota, until nobody knows when',
      error(429, 'RESOURCE_EXHAUSTED', 'Slow down.', retry('soon')),
      { outcome: 'throttled', message: 'RESOURCE_EXHAUSTED: Slow down.', retryAfterMs: 60_000 },
    ],
    [
      'over the quota, without a word',
      answer(429, undefined),
      { outcome: 'throttled', message: 'HTTP 429 without a body', retryAfterMs: 60_000 },
    ],
    [
      'over the quota, as forbidden',
      error(403, 'RESOURCE_EXHAUSTED', 'Slow down.'),
      { outcome: 'throttled', message: 'RESOURCE_EXHAUSTED: Slow down.', retryAfterMs: 60_000 },
    ],
    ['aborted', error(409, 'ABORTED', 'Again.'), { outcome: 'transient', message: 'ABORTED: Again.' }],
    [
      'its own fault',
      error(500, 'INTERNAL', 'Oh.', reason('INTERNAL_ERROR')),
      { outcome: 'transient', message: 'INTERNAL_ERROR: Oh.' },
    ],
    ['too slow', error(504, 'DEADLINE_EXCEEDED', 'Oh.'), { outcome: 'transient', message: 'DEADLINE_EXCEEDED: Oh.' }],
    [
      'unavailable',
      answer(503, '<html>'),
      { outcome: 'transient', message: 'HTTP 503 with a body that is a page of HTML' },
    ],
  ])('%s', (_, given, verdict, events = 1) => {
    expect(dataManagerDelivery.classify(given, events)).toEqual(verdict);
  });
});

async function together(one: Fields, other: Fields): Promise<boolean> {
  const [a] = await requestsOf(dataManagerTag, { ...fields, ...one }, [purchase(1)]);
  const [b] = await requestsOf(dataManagerTag, { ...fields, ...other }, [purchase(2)]);
  const keys = [a, b].map((request) => request && batching.key(request));
  expect(keys.map((key) => typeof key)).toEqual(['string', 'string']);
  return keys[0] === keys[1];
}

describe('what goes together', () => {
  test.each<[string, Fields, Fields, boolean]>([
    ['events for one destination', {}, {}, true],
    ['events with a consent of their own', {}, { consent: { ad_user_data: 'granted' } }, true],
    ['another account', {}, { operating_account_id: '222' }, false],
    ['another conversion action', {}, { product_destination_id: '222' }, false],
    ['another encoding', {}, { encoding: 'BASE64' }, false],
    ['only to be checked', {}, { validate_only: true }, false],
    ['other credentials', {}, { service_account: '${OTHER}' }, false],
    ['another project', {}, { quota_project: 'p' }, false],
  ])('%s', async (_, one, other, expected) => {
    expect(await together(one, other)).toBe(expected);
  });

  test('keeps every event, in order', async () => {
    const all = await requestsOf(
      dataManagerTag,
      fields,
      numbers(40).map((number) => purchase(number)),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (count) => {
        const sent = all.slice(0, count) as [OutgoingRequest, ...OutgoingRequest[]];
        const { events: _, ...rest } = sent[0].body as { events: unknown[] };
        expect(batching.merge(sent)).toEqual({
          ...sent[0],
          body: { ...rest, events: sent.flatMap(({ body }) => (body as { events: unknown[] }).events) },
        });
      }),
      { numRuns: 20 },
    );
  });

  test('the limits', () => {
    const { maxEvents, maxBytes, waitMs } = batching;
    expect({ maxEvents, maxBytes, waitMs, perMinute: dataManagerDelivery.requestsPerMinute }).toEqual({
      maxEvents: 500,
      maxBytes: 2_000_000,
      waitMs: 1_000,
      perMinute: 300,
    });
  });
});

describe('age', () => {
  const analytics: Fields = {
    operating_account_type: 'GOOGLE_ANALYTICS_PROPERTY',
    product_destination_id: 'G-AAAA1111',
  };
  const old = 'happened more than 72 hours ago: the Data Manager API refuses it for Google Analytics';
  test.each<[string, Fields, number, string | undefined]>([
    ['72 hours, for Google Analytics', analytics, 72, undefined],
    ['more', analytics, 73, old],
    ['more, for Google Ads', {}, 24 * 80, undefined],
  ])('%s', async (_, own, hours, expected) => {
    const happened = receivedAt - hours * hour;
    const [request] = await requestsOf(dataManagerTag, { ...fields, ...own }, [
      purchase(1, { timestamp_micros: happened * 1000 }),
    ]);
    expect(dataManagerDelivery.tooOld?.(request as OutgoingRequest, receivedAt, receivedAt)).toBe(expected);
  });

  test('goes by when it came where the events do not say', async () => {
    const [request] = await requestsOf(dataManagerTag, { ...fields, ...analytics }, [purchase(1)]);
    const body = { ...(request?.body as object), events: [{}] };
    const ages = [72 * hour, 72 * hour + 1];
    expect(
      ages.map((age) =>
        dataManagerDelivery.tooOld?.({ ...(request as OutgoingRequest), body }, receivedAt - age, receivedAt),
      ),
    ).toEqual([undefined, old]);
  });
});
