import { hash } from 'node:crypto';
import fc from 'fast-check';

/** What a relay says of a person: `user_data` of a request, raw or hashed. */
export type Person = Readonly<Record<string, unknown>>;

const sha256 = (text: string): string => hash('sha256', text, 'hex');

const emailName = fc.constantFrom(
  'jane.doe',
  'j.o.h.n+shop',
  'O’Brien',
  'MARIE',
  'x_y-z',
  'user1992',
  'ana-sofía',
  'a'.repeat(60),
);
const emailDomain = fc.constantFrom(
  'example.com',
  'gmail.com',
  'GoogleMail.com',
  'shop.example.co.uk',
  'bücher.example',
  'example.museum',
);
const email = fc
  .tuple(emailName, emailDomain, fc.constantFrom('', ' ', '\t'))
  .map(([name, domain, space]) => `${space}${name}@${domain}${space}`);

/** As people and shops write them, of several countries; some of them no number at all to a platform. */
const phone = fc.constantFrom(
  '+1 (202) 555-0143',
  '2025550143',
  '202.555.0143 ext. 12',
  '+44 (0)20 7946 0958',
  '0044 20 7946 0958',
  '+49 30 123456',
  '+39 06 6988 4857',
  '+33 6 12 34 56 78',
  '+81 3-1234-5678',
  '+٣٣٦١٢٣٤٥٦٧٨',
  '+55 11 91234-5678',
  '+1-800-555-0199',
);

const name = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'Jane',
      'DOE',
      'José',
      'Zoë',
      'O’Neil',
      'van der Berg',
      'Dr. Ada',
      'Łukasz',
      'Nguyễn',
      'Björk 🌟',
      'محمد',
      'שרה',
      '정',
      '李',
      'Quinn, Jr.',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }) },
);

const places = [
  { city: 'New York', region: 'New York', postal_code: '10001-1234', country: 'US' },
  { city: 'Los Angeles', region: 'CA', postal_code: '90001', country: 'usa' },
  { city: 'München', region: 'Bayern', postal_code: '80331', country: 'DE' },
  { city: 'Saint-Denis', region: 'Île-de-France', postal_code: '93200', country: 'France' },
  { city: 'London', region: 'England', postal_code: 'SW1A 1AA', country: 'GB' },
  { city: 'São Paulo', region: 'SP', postal_code: '01310-100', country: 'BR' },
  { city: '東京', region: '東京都', postal_code: '100-0001', country: 'JP' },
  { city: 'دبي', region: 'دبي', country: 'AE' },
  { city: 'Amsterdam', postal_code: '1012 AB', country: 'nl' },
  { city: 'Toronto', region: 'ON', postal_code: 'K1A 0B1', country: 'ca' },
];

const address = fc
  .tuple(
    fc.constantFrom(...places),
    fc.record(
      {
        first_name: name,
        last_name: name,
        street: fc.constantFrom('12 Example Street', 'Hauptstraße 5', 'C/ Mayor, 3º B', '1丁目1-1'),
      },
      { requiredKeys: [] },
    ),
    fc.boolean(),
  )
  .map(([place, who, hashed]) => {
    if (!hashed) return { ...who, ...place };
    // Who hashes, hashes names: the digest of a space is nobody's, and the guard says so.
    const named = Object.entries(who).filter(([, value]) => /\p{L}/u.test(String(value)));
    const digests = named.map(([key, value]) => [`sha256_${key}`, sha256(String(value).toLowerCase())]);
    return { ...Object.fromEntries(digests), ...place };
  });

const oneOrSeveral = (one: fc.Arbitrary<string>): fc.Arbitrary<string | readonly string[]> =>
  fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 4 }));

const digest = fc.constantFrom('a', 'b', 'c', 'd').map((seed) => sha256(`somebody ${seed}`));
const upperDigest = digest.map((hex) => hex.toUpperCase());

const emailKey = fc.oneof(
  fc.tuple(fc.constantFrom('em', 'email', 'email_address'), oneOrSeveral(fc.oneof(email, digest, upperDigest))),
  fc.tuple(fc.constant('sha256_email_address'), oneOrSeveral(fc.oneof(digest, upperDigest))),
);
const phoneKey = fc.oneof(
  fc.tuple(fc.constantFrom('ph', 'phone', 'phone_number'), oneOrSeveral(fc.oneof(phone, digest, upperDigest))),
  fc.tuple(fc.constant('sha256_phone_number'), oneOrSeveral(fc.oneof(digest, upperDigest))),
);

const rest = fc.record(
  {
    external_id: fc.constantFrom('crm-88213', 'USER_123', '12345', 'ÿ-1'),
    address: fc.oneof(address, fc.array(address, { minLength: 1, maxLength: 3 })),
    date_of_birth: fc.constantFrom('1997-02-16', '19970216'),
    gender: fc.constantFrom('f', 'Male', 'Non-binary'),
  },
  { requiredKeys: [] },
);

/** Somebody with a mail address or a phone number, and whatever else the shop knows. */
export const person: fc.Arbitrary<Person> = fc
  .tuple(fc.oneof(fc.tuple(emailKey), fc.tuple(phoneKey), fc.tuple(emailKey, phoneKey)), rest)
  .map(([known, more]) => ({ ...Object.fromEntries(known), ...more }));

/** What tells a platform too little: a name, a place, an id, or nothing. */
export const thinPerson: fc.Arbitrary<Person> = rest;
