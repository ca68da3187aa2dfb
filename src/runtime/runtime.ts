import { randomInt, randomUUID } from 'node:crypto';

/** The world's clock and chance, handed to the engine so that a run is a pure function of its input. */
export interface Runtime {
  /** Wall clock, milliseconds since the epoch. */
  now(): number;
  /** Monotonic clock, milliseconds; only differences mean something. */
  elapsed(): number;
  /** A whole number, both bounds inclusive, uniformly drawn. */
  integer(min: number, max: number): number;
  /** A version 4 UUID, lower case. */
  uuid(): string;
}

/** The machine's own clock and randomness. */
export const systemRuntime: Runtime = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  integer: (min, max) =>
    max - min < 2 ** 48 - 1 ? min + randomInt(max - min + 1) : min + Math.floor(Math.random() * (max - min + 1)),
  uuid: () => randomUUID(),
};

/**
 * A runtime that repeats itself: the clock stands at `now` (epoch milliseconds), nothing takes time, and the same
 * `seed` draws the same numbers.
 */
export function fixedRuntime(now: number, seed: number): Runtime {
  const next = generator(seed);
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const hex = (digits: number): string => Array.from({ length: digits }, () => integer(0, 15).toString(16)).join('');
  return {
    now: () => now,
    elapsed: () => 0,
    integer,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + integer(0, 3)).toString(16)}${hex(3)}-${hex(12)}`,
  };
}

/** Two 32-bit draws of splitmix32 make the 53 bits of a double in [0, 1). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  const draw = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  return () => (draw() * 2 ** 21 + (draw() >>> 11)) / 2 ** 53;
}
