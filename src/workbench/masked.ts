import { isSecretParameter, redacted } from '../container/credentials.ts';
import { hidden } from '../contracts/actual.ts';
import { isSha256 } from '../event/hash.ts';
import { replaceNumber, replaceValue } from '../recordings/personal-fields.ts';
import { rewriteUrl } from '../recordings/rewrite-query.ts';

/** Deeper than this is no honest payload. */
const deepest = 64;
/** What stands where something was hidden, or is put in at delivery. */
const placeholder = /<[^<>]+>/;
const cutHere = '…';
/** `key` alone is no credential in JSON: it names half of what there is. */
const harmless: ReadonlySet<string> = new Set(['key', 'sig', 'signature', 'auth']);

/**
 * A copy of a value as a report may show it: plain JSON, with credentials and what is a person's (by the keys that lead
 * to it, or by its look) hidden. Digests stay: they are what platforms get. `path`: the keys that lead to the value.
 * Text longer than `longest` characters is cut.
 */
export function masked(
  value: unknown,
  path: readonly string[] = [],
  longest: number = Number.POSITIVE_INFINITY,
): unknown {
  if (typeof value === 'string') return cut(maskedText(value, path), longest);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return String(value);
    return replaceNumber(path, String(value)) === String(value) ? value : redacted;
  }
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  if ('toJSON' in value && typeof value.toJSON === 'function') return masked(value.toJSON(), path, longest);
  if (path.length > deepest) return cutHere;
  if (Array.isArray(value)) return value.map((item) => masked(item, path, longest) ?? null);
  const copy: Record<string, unknown> = {};
  for (const [key, held] of Object.entries(value)) {
    if (held === undefined) continue;
    // What a matcher asks of a value is as private as the value.
    const shown = masked(held, key.startsWith('$') ? path : [...path, key], longest);
    // A key named `__proto__` is a key as any other.
    Object.defineProperty(copy, cut(hidden(key), 200), {
      value: shown,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return copy;
}

/** What a matcher asks, in words, with what is private in its operands hidden as `masked` hides it. */
export function maskedRule(rule: string, matcher: unknown, path: readonly string[]): string {
  const operands = typeof matcher === 'object' && matcher !== null ? Object.values(matcher) : [];
  let shown = rule;
  for (const operand of operands) {
    if (typeof operand === 'string' && operand !== '')
      shown = shown.replaceAll(operand, () => maskedText(operand, path));
  }
  return hidden(shown);
}

/** `masked`, of a text. */
export function maskedText(text: string, path: readonly string[] = []): string {
  const name = path.findLast((key) => !/^\d+$/.test(key)) ?? '';
  if (isSecret(name) && text !== '' && !text.includes('${') && !placeholder.test(text)) return redacted;
  if (isSha256(text.trim())) return text;
  const shown = /[@+]|%40/.test(text) ? hidden(text) : text;
  if (/^\s*https?:\/\//i.test(shown)) {
    const url = rewriteUrl(shown, (parameter, value) => maskedText(value, [parameter]));
    return url.replaceAll(encodeURIComponent(redacted), redacted);
  }
  if (placeholder.test(shown) && shown.replace(placeholder, '').trim() === '') return shown;
  return replaceValue(path, shown) === shown ? shown : redacted;
}

function isSecret(name: string): boolean {
  const lower = name.toLowerCase();
  return isSecretParameter(lower) ? !harmless.has(lower) : lower === 'authorization';
}

/** The beginning of a text, and how long it was; never half a character. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}… (${text.length} characters)`;
}
