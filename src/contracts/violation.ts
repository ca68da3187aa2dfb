/** Where a payload is not what its contract says. */
export interface Violation {
  /** The contract's name, such as `meta/events` or `ga4/mp`; `pii` for the PII guard. */
  readonly contract: string;
  /** `error`: the platform refuses or silently loses it. `warning`: the platform advises against it. */
  readonly severity: 'error' | 'warning';
  /** JSON Pointer into the payload; empty for the whole. */
  readonly path: string;
  /** `request` where the path points into `{ method, host, path, query, headers }` instead of the payload. */
  readonly in?: 'request';
  /** The rule broken, in one word. */
  readonly rule: string;
  /** What is wrong and what it must be. */
  readonly message: string;
  /** What was found there, cut and redacted. */
  readonly actual?: string;
  /** What to do about it. */
  readonly help?: string;
  /** What the platform itself calls it: an error code, such as `100/2804009` or `VALUE_REQUIRED`. */
  readonly code?: string;
  /** Where the platform says so. */
  readonly source?: string;
  /** Where the contract says so: JSON Pointer into its file. */
  readonly rulePath?: string;
}
