import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Hints, type IdentifierRule, Identity } from '../../../src/event/identity.ts';
import { countryHashed, countryLower, countryUpper } from '../../../src/event/normalise/country.ts';
import { dateOfBirth } from '../../../src/event/normalise/date-of-birth.ts';
import { emailGoogle, emailTrimmed } from '../../../src/event/normalise/email.ts';
import { externalId, externalIdLower } from '../../../src/event/normalise/external-id.ts';
import { gender, genderPinterest } from '../../../src/event/normalise/gender.ts';
import { familyNameGoogle, givenNameGoogle, nameBare, nameLower } from '../../../src/event/normalise/name.ts';
import { phoneDigits, phoneE164 } from '../../../src/event/normalise/phone.ts';
import {
  cityBare,
  cityMeta,
  placeGoogle,
  placeTikTok,
  regionCode,
  streetGoogle,
} from '../../../src/event/normalise/place.ts';
import {
  postalCode,
  postalCodeBare,
  postalCodeDigits,
  postalCodeGoogle,
} from '../../../src/event/normalise/postal-code.ts';

const rules: Readonly<Record<string, IdentifierRule>> = {
  cityBare,
  cityMeta,
  countryHashed,
  countryLower,
  countryUpper,
  dateOfBirth,
  emailGoogle,
  emailTrimmed,
  externalId,
  externalIdLower,
  familyNameGoogle,
  gender,
  genderPinterest,
  givenNameGoogle,
  nameBare,
  nameLower,
  phoneDigits,
  phoneE164,
  placeGoogle,
  placeTikTok,
  postalCode,
  postalCodeBare,
  postalCodeDigits,
  postalCodeGoogle,
  regionCode,
  streetGoogle,
};

const country = fc.constantFrom(undefined, 'US', 'GB', 'IT', 'DE', 'XX');
const hints: fc.Arbitrary<Hints> = country.map((code) => ({ country: code }));
const codeUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
  .map((units) => String.fromCharCode(...units));
const fragments = fc
  .array(
    fc.constantFrom(
      ...' ,.-/@+()_~0123456789abcXYZ\u0301\u0130\u00df\u1e9e\u03a3\u212a\u037e\u200b\u00a0\u0660\uff10\ud83d\ude00',
      'mr.',
      'dr. ',
      ' jr',
      ', iii',
      'gmail.com',
      '@googlemail.com',
      'United States',
      'california',
      '1990',
      '+1650555',
      '00',
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
const email = fc.emailAddress();
const phone = fc
  .integer({ min: 1_000_000, max: 999_999_999_999_999 })
  .chain((digits) =>
    fc.constantFrom(`+${digits}`, `${digits}`, `00${digits}`, `0${digits}`, `+${digits} ext. 7`, `(${digits})`),
  );
const raw = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  codeUnits,
  fragments,
  email,
  phone,
);

/** Of nothing, and of what programs write for nothing. */
const forbidden = ['', 'undefined', 'null', '[object Object]', 'none', 'n/a', 'NaN', '0', 'true', 'false'].map((text) =>
  hash('sha256', text, 'hex'),
);

test('the hashes that may never go out are the ones the platforms see', () => {
  expect(forbidden).toEqual([
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'eb045d78d273107348b0300c01d29b7552d622abbc6faf81b3ec55359aa9950c',
    '74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b',
    'b28c94b2195c8ed259f0b415aaee3f39b0b2920a4537611499fa044956917a21',
    '140bedbf9c3f6d56a9846d2ba7088798683f4da0c248231336e6a05679e4fdfe',
    'a683c5c5349f6f7fb903ba8a9e7e55d0ba1b8f03579f95be83f4954c33e81098',
    'd5b592c05dc25b5032553f1b27f4139be95e881f73db33b02b05ab20c3f9981e',
    '5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9',
    'b5bea41b6c623f7c09f1bf24dcae58ebab3c0cdd90ad966bc43a45b44867e12b',
    'fcbcf165908dd18a9e49f7ff27810176db8e9f63b4352213741664245224f8aa',
  ]);
});

describe.each(Object.entries(rules))('%s', (name, rule) => {
  test('leaves what it made as it is', () => {
    // Digits without their plus are a national number to whoever reads them next.
    const again = rule === phoneDigits ? (digits: string) => `+${digits}` : (text: string) => text;

    fc.assert(
      fc.property(raw, hints, (text, known) => {
        const once = rule.normalise(text.trim().toWellFormed().normalize('NFC'), known);
        if (once !== undefined) expect(rule.normalise(again(once), known)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  test('sends a hash, or clean text, or nothing', () => {
    fc.assert(
      fc.property(raw, country, (text, known) => {
        for (const sent of new Identity({ user_data: { country: known } }).of(text, rule)) {
          if (rule.hash)
            expect([sent, forbidden.includes(sent)]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), false]);
          else expect([sent, sent.trim(), sent.isWellFormed()]).toEqual([sent.normalize('NFC'), sent, true]);
          expect(sent).not.toBe('');
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each(['undefined', 'null', '[object Object]', 'NaN', 'None', 'N/A', '0', 'true', 'FALSE', '"null"', ' none. '])(
    `makes nothing of %j that may not go out`,
    (text) => {
      const sent = new Identity({}).of([text, [text]], rule);
      expect(sent.filter((value) => forbidden.includes(value))).toEqual([]);
      expect(name).not.toBe('');
    },
  );
});

test('phoneDigits is phoneE164 without its plus', () => {
  fc.assert(
    fc.property(raw, hints, (text, known) => {
      expect(phoneDigits.normalise(text, known)).toBe(phoneE164.normalise(text, { ...known })?.slice(1));
    }),
    { numRuns: 1000 },
  );
});

test('a phone is E.164 or nothing', () => {
  fc.assert(
    fc.property(raw, hints, (text, known) => {
      expect(phoneE164.normalise(text, known) ?? '+12015550123').toMatch(/^\+[1-9]\d{6,14}$/);
    }),
    { numRuns: 1000 },
  );
});
