import { pointerStep } from '../text/json-pointer.ts';
import { shortened } from '../text/printable.ts';
import { has, isMap, mostDifferences } from './compare.ts';
import { align } from './compare-align.ts';
import type { Difference } from './difference.ts';
import { assign } from './match-assignment.ts';
import { isMatcher, type MatcherName, valueMatchers } from './matchers.ts';

/**
 * Where a JSON value is not as a pattern has it; none where it is. An object may hold more keys than its pattern, an
 * array has as many items as its pattern, in order, anything else is equal; a map with keys that begin with `$` is
 * matchers. Matchers must have been checked.
 */
export function match(pattern: unknown, actual: unknown): readonly Difference[] {
  const found: Difference[] = [];
  visit(pattern, actual, { path: '', exact: false, found, most: mostDifferences });
  return found;
}

/** Whether a JSON value is as a pattern has it: `match`, up to the first difference. */
export function isMatch(pattern: unknown, actual: unknown): boolean {
  return matches(pattern, actual, false);
}

interface Place {
  readonly path: string;
  /** Within `$exact`: an object has no other keys than its pattern. */
  readonly exact: boolean;
  readonly found: Difference[];
  /** How many are looked for. */
  readonly most: number;
}

function matches(pattern: unknown, actual: unknown, exact: boolean): boolean {
  const found: Difference[] = [];
  visit(pattern, actual, { path: '', exact, found, most: 1 });
  return found.length === 0;
}

/** `actual` is undefined where nothing is. */
function visit(pattern: unknown, actual: unknown, place: Place): void {
  if (place.found.length >= place.most) return;
  if (isForeign(pattern)) {
    if (!pattern.asymmetricMatch(actual)) tell(place, pattern, actual, `must be ${foreignWords(pattern)}`);
  } else if (isMatcher(pattern)) {
    for (const name in pattern) if (name.startsWith('$')) visitMatcher(name as MatcherName, pattern, actual, place);
  } else if (Array.isArray(pattern) && Array.isArray(actual)) visitArray(pattern, actual, place);
  else if (isMap(pattern) && isMap(actual)) visitMap(pattern, actual, place);
  else if (pattern !== actual) tell(place, pattern, actual);
}

function visitMap(
  pattern: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
  place: Place,
): void {
  for (const key of Object.keys(pattern)) {
    if (pattern[key] === undefined) continue;
    visit(pattern[key], own(actual, key), into(place, key));
  }
  if (!place.exact) return;
  for (const key of Object.keys(actual)) {
    if (has(actual, key) && !has(pattern, key)) tell(into(place, key), undefined, actual[key], 'no other keys');
  }
}

/** A matcher of a test runner: `expect.any(String)` of vitest and jest. */
interface ForeignMatcher {
  asymmetricMatch(actual: unknown): boolean;
  toAsymmetricMatcher?(): string;
}

function isForeign(pattern: unknown): pattern is ForeignMatcher {
  return isMap(pattern) && typeof pattern['asymmetricMatch'] === 'function';
}

function foreignWords(pattern: ForeignMatcher): string {
  return pattern.toAsymmetricMatcher?.() ?? String(pattern);
}

/** What a key holds; never a prototype's. */
function own(map: Readonly<Record<string, unknown>>, key: string): unknown {
  return has(map, key) ? map[key] : undefined;
}

function visitArray(pattern: readonly unknown[], actual: readonly unknown[], place: Place): void {
  if (pattern.length === actual.length) {
    for (const [index, item] of pattern.entries()) visit(item, actual[index], into(place, index));
    return;
  }
  if (place.most === 1) {
    // Whoever asks only whether there is a difference has the answer; which item is too many takes time to find.
    tell(place, pattern, actual);
    return;
  }
  for (const [from, to] of align(pattern, actual, (one, item) => distance(one, item, place.exact))) {
    if (from === undefined) tell(into(place, to as number), undefined, actual[to as number]);
    else if (to === undefined) tell(into(place, from), pattern[from], undefined);
    else visit(pattern[from], actual[to], into(place, to));
  }
}

function visitMatcher(
  name: MatcherName,
  pattern: Readonly<Record<string, unknown>>,
  actual: unknown,
  place: Place,
): void {
  const operand = pattern[name];
  const simple = valueMatchers[name];
  if (simple !== undefined) {
    if (!simple.holds(operand, actual, pattern)) tell(place, pattern, actual, simple.rule(operand, pattern));
    return;
  }
  switch (name) {
    case '$absent':
      if (actual !== undefined) tell(place, undefined, actual, 'must not be there');
      return;
    case '$any_of': {
      const held = (operand as readonly unknown[]).some((one) => matches(one, actual, place.exact));
      if (!held) tell(place, pattern, actual, `must be one of ${inWords(operand)}`);
      return;
    }
    case '$not':
      if (matches(operand, actual, place.exact)) {
        tell(place, pattern, actual, actual === undefined ? 'must be there' : `must not be ${inWords(operand)}`);
      }
      return;
    case '$exact':
      visit(operand, actual, { ...place, exact: true });
      return;
    case '$each':
      if (!Array.isArray(actual)) tell(place, pattern, actual, 'must be an array');
      else for (const [index, item] of actual.entries()) visit(operand, item, into(place, index));
      return;
    case '$contains': {
      if (!Array.isArray(actual)) {
        tell(place, pattern, actual, 'must be an array');
        return;
      }
      const wanted = operand as readonly unknown[];
      const given = assign(wanted.length, actual.length, (wish, item) =>
        matches(wanted[wish], actual[item], place.exact),
      );
      for (const [index, item] of given.entries()) {
        if (item === undefined) tell(place, wanted[index], undefined, 'must hold an item like this');
      }
      return;
    }
    default:
      throw new Error(`no matcher ${name}: patterns are checked before they are matched`);
  }
}

function into(place: Place, step: string | number): Place {
  return { ...place, path: place.path + pointerStep(step) };
}

/** Notes a difference: of what kind follows from what is there. */
function tell({ path, found, most }: Place, expected: unknown, actual: unknown, rule?: string): void {
  if (found.length >= most) return;
  const kind = actual === undefined ? 'missing' : expected === undefined ? 'unexpected' : 'different';
  found.push({ path, kind, expected, actual, ...(rule !== undefined && { rule }) });
}

/** For pairing items of arrays: the share of a pattern's keys that do not match. */
function distance(pattern: unknown, actual: unknown, exact: boolean): number {
  if (matches(pattern, actual, exact)) return 0;
  if (!isMap(pattern) || isMatcher(pattern) || !isMap(actual)) {
    return isMap(pattern) === isMap(actual) && Array.isArray(pattern) === Array.isArray(actual) ? 1 : 2;
  }
  const keys = Object.keys(pattern);
  const held = keys.filter((key) => matches(pattern[key], own(actual, key), exact)).length;
  return 1 - held / Math.max(keys.length, 1);
}

function inWords(operand: unknown): string {
  const one = (value: unknown): string => JSON.stringify(value) ?? 'undefined';
  return shortened(Array.isArray(operand) ? operand.map(one).join(', ') : one(operand), 200);
}
