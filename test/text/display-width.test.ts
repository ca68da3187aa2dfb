import fc from 'fast-check';
import { expect, it } from 'vitest';
import { displayWidth, padded, splitAtWidth } from '../../src/text/display-width.ts';

it.each([
  ['', 0],
  ['purchase', 8],
  ['café', 4],
  ['cafe\u0301', 4],
  ['日本語', 6],
  ['한국', 4],
  ['✓ ✗ │ …', 7],
  ['👍', 2],
  ['👨‍👩‍👧', 2],
  ['🇩🇪', 2],
  ['ＡＢ', 4],
])('%j takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

it('fills up with blanks by columns, not characters', () => {
  expect([padded('日本', 6), padded('toolong', 3)]).toEqual(['日本  ', 'toolong']);
});

it.each([
  ['purchase', 3, ['pur', 'chase']],
  ['日本語', 3, ['日', '本語']],
  ['日本語', 1, ['日', '本語']],
  ['cafe\u0301s', 4, ['cafe\u0301', 's']],
  ['ab', 5, ['ab', '']],
])('%j is split at %i columns', (text, width, parts) => {
  expect(splitAtWidth(text, width)).toEqual(parts);
});

it('splits text anywhere without loss, and never over the width by more than one wide character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, width) => {
      const [fits, rest] = splitAtWidth(text, width);
      expect(fits + rest).toBe(text);
      expect(displayWidth(fits)).toBeLessThanOrEqual(Math.max(2, width));
      expect(fits === '').toBe(text === '');
    }),
  );
});
