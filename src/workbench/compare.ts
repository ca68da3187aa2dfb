import { pointerStep } from '../text/json-pointer.ts';
import { align } from './compare-align.ts';
import type { Difference } from './difference.ts';

/** No more differences than this are told of one comparison, unless more are asked for. */
export const mostDifferences = 100;

/**
 * What is not the same in two JSON values, field by field; none where they are equal. Keys are compared in any order, a
 * key that holds undefined is as good as none. Items of arrays are paired so that the fewest change: one that was put in
 * or taken out makes none of those after it differ. An item's place is the one it came at; a missing one's, where it was.
 * Stops at `most` differences.
 */
export function compare(expected: unknown, actual: unknown, most: number = mostDifferences): readonly Difference[] {
  const found: Difference[] = [];
  visit(expected, actual, '', { found, most });
  return found;
}

interface Findings {
  readonly found: Difference[];
  readonly most: number;
}

function visit(expected: unknown, actual: unknown, path: string, findings: Findings): void {
  const { found, most } = findings;
  if (found.length >= most) return;
  if (Array.isArray(expected) && Array.isArray(actual)) {
    for (const [from, to] of align(expected, actual, distance)) {
      if (found.length >= most) return;
      if (from === undefined) found.push(unexpected(actual[to as number], path + pointerStep(to as number)));
      else if (to === undefined) found.push(missing(expected[from], path + pointerStep(from)));
      else visit(expected[from], actual[to], path + pointerStep(to), findings);
    }
  } else if (isMap(expected) && isMap(actual)) {
    for (const key of keysOf(expected)) {
      if (found.length >= most) return;
      const here = path + pointerStep(key);
      if (has(actual, key)) visit(expected[key], actual[key], here, findings);
      else found.push(missing(expected[key], here));
    }
    for (const key of keysOf(actual)) {
      if (found.length >= most) return;
      if (!has(expected, key)) found.push(unexpected(actual[key], path + pointerStep(key)));
    }
  } else if (expected !== actual) {
    found.push({ path, kind: 'different', expected, actual });
  }
}

function missing(expected: unknown, path: string): Difference {
  return { path, kind: 'missing', expected, actual: undefined };
}

function unexpected(actual: unknown, path: string): Difference {
  return { path, kind: 'unexpected', expected: undefined, actual };
}

/** How far apart two values are: 0 the same, 1 nothing in common, above 1 not even of the same kind. */
function distance(expected: unknown, actual: unknown): number {
  if (isSame(expected, actual)) return 0;
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const same = expected.filter((item, index) => index < actual.length && isSame(item, actual[index])).length;
    return 1 - same / Math.max(expected.length, actual.length, 1);
  }
  if (isMap(expected) && isMap(actual)) {
    const keys = keysOf(expected);
    const same = keys.filter((key) => has(actual, key) && isSame(expected[key], actual[key])).length;
    const all = keys.length + keysOf(actual).filter((key) => !has(expected, key)).length;
    return 1 - same / Math.max(all, 1);
  }
  return typeof expected === typeof actual && Array.isArray(expected) === Array.isArray(actual) ? 1 : 2;
}

/** Whether two JSON values are equal. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isMap(a) || !isMap(b)) return false;
  const keys = keysOf(a);
  return keys.length === keysOf(b).length && keys.every((key) => has(b, key) && isSame(a[key], b[key]));
}

/** An object with keys: neither null, nor an array. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a map has a key of its own that holds something. */
export function has(map: Readonly<Record<string, unknown>>, key: string): boolean {
  return Object.hasOwn(map, key) && map[key] !== undefined;
}

function keysOf(map: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(map).filter((key) => map[key] !== undefined);
}
