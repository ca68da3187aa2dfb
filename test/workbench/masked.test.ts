import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSecrets } from '../../src/runtime/secret.ts';
import { masked, maskedRule, maskedText } from '../../src/workbench/masked.ts';

const digest = 'bb55843f3da2af28071cd4be7ae1e05989dc6d3ea4833906f7d8fe4be35afad8';

describe('masked', () => {
  it('hides persons by key and by look, and keeps what platforms get', () => {
    expect(
      masked({
        client_id: '1849235714.1795275000',
        user_data: {
          email_address: 'jane@example.com',
          em: [digest, 'not hashed'],
          address: { first_name: 'Jane', city: 'New York', country: 'US' },
        },
        phone_number: 12025550143,
        ip_override: '203.0.113.7',
        user_agent: 'Mozilla/5.0 Chrome/131.0.0.0',
        note: 'call jane@example.com or +1 202 555 0143',
        value: 99.99,
        items: [{ item_name: 'Hair care' }, null],
      }),
    ).toEqual({
      client_id: '1849235714.1795275000',
      user_data: {
        email_address: '<redacted email>',
        em: [digest, '<redacted>'],
        address: { first_name: '<redacted>', city: '<redacted>', country: 'US' },
      },
      phone_number: '<redacted>',
      ip_override: '<redacted>',
      user_agent: 'Mozilla/5.0 Chrome/131.0.0.0',
      note: 'call <redacted email> or <redacted phone>',
      value: 99.99,
      items: [{ item_name: 'Hair care' }, null],
    });
  });

  it('hides credentials, but not their names', () => {
    expect(
      masked({
        access_token: 'EAAB4f9a',
        api_secret: '${GA4_API_SECRET}',
        authorization: 'Bearer <access token of 12>',
        secret: parseSecrets('key-${WAREHOUSE_KEY}'),
        key: 'event_name',
        password: '',
      }),
    ).toEqual({
      access_token: '<redacted>',
      api_secret: '${GA4_API_SECRET}',
      authorization: 'Bearer <access token of 12>',
      secret: 'key-${WAREHOUSE_KEY}',
      key: 'event_name',
      password: '',
    });
  });

  it('gives plain JSON', () => {
    const value = { at: new Date(0), none: undefined, list: [undefined], big: 1n, not: Number.NaN };
    const shown = masked(value);
    expect(JSON.stringify(shown)).toBe('{"at":"1970-01-01T00:00:00.000Z","list":[null],"big":"1","not":"NaN"}');
    const hostile: unknown = JSON.parse('{"__proto__":{"polluted":true}}');
    expect(JSON.stringify(masked(hostile))).toBe('{"__proto__":{"polluted":true}}');
  });

  it('cuts long texts and keys, and what is nested without end', () => {
    expect(masked({ ['k'.repeat(300)]: 'x'.repeat(20) }, [], 10)).toEqual({
      [`${'k'.repeat(200)}… (300 characters)`]: `${'x'.repeat(10)}… (20 characters)`,
    });
    let deep: unknown = 'core';
    for (let level = 0; level < 10_000; level++) deep = { a: deep };
    expect(JSON.stringify(masked(deep))).toMatch(/^(\{"a":){65}"…"\}{65}$/);
  });

  it('is the same when done twice', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(masked(masked(value))).toEqual(masked(value));
      }),
    );
  });
});

it("hides what a matcher asks for as it hides the value, in its rule's words too", () => {
  const path = ['body', 'user_data', 'ph', '0'];
  const matcher = { $hash_of: '12025550143' };
  expect([masked(matcher, path), masked({ user_data: { ph: [matcher] }, value: { $approx: 1 } })]).toEqual([
    { $hash_of: '<redacted>' },
    { user_data: { ph: [{ $hash_of: '<redacted>' }] }, value: { $approx: 1 } },
  ]);
  expect([
    maskedRule('must be the SHA-256 of 12025550143, in lower-case hex', matcher, path),
    maskedRule('must match ^fb', { $regex: '^fb' }, ['user_data', 'fbc']),
  ]).toEqual(['must be the SHA-256 of <redacted>, in lower-case hex', 'must match ^fb']);
});

describe('maskedText', () => {
  it.each([
    [
      'a parameter of a URL',
      'https://a.example/?em=jane@example.com&v=1',
      'https://a.example/?em=<redacted email>&v=1',
    ],
    ['a name in a URL', 'https://a.example/?first_name=Jane&v=1', 'https://a.example/?first_name=<redacted>&v=1'],
    ['a secret in a URL', 'https://a.example/?access_token=EAAB&v=1', 'https://a.example/?access_token=<redacted>&v=1'],
    ['a secret by name', 'https://a.example/?access_token=${TOKEN}', 'https://a.example/?access_token=${TOKEN}'],
  ])('hides %s', (_, text, shown) => {
    expect(maskedText(text)).toBe(shown);
  });
});
