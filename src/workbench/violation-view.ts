import { hidden } from '../contracts/actual.ts';
import type { Violation } from '../contracts/violation.ts';
import { shortened } from '../text/printable.ts';
import type { LocatedViolation } from './test-run.ts';
import { platformName, violationPlace, whereWords } from './where-words.ts';

/** One thing to know, behind the word it goes by. */
export interface Fact {
  readonly label: string;
  readonly text: string;
}

/** A violation in words: what a reporter lays out, in a terminal or on a page. */
export interface ViolationView {
  readonly severity: Violation['severity'];
  /** `meta/events`, or `PII guard`. */
  readonly contract: string;
  readonly place: string;
  readonly message: string;
  /** What it is in, what was found, what to do, what the platform calls it, where that is written. */
  readonly facts: readonly Fact[];
}

/** A violation to be shown; without `where`, what it is in is left out: the reader knows. */
export type ShownViolation = Omit<LocatedViolation, 'where'> & Partial<Pick<LocatedViolation, 'where'>>;

/** A violation as people read it. */
export function violationView({ violation, where, rule }: ShownViolation): ViolationView {
  const { contract, severity, message, actual, help, code, source } = violation;
  const words = where === undefined ? undefined : whereWords(where);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['in', words?.what],
    ['request', words?.request],
    ['found', actual],
    ['help', help],
    ['code', code === undefined ? undefined : `${platformName(contract)} answers ${code}`],
    ['rule', rule === undefined ? undefined : `${rule.file}:${rule.line}`],
    ['source', source],
  ];
  return {
    severity,
    contract: contract === 'pii' ? platformName(contract) : clean(contract),
    place: violationPlace(violation),
    message: clean(message),
    facts: facts.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text: clean(text) }])),
  };
}

function clean(text: string): string {
  return shortened(hidden(text), 1000);
}
