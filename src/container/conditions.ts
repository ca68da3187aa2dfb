import { RE2JS, RE2JSSyntaxException } from 're2js';
import { all, chain, type MaybePromise } from '../runtime/maybe-promise.ts';
import type { ConditionModel } from './container-model.ts';
import { asText, compileExpression, evaluate, type Resolve } from './expression.ts';
import { type Operator, operators } from './schema.ts';
import type { Scope } from './scope.ts';

/** A condition, compiled. */
export interface Condition {
  /** As a person would say it: `{{Event Name}} equals purchase`. */
  readonly text: string;
  /** Undefined where it holds, else what was seen instead. */
  readonly failure: (scope: Scope) => MaybePromise<string | undefined>;
  /** Where it looks at the event's name alone: whether it holds for a name. */
  readonly byName: ((eventName: string) => boolean) | undefined;
}

type Compare = (seen: string, wanted: string) => boolean;

const comparisons: Readonly<Record<Exclude<Operator, 'matches_regex'>, Compare>> = {
  equals: (seen, wanted) => seen === wanted,
  contains: (seen, wanted) => seen.includes(wanted),
  starts_with: (seen, wanted) => seen.startsWith(wanted),
  ends_with: (seen, wanted) => seen.endsWith(wanted),
  less_than: (seen, wanted) => numeric(seen) < numeric(wanted),
  less_or_equal: (seen, wanted) => numeric(seen) <= numeric(wanted),
  greater_than: (seen, wanted) => numeric(seen) > numeric(wanted),
  greater_or_equal: (seen, wanted) => numeric(seen) >= numeric(wanted),
};

/** How a comparison reads, plain and negated. */
const phrases: Readonly<Record<Operator, readonly [string, string]>> = {
  equals: ['equals', 'does not equal'],
  contains: ['contains', 'does not contain'],
  starts_with: ['starts with', 'does not start with'],
  ends_with: ['ends with', 'does not end with'],
  matches_regex: ['matches', 'does not match'],
  less_than: ['is less than', 'is not less than'],
  less_or_equal: ['is at most', 'is not at most'],
  greater_than: ['is greater than', 'is not greater than'],
  greater_or_equal: ['is at least', 'is not at least'],
};

/** Compiles a condition. Both sides compare as text, so that an undefined variable equals `undefined`, as in sGTM. */
export function compileCondition(model: ConditionModel, resolve: Resolve): Condition {
  const operator = operators.find((one) => model[one] !== undefined) as Operator;
  const negate = model.negate === true;
  const subject = compileExpression(model.variable, resolve);
  const value = compileExpression(model[operator], resolve);
  const holds = value.constant ? compileTest(operator, asText(value.value), model.ignore_case === true) : undefined;
  const test = (seen: string, wanted: string): boolean =>
    (holds ?? compileTest(operator, wanted, model.ignore_case === true))(seen) !== negate;
  const verb = phrases[operator][negate ? 1 : 0];
  const aboutName = /^\{\{\s*(Event Name|_event)\s*\}\}$/.test(model.variable) && value.constant;

  return {
    text: `${model.variable} ${verb} ${asText(model[operator])}`,
    failure: (scope) =>
      chain(all([evaluate(subject, scope), evaluate(value, scope)]), ([given, wanted]) => {
        const seen = asText(given);
        return test(seen, asText(wanted)) ? undefined : seen;
      }),
    byName: aboutName ? (eventName) => test(eventName, '') : undefined,
  };
}

/** A comparison with its right side known; a pattern that is no RE2 matches nothing. */
function compileTest(operator: Operator, wanted: string, ignoreCase: boolean): (seen: string) => boolean {
  if (operator !== 'matches_regex') {
    const compare = comparisons[operator];
    return (seen) => compare(seen, wanted);
  }
  const pattern = compilePattern(wanted, ignoreCase);
  return (seen) => pattern?.test(seen) ?? false;
}

/** Patterns that come out of variables are not known when the container is checked. */
function compilePattern(pattern: string, ignoreCase: boolean): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) return undefined;
    throw error;
  }
}

function numeric(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
