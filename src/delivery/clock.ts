/** Time as delivery sees it: waits go by the monotonic clock, stamps by the wall's, so that a jump of it shifts no wait. */
export interface Clock {
  /** Wall clock, epoch milliseconds. */
  now(): number;
  /** Monotonic, milliseconds; only differences mean something. */
  elapsed(): number;
  /** Calls back once, that many milliseconds on; gives what calls it off. */
  after(milliseconds: number, call: () => void): () => void;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};
