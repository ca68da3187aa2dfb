import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type IdentifierKind, type IdentifierRules, Identity } from '../../src/event/identity.ts';
import type { JsonObject } from '../../src/event/json.ts';
import { googleIdentifiers } from '../../src/platforms/google/identifiers.ts';
import { identifiers as meta } from '../../src/platforms/meta/identifiers.ts';
import { identifiers as pinterest } from '../../src/platforms/pinterest/identifiers.ts';
import { identifiers as snapchat } from '../../src/platforms/snapchat/identifiers.ts';
import { identifiers as tiktok } from '../../src/platforms/tiktok/identifiers.ts';

const sha256 = (text: string): string => hash('sha256', text, 'hex');

type Known = readonly [kind: IdentifierKind, raw: string, normalised: string, sha256: string];

/** The answers the vendors' own documents and test suites give. */
const answers: readonly [string, IdentifierRules, readonly Known[]][] = [
  [
    'Meta',
    meta,
    [
      [
        'email',
        'John_Smith@gmail.com',
        'john_smith@gmail.com',
        '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f',
      ],
      ['phone', 'US (650)555-1212', '16505551212', 'e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176'],
      ['first_name', 'Mary', 'mary', '6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec'],
      ['first_name', '정', '정', '8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14'],
      ['first_name', 'Valéry', 'valéry', '08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c'],
      ['date_of_birth', '2/16/1997', '19970216', '01acdbf6ec7b4f478a225f1a246e5d6767eeab1a7ffa17f025265b5b94f40f0c'],
      ['country', 'United States', 'us', '79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621'],
    ],
  ],
  [
    'TikTok',
    tiktok,
    [
      [
        'email',
        ' ALICE_abc@gmail.com ',
        'alice_abc@gmail.com',
        '848a771458438fc2ec420560d769fb9b9b86851ee338ec56517baabd79d3bb4f',
      ],
      ['phone', '(+1)2133734253', '+12133734253', '9f7ec22d72092cd3c0b58726ed9c2d91b92e51a3f29837508fb2948bb22dd2fd'],
      ['external_id', 'user_123', 'user_123', '80fba0ae1c48e3978e43e4efc365e14e12ea0c830ba8ba5b9a2dafc7e3f2ab8b'],
    ],
  ],
  [
    'Snapchat',
    snapchat,
    [
      [
        'email',
        'Person@Example.com',
        'person@example.com',
        '542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345',
      ],
      ['phone', '+44 844 412 4653', '448444124653', 'dc008fda46e2e64002cf2f82a4906236282d431c4f75e5b60bfe79fc48546383'],
      ['first_name', 'John', 'john', '96d9632f363564cc3032521409cf22a852f2032eec099ed5967c0d000cec607a'],
      ['first_name', 'Raphaël', 'raphaël', 'e74bb89e718fe1e19c422a48382870399f8bf7ca8dfa008739e75b0be76627b7'],
    ],
  ],
  [
    'Google',
    googleIdentifiers,
    [
      [
        'email',
        '  ALEXZ@example.com   ',
        'alexz@example.com',
        '509e933019bb285a134a9334b8bb679dff79d0ce023d529af4bd744d47b4fd8a',
      ],
      [
        'phone',
        '   +1-800-555-0100',
        '+18005550100',
        'fb4f73a6ec5fdb7077d564cdd22c3554b43ce49168550c3b12c547b78c517b30',
      ],
    ],
  ],
  [
    // The sample hash in Pinterest's description is of upper case; its text says lower case, which holds.
    'Pinterest',
    pinterest,
    [['country', 'US', 'us', '79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621']],
  ],
];

describe.each(answers)("%s's own answers", (_platform, rules, known) => {
  test.each(known)('%s %j', (kind, raw, normalised, digest) => {
    const rule = rules[kind];
    expect(rule?.normalise(raw, { country: undefined })).toBe(normalised);
    expect(new Identity({}).of(raw, rule as NonNullable<typeof rule>)).toEqual([digest]);
  });
});

test("Google's digests in base64 are the ones its test suite expects", () => {
  const identity = new Identity({ user_data: { email: 'ALEXZ@example.com', phone: '+1-800-555-0100' } });
  const base64 = (kind: IdentifierKind): string =>
    Buffer.from(identity.get(kind, googleIdentifiers[kind])[0] ?? '', 'hex').toString('base64');
  expect([base64('email'), base64('phone')]).toEqual([
    'UJ6TMBm7KFoTSpM0uLtnnf950M4CPVKa9L10TUe0/Yo=',
    '+09zpuxf23B31WTN0iw1VLQ85JFoVQw7EsVHt4xRezA=',
  ]);
});

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

