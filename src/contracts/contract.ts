import type { Position } from '../text/source.ts';
import type { Violation } from './violation.ts';

/** An outgoing request as contracts see it: secrets in it as `${NAME}`, header names in lower case. */
export interface CheckedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON value, text, or null for none. */
  readonly body: unknown;
}

/** What a payload must be. Compiled when first used. */
export interface Contract {
  /** Such as `meta/events`: the folder and name of its file. */
  readonly name: string;
  readonly title: string;
  /** The path of its file. */
  readonly file: string;
  /** The JSON Schema as it stands in the file. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** A payload alone, with the clock at `now` (epoch milliseconds). Throws a ContractError where it cannot be compiled. */
  check(payload: unknown, now: number): readonly Violation[];
  /** A whole request: its payload, and what the contract says of method, address and headers. */
  checkRequest(request: CheckedRequest, now: number): readonly Violation[];
  /** The file and line a violation's `rulePath` stands on; undefined where they cannot be told. */
  locate(rulePath: string): RulePlace | undefined;
}

/** Where a rule stands. */
export interface RulePlace extends Position {
  readonly file: string;
}

/** The contracts at hand, by name. */
export interface Contracts {
  /** Sorted. */
  readonly names: readonly string[];
  get(name: string): Contract | undefined;
}
