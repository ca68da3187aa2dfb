import type { Clock } from './clock.ts';

/** No wait is longer, milliseconds: what is then not due is looked at again. */
export const longestWaitMs = 3_600_000;

/** Time as the dispatcher reckons it. */
export interface Time {
  /**
   * Epoch milliseconds: the wall clock as it stood at first, carried on by the monotonic one. Waits, due times and ages
   * are reckoned by it, so that a jump of the wall clock shifts none.
   */
  now(): number;
  /** The wall clock, as it stands. */
  wall(): number;
  /** Calls back once, after `milliseconds`, but never after more than an hour; gives what calls it off. */
  after(milliseconds: number, call: () => void): () => void;
}

/** Time by a clock. */
export function createTime(clock: Clock): Time {
  const offset = clock.now() - clock.elapsed();
  return {
    now: () => offset + clock.elapsed(),
    wall: () => clock.now(),
    after: (milliseconds, call) =>
      clock.after(milliseconds > 0 ? Math.min(longestWaitMs, Math.ceil(milliseconds)) : 0, call),
  };
}
