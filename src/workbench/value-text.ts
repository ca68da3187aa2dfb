import { printable } from '../text/printable.ts';
import { masked } from './masked.ts';

/** How to write a value out. */
export interface ValueTextOptions {
  /** The keys that lead to it: they tell whether it is a person's. */
  readonly path?: readonly string[];
  /** What is longer stands in several lines, indented; else on one. */
  readonly line: number;
  /** Texts in it are cut to this many characters. */
  readonly longest: number;
}

/**
 * A value as JSON for people: credentials and persons hidden, control characters written out, on one line where it
 * fits. `nothing` where there is none.
 */
export function valueText(value: unknown, { path = [], line, longest }: ValueTextOptions): string {
  if (value === undefined) return 'nothing';
  const shown = masked(value, path, longest);
  const short = inline(shown);
  if (short.length <= line || typeof shown !== 'object') return short;
  return JSON.stringify(shown, null, 2)
    .split('\n')
    .map((text) => printable(text))
    .join('\n');
}

/** JSON on one line, with blanks where people put them. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return printable(JSON.stringify(value) ?? String(value));
  const entries = Object.entries(value).map(([key, held]) => `${printable(JSON.stringify(key))}: ${inline(held)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
