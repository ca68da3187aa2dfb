import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestRetryAfterMs, retryAfter, shortestRetryAfterMs } from '../../src/delivery/retry-after.ts';

const now = Date.UTC(2026, 10, 21, 16);

describe('retry-after', () => {
  test.each([
    ['seconds', '7', 7_000],
    ['seconds with blanks', ' 120 ', 120_000],
    ['nothing to wait', '0', 1_000],
    ['more than is honoured', '315360000', 3_600_000],
    ['more than there are numbers', '9'.repeat(400), 3_600_000],
    ['a date', 'Sat, 21 Nov 2026 16:00:30 GMT', 30_000],
    ['a date of the second form', 'Saturday, 21-Nov-26 16:00:30 GMT', 30_000],
    ['a date of the third form', 'Sat Nov 21 16:00:30 2026', 30_000],
    ['now', 'Sat, 21 Nov 2026 16:00:00 GMT', 1_000],
    ['in ten years', 'Fri, 21 Nov 2036 16:00:00 GMT', 3_600_000],
    ['a date gone by', 'Sat, 21 Nov 2026 15:59:59 GMT', undefined],
    ['negative seconds', '-7', undefined],
    ['a fraction', '1.5', undefined],
    ['two of them', '7, 7', undefined],
    ['garbage', 'soon', undefined],
    ['garbage that ends like a year', 'apples 2040', undefined],
    ['a date of another form', '2026-11-21T16:00:30Z', undefined],
    ['a date there is not', 'Sat, 99 Nov 2026 16:00:30 GMT', undefined],
    ['empty', '', undefined],
    ['none', undefined, undefined],
  ])('%s', (_, header, expected) => {
    expect(retryAfter(header, now)).toBe(expected);
  });

  test('whatever it says, it is within bounds or not heeded', () => {
    const dates = fc.date({ noInvalidDate: true }).map((date) => date.toUTCString());
    const numbers = fc.oneof(fc.integer(), fc.double(), fc.bigInt()).map(String);
    fc.assert(
      fc.property(fc.oneof(fc.string(), dates, numbers), fc.integer({ min: 0, max: 4e12 }), (header, at) => {
        const wait = retryAfter(header, at);
        return wait === undefined || (wait >= shortestRetryAfterMs && wait <= longestRetryAfterMs);
      }),
    );
  });
});
