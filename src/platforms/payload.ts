import type { Text } from '../runtime/secret.ts';
import type { Fields } from './tag.ts';

/**
 * A contract's type as a tag makes the payload: a secret may stand where text stands, lists may be shared, and there are
 * no keys but those the contract says something of.
 */
export type Payload<T> = T extends string
  ? string extends T
    ? Text
    : T
  : T extends readonly (infer One)[]
    ? readonly Payload<One>[]
    : T extends object
      ? { [key in keyof T as IfSaid<T, key>]: Payload<T[key]> }
      : T;

type IfSaid<T, Key extends keyof T> = string extends Key ? (unknown extends T[Key] ? never : Key) : Key;

/** Only the keys a type names, where it takes any other too. */
export type Named<T> = { [key in keyof T as string extends key ? never : key]: T[key] };

/** Keys beside those a contract names, for contracts that take such: `T` is its type, and has keys by any name. */
export type Others<T extends { [key: string]: unknown }, Names extends string, Value extends Payload<T[string]>> = {
  [name in Names]?: Value;
};

/** The same keys, each with a value or undefined in its place. */
export type Undecided<T> = { [key in keyof T]: T[key] | undefined };

/** The keys of a payload that take a value of a type. */
export type KeysFor<T, Value> = { [key in keyof T]-?: [Value] extends [T[key]] ? key : never }[keyof T];

/** A type without what a contract says of the values: any text where it lists texts, any number where it lists numbers. */
export type Given<T> = T extends string
  ? Text
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends readonly (infer One)[]
        ? readonly Given<One>[]
        : T;

/**
 * An object that the tag's own fields or the event filled, as what the payload has in its place; or a payload, to be
 * filled by them. They hold any key and any value, and go out as they are: the contract checks them at run time, which
 * is why no other cast is needed between the two.
 */
export function unchecked<T extends object>(given: object): T {
  return given as T;
}

/** As `unchecked`, for one value: of the right kind, and whether it is one that the contract lists only that can say. */
export function asListed<T>(given: NoInfer<Given<T>>): T {
  return given as T;
}

/**
 * Sets a key that has a value. To the compiler the key is there from then on, so that it finds a key the contract
 * requires and nothing puts: a builder returns `Partial<T>` as `T` once all are put. Where neither the event nor the tag
 * has a value for one, the contract says so at run time.
 */
export function put<T extends object, K extends keyof T>(
  into: T,
  key: K,
  value: Taken<T, K> | undefined,
): asserts into is T & Required<Pick<T, K>> {
  if (value !== undefined) into[key] = value as T[K];
}

/** What each of these keys takes. */
type Taken<T, K extends keyof T> = { [key in K]-?: (value: T[key]) => void }[K] extends (value: infer Value) => void
  ? Value
  : never;

/** Sets a key that has values. */
export function putAll<T extends object, K extends keyof T>(
  into: T,
  key: K,
  values: T[K] & readonly unknown[],
): asserts into is T & Required<Pick<T, K>> {
  if (values.length > 0) into[key] = values;
}

/** A copy without the keys that hold undefined, so that the object is what its JSON says. */
export function compact<T extends object>(record: NoInfer<Undecided<T>>): T {
  const copy: Record<string, unknown> = {};
  const given = unchecked<Record<string, unknown>>(record);
  for (const key in given) if (given[key] !== undefined) copy[key] = given[key];
  return unchecked(copy);
}

/**
 * Lays a tag's own values over the mapped ones, key by key: a value replaces, null removes, undefined (a variable
 * that holds nothing) leaves the mapped one. Changes `mapped` and returns it.
 */
export function override<T extends object>(mapped: T, own: Fields): T {
  const open = unchecked<Record<string, unknown>>(mapped);
  for (const key of Object.keys(own)) {
    const value = own[key];
    if (value === undefined) continue;
    if (value === null) delete open[key];
    else open[key] = value;
  }
  return mapped;
}

/** The object; undefined where it has no key at all. */
export function nonEmpty<T extends object>(record: T): T | undefined {
  return isEmpty(record) ? undefined : record;
}

/** Whether an object has any key at all. */
export function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}
