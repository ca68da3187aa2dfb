/** One place where what came is not what was expected. */
export interface Difference {
  /** JSON Pointer; empty for the whole. */
  readonly path: string;
  /** `missing`: expected and not there. `unexpected`: there and not expected. `different`: another value. */
  readonly kind: 'missing' | 'unexpected' | 'different';
  /** The value expected, or a matcher as it is written; undefined where nothing was. */
  readonly expected: unknown;
  /** The value that came; undefined where none did. */
  readonly actual: unknown;
  /** What of a recording it is in, and its path below that: `Meta CAPI - Purchase for purchase`. */
  readonly part?: { readonly name: string; readonly path: string };
  /** What a matcher asks, in words: `must match ^fb\.1\.`. */
  readonly rule?: string;
}
