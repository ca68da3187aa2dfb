import type { Recording } from '../../engine/recording.ts';
import type { LocatedViolation, ScenarioResult, TestRun } from '../test-run.ts';

/** A run in figures. */
export interface Summary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Outgoing requests: those a contract was at hand for, and those without. */
  readonly requests: { readonly checked: number; readonly unchecked: number };
  /** The contracts they were checked against, sorted. */
  readonly contracts: readonly string[];
  readonly warnings: number;
}

/** Counts a run. */
export function summarise({ results }: TestRun): Summary {
  const count = (status: ScenarioResult['status']): number =>
    results.filter((result) => result.status === status).length;
  const contracts = results.flatMap(({ recordings }) => recordings.flatMap(contractsOf));
  const named = contracts.filter((name) => name !== null);
  return {
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    requests: { checked: named.length, unchecked: contracts.length - named.length },
    contracts: [...new Set(named)].toSorted(),
    warnings: results.reduce((sum, { warnings }) => sum + warnings.length, 0),
  };
}

function contractsOf({ events }: Recording): readonly (string | null)[] {
  return events.flatMap(({ tags }) => tags.flatMap(({ requests }) => requests.map(({ contract }) => contract)));
}

/** A file, and its scenarios in their order. */
export interface FileResults {
  readonly file: string;
  readonly results: readonly ScenarioResult[];
  readonly durationMs: number;
}

/** A run by files, in the run's order. */
export function byFile({ results }: TestRun): readonly FileResults[] {
  return [...Map.groupBy(results, ({ file }) => file)].map(([file, own]) => ({
    file,
    results: own,
    durationMs: own.reduce((sum, { durationMs }) => sum + durationMs, 0),
  }));
}

/** Warnings of a contract: how many, and the first of each of their kinds. */
export interface FoldedWarnings {
  readonly contract: string;
  readonly count: number;
  readonly kinds: readonly FoldedKind[];
}

/** Warnings of one rule at one place, indices aside. */
export interface FoldedKind {
  readonly count: number;
  readonly first: LocatedViolation;
  readonly result: ScenarioResult;
}

/** The warnings of a run, folded by contract and rule; the contracts sorted. */
export function foldWarnings({ results }: TestRun): readonly FoldedWarnings[] {
  const all = results.flatMap((result) => result.warnings.map((warning) => ({ warning, result })));
  const byContract = Map.groupBy(all, ({ warning }) => warning.violation.contract);
  return [...byContract]
    .map(([contract, own]) => {
      const kinds = Map.groupBy(own, ({ warning: { violation } }) => {
        const place = violation.path.replaceAll(/\/\d+(?=\/|$)/g, '/*');
        return JSON.stringify([violation.rule, violation.in, place, violation.message]);
      });
      return {
        contract,
        count: own.length,
        kinds: [...kinds.values()].flatMap((same) => {
          const [first] = same;
          return first === undefined ? [] : [{ count: same.length, first: first.warning, result: first.result }];
        }),
      };
    })
    .toSorted((a, b) => (a.contract < b.contract ? -1 : 1));
}
