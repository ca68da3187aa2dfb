import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Token } from '../../../src/delivery/tokens.ts';
import type { Sent, WireRequest } from '../../../src/delivery/transport/transport.ts';
import { answered, bench, granted, kameleoon, over } from './support/bench.ts';

describe('what fails', () => {
  test.each<[what: string, sent: Sent, token: Token]>([
    [
      'wrong credentials',
      answered(400, { error: 'invalid_client' }),
      { failure: 'auth', message: 'no token: api.kameleoon.com answered 400: invalid_client' },
    ],
    [
      'a refused grant',
      answered(400, { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' }),
      { failure: 'auth', message: 'no token: api.kameleoon.com answered 400: invalid_grant: Invalid JWT Signature.' },
    ],
    ['401', answered(401, ''), { failure: 'auth', message: 'no token: api.kameleoon.com answered 401' }],
    ['403', answered(403, '<html>'), { failure: 'auth', message: 'no token: api.kameleoon.com answered 403' }],
    ['404', answered(404, 'null'), { failure: 'auth', message: 'no token: api.kameleoon.com answered 404' }],
    ['408', answered(408, '[]'), { failure: 'transient', message: 'no token: api.kameleoon.com answered 408' }],
    [
      '429',
      answered(429, { error: { code: 429 } }),
      { failure: 'transient', message: 'no token: api.kameleoon.com answered 429' },
    ],
    ['500', answered(500, '{'), { failure: 'transient', message: 'no token: api.kameleoon.com answered 500' }],
    [
      '503 with words',
      answered(503, { error: 'internal_failure', error_description: 'Backend\u001b[2J Error' }),
      {
        failure: 'transient',
        message: 'no token: api.kameleoon.com answered 503: internal_failure: Backend\\u001b[2J Error',
      },
    ],
    ['a redirect', answered(302, ''), { failure: 'transient', message: 'no token: api.kameleoon.com answered 302' }],
    [
      'an answer without a token',
      answered(200, { token: 'a' }),
      {
        failure: 'transient',
        message: 'no token: api.kameleoon.com answered without an access_token that can be used',
      },
    ],
    [
      'a token that would break the header',
      answered(200, { access_token: 'a\r\nx: y' }),
      {
        failure: 'transient',
        message: 'no token: api.kameleoon.com answered without an access_token that can be used',
      },
    ],
    [
      'an empty token',
      answered(200, { access_token: '' }),
      {
        failure: 'transient',
        message: 'no token: api.kameleoon.com answered without an access_token that can be used',
      },
    ],
    [
      'a page',
      answered(200, '<html>'),
      {
        failure: 'transient',
        message: 'no token: api.kameleoon.com answered without an access_token that can be used',
      },
    ],
    [
      'a token of another type',
      answered(200, { access_token: 'a', token_type: 'mac' }),
      { failure: 'auth', message: 'no token: api.kameleoon.com gives tokens of another type than bearer' },
    ],
    [
      'no connection',
      { failure: 'unsent', message: 'api.kameleoon.com refuses connections (ECONNREFUSED)' },
      { failure: 'transient', message: 'no token: api.kameleoon.com refuses connections (ECONNREFUSED)' },
    ],
    [
      'no answer',
      { failure: 'unknown', message: 'api.kameleoon.com took too long' },
      { failure: 'transient', message: 'no token: api.kameleoon.com took too long' },
    ],
    [
      'a certificate that does not hold',
      { failure: 'insecure', message: 'the certificate of a does not hold' },
      { failure: 'auth', message: 'no token: the certificate of a does not hold' },
    ],
    [
      'an address not to be reached',
      { failure: 'forbidden', message: 'a is not to be reached' },
      { failure: 'auth', message: 'no token: a is not to be reached' },
    ],
  ])('%s', async (_, sent, token) => {
    const made = bench();
    made.answer = () => sent;
    expect(await made.tokens.get(kameleoon)).toEqual(token);
  });

  test('is not asked for again at once, and ever less', async () => {
    const made = bench();
    made.answer = () => answered(401, '');
    const times = [0, 4_999, 5_000, 14_999, 15_000, 34_999, 35_000, 74_999, 75_000, 134_999, 135_000, 194_999, 195_000];
    const asked = (await over(made, times)) as readonly (readonly unknown[])[];
    expect(asked.map(([, , times]) => times)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7]);
  });

  test('for a while is asked for again sooner, and a success begins anew', async () => {
    const made = bench();
    made.answer = () => answered(503, '');
    const failed = await over(made, [0, 999, 1_000, 2_999]);
    made.answer = () => granted('a', 10);
    const got = await over(made, [1]);
    made.answer = () => answered(503, '');
    expect([failed, got, await over(made, [9_001, 10_000, 10_001])]).toEqual([
      [
        [0, 'transient', 1],
        [999, 'transient', 1],
        [1_000, 'transient', 2],
        [2_999, 'transient', 2],
      ],
      [[1, 'a', 3]],
      [
        [9_001, 'transient', 4],
        [10_000, 'transient', 4],
        [10_001, 'transient', 5],
      ],
    ]);
  });

  test('is asked for again at once where somebody says it is mended, and what holds is kept', async () => {
    const made = bench();
    const other = { ...kameleoon, tokenUrl: 'https://other.example/token' };
    await made.tokens.get(other);
    made.answer = () => answered(401, '');
    const failed = await over(made, [0, 1, 5_000, 5_001]);
    made.tokens.reset();
    const again = await over(made, [0, 4_999, 5_000]);
    made.answer = () => granted('a', 7_200);
    made.tokens.reset();
    expect([failed, again, await over(made, [0]), await made.tokens.get(other)]).toEqual([
      [
        [0, 'auth', 2],
        [1, 'auth', 2],
        [5_000, 'auth', 3],
        [5_001, 'auth', 3],
      ],
      [
        [0, 'auth', 4],
        [4_999, 'auth', 4],
        [5_000, 'auth', 5],
      ],
      [[0, 'a', 6]],
      { token: 'token-1' },
    ]);
  });

  test.each<[header: string, until: number]>([
    ['7', 7_000],
    ['0', 1_000],
    ['-7', 1_000],
    ['soon', 1_000],
    ['Fri, 21 Nov 2036 16:00:00 GMT', 1_000],
    ['999999999', 3_600_000],
    ['1e999', 3_600_000],
  ])('with Retry-After: %s waits', async (header, until) => {
    const made = bench();
    made.answer = () => answered(429, '', { 'retry-after': header });
    expect(await over(made, [0, until - 1, until])).toEqual([
      [0, 'transient', 1],
      [until - 1, 'transient', 1],
      [until, 'transient', 2],
    ]);
  });

  test('tells nothing of what was sent, though the server says it back', async () => {
    const made = bench();
    await made.tokens.get(kameleoon);
    const { body = '' } = made.asked[0] as WireRequest;
    made.tokens.forget(kameleoon, 'token-1');
    made.answer = () => answered(400, { error: 'hush/hush hush', error_description: `of client-7: ${body}` });
    expect(await made.tokens.get(kameleoon)).toEqual({
      failure: 'auth',
      message:
        'no token: api.kameleoon.com answered 400: <redacted>: of <redacted>: grant_type=client_credentials&client_id=<redacted>&client_secret=<redacted>',
    });
  });

  test('whatever the server answers: asking never rejects', async () => {
    const status = fc.integer({ min: 200, max: 599 });
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc.dictionary(fc.constantFrom('access_token', 'error', 'expires_in'), fc.anything()),
    );
    await fc.assert(
      fc.asyncProperty(status, body, async (status, body) => {
        const made = bench();
        made.answer = () =>
          answered(
            status,
            typeof body === 'string' ? body : JSON.stringify(body, (_, v) => (typeof v === 'bigint' ? 1 : v)),
          );
        const token = await made.tokens.get(kameleoon);
        expect(Object.keys(token).sort()).toEqual('token' in token ? ['token'] : ['failure', 'message']);
      }),
    );
  });
});
