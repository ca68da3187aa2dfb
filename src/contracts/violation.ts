/** Where a payload is not what its contract says. */
export interface Violation {
  /** The contract's name, such as `meta/events` or `ga4/mp`. */
  readonly contract: string;
  /** `error`: the platform refuses or silently loses it. `warning`: the platform advises against it. */
  readonly severity: 'error' | 'warning';
  /** JSON Pointer into the payload; empty for the whole. */
  readonly path: string;
  /** The rule broken, in one word. */
  readonly rule: string;
  /** What is wrong and what it must be. */
  readonly message: string;
  /** What was found there, cut and redacted. */
  readonly actual?: string;
  /** What to do about it. */
  readonly help?: string;
}
