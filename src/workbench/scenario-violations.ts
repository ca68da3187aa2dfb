import { isAbsolute, relative, sep } from 'node:path';
import type { Contracts } from '../contracts/contract.ts';
import type { Violation } from '../contracts/violation.ts';
import type { Recording } from '../engine/recording.ts';
import { isMatch } from './match.ts';
import { sentRequests } from './match-request.ts';
import type { ExpectedViolations } from './scenario.ts';
import type { Failure, LocatedViolation, Where } from './test-run.ts';

/** What a scenario's violations come to. */
export interface ViolationVerdict {
  readonly failures: readonly Failure[];
  /** Those of severity `warning` that nobody asked about. */
  readonly warnings: readonly LocatedViolation[];
}

/** Holds what contracts were broken against what may, and what must be. */
export function judgeViolations(
  expected: ExpectedViolations,
  recordings: readonly Recording[],
  contracts: Contracts | undefined,
  cwd: string,
): ViolationVerdict {
  const found = violationsOf(recordings);
  const asked = (one: LocatedViolation): boolean => expected.listed.some(({ pattern }) => fits(pattern, one));
  const fails = ({ violation }: LocatedViolation): boolean =>
    expected.fails === 'any' || violation.severity === 'error';
  const rest = found.filter((one) => !asked(one));
  const unmet = expected.listed.filter(({ pattern }) => !found.some((one) => fits(pattern, one)));
  return {
    failures: [
      ...rest.filter(fails).map((one): Failure => {
        const rule = ruleOf(one.violation, contracts, cwd);
        return { kind: 'violation', line: expected.line, ...one, ...(rule !== undefined && { rule }) };
      }),
      ...unmet.map(({ line, pattern }): Failure => ({ kind: 'violation_missing', line, expected: pattern, found })),
    ],
    warnings: rest.filter((one) => !fails(one)),
  };
}

function fits(pattern: unknown, { violation, where }: LocatedViolation): boolean {
  return isMatch(pattern, { ...violation, tag: where?.tag });
}

/** Every violation of some sends: of what came in, of the events, of what went out. */
function violationsOf(recordings: readonly Recording[]): readonly LocatedViolation[] {
  const located = (violations: readonly Violation[], where: Where): readonly LocatedViolation[] =>
    violations.map((violation) => ({ violation, where }));
  const incoming = recordings.flatMap(({ violations, events }, send) => [
    ...located(violations, { send }),
    ...events.flatMap((event) => located(event.violations, { send, event: String(event.data['event_name']) })),
  ]);
  return [...incoming, ...sentRequests(recordings).flatMap(({ where, request }) => located(request.violations, where))];
}

/** Where the contract says so. Only for what fails: finding a line takes reading the contract's file again. */
function ruleOf(
  { contract, rulePath }: Violation,
  contracts: Contracts | undefined,
  cwd: string,
): LocatedViolation['rule'] | undefined {
  const place = rulePath === undefined ? undefined : contracts?.get(contract)?.locate(rulePath);
  if (place === undefined) return undefined;
  const file = relative(cwd, place.file).split(sep).join('/');
  return { file: file.startsWith('../') || isAbsolute(file) ? place.file : file, line: place.line };
}
