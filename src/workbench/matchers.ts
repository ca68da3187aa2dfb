import { RE2JS } from 're2js';
import { typeWords } from '../contracts/type-words.ts';
import { sha256 } from '../event/hash.ts';
import { isMap } from './compare.ts';

/** Every matcher there is: a key beginning with `$` in an expected value. */
export const matcherNames = [
  '$type',
  '$regex',
  '$any_of',
  '$absent',
  '$length',
  '$approx',
  '$iso_date',
  '$hash_of',
  '$exact',
  '$contains',
  '$each',
  '$not',
  '$gte',
  '$lte',
] as const;

/** A matcher's key. */
export type MatcherName = (typeof matcherNames)[number];

/** The one key that stands beside a matcher: how far `$approx` lets a number be off. */
export const within = 'within';

/** A map with a key that begins with `$` is matchers, all of which must hold; any other is a value. */
export function isMatcher(pattern: unknown): pattern is Readonly<Record<string, unknown>> {
  if (!isMap(pattern)) return false;
  for (const key in pattern) if (key.startsWith('$')) return true;
  return false;
}

/** A matcher of one value, that looks no deeper. Its operand has been checked. */
export interface ValueMatcher {
  /** What it asks, in words: `must match ^fb\.1\.`. */
  rule(operand: unknown, pattern: Readonly<Record<string, unknown>>): string;
  holds(operand: unknown, actual: unknown, pattern: Readonly<Record<string, unknown>>): boolean;
}

/** Of a float and its decimal notation. */
const closest = 1e-6;

/** Those that look at one value; the others speak of what is in it. */
export const valueMatchers: Readonly<Partial<Record<MatcherName, ValueMatcher>>> = {
  $type: {
    rule: (type) => `must be ${typeWords(type)}`,
    holds: (type, actual) => types[type as TypeName](actual),
  },
  $regex: {
    rule: (regex) => `must match ${regex}`,
    holds: (regex, actual) => typeof actual === 'string' && compiled(regex as string).test(actual),
  },
  $length: {
    rule: (length) => `must have a length of ${lengthWords(length)}`,
    holds(length, actual) {
      const { min, max } = limitsOf(length);
      // Characters as a person counts them, not UTF-16 units.
      const count = typeof actual === 'string' ? [...actual].length : Array.isArray(actual) ? actual.length : -1;
      return count >= min && count <= max;
    },
  },
  $approx: {
    rule: (wanted, pattern) => `must be within ${toleranceOf(pattern)} of ${wanted}`,
    holds: (wanted, actual, pattern) =>
      typeof actual === 'number' &&
      // In binary 100.01 is 0.0100000000000051 off 100.
      Math.abs(actual - (wanted as number)) <= toleranceOf(pattern) * (1 + 1e-9) + 1e-12,
  },
  $iso_date: {
    rule: () => 'must be a date such as 2026-11-21 or 2026-11-21T16:00:00Z',
    holds: (_, actual) => typeof actual === 'string' && isIsoDate(actual),
  },
  $hash_of: {
    rule: (text) => `must be the SHA-256 of ${text}, in lower-case hex`,
    holds: (text, actual) => actual === sha256(text as string),
  },
  $gte: {
    rule: (limit) => `must be a number of at least ${limit}`,
    holds: (limit, actual) => typeof actual === 'number' && actual >= (limit as number),
  },
  $lte: {
    rule: (limit) => `must be a number of at most ${limit}`,
    holds: (limit, actual) => typeof actual === 'number' && actual <= (limit as number),
  },
};

const types = {
  string: (value: unknown): boolean => typeof value === 'string',
  number: (value: unknown): boolean => typeof value === 'number',
  integer: (value: unknown): boolean => Number.isInteger(value),
  boolean: (value: unknown): boolean => typeof value === 'boolean',
  object: isMap as (value: unknown) => boolean,
  array: (value: unknown): boolean => Array.isArray(value),
  null: (value: unknown): boolean => value === null,
};

type TypeName = keyof typeof types;

/** What `$type` can ask for. */
export const typeNames: readonly string[] = Object.keys(types);

const patterns = new Map<string, RE2JS>();

/**
 * A `$regex`, compiled once. RE2 takes time in proportion to the text, whatever the pattern. Throws an
 * RE2JSSyntaxException where it is none.
 */
export function compiled(regex: string): RE2JS {
  let pattern = patterns.get(regex);
  if (pattern === undefined) {
    pattern = RE2JS.compile(regex);
    patterns.set(regex, pattern);
  }
  return pattern;
}

function limitsOf(length: unknown): { min: number; max: number } {
  if (typeof length === 'number') return { min: length, max: length };
  const { min = 0, max = Number.POSITIVE_INFINITY } = length as { min?: number; max?: number };
  return { min, max };
}

function lengthWords(length: unknown): string {
  const { min, max } = limitsOf(length);
  if (min === max) return String(min);
  if (max === Number.POSITIVE_INFINITY) return `at least ${min}`;
  return min === 0 ? `at most ${max}` : `${min} to ${max}`;
}

function toleranceOf(pattern: Readonly<Record<string, unknown>>): number {
  return (pattern[within] as number | undefined) ?? closest;
}

const isoDate = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** A date, or a moment with its offset, that there is: not 30 February. */
function isIsoDate(text: string): boolean {
  const date = isoDate.exec(text)?.[1];
  if (date === undefined || Number.isNaN(Date.parse(text))) return false;
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
}
