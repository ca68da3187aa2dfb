import type { Violation } from '../contracts/violation.ts';
import type { Palette } from './palette.ts';
import { wrapped } from './print-columns.ts';
import { printFacts } from './print-facts.ts';
import { type ShownViolation, violationView } from './violation-view.ts';

/** How to print a violation. */
export interface PrintViolationOptions {
  readonly palette: Palette;
  /** Columns there are; prose is broken to fit, paths and addresses stay whole. */
  readonly width: number;
}

const indent = '  ';

/**
 * A violation for people: severity, contract, place and message; below, what it is in, what was found, what to do, what
 * the platform answers, and where contract and platform say so.
 */
export function printViolation(
  violation: Violation | ShownViolation,
  { palette, width }: PrintViolationOptions,
): readonly string[] {
  const view = violationView('violation' in violation ? violation : { violation });
  const mark = view.severity === 'error' ? palette.bad('error') : palette.warn('warning');
  const text = `${view.contract} ${view.place}: ${view.message}`;
  const [first = '', ...rest] = wrapped(text, width - indent.length, width - view.severity.length - 1);
  return [
    `${mark} ${first}`,
    ...[...rest, ...printFacts(view.facts, { palette, width: width - indent.length })].map((line) => indent + line),
  ];
}
