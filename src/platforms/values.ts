import type { z } from 'zod';
import { type EventData, numberOf } from '../event/event-data.ts';
import { SecretText, type Text } from '../runtime/secret.ts';
import { field, shownKey } from './field.ts';
import { type Given, unchecked } from './payload.ts';
import type { Fields, TagInput } from './tag.ts';

/** Where a tag tells what it left out: its input's log. */
type Console = Pick<TagInput, 'log'>;

/** The forms a payload's values take, and the type of each. */
export interface Forms {
  text: Text;
  texts: readonly Text[];
  'text or texts': Text | readonly Text[];
  /** Of what, the contract says at run time. */
  list: readonly never[];
  number: number;
  integer: number;
  'decimal text': string;
  seconds: number;
  currency: string;
  boolean: boolean;
  bit: 0 | 1;
}

/** One of those forms. */
export type ValueKind = keyof Forms;

/** One key of a payload: the form of its value, and what it is, for editors and help. */
export interface Key<Kind extends ValueKind = ValueKind> {
  readonly kind: Kind;
  readonly about: string;
}

/** Keys by name. */
export type Keys = Readonly<Record<string, Key>>;

/** Keys of a payload or of an object in it, each in a form the contract takes there. */
export type KeysOf<T> = { readonly [key in keyof T]?: Key<FormsOf<Exclude<T[key], undefined>>> };

type FormsOf<Value> = { [kind in ValueKind]: Forms[kind] extends Given<Value> ? kind : never }[ValueKind];

const schemas: { readonly [kind in ValueKind]: (about: string) => z.ZodType } = {
  text: field.text,
  texts: field.list,
  'text or texts': field.list,
  list: field.list,
  number: field.number,
  integer: field.number,
  'decimal text': field.text,
  seconds: field.number,
  currency: field.text,
  boolean: field.boolean,
  bit: field.boolean,
};

/** The container-file fields by which a tag overrides these keys. */
export function fieldsFor(keys: Keys): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(keys).map(([name, { kind, about }]) => [name, schemas[kind](about)]));
}

const currencyCode = /^[A-Z]{3}$/;

/** A value in the form a platform wants; undefined where it cannot be one. Numeric text counts as a number. */
export function valueAs<Kind extends ValueKind>(kind: Kind, value: unknown): Forms[Kind] | undefined;
export function valueAs(kind: ValueKind, value: unknown): unknown {
  switch (kind) {
    case 'text':
      return textual(value);
    case 'texts':
      return texts(Array.isArray(value) ? value : value === '' ? [] : [value]);
    case 'text or texts':
      return Array.isArray(value) ? texts(value) : textual(value);
    case 'list':
      return Array.isArray(value) ? value : [value];
    case 'number':
      return numeric(value);
    case 'integer': {
      const given = numeric(value);
      return Number.isSafeInteger(given) ? given : undefined;
    }
    case 'decimal text': {
      const given = numeric(value);
      return given === undefined ? undefined : decimalText(given);
    }
    case 'seconds': {
      const given = numeric(value);
      return given === undefined || given < 0 ? undefined : Math.floor(given);
    }
    case 'currency': {
      const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
      return currencyCode.test(code) ? code : undefined;
    }
    case 'boolean':
      return boolean(value);
    case 'bit': {
      const given = boolean(value);
      return given === undefined ? undefined : Number(given);
    }
  }
}

/** The shortest decimal that reads back as the same double, never in exponent form: `89.9` → `"89.9"`. */
export function decimalText(value: number): string {
  const text = String(value);
  const exponent = text.indexOf('e');
  if (exponent < 0) return text;
  const sign = text.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = text.slice(sign.length, exponent).split('.');
  const point = whole.length + Number(text.slice(exponent + 1));
  const digits = whole + fraction;
  return sign + (point > 0 ? digits.padEnd(point, '0') : `0.${'0'.repeat(-point)}${digits}`);
}

/**
 * An event's own key in the form a platform wants. Undefined where the event has none; where it has one that cannot
 * be, a line in the log says so, without the value.
 */
export function eventValue<Kind extends ValueKind>(
  event: EventData,
  key: string,
  kind: Kind,
  console: Console,
): Forms[Kind] | undefined {
  const given = event[key];
  if (given === undefined || given === null || given === '') return undefined;
  const value = valueAs(kind, given);
  if (value === undefined) console.log(`the event's ${key} is not ${described[kind]}: left out`);
  return value;
}

/**
 * Lays a tag's own values over the mapped ones, key by key and each in its key's form: a value replaces, null removes,
 * undefined and empty text leave the mapped one. What cannot be in that form removes the mapped value, and the log says so. Of keys
 * not in `keys` the log tells where `group` names the object they stand in; without a group they are no business of
 * this object. Changes `mapped`.
 */
export function overrideKeys<T extends object>(
  mapped: T,
  own: Fields,
  keys: KeysOf<NoInfer<T>>,
  console: Console,
  group?: string,
): void {
  const laid = unchecked<Record<string, unknown>>(mapped);
  const known = unchecked<Keys>(keys);
  for (const name in own) {
    const value = own[name];
    if (value === undefined || value === '') continue;
    const key = Object.hasOwn(known, name) ? known[name] : undefined;
    if (key === undefined) {
      if (group !== undefined) console.log(`${group} has no key ${shownKey(name)}: left out`);
      continue;
    }
    const formed = value === null ? undefined : valueAs(key.kind, value);
    if (formed === undefined && value !== null)
      console.log(`${group === undefined ? '' : `${group}.`}${name} is not ${described[key.kind]}: left out`);
    if (formed !== undefined) laid[name] = formed;
    else if (name in laid) delete laid[name];
  }
}

/** The values that are there, each once, in their order. */
export function distinct<T>(values: readonly (T | undefined)[]): readonly T[] {
  const found: T[] = [];
  for (const value of values) if (value !== undefined && !found.includes(value)) found.push(value);
  return found;
}

const described: { readonly [kind in ValueKind]: string } = {
  text: 'text',
  texts: 'a list of texts',
  'text or texts': 'text, or a list of texts',
  list: 'a list',
  number: 'a number',
  integer: 'a whole number',
  'decimal text': 'a number',
  seconds: 'a time in Unix seconds',
  currency: 'an ISO 4217 currency code',
  boolean: 'true or false',
  bit: 'true or false (1 or 0)',
};

function numeric(value: unknown): number | undefined {
  return typeof value === 'number' || typeof value === 'string' ? numberOf(value) : undefined;
}

function textual(value: unknown): unknown {
  if (typeof value === 'string' || value instanceof SecretText) return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function texts(values: readonly unknown[]): readonly unknown[] | undefined {
  const formed = values.map(textual);
  return formed.includes(undefined) ? undefined : formed;
}

function boolean(value: unknown): boolean | undefined {
  if (value === true || value === 1 || value === '1') return true;
  if (value === false || value === 0 || value === '0') return false;
  const said = typeof value === 'string' ? value.toLowerCase() : '';
  return said === 'true' ? true : said === 'false' ? false : undefined;
}
