import type { Runtime } from './runtime.ts';

/** A runtime for one run, and the same run's time and chance once more. */
export interface RememberingRuntime extends Runtime {
  /** A runtime that says again what this one said, in the same order; nothing takes time in it. */
  repeat(): Runtime;
}

/** Wraps a runtime for one run: the clock stands where it stood at first, and what chance draws is remembered. */
export function rememberingRuntime(runtime: Runtime): RememberingRuntime {
  const now = runtime.now();
  const uuids: string[] = [];
  let integers: number[] | undefined;
  return {
    now: () => now,
    elapsed: () => runtime.elapsed(),
    integer(min, max) {
      const drawn = runtime.integer(min, max);
      integers ??= [];
      integers.push(drawn);
      return drawn;
    },
    uuid() {
      const drawn = runtime.uuid();
      uuids.push(drawn);
      return drawn;
    },
    repeat() {
      let uuid = 0;
      let integer = 0;
      return {
        now: () => now,
        elapsed: () => 0,
        integer: () => drawnBefore(integers, integer++),
        uuid: () => drawnBefore(uuids, uuid++),
      };
    },
  };
}

function drawnBefore<T>(drawn: readonly T[] | undefined, index: number): T {
  const value = drawn?.[index];
  if (value === undefined) throw new Error('a repeated run drew more than the first: the container is not the same');
  return value;
}
