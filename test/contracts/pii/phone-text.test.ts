import { describe, expect, it } from 'vitest';
import { holdsGroupedPhone, holdsInternationalPhone, isDialled } from '../../../src/contracts/pii/phone-text.ts';

describe('an international number', () => {
  it.each([
    '+16505551212',
    '+1 (650) 555-1212',
    '(+1)2133734253',
    '+44 (0)20 7946 0958',
    '+49 30/1234567',
    '+33.6.12.34.56.78',
    '+41\u00a079\u00a0123\u00a045\u00a067',
    '+55 (11) 91234\u20115678',
    'call +16505551212 now',
    '+1-650-555-1212 ext. 3',
    '+1 650 555 1212 2026-11-21',
    'a+b +16505551212',
    '"+16505551212"',
    '+12345678',
    '+123456789012345',
    '+16505551212/',
  ])('stands in %s', (text) => {
    expect(holdsInternationalPhone(text)).toBe(true);
  });

  it.each([
    '',
    '+',
    '+1234567',
    '+1234567890123456',
    '+01234567890',
    '1+16505551212',
    'abc+16505551212',
    '++16505551212',
    '_+16505551212',
    '+16505551212abc',
    '+1650555abc1212',
    '+16505551212/abc',
    '+1 .-.-. 6505551212',
    '2026-11-21T16:00:00+01:00',
    '1.0.0+20261121160000',
    '+1,234,567,890',
  ])('does not stand in %s', (text) => {
    expect(holdsInternationalPhone(text)).toBe(false);
  });
});

describe('a grouped number of North America', () => {
  it.each(['(650) 555-1212', '(650)555-1212', '650-555-1212', '1-650-555-1212', '650.555.1212', 'call 650-555-1212.'])(
    'stands in %s',
    (text) => {
      expect(holdsGroupedPhone(text)).toBe(true);
    },
  );

  it.each([
    '6505551212',
    '650 555 1212',
    '150-555-1212',
    '650-155-1212',
    '650-555-12123',
    '1650-555-1212',
    'SO-650-555-1212',
    '650-555-1212-9',
    '650.555.1212.3',
    '650-555.1212',
    '2026-11-21',
  ])('does not stand in %s', (text) => {
    expect(holdsGroupedPhone(text)).toBe(false);
  });
});

describe('a number to dial', () => {
  it.each([
    '6505551212',
    '0612345678',
    '06 12 34 56 78',
    '(650)555-1212',
    '0044 844 412 4653',
    '+44 (0)20 7946 0958',
    'tel:650-555-1212',
    '+1-650-555-1212 ext. 3',
    '650 555 1212 x3',
    ' 5551212 ',
  ])('is %s', (text) => {
    expect(isDialled(text)).toBe(true);
  });

  it.each([
    '',
    'true',
    '123456',
    '123456789012345678',
    '2026-11-21T16:00:00',
    'a1234567',
    '12:34:56:78',
    '1'.repeat(60),
  ])('is not %s', (text) => {
    expect(isDialled(text)).toBe(false);
  });
});
