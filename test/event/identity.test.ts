import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventData } from '../../src/event/event-data.ts';
import { type IdentifierKind, type IdentifierRule, Identity } from '../../src/event/identity.ts';
import type { Json } from '../../src/event/json.ts';

const plain: IdentifierRule = { hash: false, normalise: (raw) => raw };
const hashed: IdentifierRule = { hash: true, normalise: (raw) => raw };
const sha256 = (text: string): string => hash('sha256', text, 'hex');

const kinds: readonly IdentifierKind[] = [
  'email',
  'phone',
  'first_name',
  'last_name',
  'street',
  'city',
  'region',
  'postal_code',
  'country',
  'date_of_birth',
  'gender',
  'external_id',
];

function raw(event: EventData): { [kind in IdentifierKind]?: readonly string[] } {
  const identity = new Identity(event);
  const found: { [kind in IdentifierKind]?: readonly string[] } = {};
  for (const kind of kinds) {
    const values = identity.raw(kind);
    if (values.length > 0) found[kind] = values;
  }
  return found;
}

const jane = {
  email: ['jane@example.com'],
  phone: ['+16505551212'],
  first_name: ['Jane'],
  last_name: ['Doe'],
  street: ['123 Main St'],
  city: ['Boston'],
  region: ['MA'],
  postal_code: ['02118'],
  country: ['US'],
};

describe('where a person is read from', () => {
  test.each<[string, EventData, object]>([
    [
      "Google's names",
      {
        user_data: {
          email_address: 'jane@example.com',
          phone_number: '+16505551212',
          address: {
            first_name: 'Jane',
            last_name: 'Doe',
            street: '123 Main St',
            city: 'Boston',
            region: 'MA',
            postal_code: '02118',
            country: 'US',
          },
        },
      },
      jane,
    ],
    [
      "Meta's names",
      {
        user_data: {
          em: 'jane@example.com',
          ph: '+16505551212',
          fn: 'Jane',
          ln: 'Doe',
          street: '123 Main St',
          ct: 'Boston',
          st: 'MA',
          zp: '02118',
          country: 'US',
          db: '1990-05-17',
          ge: 'f',
          external_id: 'u-1',
        },
      },
      { ...jane, date_of_birth: ['1990-05-17'], gender: ['f'], external_id: ['u-1'] },
    ],
    [
      "Google's names of hashes, an array of addresses",
      {
        user_data: {
          sha256_email_address: ['a', 'b'],
          sha256_phone_number: 'c',
          address: [{ sha256_first_name: 'd', sha256_last_name: 'e', sha256_street: 'f' }, { city: 'Boston' }],
        },
      },
      { email: ['a', 'b'], phone: ['c'], first_name: ['d'], last_name: ['e'], street: ['f'], city: ['Boston'] },
    ],
    [
      'maps with numeric keys',
      { user_data: { email: { 0: 'a@example.com', 1: 'b@example.com' }, address: { 0: { city: 'Boston' } } } },
      { email: ['a@example.com', 'b@example.com'], city: ['Boston'] },
    ],
    [
      'several names for one thing, each value once',
      { user_data: { em: ' a@example.com', email_address: 'a@example.com', email: 'b@example.com' } },
      { email: ['a@example.com', 'b@example.com'] },
    ],
    ['a number', { user_data: { postal_code: 2118, external_id: 7 } }, { postal_code: ['2118'], external_id: ['7'] }],
    ["the event's own user_id", { user_id: 'u-1', external_id: 'x-1' }, { external_id: ['x-1', 'u-1'] }],
    [
      "user_data's external_id before the event's",
      { user_id: 'u-1', user_data: { external_id: 'x-1' } },
      { external_id: ['x-1'] },
    ],
    ['no user_data', { event_name: 'purchase' }, {}],
    ['user_data that is no object', { user_data: 'jane@example.com' }, {}],
    ['user_data that is an array', { user_data: ['jane@example.com'] }, {}],
    ['objects where text belongs', { user_data: { em: { value: 'jane@example.com' }, address: [null, 'Boston'] } }, {}],
  ])('%s', (_, event, found) => {
    expect(raw(event)).toEqual(found);
  });
});

describe('placeholders', () => {
  test.each([
    'undefined',
    'null',
    'NULL',
    'None',
    '[object Object]',
    '[object object]',
    'NaN',
    'nan',
    'n/a',
    'N/A',
    'true',
    'False',
    '0',
    '',
    '  ',
  ])('%j is no value', (placeholder) => {
    const user: Record<string, Json> = {
      address: { city: placeholder, street: [placeholder] },
      external_id: placeholder,
    };
    for (const key of ['em', 'ph', 'fn', 'ln', 'st', 'zp', 'country', 'db', 'ge']) user[key] = placeholder;
    expect(raw({ user_data: user, user_id: placeholder })).toEqual({});
    expect(new Identity({}).of([placeholder, ` ${placeholder} `], hashed)).toEqual([]);
  });

  test.each<[Json]>([[true], [false], [0], [null], [[]], [{}], [[null]]])('JSON %j is no value', (value) => {
    expect(raw({ user_data: { em: value, external_id: value } })).toEqual({});
  });

  test('what a rule turns into one is no value either', () => {
    const unquoted: IdentifierRule = { hash: true, normalise: (text) => text.replaceAll('"', '').toLowerCase() };
    expect(new Identity({}).of(['"null"', '"Undefined"', '""', '"0"'], unquoted)).toEqual([]);
  });

  test('people called Nan, Noneman or Trueblood keep their names', () => {
    const identity = new Identity({ user_data: { fn: 'Nan', ln: ['Noneman', 'Trueblood'] } });
    const lower: IdentifierRule = { hash: false, normalise: (text) => text.toLowerCase() };
    expect([identity.get('first_name', lower), identity.get('last_name', lower)]).toEqual([
      ['nan'],
      ['noneman', 'trueblood'],
    ]);
  });
});

