import { expect, it } from 'vitest';
import { holdsCard } from '../../../src/contracts/pii/card-text.ts';

/** The networks' own numbers for tests. */
const cards = [
  '4111111111111111',
  '4222222222222',
  '5555555555554444',
  '2223003122003222',
  '378282246310005',
  '341111111111111',
  '6011111111111117',
  '6440000000000005',
  '6500000000000002',
  '3530111333300000',
  '30569309025904',
  '36227206271667',
  '38520000023237',
  '6240008631401148',
  '6759649826438453',
  '2200770212727079',
];

it.each(cards)('knows %s, alone and in a sentence', (card) => {
  expect([card, `card ${card}.`, `"${card}"`, `pan=${card},`].map(holdsCard)).toEqual([true, true, true, true]);
});

it.each([
  '4111 1111 1111 1111',
  '4111-1111-1111-1111',
  '3782 822463 10005',
  '3056 930902 5904',
  'paid 2 with 4111 1111 1111 1111, thanks',
])('knows %s as it stands on the card', (text) => {
  expect(holdsCard(text)).toBe(true);
});

it.each([
  ['a wrong check digit', '4111111111111112'],
  ['no network', '1234567812345670'],
  ['a length the network has not', '411111111111111'],
  ['too many digits', '41111111111111111111'],
  ['a goods code', '4006381333931'],
  ["a goods code with a card's check digit", '4012345000009'],
  ['a part of a word', 'a4111111111111111'],
  ['a part of a word', '4111111111111111b'],
  ['a part of an id', 'fb.1.4111111111111111'],
  ['a part of an id', '4111111111111111-1'],
  ['a step of a path', '/4111111111111111/events'],
  ['groups of a UUID', '41111111-1111-1111-1111-111111111111'],
  ['other groups', '411 1111 1111 1111 1'],
  ['groups parted in two ways', '4111-1111 1111-1111'],
  ['a moment in microseconds', '1795276800123456'],
  ['nothing', ''],
])('knows none: %s', (_name, text) => {
  expect(holdsCard(text)).toBe(false);
});
