import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changes, condensed, type Piece } from '../../src/workbench/changes.ts';

/** What changed in brackets. */
const written = (pieces: readonly Piece[]): string =>
  pieces.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('');
const compared = (expected: string, actual: string): readonly string[] => changes(expected, actual).map(written);

describe('changes', () => {
  it.each([
    ['the same', 'a b', 'a b', ['a b', 'a b']],
    ['one word of several', 'purchase.TEST-001', 'purchase.TEST-002', ['purchase.TEST-[001]', 'purchase.TEST-[002]']],
    ['whole words, not letters', 'utm=autumn', 'utm=automatic', ['utm=[autumn]', 'utm=[automatic]']],
    ['a word more', 'a b', 'a new b', ['a b', 'a [new ]b']],
    ['a longer word', 'order 12', 'order 123', ['order [12]', 'order [123]']],
    ['several places', 'a=1&b=2&c=3', 'a=1&b=7&c=9', ['a=1&b=[2]&c=[3]', 'a=1&b=[7]&c=[9]']],
    ['a blank more', 'a b', 'a  b', ['a b', 'a [ ]b']],
    ['nothing in common', 'Purchase', 'Lead', ['Purchase', 'Lead']],
    ['marks in common alone', '"x"', '"y"', ['"x"', '"y"']],
    ['letters beyond the first plane', 'a 𝒳𝒴 b', 'a 𝒳𝒵 b', ['a [𝒳𝒴] b', 'a [𝒳𝒵] b']],
    ['halves of one emoji', 'a 👍 b', 'a 👎 b', ['a [👍] b', 'a [👎] b']],
    ['from nothing', '', 'a', ['', 'a']],
  ])('%s', (_, expected, actual, shown) => {
    expect(compared(expected, actual)).toEqual(shown);
  });

  it('finds one word in a megabyte', () => {
    const long = 'lorem ipsum '.repeat(100_000);
    const [left, right] = changes(`${long}sit amet`, `${long}sat amet`);
    expect([left, right].map((pieces) => written(condensed(pieces, 100)))).toEqual([
      '…ipsum lorem ipsum [sit] amet',
      '…ipsum lorem ipsum [sat] amet',
    ]);
  });

  it('loses nothing', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-', '👍', '\ud83d', 'é') });
    fc.assert(
      fc.property(text, text, (expected, actual) => {
        const [left, right] = changes(expected, actual);
        const whole = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('');
        expect([whole(left), whole(right)]).toEqual([expected, actual]);
        // What is not marked is the same on both sides, unless nothing is marked at all.
        const common = (pieces: readonly Piece[]): string => written(pieces.filter(({ changed }) => !changed));
        if ([...left, ...right].some(({ changed }) => changed)) expect(common(left)).toBe(common(right));
      }),
    );
  });
});

describe('condensed', () => {
  it('leaves short text alone', () => {
    const pieces = [{ text: 'a', changed: true }];
    expect(condensed(pieces, 100)).toBe(pieces);
  });

  it('cuts text without changes at its end, and says how long it was', () => {
    expect(condensed([{ text: '👍'.repeat(100), changed: false }], 5)).toEqual([
      { text: '👍👍… (200 characters)', changed: false },
    ]);
  });

  it('keeps what is around a change, at words, and cuts a long change', () => {
    const url = 'https://shop.example/checkout?utm_source=google&utm_medium=cpc&campaign=autumn&gclid=';
    const [left] = changes(`${url}${'x'.repeat(500)}&a=1`, `${url}y&a=2`);
    expect(written(condensed(left, 100))).toBe(`…campaign=autumn&gclid=[${'x'.repeat(50)}… (500 characters)]&a=[1]`);
  });
});
