import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backOff, isGivenUp, longestBackOffMs } from '../../src/delivery/back-off.ts';

test('doubles from a second to five minutes', () => {
  const most = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 5_000].map((failures) => backOff(failures, () => 1));
  expect(most).toEqual([
    1_000, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000, 300_000,
  ]);
});

test('all of it is chance', () => {
  expect([0, 0.25, 0.999].map((chance) => backOff(3, () => chance))).toEqual([0, 1_000, 3_996]);
});

test('is never out of bounds', () => {
  const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.nat(), chances, (failures, chance) => {
      const wait = backOff(failures, () => chance);
      return wait >= 0 && wait < longestBackOffMs;
    }),
  );
});

test('gives up a day after the first try', () => {
  const since = Date.UTC(2026, 10, 21);
  const day = 86_400_000;
  expect([0, day - 1, day, 10 * day, -day].map((age) => isGivenUp(since, since + age))).toEqual([
    false,
    false,
    true,
    true,
    false,
  ]);
});
