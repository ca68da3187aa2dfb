import { expect, test } from 'vitest';
import { gender, genderPinterest } from '../../../src/event/normalise/gender.ts';
import { expected, under } from './support.ts';

const f = '252f10c83610ebca1a059c0bae8255eba2f95be4d1d7bcfa89d7248a82d9f111';
const m = '62c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a';
const n = '1b16b1df538ba12dc3f97edbb85caa7050d46c148134290feba80f8236c83db9';

test.each([
  ['Female', 'f', f],
  ['f', 'f', f],
  [' FEMALE ', 'f', f],
  ['Male', 'm', m],
  ['M', 'm', m],
] as const)('%j for Meta, Snapchat and Pinterest', (raw, form, sent) => {
  expect(under(gender, raw)).toEqual(expected(form, sent));
  expect(under(genderPinterest, raw)).toEqual(expected(form, sent));
});

test.each(['Non-binary', 'nonbinary', 'Non binary', 'n'])(
  '%j is none for Meta and Snapchat, n for Pinterest',
  (raw) => {
    expect(under(gender, raw)).toEqual({});
    expect(under(genderPinterest, raw)).toEqual(expected('n', n));
  },
);

test.each(['unknown', 'fm', ''])('%j is none for anyone', (raw) => {
  expect(under(gender, raw)).toEqual({});
  expect(under(genderPinterest, raw)).toEqual({});
});
