import { pointerStep } from '../text/json-pointer.ts';
import { type Annotation, annotate } from './annotate.ts';
import { schemaAt } from './schema-at.ts';
import { isRecord } from './vocabulary.ts';

type Schema = Readonly<Record<string, unknown>>;

/** How severe a broken rule is. */
export type Severity = Annotation['severity'];

/** One of two versions of a contract. */
export interface Side {
  readonly root: Schema;
  readonly annotations: ReadonlyMap<unknown, Annotation>;
  /** The schemas met so far. */
  readonly met: Set<unknown>;
  /** The content of schemas, where it was asked for. */
  readonly contents: Map<unknown, string>;
}

/** A schema of a contract, and where it stands in the file. */
export interface Located {
  readonly schema: unknown;
  readonly pointer: string;
  readonly severity: Severity;
}

/** One rule for a value. */
export interface Clause {
  /** Rules with the same key say the same kind of thing. */
  readonly key: string;
  readonly value: unknown;
  /** Of a rule made of schemas, those, in an order of its own; undefined for one it does not have. */
  readonly parts: readonly (Located | undefined)[];
  /** JSON Pointer to the keyword. */
  readonly pointer: string;
  readonly severity: Severity;
  /** The schema it stands in. */
  readonly owner: Located;
}

/** What a schema says of the keys or items within a value. */
export interface Shape {
  readonly properties: ReadonlyMap<string, Located>;
  readonly patterns: ReadonlyMap<string, Located>;
  readonly additional: Located | undefined;
  readonly prefix: readonly Located[];
  readonly items: Located | undefined;
}

/** All that some schemas together say of a value. */
export interface Flat {
  readonly clauses: readonly Clause[];
  readonly shapes: readonly Shape[];
}

/** A contract, ready to be compared. */
export function sideOf(root: Schema): Side {
  return { root, annotations: annotate(root), met: new Set(), contents: new Map() };
}

/** A schema at a place of a contract; `above` is how severe what holds around it is. */
export function located(side: Side, schema: unknown, pointer: string, above: Severity): Located {
  const known = side.annotations.get(schema);
  return known === undefined
    ? { schema, pointer, severity: above }
    : { schema, pointer: known.pointer, severity: known.severity };
}

/** The rules of schemas that all hold for one value: their own, those of what they refer to, and those of their `allOf`. */
export function flatten(side: Side, schemas: readonly Located[]): Flat {
  const clauses: Clause[] = [];
  const shapes: Shape[] = [];
  const seen = new Set<unknown>();
  const add = (one: Located): void => {
    const { schema } = one;
    if (seen.has(schema) && isRecord(schema)) return;
    seen.add(schema);
    if (!isRecord(schema)) {
      if (schema === false) clauses.push(clause(one, 'false', false, [], ''));
      return;
    }
    side.met.add(schema);
    clauses.push(...valueClauses(one, schema), ...schemaClauses(side, one, schema));
    const shape = shapeOf(side, one, schema);
    if (shape !== undefined) shapes.push(shape);
    const target = referenced(side, one, schema['$ref']);
    if (target !== undefined) add(target);
    for (const part of parts(side, one, schema, 'allOf')) add(part);
  };
  for (const one of schemas) add(one);
  return { clauses, shapes };
}

/** What a reference within the file leads to; undefined where it leads out of it. */
export function resolve(root: Schema, reference: unknown): unknown {
  if (typeof reference !== 'string' || !reference.startsWith('#')) return undefined;
  return schemaAt(root, reference.slice(1));
}

function referenced(side: Side, from: Located, reference: unknown): Located | undefined {
  const target = resolve(side.root, reference);
  return target === undefined ? undefined : located(side, target, (reference as string).slice(1), from.severity);
}

function clause(
  owner: Located,
  key: string,
  value: unknown,
  parts: Clause['parts'] = [],
  at: string = pointerStep(key),
): Clause {
  return { key, value, parts, pointer: `${owner.pointer}${at}`, severity: owner.severity, owner };
}

/** Keywords that say something by a value alone, where that value says nothing. */
const idle: Readonly<Record<string, unknown>> = { minLength: 0, minItems: 0, minProperties: 0, uniqueItems: false };

const single = [
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'maxBytes', 'multipleOf'],
  ...['pattern', 'format', 'sha256', 'publicAddress', 'uniqueItems'],
] as const;

