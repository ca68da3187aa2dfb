import { hidden } from '../../contracts/actual.ts';
import { pointerKeys } from '../../text/json-pointer.ts';
import type { Difference } from '../difference.ts';
import { failureView } from '../failure-view.ts';
import { masked, maskedRule } from '../masked.ts';
import type { Failure, ScenarioResult, TestRun } from '../test-run.ts';
import { summarise } from './summary.ts';

/**
 * What `--reporter json` writes. Within a version keys are only added. Persons and credentials are hidden in it as in
 * every report, texts over 2,000 characters are cut; an expected or actual value that is not there is left out.
 */
export interface JsonReport {
  readonly version: 1;
  readonly container: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Whether no scenario failed. */
  readonly passed: boolean;
  readonly summary: {
    readonly scenarios: { readonly passed: number; readonly failed: number; readonly skipped: number };
    /** Outgoing requests: those checked against a contract, and those there is none for. */
    readonly requests: { readonly checked: number; readonly unchecked: number };
    readonly contracts: readonly string[];
    readonly warnings: number;
  };
  /** In the order of files, and of scenarios and cases in them. */
  readonly results: readonly JsonResult[];
  readonly notices: TestRun['notices'];
  readonly updated: TestRun['updated'];
}

/** One scenario, or one case of it. */
export interface JsonResult extends Omit<ScenarioResult, 'with' | 'failures' | 'recordings'> {
  readonly with?: Readonly<Record<string, unknown>>;
  /** As the test run has them, and `title`: the failure in a line. */
  readonly failures: readonly (Failure & { readonly title: string })[];
  /** Where they are asked for. */
  readonly recordings?: ScenarioResult['recordings'];
}

const longest = 2000;

/** A run as JSON, and nothing else: see `JsonReport`. `recordings`: also all that each scenario led to. */
export function reportJson(run: TestRun, { recordings = false }: { readonly recordings?: boolean } = {}): string {
  const { passed, failed, skipped, requests, contracts, warnings } = summarise(run);
  const report: JsonReport = {
    version: 1,
    container: run.container,
    startedAt: run.startedAt,
    durationMs: rounded(run.durationMs),
    passed: failed === 0,
    summary: { scenarios: { passed, failed, skipped }, requests, contracts, warnings },
    results: run.results.map((result) => resultOf(result, recordings)),
    notices: shown(run.notices),
    updated: run.updated.map((one) => ({ ...one, differences: one.differences.map(differenceOf) })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function resultOf(result: ScenarioResult, recordings: boolean): JsonResult {
  return {
    name: shown(result.name),
    file: result.file,
    line: result.line,
    ...(result.with === undefined ? {} : { with: shown(result.with) }),
    status: result.status,
    durationMs: rounded(result.durationMs),
    failures: result.failures.map((failure) => ({ title: failureView(failure).title, ...failureOf(failure) })),
    warnings: shown(result.warnings),
    ...(recordings ? { recordings: shown(result.recordings) } : {}),
  };
}

/** Differences tell by their path whether a value is a person's; everything else by its own keys. */
function failureOf(failure: Failure): Failure {
  switch (failure.kind) {
    case 'request_unmatched':
      return {
        ...shown(failure),
        nearest: failure.nearest.map(({ where, differences, console }) => ({
          where: shown(where),
          differences: differences.map(differenceOf),
          ...(console === undefined ? {} : { console: console.map(hidden) }),
        })),
      };
    case 'response':
    case 'recording':
      return { ...shown(failure), differences: failure.differences.map(differenceOf) };
    default:
      return shown(failure);
  }
}

function differenceOf(difference: Difference): Difference {
  const path = pointerKeys(difference.path);
  const { expected, actual, rule } = difference;
  return {
    ...difference,
    path: hidden(difference.path),
    expected: masked(expected, path, longest),
    actual: masked(actual, path, longest),
    ...(rule === undefined ? {} : { rule: maskedRule(rule, expected, path) }),
  };
}

/** Hiding what is private changes texts, never shapes. */
function shown<T>(value: T): T {
  return masked(value, [], longest) as T;
}

/** To a thousandth: more is noise. */
function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
