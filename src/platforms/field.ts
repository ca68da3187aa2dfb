import { z } from 'zod';
import { numberOf } from '../event/event-data.ts';
import { isObject } from '../event/json.ts';
import { SecretText, type Text } from '../runtime/secret.ts';
import { json, strictObject } from '../text/strict.ts';
import { type Fields, TagError } from './tag.ts';

/** A value that stands for another: it holds a `{{Variable}}` or a `${SECRET}`. */
const reference: z.ZodType = z
  .string()
  .regex(/\{\{[^{}]+\}\}|\$\{[A-Z_][A-Z0-9_]*\}/, { error: 'must hold a {{Variable}} or a ${SECRET}', abort: true });

function of(kinds: readonly [z.ZodType, ...z.ZodType[]], expected: string, description: string): z.ZodType {
  return z
    .union([...kinds, z.null()], { error: `must be ${expected}, or a {{Variable}} that holds it` })
    .optional()
    .describe(description);
}

/** The kinds of fields a tag type can take; each also takes a `{{Variable}}` in its place. */
export const field: {
  text(description: string): z.ZodType;
  number(description: string): z.ZodType;
  boolean(description: string): z.ZodType;
  choice(values: readonly [string, ...string[]], description: string): z.ZodType;
  /** Named values: any key. */
  map(description: string): z.ZodType;
  /** Named values: these keys. */
  object(keys: Readonly<Record<string, z.ZodType>>, description: string): z.ZodType;
  /** A list of anything, or one. */
  list(description: string): z.ZodType;
  /** Anything JSON can say. */
  any(description: string): z.ZodType;
} = {
  text: (description) => of([z.string(), z.number(), z.boolean()], 'text', description),
  number: (description) => of([z.number(), reference], 'a number', description),
  boolean: (description) => of([z.boolean(), reference], 'true or false', description),
  choice: (values, description) => of([z.enum(values), reference], `one of ${values.join(', ')}`, description),
  map: (description) => of([z.record(z.string(), json), reference], 'named values (key: value)', description),
  object: (keys, description) => of([strictObject(keys), reference], 'named values (key: value)', description),
  list: (description) => of([z.array(json), z.string()], 'a list', description),
  any: (description) => json.optional().describe(description),
};

/** A field as text (numbers and booleans written out); undefined where it is absent, null or empty. */
export function text(fields: Fields, name: string): Text | undefined {
  const value = fields[name];
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value instanceof SecretText ? value : undefined;
}

/** A field as text without a secret in it. */
export function plainText(fields: Fields, name: string): string | undefined {
  return text(fields, name)?.toString();
}

/** A field the tag cannot do without. Throws a TagError that names it. */
export function requiredText(fields: Fields, name: string): Text {
  const value = text(fields, name);
  if (value === undefined)
    throw new TagError(`${name} is empty: give it in the tag, or give the variable it names a value`);
  return value;
}

/** A field as a finite number; numeric text counts. */
export function number(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  return typeof value === 'number' || typeof value === 'string' ? numberOf(value) : undefined;
}

/** A field as a switch: true, `"true"`, `1` and `"1"` are on; false, `"false"`, `0`, `"0"` and empty text are off. */
export function flag(fields: Fields, name: string): boolean | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  const said = String(value).toLowerCase();
  if (said === 'true' || said === '1') return true;
  if (said === 'false' || said === '0' || said === '') return false;
  return undefined;
}

/** A field that is one value or several, as a list; absent is the empty list. */
export function list(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

/** A field that holds named values; empty where it is absent. */
export function object(fields: Fields, name: string): Fields {
  const value = fields[name];
  return isObject(value) && !(value instanceof SecretText) ? value : {};
}

/** A key as a log may show it: an object that a variable holds can have any key, an email address even. */
export function shownKey(key: string): string {
  return keyForm.test(key) ? key : '(not a name)';
}

const keyForm = /^[A-Za-z_][A-Za-z0-9_]{0,49}$/;
