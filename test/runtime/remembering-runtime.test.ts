import { expect, it } from 'vitest';
import { rememberingRuntime } from '../../src/runtime/remembering-runtime.ts';
import { fixedRuntime, systemRuntime } from '../../src/runtime/runtime.ts';

it('says again what it said, in the same order, as often as it is asked to', () => {
  const first = rememberingRuntime(systemRuntime);
  const draw = (runtime: typeof systemRuntime): unknown[] => [
    runtime.now(),
    runtime.uuid(),
    runtime.integer(0, 1_000_000),
    runtime.uuid(),
    runtime.integer(5, 6),
  ];
  const drawn = draw(first);
  expect([draw(first.repeat()), draw(first.repeat())]).toEqual([drawn, drawn]);
});

it('takes its time from the runtime it wraps, and the clock once', () => {
  let now = 1_000;
  const runtime = { ...fixedRuntime(0, 1), now: () => now++, elapsed: () => 7 };
  const remembering = rememberingRuntime(runtime);
  expect([remembering.now(), remembering.now(), remembering.elapsed(), remembering.repeat().elapsed()]).toEqual([
    1_000, 1_000, 7, 0,
  ]);
});

it('refuses to draw what was not drawn', () => {
  const repeat = rememberingRuntime(systemRuntime).repeat();
  expect(() => repeat.uuid()).toThrow('drew more than the first');
});
