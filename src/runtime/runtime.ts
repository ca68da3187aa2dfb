import { createHash, randomInt, randomUUID } from 'node:crypto';

/** The world's clock and chance, handed to the engine so that a run is a pure function of its input. */
export interface Runtime {
  /** Wall clock, milliseconds since the epoch. */
  now(): number;
  /** Monotonic clock, milliseconds; only differences mean something. */
  elapsed(): number;
  /**
   * A whole number, both bounds inclusive, uniformly drawn. `purpose` is the name of what draws: a runtime of one event
   * draws the same for it again, whatever was drawn before.
   */
  integer(min: number, max: number, purpose?: string): number;
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

/**
 * One event's runtime: the clock stands where its request came in, and chance depends on `seed` and on what draws alone.
 * So one tag built again, long after and by itself, finds what all found at first.
 */
export function eventRuntime(receivedAt: number, seed: string): Runtime {
  const draws = (purpose: string): Buffer => createHash('sha256').update(`${seed} ${purpose}`).digest();
  return {
    now: () => receivedAt,
    elapsed: () => 0,
    integer: (min, max, purpose = '') =>
      min + Math.floor((draws(purpose).readUIntBE(0, 6) / 2 ** 48) * (max - min + 1)),
    uuid: () => {
      throw new Error('an event has its ids before it is built');
    },
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
