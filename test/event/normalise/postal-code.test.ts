import { expect, test } from 'vitest';
import {
  postalCode,
  postalCodeBare,
  postalCodeDigits,
  postalCodeGoogle,
} from '../../../src/event/normalise/postal-code.ts';
import { expected, under } from './support.ts';

/**
 * Raw; form and hash for Meta and Snapchat; for Pinterest, which has no letters; for TikTok, which does not ask for five
 * digits; plain for Google.
 */
const vectors: readonly [string, string, string, string | undefined, string | undefined, string, string, string][] = [
  [
    '94035',
    '94035',
    '1794327a4d443904421f5ca1f3d72d0a62ba2f0770d80755ec2220fc0efb052e',
    '94035',
    '1794327a4d443904421f5ca1f3d72d0a62ba2f0770d80755ec2220fc0efb052e',
    '94035',
    '1794327a4d443904421f5ca1f3d72d0a62ba2f0770d80755ec2220fc0efb052e',
    '94035',
  ],
  [
    '94035-1234',
    '94035',
    '1794327a4d443904421f5ca1f3d72d0a62ba2f0770d80755ec2220fc0efb052e',
    '94035',
    '1794327a4d443904421f5ca1f3d72d0a62ba2f0770d80755ec2220fc0efb052e',
    '940351234',
    '52eb93d6f8cdc91927d84b057e0a76eb508a59a795f75ac7f26ee9859ebc618d',
    '94035-1234',
  ],
  [
    'M1 1AE',
    'm11ae',
    '1dc694c2070e697769fb959b50671d76cafd430d8ca191fbdd0affcaea344ac5',
    undefined,
    undefined,
    'm11ae',
    '1dc694c2070e697769fb959b50671d76cafd430d8ca191fbdd0affcaea344ac5',
    'M1 1AE',
  ],
  [
    'K1A 0B1',
    'k1a0b1',
    '3e8d74314dc02166b1ea8c7bd8c2357fb3f9898074395b8c57f8799848b4daa1',
    undefined,
    undefined,
    'k1a0b1',
    '3e8d74314dc02166b1ea8c7bd8c2357fb3f9898074395b8c57f8799848b4daa1',
    'K1A 0B1',
  ],
  [
    '8000',
    '8000',
    'ad5f9478d603fe97eae2bbff07f76fe7f18610343b5f3bc8e00945ee51b30d2c',
    '8000',
    'ad5f9478d603fe97eae2bbff07f76fe7f18610343b5f3bc8e00945ee51b30d2c',
    '8000',
    'ad5f9478d603fe97eae2bbff07f76fe7f18610343b5f3bc8e00945ee51b30d2c',
    '8000',
  ],
];

test.each(vectors)('%j for Meta and Snapchat', (raw, form, sent) => {
  expect(under(postalCode, raw)).toEqual(expected(form, sent));
});
test.each(vectors)('%j for Pinterest', (raw, _1, _2, form, sent) => {
  expect(under(postalCodeDigits, raw)).toEqual(expected(form, sent));
});
test.each(vectors)('%j for TikTok', (raw, _1, _2, _3, _4, form, sent) => {
  expect(under(postalCodeBare, raw)).toEqual(expected(form, sent));
});
test.each(vectors)('%j for Google', (raw, _1, _2, _3, _4, _5, _6, form) => {
  expect(under(postalCodeGoogle, raw)).toEqual(expected(form));
});

test.each([
  ['940351234', 'US', '94035'],
  ['940351234', undefined, '940351234'],
  ['150-0001', 'JP', '1500001'],
  ['01310-100', 'BR', '01310100'],
  ['00-950', 'PL', '00950'],
] as const)('%j of a person in %s is %s for Meta', (raw, country, form) => {
  expect(postalCode.normalise(raw, { country })).toBe(form);
});

test('dots and tildes are none for Google', () => {
  expect(postalCodeGoogle.normalise(' ~940.35 ', { country: undefined })).toBe('94035');
});
