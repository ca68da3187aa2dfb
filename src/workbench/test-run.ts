import type { Violation } from '../contracts/violation.ts';
import type { Recording, TagStatus } from '../engine/recording.ts';
import type { Difference } from './difference.ts';

/** What `sgtm test` found: all a reporter needs. */
export interface TestRun {
  /** The container's name. */
  readonly container: string;
  /** When it began, ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** In the order of files, and of scenarios and cases in them. */
  readonly results: readonly ScenarioResult[];
  /** What is worth knowing and breaks nothing: recordings nobody uses, or past their date. */
  readonly notices: readonly Notice[];
  /** Golden recordings that `--update` wrote. */
  readonly updated: readonly UpdatedRecording[];
}

/** One scenario, or one case of its `with:`. */
export interface ScenarioResult {
  readonly name: string;
  /** Its file, relative to the working directory. */
  readonly file: string;
  /** The line its name stands on, from 1. */
  readonly line: number;
  /** The values of this case, of `with:`; undefined without. */
  readonly with: Readonly<Record<string, unknown>> | undefined;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly durationMs: number;
  readonly failures: readonly Failure[];
  /** Contract warnings: advice of the platforms. They break nothing. */
  readonly warnings: readonly LocatedViolation[];
  /** What each of its sends led to. */
  readonly recordings: readonly Recording[];
}

/** Why a scenario failed; `line` is the line of its file that asked for it. */
export type Failure = { readonly line: number } & (
  | TagStatusFailure
  | UnmatchedRequestFailure
  | UnexpectedRequestFailure
  | ViolationFailure
  | UnmetViolationFailure
  | ResponseFailure
  | GoldenFailure
);

/** A tag did what was not expected of it. */
export interface TagStatusFailure {
  readonly kind: 'tag_status';
  readonly tag: string;
  readonly event: string;
  readonly expected: TagStatus;
  /** `unknown`: the container has no such tag; `nearest` may name the one meant. */
  readonly actual: TagStatus | 'unknown';
  /** Why the tag did what it did. */
  readonly reason: string;
  readonly nearest?: string;
}

/** No outgoing request is as expected. */
export interface UnmatchedRequestFailure {
  readonly kind: 'request_unmatched';
  /** As the scenario has it. */
  readonly expected: unknown;
  /** The three that come closest, closest first; none where nothing was sent. */
  readonly nearest: readonly NearMiss[];
}

/** A request, and where it differs from what was expected. */
export interface NearMiss {
  readonly where: Where;
  readonly differences: readonly Difference[];
  /** What its tag had to say, which may be why. */
  readonly console?: readonly string[];
}

/** More, or fewer, requests than expected. */
export interface UnexpectedRequestFailure {
  readonly kind: 'request_count';
  /** What was counted: such as `requests to meta`. */
  readonly what: string;
  readonly expected: number;
  readonly actual: number;
  readonly requests: readonly Where[];
}

/** A contract is broken, or the PII guard found somebody. */
export interface ViolationFailure extends LocatedViolation {
  readonly kind: 'violation';
}

/** A violation the scenario expects did not come. */
export interface UnmetViolationFailure {
  readonly kind: 'violation_missing';
  readonly expected: unknown;
  readonly found: readonly LocatedViolation[];
}

/** The caller was answered otherwise. */
export interface ResponseFailure {
  readonly kind: 'response';
  readonly differences: readonly Difference[];
}

/** The golden recording says otherwise, or is not there. */
export interface GoldenFailure {
  readonly kind: 'recording';
  /** Relative to the working directory. */
  readonly file: string;
  readonly problem: 'differs' | 'missing' | 'unreadable';
  readonly message: string;
  readonly differences: readonly Difference[];
}

/** A violation, and what it is in. */
export interface LocatedViolation {
  readonly violation: Violation;
  readonly where: Where;
  /** The contract's file and line that say so, where they can be told. */
  readonly rule?: { readonly file: string; readonly line: number };
}

/** An incoming request, one of its events, or an outgoing request. */
export interface Where {
  /** Which of the scenario's sends, from 0. */
  readonly send: number;
  readonly event?: string;
  readonly tag?: string;
  readonly request?: { readonly platform: string; readonly method: string; readonly url: string };
}

/** Something to know. */
export interface Notice {
  readonly kind: 'unused_recording' | 'expired_recording' | 'no_scenarios';
  readonly file: string;
  readonly message: string;
}

/** A golden recording written anew. */
export interface UpdatedRecording {
  readonly file: string;
  /** Whether there was none before. */
  readonly created: boolean;
  readonly differences: readonly Difference[];
}
