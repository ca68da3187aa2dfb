import { getCountries, getCountryCallingCode, getExampleNumber } from 'libphonenumber-js';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { phoneDigits, phoneE164, toE164 } from '../../../src/event/normalise/phone.ts';
import { expected, under } from './support.ts';

/** Raw; the person's country; E.164; its hash for Google and TikTok; the hash without the plus for Meta, Snapchat, Pinterest. */
const vectors: readonly [string, string | undefined, string, string, string][] = [
  [
    '(650)555-1212',
    'US',
    '+16505551212',
    '1e231c66011e7a2d867a9cfae267a6aff103cf4913640b6e71a99850fc0ffbc8',
    'e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176',
  ],
  [
    '+1 (650) 555-1212',
    undefined,
    '+16505551212',
    '1e231c66011e7a2d867a9cfae267a6aff103cf4913640b6e71a99850fc0ffbc8',
    'e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176',
  ],
  [
    '(+1)2133734253',
    undefined,
    '+12133734253',
    '9f7ec22d72092cd3c0b58726ed9c2d91b92e51a3f29837508fb2948bb22dd2fd',
    '1f81adb30e11317806be982cc82769fbf8627833a89dd87cb24d282f71828830',
  ],
  [
    '+44 844 412 4653',
    undefined,
    '+448444124653',
    '11f9231a47ccfd680a60606f73702bc2c0fb065a7f55c482269e51d9f9e868ae',
    'dc008fda46e2e64002cf2f82a4906236282d431c4f75e5b60bfe79fc48546383',
  ],
  [
    '0044 844 412 4653',
    undefined,
    '+448444124653',
    '11f9231a47ccfd680a60606f73702bc2c0fb065a7f55c482269e51d9f9e868ae',
    'dc008fda46e2e64002cf2f82a4906236282d431c4f75e5b60bfe79fc48546383',
  ],
  [
    '+44 (0)20 7946 0958',
    'GB',
    '+442079460958',
    'f0bf0228144d9fe2bdf1da2d8ca698f17bf1410ee688b075c27062e47b6f0b6d',
    '35e206e5dec4c89b9e8b71b8c32724a5bb518483ac5a20c6617d738375b3b823',
  ],
  [
    '06 12 34 56 78',
    'FR',
    '+33612345678',
    '42d573cfc315801d4cd8eddd5416b416a0bf298b9b9e12d6b07442c91db42bd8',
    '8a3e7886c9335e82e02299fa3e87b46e2de3b0c63d56003e30a5029394a47661',
  ],
  [
    '0033612345678',
    undefined,
    '+33612345678',
    '42d573cfc315801d4cd8eddd5416b416a0bf298b9b9e12d6b07442c91db42bd8',
    '8a3e7886c9335e82e02299fa3e87b46e2de3b0c63d56003e30a5029394a47661',
  ],
  [
    '+41 79 123 45 67',
    undefined,
    '+41791234567',
    '1a08ef565c13a1e790d8501276243c2c7907e1f6d093cdaec4f23c87e4ea1303',
    '641b2674c7b3d41f0c5167c163c845f3d899639ebc622d0d3b4632abeb14e6b0',
  ],
  [
    '+55 (11) 91234-5678',
    undefined,
    '+5511912345678',
    '195563c1d879cb1564e2cdd6d89363ecb1f091ac0eeac094760f06139eae6077',
    'eeff2a7b3fdffa242c44700da8293d40c64a070956a3cdac36a4553dd4786704',
  ],
  [
    '+1-650-555-1212 ext. 3',
    'US',
    '+16505551212',
    '1e231c66011e7a2d867a9cfae267a6aff103cf4913640b6e71a99850fc0ffbc8',
    'e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176',
  ],
  [
    '+49 0170 1234567',
    'DE',
    '+491701234567',
    'b4267a2234e2072fa4d2e8d89fbe727c50fc414731d6ecacc2ed3d00f05038d1',
    '8b47a52ed04d068c3a9c5632b98cec18780a9f9f4099d4f8afe233970ce116fe',
  ],
  [
    '8 (912) 345-67-89',
    'RU',
    '+79123456789',
    '694e8de862e4f3198b67f7a4aa9f4dfb123c5b78b0a72460ce882c405b111e63',
    'dbae582ee1f37b15623829ece40b66a8eb5162337ab0a8b7cf1b86cb300391bc',
  ],
  [
    '+39 06 1234 5678',
    'IT',
    '+390612345678',
    '37b702607839d6dc5fc81d95b52e550e336413bf7ae2e04cafeca79f066ea44b',
    '472e1123cd4e2f66f1df06bd488dc6135dab8f80cbfcc4af144d042c005f0fb2',
  ],
];

