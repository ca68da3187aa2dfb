/** What came of comparing two of a kind. */
export interface Compared {
  /** Whether what held before still holds. */
  readonly held: boolean;
  /** For programs. */
  readonly json: Readonly<Record<string, unknown>>;
  /** For people. */
  readonly lines: readonly string[];
}
