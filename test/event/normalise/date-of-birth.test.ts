import { expect, test } from 'vitest';
import { dateOfBirth } from '../../../src/event/normalise/date-of-birth.ts';
import { expected, under } from './support.ts';

const february = '01acdbf6ec7b4f478a225f1a246e5d6767eeab1a7ffa17f025265b5b94f40f0c';

test.each([
  ['2/16/1997', '19970216', february],
  ['16/02/1997', '19970216', february],
  ['1997-02-16', '19970216', february],
  ['16.02.1997', '19970216', february],
  ['2000-01-05', '20000105', '3f523b8abaa3aaac2c9e01762fcd3caf724424673e5273ca3185cb0220fcb7e5'],
  ['19970216', '19970216', february],
  ['1997/2/16', '19970216', february],
  ['1997-02-16T00:00:00.000Z', '19970216', february],
  ['04/04/1990', '19900404', '0ab619282bdb31e0f272cadfb8e8c3caedf19d68f7544c21191f3f8be21f8857'],
  ['29/02/2000', '20000229', '78958c155b420adeffb55186f1ff24a0cd544a1d9577e114e7793cc45f90ae01'],
] as const)('%j is %s', (raw, form, sent) => {
  expect(under(dateOfBirth, raw)).toEqual(expected(form, sent));
});

test.each([
  ['03/04/1990', 'March or April'],
  ['03.04.1990', 'March or April'],
  ['1997-02-30', 'no such day'],
  ['29/02/1900', 'no such day'],
  ['1997-16-02', 'no such month'],
  ['31/04/1990', 'no such day'],
  ['2/16/97', 'no century'],
  ['1899-12-31', 'before 1900'],
  ['1997-02/16', 'two ways to write at once'],
  ['1997-02-16T23:30:00Z', 'another day elsewhere'],
  ['855964800', 'seconds'],
  ['', 'nothing'],
])('%j is dropped: %s', (raw) => {
  expect(under(dateOfBirth, raw)).toEqual({});
});
