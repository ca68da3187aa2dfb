import { describe, expect, test } from 'vitest';
import type { Token } from '../../../src/delivery/tokens.ts';
import type { Authorization } from '../../../src/platforms/tag.ts';
import { concat } from '../../../src/runtime/secret.ts';
import { answered, bench, granted, kameleoon, over, text } from './support/bench.ts';

describe('client credentials', () => {
  test('are exchanged by a form, as Kameleoon wants it', async () => {
    const made = bench();
    expect([await made.tokens.get(kameleoon), made.asked]).toEqual([
      { token: 'token-1' },
      [
        {
          method: 'POST',
          url: 'https://api.kameleoon.com/oauth/token',
          headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
          body: 'grant_type=client_credentials&client_id=client-7&client_secret=hush%2Fhush+hush',
          redirects: [],
        },
      ],
    ]);
  });

  test('whose secret is not set are refused without asking', async () => {
    const made = bench();
    delete made.secrets['KAMELEOON_SECRET'];
    made.tokens.forget(kameleoon, 'token-1');
    expect([await made.tokens.get(kameleoon), made.asked]).toEqual([
      { failure: 'auth', message: 'no token: secret KAMELEOON_SECRET is not set' },
      [],
    ]);
  });
});

describe('a token', () => {
  test('is fetched once for all who wait', async () => {
    const made = bench();
    made.answer = undefined;
    const waiting = [1, 2, 3].map(() => made.tokens.get(kameleoon));
    const asked = made.asked.length;
    made.release(granted('token-1'));
    expect([asked, await Promise.all(waiting), made.asked.length]).toEqual([
      1,
      [{ token: 'token-1' }, { token: 'token-1' }, { token: 'token-1' }],
      1,
    ]);
  });

  test('is kept, fetched anew ahead of its end, and serves meanwhile', async () => {
    expect(await over(bench(), [0, 1_000, 5_399_999, 5_400_000, 5_400_001])).toEqual([
      [0, 'token-1', 1],
      [1_000, 'token-1', 1],
      [5_399_999, 'token-1', 1],
      [5_400_000, 'token-1', 2],
      [5_400_001, 'token-2', 2],
    ]);
  });

  test('serves until a minute before its end, where no other is to be had', async () => {
    const made = bench();
    await over(made, [0]);
    made.answer = () => answered(503, '');
    expect(await over(made, [5_400_000, 5_400_999, 7_139_999, 7_140_000])).toEqual([
      [5_400_000, 'token-1', 2],
      [5_400_999, 'token-1', 2],
      [7_139_999, 'token-1', 3],
      [7_140_000, 'transient', 3],
    ]);
  });

  test('is fetched ahead by one alone', async () => {
    const made = bench();
    await over(made, [0]);
    made.answer = undefined;
    expect(await over(made, [5_400_000, 5_400_001, 6_000_000])).toEqual([
      [5_400_000, 'token-1', 2],
      [5_400_001, 'token-1', 2],
      [6_000_000, 'token-1', 2],
    ]);
  });

  test.each<[expires: unknown, refreshed: number]>([
    [3_600, 2_700_000],
    ['3600', 2_700_000],
    [10, 7_500],
    [1e12, 64_800_000],
    [undefined, 225_000],
    [null, 225_000],
    [0, 225_000],
    [-5, 225_000],
    ['soon', 225_000],
  ])('that holds %j seconds is fetched anew after %d ms', async (expires, refreshed) => {
    const made = bench();
    made.answer = () => answered(200, { access_token: 'a', expires_in: expires });
    expect(await over(made, [0, refreshed - 1, refreshed])).toEqual([
      [0, 'a', 1],
      [refreshed - 1, 'a', 1],
      [refreshed, 'a', 2],
    ]);
  });

  test('of ten seconds serves nine', async () => {
    const made = bench();
    made.answer = () => granted('a', 10);
    await over(made, [0]);
    made.answer = undefined;
    const got = [await over(made, [8_999])];
    const late = over(made, [1]);
    made.release(granted('b', 10));
    expect([got, await late]).toEqual([[[[8_999, 'a', 2]]], [[1, 'b', 2]]]);
  });
});

describe('forget', () => {
  test('makes the next who asks fetch another', async () => {
    const made = bench();
    await over(made, [0]);
    made.tokens.forget(kameleoon, 'token-1');
    expect(await over(made, [1, 2])).toEqual([
      [1, 'token-2', 2],
      [2, 'token-2', 2],
    ]);
  });

  test('forgets no token but that one', async () => {
    const made = bench();
    await over(made, [0]);
    made.tokens.forget(kameleoon, 'token-0');
    made.tokens.forget({ ...kameleoon, clientId: 'another' }, 'token-1');
    made.tokens.forget(kameleoon, 'token-1');
    await over(made, [1]);
    made.tokens.forget(kameleoon, 'token-1');
    expect(await over(made, [2])).toEqual([[2, 'token-2', 2]]);
  });
});

describe('credentials', () => {
  test('are told apart by their values: a rotated secret fetches anew', async () => {
    const made = bench();
    const first = await over(made, [0, 1]);
    made.secrets['KAMELEOON_SECRET'] = 'rotated';
    const rotated = await over(made, [2, 3]);
    made.secrets['KAMELEOON_SECRET'] = 'hush/hush hush';
    expect([first, rotated, await over(made, [4])]).toEqual([
      [
        [0, 'token-1', 1],
        [1, 'token-1', 1],
      ],
      [
        [2, 'token-2', 2],
        [3, 'token-2', 2],
      ],
      [[4, 'token-1', 2]],
    ]);
  });

  test('that are written otherwise but are the same share a token; others do not', async () => {
    const made = bench();
    const variants: readonly Authorization[] = [
      kameleoon,
      { ...kameleoon, clientId: concat('client', '-', '7') },
      { ...kameleoon, tokenUrl: 'https://api.kameleoon.com/oauth/token?eu' },
      { ...kameleoon, clientId: 'client-7"', clientSecret: '' },
      { ...kameleoon, clientId: 'client-7', clientSecret: '"' },
    ];
    const got: string[] = [];
    for (const authorization of variants) got.push(text(await made.tokens.get(authorization)));
    expect(got).toEqual(['token-1', 'token-1', 'token-2', 'token-3', 'token-4']);
  });

  test('are not remembered without number: those longest unused are forgotten', async () => {
    const made = bench();
    const get = (id: string): Promise<Token> => made.tokens.get({ ...kameleoon, clientId: id });
    const tokens = [await get('first'), await get('second')];
    for (let i = 0; i < 254; i++) await get(`another-${i}`);
    await get('first');
    await get('one more');
    expect([tokens, made.asked.length, await get('first'), await get('second')]).toEqual([
      [{ token: 'token-1' }, { token: 'token-2' }],
      257,
      { token: 'token-1' },
      { token: 'token-258' },
    ]);
  });
});
