import { plain } from '../workbench/palette.ts';
import { printFailureBody } from '../workbench/print-failure.ts';
import { printViolation } from '../workbench/print-violation.ts';
import type { NearMiss } from '../workbench/test-run.ts';
import type { ShownViolation } from '../workbench/violation-view.ts';

const layout = { palette: plain, width: 100 };

/** What was expected of an outgoing request, and the requests that come closest with what differs in them. */
export function unmatched(expected: unknown, nearest: readonly NearMiss[]): string {
  const lines = printFailureBody({ kind: 'request_unmatched', line: 0, expected, nearest }, layout);
  return ['no request is as expected', ...lines.map((line) => `  ${line}`)].join('\n');
}

/** Violations, each with its place, its rule and what to do. */
export function broken(violations: readonly ShownViolation[]): string {
  return violations.flatMap((one) => printViolation(one, layout)).join('\n');
}
