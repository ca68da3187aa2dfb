import { expect, it } from 'vitest';
import { holdsEmail } from '../../../src/contracts/pii/email-text.ts';

it.each([
  'jane@example.com',
  'John_Smith@gmail.com',
  'user.name+NYC@Example.co.uk',
  'write to <jane@example.com>, please.',
  'mailto:jane@example.com?subject=x',
  'jane@example.com.',
  'Ünïcode@exämple.de',
  'jane@例え.テスト',
  'jane@xn--r8jz45g.xn--zckzah',
  "o'neil@example.com",
  'jane.@example.com',
  'x@2x.com',
  `${'a'.repeat(64)}@example.com`,
  '@ @x jane@example.com',
])('finds an address in %s', (text) => {
  expect(holdsEmail(text)).toBe(true);
});

it.each([
  '',
  '@',
  'not-an-email',
  '@example.com',
  'jane@',
  'jane@example',
  'jane@example.',
  'jane@example..com',
  'jane@.example.com',
  'a b @example.com',
  'https://www.instagram.com/@some.body',
  '(@some.body)',
  '--@some.body',
  'react@18.2.0',
  'jane@192.168.0.1',
  'jane@example.c',
  'logo@2x.png',
  'jane @ example.com',
  'jane@ example.com',
  '「@例え.テスト',
])('finds none in %s', (text) => {
  expect(holdsEmail(text)).toBe(false);
});
