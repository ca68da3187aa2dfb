import { z } from 'zod';
import { nearest } from './nearest.ts';

/** Any value JSON can carry. */
export const json: z.ZodType = z.json().meta({ id: 'Json' });

/**
 * An object of these keys and no others. Unknown ones are one `unrecognized_keys` issue whose message has a line for
 * each of them, in the order of `issue.keys`, that names the nearest known key.
 */
export function strictObject(keys: Readonly<Record<string, z.ZodType>>): z.ZodType {
  const known = Object.keys(keys);
  return z.strictObject(keys, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownKey(key, known)).join('\n') : undefined,
  });
}

/** What to say of a key that is not among the known ones. */
export function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  if (near !== undefined) return `unknown key; did you mean ${near}?`;
  return known.length === 0 ? 'unknown key: nothing goes here' : `unknown key; known are ${known.join(', ')}`;
}