test.each(vectors)('%j of a person in %s, for Google and TikTok', (raw, country, e164, sent) => {
  expect(under(phoneE164, raw, country)).toEqual(expected(e164, sent));
});

test.each(vectors)('%j of a person in %s, for Meta, Snapchat and Pinterest', (raw, country, e164, _, sent) => {
  expect(under(phoneDigits, raw, country)).toEqual(expected(e164.slice(1), sent));
});

test.each([
  ['(650)555-1212', undefined],
  ['0044 844 412 4653', '+448444124653'],
  ['+44 (0)20 7946 0958', '+442079460958'],
  ['06 12 34 56 78', undefined],
  ['0033612345678', '+33612345678'],
  ['+1-650-555-1212 ext. 3', '+16505551212'],
  ['12345', undefined],
  ['+٣٣612345678', '+33612345678'],
] as const)('%j of a person of no known country: whole, or dropped where vendors send a wrong number', (raw, e164) => {
  expect(toE164(raw, { country: undefined })).toBe(e164);
});

test.each([
  ['US (650)555-1212', undefined, '+16505551212'],
  ['US (650)555-1212', 'FR', '+16505551212'],
  ['tel:+1-650-555-1212', undefined, '+16505551212'],
  ['+1 650 555 1212 x3', undefined, '+16505551212'],
  ['+16505551212;ext=3', undefined, '+16505551212'],
  ['650.555.1212', 'CA', '+16505551212'],
  ['1 650 555 1212', 'US', '+16505551212'],
  ['1 650 555 1212', 'FR', '+16505551212'],
  ['16505551212', undefined, '+16505551212'],
  ['447911123456', undefined, '+447911123456'],
  ['447911123456', 'US', '+447911123456'],
  ['0011 44 20 7946 0958', 'AU', '+442079460958'],
  ['0044 20 7946 0958', 'US', '+442079460958'],
  ['06 1234 5678', 'IT', '+390612345678'],
  ['+390612345678', undefined, '+390612345678'],
  ['+3906 1234 5678', 'US', '+390612345678'],
  ['＋１６５０５５５１２１２', undefined, '+16505551212'],
  ['۰۶ ۱۲ ۳۴ ۵۶ ۷۸', 'FR', '+33612345678'],
  ['\u202a+1\u2011650\u00a0555\u20131212\u202c', undefined, '+16505551212'],
  ['\t+1 650 555 1212\n', undefined, '+16505551212'],
] as const)('%j of a person in %s is %s', (raw, country, e164) => {
  expect(toE164(raw, { country })).toBe(e164);
});

test.each([
  ['4695551212', undefined, 'ten digits may be of any country'],
  ['+1 650 555 1212 or +1 650 555 1213', undefined, 'two numbers'],
  ['650-555-1212 after six', 'US', 'words'],
  ['1-800-FLOWERS', 'US', 'letters for digits'],
  ['555-0100', 'US', 'no area code'],
  ['+1 555 010 0123', undefined, 'no North American number'],
  ['+1 650 555 121', undefined, 'a digit short'],
  ['+16505551212345', undefined, 'digits too many'],
  ['+999123456789', undefined, 'no country has the code'],
  ['+210123456789', undefined, 'no country has the code'],
  ['+1+6505551212', undefined, 'two plus signs'],
  ['0000000000', undefined, 'zeros'],
  ['1990', 'DE', "a service number of Germany's plan"],
  ['200000000000000', 'DE', 'longer than E.164 allows'],
  ['+', undefined, 'nothing'],
  ['', undefined, 'nothing'],
  ['06 12 34 56 78', 'XX', 'no such country'],
  ['+1 650 555 1212'.padEnd(65), undefined, 'too long'],
] as readonly [string, string | undefined, string][])('%j of a person in %s is dropped: %s', (raw, country) => {
  expect(toE164(raw, { country })).toBeUndefined();
});

test('both forms of a number come from one reading of it', () => {
  const hints = { country: 'FR' };
  expect([phoneE164.normalise('06 12 34 56 78', hints), phoneDigits.normalise('06 12 34 56 78', hints)]).toEqual([
    '+33612345678',
    '33612345678',
  ]);
});

const exampleNumbers = getCountries().map((country) => [country, getExampleNumber(country, examples)?.number] as const);

test.each(exampleNumbers)('a mobile number of %s is itself', (country, number) => {
  expect(number).toMatch(new RegExp(`^\\+${getCountryCallingCode(country)}`));
  expect(toE164(number as string, { country: undefined })).toBe(number);
});
