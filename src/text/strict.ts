import { z } from 'zod';
import { unknownKey } from './unknown-key.ts';

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
