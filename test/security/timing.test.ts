import { timingSafeEqual } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createApiSecrets } from '../../src/server/admission/api-secrets.ts';
import { constantTime } from '../../src/server/admission/same-secret.ts';
import { createApp } from './support/guarded-app.ts';

/** Compares as the machine does, and notes the lengths of what it was given. */
function watched(): { compare: typeof constantTime; lengths: () => readonly (readonly [number, number])[] } {
  let seen: [number, number][] = [];
  return {
    compare: (a, b) => {
      seen.push([a.length, b.length]);
      return constantTime(a, b);
    },
    lengths: () => {
      const before = seen;
      seen = [];
      return before;
    },
  };
}

describe('the time of an answer tells nothing of a secret', () => {
  test('what compares is the constant-time comparison of the platform', () => {
    expect(constantTime).toBe(timingSafeEqual);
  });

  test.each([
    ['right', 'G-TWO', 'newer'],
    ['right, the first of its list', 'G-TWO', 'old'],
    ['wrong', 'G-TWO', 'wrong'],
    ['wrong by its last character', 'G-TWO', 'newes'],
    ['empty', 'G-TWO', ''],
    ['very long', 'G-TWO', 'x'.repeat(30_000)],
    ['of an id with fewer secrets', 'G-ONE', 'one'],
    ['of an id nobody lists', 'G-NOBODY', 'one'],
    ['of an id like a property', '__proto__', 'one'],
  ])('an api_secret that is %s: as many comparisons of as many bytes', (_name, id, given) => {
    const { compare, lengths } = watched();
    const values = [
      ['G-ONE', ['one']],
      ['G-TWO', ['old', 'newer', 'newest']],
    ] as const;
    createApiSecrets(values, compare).match(id, given);
    expect(lengths()).toEqual([
      [32, 32],
      [32, 32],
      [32, 32],
    ]);
  });

  test.each([
    ['right', { authorization: 'Bearer control-token' }, 200],
    ['wrong', { authorization: 'Bearer control-tokem' }, 403],
    ['short', { authorization: 'Bearer c' }, 403],
    ['missing', {}, 403],
    ['of another scheme', { authorization: 'Basic control-token' }, 403],
  ])('a control token that is %s', async (_name, headers, status) => {
    const { compare, lengths } = watched();
    const ask = createApp({ live: true, token: 'control-token', compare });
    expect((await ask({ host: 'localhost', ...headers })).status).toBe(status);
    expect(lengths()).toEqual([[32, 32]]);
  });
});
