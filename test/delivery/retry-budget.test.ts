import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRate } from '../../src/delivery/rate.ts';
import { RetryBudget } from '../../src/delivery/retry-budget.ts';

describe('retry budget', () => {
  const spend = (budget: RetryBudget, now: number): number => {
    let spent = 0;
    for (; budget.readyAt(now) <= now; spent++) budget.retry(now);
    return spent;
  };

  test('is three a second without new events', () => {
    const budget = new RetryBudget();
    expect([0, 1_000, 2_000, 2_500, 60_000].map((now) => spend(budget, now))).toEqual([10, 3, 3, 1, 10]);
  });

  test('is a fifth of the new ones beside that', () => {
    const budget = new RetryBudget();
    spend(budget, 0);
    for (let i = 0; i < 25; i++) budget.first();
    expect([spend(budget, 0), spend(budget, 1_000)]).toEqual([5, 3]);
  });

  test('says when the next may go', () => {
    const budget = new RetryBudget();
    spend(budget, 0);
    expect([budget.readyAt(0), budget.readyAt(100)].map(Math.round)).toEqual([333, 333]);
  });

  test('is never overdrawn', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2_000), fc.nat(20))), (steps) => {
        const budget = new RetryBudget();
        let [now, firsts, retries] = [0, 0, 0];
        for (const [milliseconds, count] of steps) {
          now += milliseconds;
          for (let i = 0; i < count; i++) budget.first();
          firsts += count;
          retries += spend(budget, now);
        }
        return retries <= 10 + firsts / 5 + (3 * now) / 1_000 + 1e-3;
      }),
    );
  });
});

describe('rate', () => {
  test('is spread over the minute', () => {
    const rate = createRate(300);
    const sent: number[] = [];
    for (let now = 0; now < 3_000; now += 10) {
      for (; rate.readyAt(now) <= now; rate.take(now)) sent.push(now);
    }
    expect(sent).toEqual([
      0, 0, 0, 0, 0, 200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000, 2200, 2400, 2600, 2800,
    ]);
  });

  test('lets one go where it is less than one a second', () => {
    const rate = createRate(6);
    rate.take(0);
    expect(rate.readyAt(0)).toBe(10_000);
  });
});
