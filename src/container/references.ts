import { isObject } from '../event/json.ts';
import type { FilePath } from '../text/source.ts';

/** A `{{Name}}` in text. */
const pattern = /\{\{([^{}]*)\}\}/g;

/** The names of the variables text refers to, in order. */
export function referencesIn(text: string): readonly string[] {
  if (!text.includes('{{')) return [];
  return Array.from(text.matchAll(pattern), (match) => (match[1] as string).trim());
}

/** Text cut into plain pieces and the names of variables: `a {{B}} c` → `['a ', {name: 'B'}, ' c']`. */
export function splitReferences(text: string): readonly (string | { readonly name: string })[] {
  const parts: (string | { name: string })[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ name: (match[1] as string).trim() });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

/** Calls `visit` with each text in a value and its path. */
export function eachText(value: unknown, path: FilePath, visit: (text: string, path: FilePath) => void): void {
  if (typeof value === 'string') visit(value, path);
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) eachText(item, [...path, index], visit);
  else if (isObject(value)) for (const key of Object.keys(value)) eachText(value[key], [...path, key], visit);
}

/** Calls `visit` with each key in a value and the path it leads to. */
export function eachKey(value: unknown, path: FilePath, visit: (key: string, path: FilePath) => void): void {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) eachKey(item, [...path, index], visit);
  else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      visit(key, [...path, key]);
      eachKey(value[key], [...path, key], visit);
    }
  }
}