function valueClauses(owner: Located, schema: Schema): readonly Clause[] {
  const found: Clause[] = [];
  for (const name of strings(schema['required'])) found.push(clause(owner, `required ${name}`, name, [], '/required'));
  for (const name of strings(schema['uniqueKeys'])) {
    found.push(clause(owner, `uniqueKeys ${name}`, name, [], '/uniqueKeys'));
  }
  if (isRecord(schema['dependentRequired'])) {
    for (const [on, names] of Object.entries(schema['dependentRequired'])) {
      for (const name of strings(names)) {
        const at = `/dependentRequired${pointerStep(on)}`;
        found.push(clause(owner, `dependentRequired ${on} ${name}`, { on, name }, [], at));
      }
    }
  }
  const { type } = schema;
  if (type !== undefined) found.push(clause(owner, 'type', Array.isArray(type) ? type : [type]));
  if (Array.isArray(schema['enum'])) found.push(clause(owner, 'enum', schema['enum']));
  if ('const' in schema) found.push(clause(owner, 'enum', [schema['const']], [], '/const'));
  for (const keyword of single) {
    const value = schema[keyword];
    if (value !== undefined && value !== idle[keyword]) found.push(clause(owner, keyword, value));
  }
  for (const [key, inclusive, exclusive] of bounds) {
    for (const keyword of [inclusive, exclusive]) {
      const limit = schema[keyword];
      if (typeof limit !== 'number') continue;
      found.push(clause(owner, key, { limit, exclusive: keyword === exclusive }, [], `/${keyword}`));
    }
  }
  for (const keyword of ['maxAge', 'maxFuture']) {
    const duration = schema[keyword];
    if (duration !== undefined) {
      found.push(clause(owner, keyword, { duration, unit: schema['timeUnit'] ?? 'seconds' }));
    }
  }
  return found;
}

const bounds = [
  ['lower', 'minimum', 'exclusiveMinimum'],
  ['upper', 'maximum', 'exclusiveMaximum'],
] as const;

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function schemaClauses(side: Side, owner: Located, schema: Schema): readonly Clause[] {
  const found: Clause[] = [];
  const part = (keyword: string): Located | undefined =>
    schema[keyword] === undefined ? undefined : child(side, owner, schema[keyword], keyword);
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    if (Array.isArray(schema[keyword]))
      found.push(clause(owner, keyword, undefined, parts(side, owner, schema, keyword)));
  }
  const not = part('not');
  if (not !== undefined && allowsAll(not.schema)) found.push(clause(owner, 'false', false, [], '/not'));
  else if (not !== undefined) found.push(clause(owner, 'not', undefined, [not]));
  const condition = part('if');
  const branches = [part('then'), part('else')];
  if (condition !== undefined && branches.some((branch) => branch !== undefined)) {
    found.push(clause(owner, 'if', undefined, [condition, ...branches]));
  }
  const contains = part('contains');
  if (contains !== undefined) {
    const { minContains: min = 1, maxContains: max } = schema;
    found.push(clause(owner, 'contains', { min, max }, [contains]));
  }
  const names = part('propertyNames');
  if (names !== undefined && !allowsAll(names.schema)) found.push(clause(owner, 'propertyNames', undefined, [names]));
  if (isRecord(schema['dependentSchemas'])) {
    for (const [on, held] of Object.entries(schema['dependentSchemas'])) {
      const at = `/dependentSchemas${pointerStep(on)}`;
      found.push(clause(owner, `dependentSchemas ${on}`, on, [child(side, owner, held, at.slice(1))], at));
    }
  }
  const reference = schema['$ref'];
  if (reference !== undefined && resolve(side.root, reference) === undefined) {
    found.push(clause(owner, '$ref', reference));
  }
  return found;
}

/** Whether a schema lets every value pass. */
export function allowsAll(schema: unknown): boolean {
  return schema === true || (isRecord(schema) && Object.keys(schema).length === 0);
}

function child(side: Side, owner: Located, schema: unknown, at: string): Located {
  return located(side, schema, `${owner.pointer}/${at}`, owner.severity);
}

function parts(side: Side, owner: Located, schema: Schema, keyword: string): readonly Located[] {
  const held = schema[keyword];
  return Array.isArray(held) ? held.map((one, index) => child(side, owner, one, `${keyword}/${index}`)) : [];
}

function shapeOf(side: Side, owner: Located, schema: Schema): Shape | undefined {
  const keywords = ['properties', 'patternProperties', 'additionalProperties', 'items', 'prefixItems'];
  if (keywords.every((keyword) => schema[keyword] === undefined)) return undefined;
  const map = (keyword: string): ReadonlyMap<string, Located> => {
    const held = schema[keyword];
    const entries = isRecord(held) ? Object.entries(held) : [];
    return new Map(
      entries.map(([name, one]) => [name, child(side, owner, one, `${keyword}${pointerStep(name)}`)] as const),
    );
  };
  const one = (keyword: string): Located | undefined =>
    schema[keyword] === undefined ? undefined : child(side, owner, schema[keyword], keyword);
  return {
    properties: map('properties'),
    patterns: map('patternProperties'),
    additional: one('additionalProperties'),
    prefix: parts(side, owner, schema, 'prefixItems'),
    items: one('items'),
  };
}
