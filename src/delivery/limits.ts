/** How much a dispatcher takes on at a time. */
export interface DispatcherLimits {
  /** Events a destination has read and not yet written down as settled. */
  readonly window: number;
  /** Bytes of events kept in memory for destinations that keep up. */
  readonly tailBytes: number;
  /** Requests a destination may have under way: at first, and at most. */
  readonly startConcurrency: number;
  readonly mostConcurrency: number;
}

export const defaultLimits: DispatcherLimits = {
  window: 500,
  tailBytes: 32 * 1024 * 1024,
  startConcurrency: 4,
  mostConcurrency: 50,
};

/** How long requests are made at a stretch, milliseconds: who is accepting others' has to get a turn. */
export const longestTurnMs = 4;
