import type { TagStatus } from '../engine/recording.ts';
import type { IncomingRequest } from '../runtime/request.ts';

/** One scenario ready to run, or one case of its `with:`. */
export interface Scenario {
  readonly name: string;
  /** Relative to the working directory. */
  readonly file: string;
  /** The line its name stands on, from 1. */
  readonly line: number;
  /** The values of this case; undefined without `with:`. */
  readonly with: Readonly<Record<string, unknown>> | undefined;
  /** What the clock says, epoch milliseconds. */
  readonly now: number;
  readonly seed: number;
  /** One after the other, with the same clock and one course of chance. */
  readonly sends: readonly IncomingRequest[];
  readonly expect: Expectations;
}

/** What is to come of a scenario. Patterns are as `match` takes them; each line is the one that asks for it. */
export interface Expectations {
  /** Of each send's answer; undefined: it is not refused. */
  readonly response: Expected | undefined;
  readonly tags: readonly ExpectedTag[];
  /** The line of `only: true`: no tag fired that is not among the `fired`. */
  readonly only: number | undefined;
  /** Each is met by an outgoing request of its own. */
  readonly requests: readonly Expected[];
  readonly requestCounts: readonly ExpectedCount[];
  readonly violations: ExpectedViolations;
  readonly recording: ExpectedRecording | undefined;
  /** Of `expect:`, for what holds where nothing is said. */
  readonly line: number;
}

/** Something to match. */
export interface Expected {
  readonly line: number;
  readonly pattern: unknown;
}

/** A tag, and what it does for one of the events; `not_fired`: for all of them. */
export interface ExpectedTag {
  readonly line: number;
  readonly tag: string;
  readonly status: TagStatus;
}

/** How many outgoing requests there are to a platform. */
export interface ExpectedCount {
  readonly line: number;
  readonly platform: string;
  readonly count: number;
}

/** Which violations there may be, and which must be. */
export interface ExpectedViolations {
  readonly line: number;
  /** What fails, where it is not listed: violations of severity `error`, or `any`. */
  readonly fails: 'error' | 'any';
  /** Each must come, by its keys; `tag` beside a violation's own. */
  readonly listed: readonly Expected[];
}

/** A golden recording. */
export interface ExpectedRecording {
  readonly line: number;
  /** Its absolute path. */
  readonly path: string;
  /** How old it may get, in milliseconds; undefined: any age. */
  readonly expires: number | undefined;
}