/** All a platform is told of a person; kinds it is told nothing of are absent. */
function told(user_data: JsonObject, rules: IdentifierRules): Record<string, readonly string[]> {
  const identity = new Identity({ user_data });
  const all: Record<string, readonly string[]> = {};
  for (const kind of kinds) {
    const values = identity.get(kind, rules[kind]);
    if (values.length > 0) all[kind] = values;
  }
  return all;
}

describe('one person, as each platform is told of them', () => {
  const person: JsonObject = {
    email_address: ' Jane.Doe+promo@Gmail.com',
    phone_number: '(650)555-1212',
    address: [
      {
        first_name: 'Mrs. Anne-Marie',
        last_name: "O'Brien, Jr.",
        street: '123 Main St.',
        city: 'St. Louis 3',
        region: 'Missouri',
        postal_code: '94035-1234',
        country: 'USA',
      },
    ],
    date_of_birth: '1997-02-16',
    gender: 'Non-binary',
    external_id: 'USER_123',
  };
  const shared = {
    email: [sha256('jane.doe+promo@gmail.com')],
    phone: [sha256('16505551212')],
    first_name: [sha256('mrsannemarie')],
    last_name: [sha256('obrienjr')],
    city: [sha256('stlouis3')],
    region: [sha256('mo')],
    postal_code: [sha256('94035')],
    country: [sha256('us')],
    date_of_birth: [sha256('19970216')],
    external_id: [sha256('USER_123')],
  };

  test('Meta', () => {
    expect(told(person, meta)).toEqual({ ...shared, city: [sha256('stlouis')] });
  });
  test('Snapchat', () => {
    expect(told(person, snapchat)).toEqual({ ...shared, external_id: [sha256('user_123')] });
  });
  test('Pinterest', () => {
    expect(told(person, pinterest)).toEqual({
      ...shared,
      first_name: [sha256('mrs. anne-marie')],
      last_name: [sha256("o'brien, jr.")],
      gender: [sha256('n')],
    });
  });
  test('TikTok', () => {
    expect(told(person, tiktok)).toEqual({
      email: shared.email,
      phone: [sha256('+16505551212')],
      first_name: shared.first_name,
      last_name: shared.last_name,
      city: ['stlouis3'],
      region: ['missouri'],
      postal_code: [sha256('940351234')],
      country: ['us'],
      external_id: shared.external_id,
    });
  });
  test('Google', () => {
    expect(told(person, googleIdentifiers)).toEqual({
      email: [sha256('janedoe@gmail.com')],
      phone: [sha256('+16505551212')],
      first_name: [sha256('anne-marie')],
      last_name: [sha256("o'brien")],
      street: [sha256('123 main st')],
      city: ['st louis 3'],
      region: ['missouri'],
      postal_code: ['94035-1234'],
      country: ['US'],
    });
  });
});

describe('a person whose identifiers came hashed', () => {
  const digest = sha256('x');
  const user: JsonObject = {
    sha256_email_address: digest.toUpperCase(),
    ph: digest,
    address: {
      sha256_first_name: digest,
      sha256_street: digest,
      city: digest,
      region: digest,
      postal_code: digest,
      country: digest,
    },
  };
  const hashed = { email: [digest], phone: [digest], first_name: [digest] };
  const placed = { city: [digest], region: [digest], postal_code: [digest], country: [digest] };

  test.each([
    ['Meta', meta, { ...hashed, ...placed }],
    ['Snapchat', snapchat, { ...hashed, ...placed }],
    ['Pinterest', pinterest, { ...hashed, ...placed }],
    ['TikTok', tiktok, { ...hashed, postal_code: [digest] }],
    ['Google', googleIdentifiers, { ...hashed, street: [digest] }],
  ])('%s gets the hashes as they are, and none where it wants plain text', (_, rules, expected) => {
    expect(told(user, rules)).toEqual(expected);
  });
});

test('platforms with one rule share the one object, so that its work is done once', () => {
  expect([meta.email, tiktok.email, snapchat.email].every((rule) => rule === pinterest.email)).toBe(true);
  expect([meta.phone, snapchat.phone].every((rule) => rule === pinterest.phone)).toBe(true);
  expect(tiktok.phone === googleIdentifiers.phone).toBe(true);
  expect(meta.postal_code === snapchat.postal_code).toBe(true);
});
