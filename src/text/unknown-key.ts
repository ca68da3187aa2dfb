import { nearest } from './nearest.ts';

/** What to say of a key that is not among the known ones. */
export function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  if (near !== undefined) return `unknown key; did you mean ${near}?`;
  if (known.length === 0) return 'unknown key: nothing goes here';
  const more = known.length > most + 1 ? ` and ${known.length - most} more` : '';
  return `unknown key; known are ${known.slice(0, more === '' ? known.length : most).join(', ')}${more}`;
}

/** More of them nobody reads through. */
const most = 20;
