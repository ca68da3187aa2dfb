import { describe, expect, test } from 'vitest';
import { Gate } from '../../src/delivery/gate.ts';
import type { Outcome } from '../../src/delivery/outcome.ts';

const newGate = (most = 10): Gate =>
  new Gate({ random: () => 0.5, concurrency: { start: 4, most }, breaker: () => undefined });

const busy = (retryAfterMs?: number): Outcome =>
  retryAfterMs === undefined
    ? { outcome: 'throttled', message: '' }
    : { outcome: 'throttled', message: '', retryAfterMs };

describe('gate', () => {
  test('lets so many through, and the next when one is back', () => {
    const gate = newGate();
    const passed = [0, 0, 0, 0].map((now) => gate.enter(now, undefined));
    const full = gate.opensAt(0);
    gate.leave(passed[0] as (typeof passed)[0], { outcome: 'delivered' }, 5);
    expect([full, gate.opensAt(5), gate.inFlight]).toEqual([Number.POSITIVE_INFINITY, 5, 3]);
  });

  test('waits as long as it was asked to, and a little of its own', () => {
    const gate = newGate();
    gate.leave(gate.enter(0, undefined), busy(60_000), 100);
    expect(gate.opensAt(100)).toBe(63_100);
  });

  test('waits longer each time it is not told how long', () => {
    const gate = newGate();
    const waits = [0, 10_000, 20_000, 30_000].map((now) => {
      gate.leave(gate.enter(now, undefined), busy(), now);
      return gate.opensAt(now) - now;
    });
    expect(waits).toEqual([1_000, 1_000, 2_000, 4_000]);
  });

  test('but not for what was under way already', () => {
    const gate = newGate();
    const passed = [0, 0, 0, 0].map((now) => gate.enter(now, undefined));
    for (const one of passed) gate.leave(one, busy(), 0);
    expect(gate.opensAt(0)).toBe(1_000);
  });

  test('forgets how often it had to wait when something is taken', () => {
    const gate = newGate();
    for (const now of [0, 10_000, 20_000]) gate.leave(gate.enter(now, undefined), busy(), now);
    gate.leave(gate.enter(30_000, undefined), { outcome: 'delivered' }, 30_000);
    gate.leave(gate.enter(40_000, undefined), busy(), 40_000);
    expect(gate.opensAt(40_000)).toBe(41_000);
  });

  test('keeps to the platform’s rate', () => {
    const gate = newGate();
    gate.leave(gate.enter(0, 60), { outcome: 'delivered' }, 0);
    expect(gate.opensAt(0)).toBe(1_000);
  });

  test('is shut while the platform is down, and narrow after', () => {
    const gate = newGate();
    for (let i = 0; i < 5; i++) gate.leave(gate.enter(0, undefined), { outcome: 'unsent', message: '' }, 0);
    expect([gate.breaker, gate.opensAt(0), gate.limit]).toEqual(['open', 37_500, 1]);
  });

  test('is opened by hand', () => {
    const gate = newGate();
    for (let i = 0; i < 5; i++) gate.leave(gate.enter(0, undefined), { outcome: 'unsent', message: '' }, 0);
    gate.leave(gate.enter(0, undefined), busy(60_000), 0);
    gate.reset();
    expect([gate.breaker, gate.opensAt(0)]).toEqual(['closed', 0]);
  });
});

test('errors of the platform’s own do not make it narrower; no answer, or too much at once, does', () => {
  const outcomes: readonly Outcome[] = [
    { outcome: 'transient', message: '' },
    { outcome: 'unknown', message: '' },
    busy(),
  ];
  const limits = outcomes.map((outcome) => {
    const gate = newGate();
    gate.leave(gate.enter(0, undefined), outcome, 0);
    return gate.limit;
  });
  expect(limits).toEqual([4, 3, 3]);
});
