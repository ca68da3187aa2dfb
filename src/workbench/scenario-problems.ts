import type { z } from 'zod';
import { expectedWords, kindOf } from '../text/kind-words.ts';
import type { FilePath, Problem } from '../text/source.ts';
import { isMap } from './compare.ts';

/** What a schema has against a value, as problems with their places under `base`; an unknown key stands at the key. */
export function shapeProblems(schema: z.ZodType, value: unknown, base: FilePath): readonly Problem[] {
  const result = schema.safeParse(value, { reportInput: true });
  return result.success ? [] : result.error.issues.flatMap((issue) => problemsOf(issue as z.core.$ZodIssue, base));
}

/** Whole numbers that a double cannot hold have lost digits by now: an id that nobody put in quotes. */
export function numberProblems(value: unknown, path: FilePath = []): readonly Problem[] {
  if (typeof value === 'number') {
    if (!Number.isInteger(value) || Number.isSafeInteger(value)) return [];
    return [{ path, message: 'has more digits than a number can hold: put it in quotes' }];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => numberProblems(item, [...path, index]));
  return isMap(value) ? Object.keys(value).flatMap((key) => numberProblems(value[key], [...path, key])) : [];
}

function problemsOf(issue: z.core.$ZodIssue, base: FilePath): readonly Problem[] {
  const path = [...base, ...(issue.path as FilePath)];
  if (issue.code === 'unrecognized_keys') {
    const messages = issue.message.split('\n');
    return issue.keys.map((key, index) => ({ path: [...path, key], message: messages[index] as string, atKey: true }));
  }
  if (issue.input === undefined && issue.code !== 'custom') return [{ path, message: 'is missing', atKey: true }];
  if (issue.code === 'invalid_union') {
    // The branch that takes values of this kind knows what is wrong within.
    const branch = issue.errors.find((errors) =>
      errors.every(({ path: inner, code }) => inner.length > 0 || code === 'unrecognized_keys'),
    );
    if (branch !== undefined) return branch.flatMap((inner) => problemsOf(inner, path));
  }
  if (issue.code === 'too_small' && issue.origin === 'string') return [{ path, message: 'is empty: give it a value' }];
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input')) {
    return [
      { path, message: `must be ${expectedWords(issue.expected) ?? issue.expected}; it is ${kindOf(issue.input)}` },
    ];
  }
  return [{ path, message: issue.message }];
}
