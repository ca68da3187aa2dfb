import { isDeepStrictEqual } from 'node:util';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { checkKeywords } from './keywords/all.ts';
import type { CheckContext, Keyword } from './keywords/keyword.ts';
import { testerOf } from './patterns.ts';
import { isRecord } from './vocabulary.ts';

/** Whether a value holds; why it does not is for the compiled schema to tell. */
export type QuickCheck = (value: unknown, context: CheckContext) => boolean;

type Schema = Readonly<Record<string, unknown>>;

/** The schema a reference leads to, and the root of its file: local references in it start there. */
type Resolve = (reference: string, root: unknown) => { readonly schema: unknown; readonly root: unknown };

const checks = new Map<string, Keyword>(checkKeywords.map((one) => [one.keyword, one]));
const holds: QuickCheck = () => true;

/**
 * A schema as closures: ready at once, where compiling it takes as long as ten thousand checks. It judges by the same
 * rules (JSON Schema 2020-12 as contracts have it, and our keywords); each schema is made when first met.
 */
export function quickCheckOf(schema: unknown, root: unknown, resolve: Resolve): QuickCheck {
  const made = new Map<unknown, QuickCheck>();
  const checkOf = (one: unknown, from: unknown): QuickCheck => {
    if (one === false) return () => false;
    if (!isRecord(one)) return holds;
    let check = made.get(one);
    if (check === undefined) {
      let real: QuickCheck | undefined;
      check = (value, context) => {
        real ??= make(one, from);
        return real(value, context);
      };
      made.set(one, check);
    }
    return check;
  };

  function make(one: Schema, from: unknown): QuickCheck {
    const parts: QuickCheck[] = [];
    const sub = (inner: unknown): QuickCheck => checkOf(inner, from);
    if (one['type'] !== undefined) parts.push(typeCheck([one['type']].flat() as unknown as readonly string[]));
    for (const keyword in one) {
      const value = one[keyword];
      const part =
        valueChecks[keyword]?.(value as never) ??
        ownCheck(keyword, value, one) ??
        combination(keyword, value, one, sub);
      if (part !== undefined) parts.push(part);
      if (keyword === '$ref') {
        const target = resolve(String(value), from);
        parts.push(checkOf(target.schema, target.root));
      }
    }
    parts.push(...objectChecks(one, sub), ...arrayChecks(one, sub));
    const [first = holds, second] = parts;
    if (second === undefined) return first;
    return (value, context) => {
      for (const part of parts) if (!part(value, context)) return false;
      return true;
    };
  }

  return checkOf(schema, root);
}

function typeCheck(types: readonly string[]): QuickCheck {
  const tests = types.map((type) => typeTests[type] as (value: unknown) => boolean);
  return (value) => tests.some((test) => test(value));
}

const typeTests: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isRecord,
};

const ofNumber =
  (test: (value: number) => boolean): QuickCheck =>
  (value) =>
    typeof value !== 'number' || test(value);
const ofText =
  (test: (value: string) => boolean): QuickCheck =>
  (value) =>
    typeof value !== 'string' || test(value);
const ofArray =
  (test: (value: readonly unknown[]) => boolean): QuickCheck =>
  (value) =>
    !Array.isArray(value) || test(value);
const ofObject =
  (test: (value: Schema) => boolean): QuickCheck =>
  (value) =>
    !isRecord(value) || test(value);

/** Keywords that look at the value alone. */
const valueChecks: Readonly<Record<string, (operand: never) => QuickCheck>> = {
  enum: (all: readonly unknown[]) => (value) => all.some((one) => one === value || isDeepStrictEqual(one, value)),
  const: (one: unknown) => (value) => one === value || isDeepStrictEqual(one, value),
  maximum: (limit: number) => ofNumber((value) => value <= limit),
  exclusiveMaximum: (limit: number) => ofNumber((value) => value < limit),
  minimum: (limit: number) => ofNumber((value) => value >= limit),
  exclusiveMinimum: (limit: number) => ofNumber((value) => value > limit),
  // As Ajv has it, so that both say the same of numbers written with an exponent.
  multipleOf: (step: number) => ofNumber((value) => value / step === Number.parseInt(String(value / step), 10)),
  maxLength: (limit: number) => ofText((value) => value.length <= limit || charactersOf(value) <= limit),
  minLength: (limit: number) =>
    ofText((value) => value.length >= limit && (value.length >= 2 * limit || charactersOf(value) >= limit)),
  pattern: (pattern: string) => {
    const tester = testerOf(pattern);
    return ofText((value) => tester.test(value));
  },
  format: (name: string) => formatCheck(name),
  maxItems: (limit: number) => ofArray((value) => value.length <= limit),
  minItems: (limit: number) => ofArray((value) => value.length >= limit),
  uniqueItems: (unique: boolean) =>
    unique
      ? ofArray((value) => !value.some((one, i) => value.slice(0, i).some((other) => isDeepStrictEqual(one, other))))
      : holds,
  maxProperties: (limit: number) => ofObject((value) => Object.keys(value).length <= limit),
  minProperties: (limit: number) => ofObject((value) => Object.keys(value).length >= limit),
  required: (keys: readonly string[]) => ofObject((value) => keys.every((key) => value[key] !== undefined)),
  dependentRequired: (map: Readonly<Record<string, readonly string[]>>) =>
    ofObject((value) =>
      Object.entries(map).every(
        ([on, keys]) => value[on] === undefined || keys.every((key) => value[key] !== undefined),
      ),
    ),
};

