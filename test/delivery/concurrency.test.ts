import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Concurrency } from '../../src/delivery/concurrency.ts';

/** The limit after each of so many rounds of answers. */
function rounds(concurrency: Concurrency, count: number, milliseconds: number, full = true): readonly number[] {
  return Array.from({ length: count }, () => {
    for (let i = concurrency.limit; i > 0; i--) concurrency.answered(milliseconds, full);
    return concurrency.limit;
  });
}

describe('concurrency', () => {
  test('grows by one a round, to the most', () => {
    expect(rounds(new Concurrency(4, 8), 6, 100)).toEqual([5, 6, 7, 8, 8, 8]);
  });

  test('does not grow where not all of it is used', () => {
    expect(rounds(new Concurrency(4, 8), 3, 100, false)).toEqual([4, 4, 4]);
  });

  test('falls by a tenth when a round is slower than usual, and gets used to what stays slow', () => {
    const concurrency = new Concurrency(20, 50);
    rounds(concurrency, 3, 100);
    expect([concurrency.limit, ...rounds(concurrency, 3, 200)]).toEqual([23, 20, 21, 22]);
  });

  test('is not moved by what is a little slower', () => {
    const concurrency = new Concurrency(20, 50);
    rounds(concurrency, 3, 100);
    expect(rounds(concurrency, 2, 120)).toEqual([24, 25]);
  });

  test('falls by a tenth at once when the platform had enough, once a round', () => {
    const concurrency = new Concurrency(20, 50);
    const limits = Array.from({ length: 40 }, () => {
      concurrency.refused();
      return concurrency.limit;
    });
    expect([limits[0], limits[16], limits[17], limits[18], limits.at(-1)]).toEqual([18, 18, 18, 16, 14]);
  });

  test('starts from one after a reset', () => {
    const concurrency = new Concurrency(20, 50);
    concurrency.reset();
    expect([concurrency.limit, ...rounds(concurrency, 3, 100)]).toEqual([1, 2, 3, 4]);
  });

  test('is between one and the most, whatever comes', () => {
    const steps = fc.array(fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constantFrom('refused', 'reset')));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), steps, (start, given) => {
        const concurrency = new Concurrency(start, 50);
        return given.every((step) => {
          if (step === 'refused') concurrency.refused();
          else if (step === 'reset') concurrency.reset();
          else concurrency.answered(step as number, true);
          return concurrency.limit >= 1 && concurrency.limit <= 50;
        });
      }),
    );
  });
});