describe('hashes', () => {
  const digest = '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f';

  test('a raw value is hashed where the platform wants it hashed', () => {
    const identity = new Identity({ user_data: { em: 'john_smith@gmail.com' } });
    expect([identity.get('email', hashed), identity.get('email', plain), identity.get('email', undefined)]).toEqual([
      [digest],
      ['john_smith@gmail.com'],
      [],
    ]);
  });

  test('a hash stays, in lower case, and is never hashed again', () => {
    const identity = new Identity({ user_data: { em: [digest.toUpperCase(), digest, ' john_smith@gmail.com'] } });
    expect(identity.get('email', hashed)).toEqual([digest]);
  });

  test('a hash is left out where plain text is wanted', () => {
    expect(new Identity({ user_data: { ct: [digest, 'boston'] } }).get('city', plain)).toEqual(['boston']);
  });

  test('MD5, base64 and 63 digits are raw values', () => {
    const md5 = '5f4dcc3b5aa765d61d8327deb882cf99';
    expect(new Identity({}).of([md5, digest.slice(1)], hashed)).toEqual([sha256(md5), sha256(digest.slice(1))]);
  });

  test('the composed form is hashed, and a lone surrogate as U+FFFD', () => {
    expect(new Identity({}).of(['Vale\u0301ry', 'Vale\u0301ry\ud800'], hashed)).toEqual([
      sha256('Val\u00e9ry'),
      sha256('Val\u00e9ry\ufffd'),
    ]);
  });

  test('a rule runs once for each value of a kind, however many platforms share it', () => {
    let runs = 0;
    const counted: IdentifierRule = { hash: true, normalise: (text) => `${text}${++runs}` };
    const identity = new Identity({ user_data: { em: ['a', 'b'] } });
    const first = identity.get('email', counted);
    expect([first, identity.get('email', counted), runs]).toEqual([[sha256('a1'), sha256('b2')], first, 2]);
    const given = identity.of('c', counted);
    expect([given, identity.of('c', counted), runs]).toEqual([[sha256('c3')], given, 3]);
  });
});

describe('the country numbers are read by', () => {
  test.each<[string, EventData, string | undefined, string | undefined]>([
    ["the person's", { user_data: { country: 'fr' }, event_location: { country: 'DE' } }, 'US', 'FR'],
    ["the person's by name", { user_data: { address: { country: 'United Kingdom' } } }, 'US', 'GB'],
    ["the event's location", { event_location: { country: 'DE' } }, 'US', 'DE'],
    [
      "the event's location where the person's is hashed",
      { user_data: { country: '0'.repeat(64) }, event_location: { country: 'DE' } },
      'US',
      'DE',
    ],
    ['the default', { user_data: {} }, 'us', 'US'],
    ['the default where the person names no country there is', { user_data: { country: 'XX' } }, 'US', 'US'],
    ['none', {}, undefined, undefined],
    ['none where the default is none', {}, 'XX', undefined],
  ])('%s', (_, event, fallback, country) => {
    const identity = new Identity(event, fallback);
    const told: IdentifierRule = { hash: false, normalise: (_text, hints) => hints.country ?? 'nowhere' };
    expect([identity.country, identity.of('x', told)]).toEqual([country, [country ?? 'nowhere']]);
  });
});

describe('whatever comes', () => {
  const json = fc.jsonValue() as fc.Arbitrary<Json>;
  const key = fc.constantFrom(
    'em',
    'ph',
    'fn',
    'country',
    'address',
    'email_address',
    'city',
    '0',
    '1',
    '__proto__',
    'x',
  );
  const user = fc.oneof(
    json,
    fc.dictionary(key, fc.oneof(json, fc.dictionary(key, json), fc.array(fc.dictionary(key, json)))),
  );

  test('any JSON event is read without an error, into clean text', () => {
    fc.assert(
      fc.property(user as fc.Arbitrary<Json>, json, (user_data, user_id) => {
        const identity = new Identity({ user_data, user_id, external_id: user_data, event_location: user_data }, 'US');
        for (const kind of kinds) {
          for (const value of identity.raw(kind)) expect(value).toBe(value.trim());
          for (const form of identity.get(kind, hashed)) expect(form).toMatch(/^[0-9a-f]{64}$/);
          expect(identity.get(kind, plain)).not.toContain('');
          expect(new Set(identity.get(kind, plain)).size).toBe(identity.get(kind, plain).length);
        }
      }),
    );
  });

  test('any value of a field is read without an error', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const form of new Identity({}).of(value, hashed)) expect(form).toMatch(/^[0-9a-f]{64}$/);
      }),
    );
  });

  test("only an object's own keys are read", () => {
    const event = Object.create({ user_id: 'inherited' });
    event.user_data = Object.create({ em: 'inherited', address: { city: 'inherited' } });
    event.user_data.fn = 'own';
    expect(raw(event)).toEqual({ first_name: ['own'] });
    expect(raw(JSON.parse('{"user_data":{"__proto__":{"em":"x","address":{"__proto__":{"city":"x"}}}}}'))).toEqual({});
    expect(raw({ user_data: { address: { constructor: { city: 'x' } } as unknown as Json } })).toEqual({});
  });

  test('a hundred thousand values are each read once', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => `u${index}`);
    const identity = new Identity({ user_data: { external_id: [...many, ...many] } });
    expect(identity.get('external_id', plain)).toEqual(many);
  });
});