/** Code points, as JSON Schema counts. */
function charactersOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function formatCheck(name: string): QuickCheck {
  const format: unknown = (fullFormats as Readonly<Record<string, unknown>>)[name];
  const test = isRecord(format) && !(format instanceof RegExp) ? format['validate'] : format;
  if (test instanceof RegExp) return ofText((value) => test.test(value));
  if (typeof test === 'function') return ofText((value) => test(value) === true);
  return holds;
}

function ownCheck(keyword: string, operand: unknown, schema: Schema): QuickCheck | undefined {
  const own = checks.get(keyword);
  if (own === undefined) return undefined;
  const check = own.compile(operand, schema);
  const types = { string: ['string'], array: ['array'], stringOrNumber: ['string', 'number'], any: undefined }[
    own.type
  ];
  const concerns = types === undefined ? () => true : typeCheck(types);
  return (value, context) => !concerns(value, context) || check(value, context) === undefined;
}

/** Keywords that put schemas together. */
function combination(
  keyword: string,
  operand: unknown,
  schema: Schema,
  sub: (inner: unknown) => QuickCheck,
): QuickCheck | undefined {
  const all = Array.isArray(operand) ? operand.map(sub) : [];
  switch (keyword) {
    case 'allOf':
      return (value, context) => all.every((check) => check(value, context));
    case 'anyOf':
      return (value, context) => all.some((check) => check(value, context));
    case 'oneOf':
      return (value, context) => all.filter((check) => check(value, context)).length === 1;
    case 'not': {
      const check = sub(operand);
      return (value, context) => !check(value, context);
    }
    case 'if': {
      const condition = sub(operand);
      const [yes, no] = [sub(schema['then']), sub(schema['else'])];
      return (value, context) => (condition(value, context) ? yes(value, context) : no(value, context));
    }
    default:
      return undefined;
  }
}

function objectChecks(schema: Schema, sub: (inner: unknown) => QuickCheck): readonly QuickCheck[] {
  const parts: QuickCheck[] = [];
  const properties = new Map(Object.entries(recordOf(schema['properties'])).map(([key, one]) => [key, sub(one)]));
  const patterns = Object.entries(recordOf(schema['patternProperties'])).map(
    ([pattern, one]) => [testerOf(pattern), sub(one)] as const,
  );
  const rest = schema['additionalProperties'] === undefined ? undefined : sub(schema['additionalProperties']);
  if (properties.size > 0 && patterns.length === 0 && rest === undefined) {
    parts.push((value, context) => {
      if (!isRecord(value)) return true;
      for (const [key, check] of properties) {
        const held = value[key];
        if (held !== undefined && !check(held, context)) return false;
      }
      return true;
    });
  } else if (properties.size > 0 || patterns.length > 0 || rest !== undefined) {
    parts.push((value, context) => {
      if (!isRecord(value)) return true;
      for (const key in value) {
        const own = properties.get(key);
        if (own !== undefined && value[key] !== undefined && !own(value[key], context)) return false;
        let known = own !== undefined;
        for (const [tester, check] of patterns) {
          if (!tester.test(key)) continue;
          known = true;
          if (!check(value[key], context)) return false;
        }
        if (!known && rest !== undefined && !rest(value[key], context)) return false;
      }
      return true;
    });
  }
  if (schema['propertyNames'] !== undefined) {
    const check = sub(schema['propertyNames']);
    parts.push((value, context) => !isRecord(value) || Object.keys(value).every((key) => check(key, context)));
  }
  for (const [on, one] of Object.entries(recordOf(schema['dependentSchemas']))) {
    const check = sub(one);
    parts.push((value, context) => !isRecord(value) || value[on] === undefined || check(value, context));
  }
  return parts;
}

function arrayChecks(schema: Schema, sub: (inner: unknown) => QuickCheck): readonly QuickCheck[] {
  const parts: QuickCheck[] = [];
  const first = Array.isArray(schema['prefixItems']) ? schema['prefixItems'].map(sub) : [];
  const rest = schema['items'] === undefined ? holds : sub(schema['items']);
  if (first.length > 0 || rest !== holds) {
    parts.push(
      (value, context) => !Array.isArray(value) || value.every((item, index) => (first[index] ?? rest)(item, context)),
    );
  }
  if (schema['contains'] !== undefined) {
    const check = sub(schema['contains']);
    const { minContains = 1, maxContains = Number.POSITIVE_INFINITY } = schema as {
      minContains?: number;
      maxContains?: number;
    };
    parts.push((value, context) => {
      if (!Array.isArray(value)) return true;
      const count = value.filter((item) => check(item, context)).length;
      return count >= minContains && count <= maxContains;
    });
  }
  return parts;
}

function recordOf(value: unknown): Schema {
  return isRecord(value) ? value : {};
}
