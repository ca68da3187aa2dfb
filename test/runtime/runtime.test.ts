import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventRuntime, fixedRuntime, type Runtime, systemRuntime } from '../../src/runtime/runtime.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const draws = (runtime: Runtime, count: number, min: number, max: number): readonly number[] =>
  Array.from({ length: count }, () => runtime.integer(min, max));

describe('a fixed runtime', () => {
  test('stands still', () => {
    const runtime = fixedRuntime(1_700_000_000_000, 1);
    expect([runtime.now(), runtime.elapsed(), runtime.now(), runtime.elapsed()]).toEqual([
      1_700_000_000_000, 0, 1_700_000_000_000, 0,
    ]);
  });

  test('draws the same from the same seed, and otherwise from another', () => {
    const run = (seed: number): unknown => {
      const runtime = fixedRuntime(0, seed);
      return [draws(runtime, 20, 0, 1_000_000), runtime.uuid(), runtime.uuid()];
    };
    expect(run(42)).toEqual(run(42));
    expect(run(42)).not.toEqual(run(43));
    expect(run(0)).not.toEqual(run(1));
  });

  test('makes UUIDs of version 4 that differ', () => {
    const runtime = fixedRuntime(0, 1);
    const ids = Array.from({ length: 500 }, () => runtime.uuid());
    expect(ids.filter((id) => !uuid.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(500);
  });

  test('draws each face of a die about as often', () => {
    const faces = draws(fixedRuntime(0, 7), 6_000, 1, 6);
    const counts = [1, 2, 3, 4, 5, 6].map((face) => faces.filter((one) => one === face).length);
    expect(counts.every((count) => count > 850 && count < 1_150)).toBe(true);
    expect(counts.reduce((sum, count) => sum + count)).toBe(6_000);
  });
});

describe.each([
  ['the system runtime', () => systemRuntime],
  ['a fixed runtime', () => fixedRuntime(0, 3)],
] as const)('%s', (_, make) => {
  test('draws whole numbers between any bounds, both included', () => {
    const runtime = make();
    const safe = fc.maxSafeInteger();
    fc.assert(
      fc.property(safe, safe, (a, b) => {
        const [min, max] = a < b ? [a, b] : [b, a];
        const drawn = runtime.integer(min, max);
        return Number.isInteger(drawn) && drawn >= min && drawn <= max;
      }),
    );
  });

  test('draws at the ends of what a number holds', () => {
    const { MAX_SAFE_INTEGER: most, MIN_SAFE_INTEGER: least } = Number;
    const runtime = make();
    expect([runtime.integer(most, most), runtime.integer(least, least), runtime.integer(5, 5)]).toEqual([
      most,
      least,
      5,
    ]);
    expect(new Set(draws(runtime, 200, most - 1, most))).toEqual(new Set([most - 1, most]));
    expect(new Set(draws(runtime, 200, -1, 1))).toEqual(new Set([-1, 0, 1]));
  });
});

test('the system runtime has the clock of the machine, and new UUIDs', () => {
  const before = Date.now();
  const now = systemRuntime.now();
  const elapsed = systemRuntime.elapsed();
  expect([now >= before, now <= Date.now(), systemRuntime.elapsed() >= elapsed]).toEqual([true, true, true]);
  const ids = [systemRuntime.uuid(), systemRuntime.uuid()];
  expect([ids.every((id) => uuid.test(id)), ids[0] === ids[1]]).toEqual([true, false]);
});

describe("one event's runtime", () => {
  test('draws the same for the same purpose, in whatever order', () => {
    const one = eventRuntime(1_000, 'seed');
    const other = eventRuntime(1_000, 'seed');
    const [a, b] = [one.integer(0, 1_000_000, 'a'), one.integer(0, 1_000_000, 'b')];
    expect([other.integer(0, 1_000_000, 'b'), other.integer(0, 1_000_000, 'a')]).toEqual([b, a]);
    expect([a, b]).not.toEqual([b, a]);
    expect(eventRuntime(1_000, 'other').integer(0, 1_000_000, 'a')).not.toBe(a);
  });

  test('keeps to its bounds, and reaches both', () => {
    const drawn = Array.from({ length: 200 }, (_, seed) => eventRuntime(0, String(seed)).integer(-1, 2, 'a'));
    expect([...new Set(drawn)].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2]);
  });

  test('stands where its request came in, and draws no ids', () => {
    const runtime = eventRuntime(1_000, 'seed');
    expect([runtime.now(), runtime.elapsed()]).toEqual([1_000, 0]);
    expect(() => runtime.uuid()).toThrow(new Error('an event has its ids before it is built'));
  });
});
