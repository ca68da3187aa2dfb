import { isObject } from '../event/json.ts';
import { SecretText } from '../runtime/secret.ts';
import { list, shownKey } from './field.ts';
import { compact, unchecked } from './payload.ts';
import type { Fields, TagInput } from './tag.ts';

/** Reads one of a tag's own values as the platform takes it; undefined where it cannot be one. */
export type Reader = (own: Fields, key: string, input: TagInput) => unknown;

/**
 * A payload key: the tag's own value where it has one, nothing where that is null, else what the event maps to. An own
 * value that cannot be used is left out, and the console says so.
 */
export function own<T>(
  input: TagInput,
  key: string,
  read: (own: Fields, key: string, input: TagInput) => T | undefined,
  mapped: T | undefined,
): T | undefined {
  const given = input.fields[key];
  if (given === undefined || given === '') return mapped;
  if (given === null) return undefined;
  const value = read(input.fields, key, input);
  if (value === undefined) unusable(input, key);
  return value;
}

/**
 * Lays the named values of `field` over the mapped ones, key by key, each read by its reader or by `other`; a key
 * with neither is left out. A null for the whole field leaves nothing. May change `mapped`; gives no key that holds
 * undefined where `mapped` has none.
 */
export function overlay<T extends object>(
  input: TagInput,
  field: string,
  mapped: T,
  readers: ReadonlyMap<string, Reader>,
  other?: Reader,
): T {
  const given = input.fields[field];
  if (given === undefined || given === '') return mapped;
  if (given === null) return unchecked({});
  if (!isObject(given) || given instanceof SecretText) {
    input.log(`${field} does not hold named values: left out`);
    return mapped;
  }
  const laid = unchecked<Record<string, unknown>>(mapped);
  for (const key of Object.keys(given)) {
    const value = given[key];
    if (value === undefined || value === '') continue;
    if (value === null) {
      laid[key] = undefined;
      continue;
    }
    const read = readers.get(key) ?? other;
    if (read === undefined) {
      input.log(`${field} has no key ${shownKey(key)}: left out`);
      continue;
    }
    const usable = read(given, key, input);
    if (usable === undefined) unusable(input, `${field}.${shownKey(key)}`);
    laid[key] = usable;
  }
  return compact<T>(mapped);
}

function unusable(input: TagInput, path: string): void {
  input.log(`${path} does not hold a value the platform takes: left out`);
}

/** Reads one value or several as a list, numbers as text; undefined where nothing is in it. */
export function texts(own: Fields, key: string): readonly unknown[] | undefined {
  const values = list(own, key).filter((value) => value !== null && value !== undefined && value !== '');
  return values.length === 0 ? undefined : values.map((value) => (typeof value === 'number' ? String(value) : value));
}

/** Reads a value as it was given. */
export function asGiven(own: Fields, key: string): unknown {
  return own[key];
}
