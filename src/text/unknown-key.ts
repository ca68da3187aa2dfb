import { nearest } from './nearest.ts';

/** What to say of a key that is not among the known ones. */
export function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  if (near !== undefined) return `unknown key; did you mean ${near}?`;
  return known.length === 0 ? 'unknown key: nothing goes here' : `unknown key; known are ${known.join(', ')}`;
}
