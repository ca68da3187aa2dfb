import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contractOf, faults, now } from '../support.ts';

const seconds = now / 1000;
const digest = '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f';
const inBase64 = 'UJ6TMBm7KFoTSpM0uLtnnf950M4CPVKa9L10TUe0/Yo=';

describe('sha256', () => {
  test.each<[string, string, unknown, readonly string[]]>([
    ['hex', 'a digest', digest, []],
    ['hex', 'no text: for type to say', 5, []],
    [
      'hex',
      'capitals',
      digest.toUpperCase(),
      [' sha256: the payload must be a SHA-256 digest in 64 lower-case hex digits; this one has capitals'],
    ],
    [
      'hex',
      'base64',
      inBase64,
      [' sha256: the payload must be a SHA-256 digest in 64 lower-case hex digits; this one is in base64'],
    ],
    [
      'hex',
      'MD5',
      digest.slice(32),
      [' sha256: the payload must be a SHA-256 digest in 64 lower-case hex digits; this looks like MD5'],
    ],
    [
      'hex',
      'an email',
      'jane@example.com',
      [' sha256: the payload must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came'],
    ],
    [
      'hex',
      'a phone',
      '+1 (202) 555-0143',
      [' sha256: the payload must be a SHA-256 digest in 64 lower-case hex digits; this is a number as it came'],
    ],
    [
      'hex',
      'a name',
      'Jane',
      [' sha256: the payload must be a SHA-256 digest in 64 lower-case hex digits; this is no digest'],
    ],
    ['hex', 'nothing', '', [' sha256: the payload must be a SHA-256 digest in 64 lower-case hex digits, and is empty']],
    ['base64', 'a digest', inBase64, []],
    [
      'base64',
      'hex',
      digest,
      [' sha256: the payload must be a SHA-256 digest in base64 (44 characters); this one is in hex'],
    ],
  ])('%s: %s', (encoding, _, value, expected) => {
    expect(faults({ sha256: encoding }, value)).toEqual(expected);
  });

  test('nothing raw is shown', () => {
    const check = (value: string): unknown =>
      contractOf({ sha256: 'hex' })
        .check(value, now)
        .map(({ actual }) => actual);
    expect([check('jane@example.com'), check('2025550143'), check('Jane')]).toEqual([
      ['<redacted email>'],
      ['<redacted number>'],
      ['<redacted text of 4 characters>'],
    ]);
  });
});

describe('maxAge and maxFuture', () => {
  const schema = (timeUnit?: string): unknown => ({
    maxAge: '7d',
    maxFuture: '60s',
    ...(timeUnit === undefined ? {} : { timeUnit }),
  });
  test.each<[string, string | undefined, unknown, readonly string[]]>([
    ['now', undefined, seconds, []],
    ['seven days', undefined, seconds - 7 * 86_400, []],
    [
      'a second more',
      undefined,
      seconds - 7 * 86_400 - 1,
      [' maxAge: the payload is more than 7 days old, and must be at most 7 days old'],
    ],
    [
      'nine days',
      undefined,
      seconds - 9 * 86_400,
      [' maxAge: the payload is 9 days old, and must be at most 7 days old'],
    ],
    ['a minute ahead', undefined, seconds + 60, []],
    [
      'two minutes ahead',
      undefined,
      seconds + 120,
      [' maxFuture: the payload is 2 minutes ahead of the clock, and must be at most 1 minute ahead'],
    ],
    ['milliseconds for seconds', undefined, now, [' timeUnit: the payload is in milliseconds, and must be in seconds']],
    [
      'microseconds for seconds',
      undefined,
      now * 1000,
      [' timeUnit: the payload is in microseconds, and must be in seconds'],
    ],
    [
      'seconds for microseconds',
      'microseconds',
      seconds,
      [' timeUnit: the payload is in seconds, and must be in microseconds'],
    ],
    ['microseconds', 'microseconds', now * 1000, []],
    [
      'milliseconds',
      'milliseconds',
      now - 8 * 86_400_000,
      [' maxAge: the payload is 8 days old, and must be at most 7 days old'],
    ],
    ['digits in text', 'seconds', String(seconds), []],
    ['a date', 'rfc3339', '2026-11-21T16:00:00Z', []],
    [
      'an old date',
      'rfc3339',
      '2026-11-01T16:00:00Z',
      [' maxAge: the payload is 20 days old, and must be at most 7 days old'],
    ],
    ['no moment: for type to say', undefined, 'yesterday', []],
    ['long ago', undefined, 1, [' maxAge: the payload is 20,778 days old, and must be at most 7 days old']],
  ])('%s', (_, unit, value, expected) => {
    expect(faults(schema(unit), value)).toEqual(expected);
  });

  test('holds within the bounds and nowhere else', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 700_000 }), (offset) => {
        const holds = faults(schema(), seconds + offset).length === 0;
        return holds === (offset >= -7 * 86_400 && offset <= 60);
      }),
    );
  });
});

describe('uniqueKeys', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['each its own', [{ nonce: 'a' }, { nonce: 'b' }, {}, {}, 'text'], []],
    [
      'two alike',
      [{ nonce: 'a' }, { nonce: 'b' }, { nonce: 'a' }],
      ['/2/nonce uniqueKeys: nonce must be unique, and item 0 has the same'],
    ],
    ['no array: for type to say', { nonce: 'a' }, []],
  ])('%s', (_, value, expected) => {
    expect(faults({ uniqueKeys: ['nonce'] }, value)).toEqual(expected);
  });
});

describe('maxBytes', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['as many', { a: 'xxxx' }, []],
    ['one more, in UTF-8', { a: 'xxxé' }, [' maxBytes: the payload has 13 bytes as JSON, and must have at most 12']],
    ['text as it is', 'xxxxxxxxxxxx', []],
  ])('%s', (_, value, expected) => {
    expect(faults({ maxBytes: 12 }, value)).toEqual(expected);
  });
});

describe('publicAddress', () => {
  test.each<[string, readonly string[]]>([
    ['8.8.8.8', []],
    ['203.0.113.7', []],
    ['2001:db8::1', []],
    ['2a00:1450::1', []],
    ['no address', []],
    ['10.0.0.1', [' publicAddress: the payload must be a public address, and this one is of a private network']],
    ['127.0.0.1', [" publicAddress: the payload must be a public address, and this one is the machine's own"]],
    ['::1', [" publicAddress: the payload must be a public address, and this one is the machine's own"]],
    ['fd00::1', [' publicAddress: the payload must be a public address, and this one is of a private network']],
    ['169.254.1.1', [' publicAddress: the payload must be a public address, and this one is link-local']],
  ])('%s', (value, expected) => {
    expect(faults({ publicAddress: true }, value)).toEqual(expected);
  });
});
