import { expect, test } from 'vitest';
import { countryHashed, countryLower, countryUpper } from '../../../src/event/normalise/country.ts';
import { countryCode } from '../../../src/event/normalise/country-code.ts';
import { expected, under } from './support.ts';

/** Raw; form and hash for Meta, Snapchat and Pinterest, form for TikTok; form for Google. */
const vectors: readonly [string, string, string, string][] = [
  ['US', 'us', '79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621', 'US'],
  ['GB', 'gb', '0b407281768f0e833afef47ed464b6571d01ca4d53c12ce5c51d1462f4ad6677', 'GB'],
  ['UK', 'gb', '0b407281768f0e833afef47ed464b6571d01ca4d53c12ce5c51d1462f4ad6677', 'GB'],
  ['USA', 'us', '79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621', 'US'],
  ['ch', 'ch', '343677762813eaeb65704cc8d9e96f7a444ba0cca92ff861af7f68648b3e6ef1', 'CH'],
  ['United States', 'us', '79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621', 'US'],
];

test.each(vectors)('%j for Meta, Snapchat and Pinterest', (raw, form, sent) => {
  expect(under(countryHashed, raw)).toEqual(expected(form, sent));
});
test.each(vectors)('%j for TikTok', (raw, form) => {
  expect(under(countryLower, raw)).toEqual(expected(form));
});
test.each(vectors)('%j for Google', (raw, _1, _2, form) => {
  expect(under(countryUpper, raw)).toEqual(expected(form));
});

test.each([
  ['U.S.A.', 'US'],
  [' us ', 'US'],
  ['United States of America', 'US'],
  ['Great Britain', 'GB'],
  ['el', 'GR'],
  ['Côte d’Ivoire', 'CI'],
  ["Cote d'Ivoire", 'CI'],
  ['Ivory Coast', 'CI'],
  ['Türkiye', 'TR'],
  ['Turkey', 'TR'],
  ['South Korea', 'KR'],
  ['Czech Republic', 'CZ'],
  ['Bosnia and Herzegovina', 'BA'],
  ['Bosnia & Herzegovina', 'BA'],
  ['Saint Lucia', 'LC'],
  ['St. Lucia', 'LC'],
  ['Hong Kong', 'HK'],
  ['Curaçao', 'CW'],
  ['XKX', 'XK'],
  ['XX', undefined],
  ['ZZZ', undefined],
  ['DD', undefined],
  ['Atlantis', undefined],
  ['constructor', undefined],
  ['', undefined],
  ['u'.repeat(100), undefined],
] as const)('%j is %s', (raw, code) => {
  expect(countryCode(raw)).toBe(code);
});

test("each country's English name leads to its code", () => {
  const display = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const lost: string[] = [];
  let known = 0;
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) {
      const code = String.fromCharCode(first, second);
      if (countryCode(code) !== code) continue;
      known += 1;
      if (countryCode(display.of(code) ?? '') !== code) lost.push(code);
    }
  }
  expect({ lost, known }).toEqual({ lost: [], known: 250 });
});
