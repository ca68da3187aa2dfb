import { isRecord } from './vocabulary.ts';

type Schema = Readonly<Record<string, unknown>>;

const kept = ['type', 'enum', 'const', 'required', 'description', 'title'] as const;

/**
 * A contract's shape: which keys there are, of which types, which are required. Rules about values, conditions and
 * combinations go; they have no type. References stay, those to other contracts become copies of what they lead to.
 * Definitions are named `prefix` and their own name, for what stands in a file with others.
 */
export function shapeOf(schema: Schema, prefix: string, other: OtherContract): Schema {
  const definitions = isRecord(schema['$defs']) ? schema['$defs'] : {};
  const context = { prefix, other };
  const shape = shapeAt(schema, context);
  const used = Object.entries(definitions).map(([name, one]) => [prefixed(prefix, name), shapeAt(one, context)]);
  return used.length === 0 ? shape : { ...shape, definitions: Object.fromEntries(used) };
}

/** Another contract's schema, by its name. */
export type OtherContract = (name: string) => Schema | undefined;

interface Context {
  readonly prefix: string;
  readonly other: OtherContract;
}

function prefixed(prefix: string, name: string): string {
  return `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function shapeAt(schema: unknown, context: Context): Schema {
  if (schema === false) return { not: {} };
  if (!isRecord(schema)) return {};
  const reference = schema['$ref'];
  // Beside a type of its own, a reference is a rule about the value.
  if (typeof reference === 'string' && schema['type'] === undefined)
    return shapeOfReference(reference, schema, context);
  const shape: Record<string, unknown> = {};
  for (const keyword of kept) if (schema[keyword] !== undefined) shape[keyword] = schema[keyword];
  for (const keyword of ['properties', 'patternProperties'] as const) {
    const held = schema[keyword];
    if (isRecord(held)) shape[keyword] = mapValues(held, (one) => shapeAt(one, context));
  }
  for (const keyword of ['items', 'additionalProperties'] as const) {
    const held = schema[keyword];
    if (typeof held === 'boolean') shape[keyword] = held;
    else if (isRecord(held)) shape[keyword] = shapeAt(held, context);
  }
  const forms = formsOf(schema);
  if (forms !== undefined) shape['anyOf'] = forms.map((form) => shapeAt(form, context));
  return shape;
}

/** The forms a value may have, where they say what they are; those that only ask for keys are rules, not shapes. */
function formsOf(schema: Schema): readonly unknown[] | undefined {
  const forms = schema['anyOf'] ?? schema['oneOf'];
  if (!Array.isArray(forms) || schema['type'] !== undefined || schema['properties'] !== undefined) return undefined;
  const telling = forms.every((form) => isRecord(form) && ['type', '$ref', 'enum', 'const'].some((key) => key in form));
  return telling ? forms : undefined;
}

function shapeOfReference(reference: string, schema: Schema, context: Context): Schema {
  const [name = '', fragment = ''] = reference.split('#', 2);
  const { description } = schema;
  const told = typeof description === 'string' ? { description } : {};
  const local = /^\/\$defs\/([^/]+)$/.exec(fragment);
  if (name === '' && local !== null)
    return { ...told, $ref: `#/definitions/${prefixed(context.prefix, local[1] as string)}` };
  // Another contract's shape is copied: each file of types stands alone.
  let target: unknown = name === '' ? undefined : context.other(name);
  const root = target;
  for (const key of fragment.split('/').slice(1)) target = isRecord(target) ? target[key] : undefined;
  if (!isRecord(target)) return told;
  return { ...shapeAt(inlined(target, root, 0), context), ...told };
}

const deepest = 12;

/** A schema with its own file's references replaced by what they lead to; those within themselves are left open. */
function inlined(schema: unknown, root: unknown, depth: number): unknown {
  if (Array.isArray(schema)) return schema.map((one) => inlined(one, root, depth));
  if (!isRecord(schema)) return schema;
  const reference = schema['$ref'];
  if (typeof reference === 'string' && reference.startsWith('#')) {
    if (depth === deepest) return {};
    let target: unknown = root;
    for (const key of reference.slice(1).split('/').slice(1)) target = isRecord(target) ? target[key] : undefined;
    return inlined(target, root, depth + 1);
  }
  return mapValues(schema, (one) => inlined(one, root, depth));
}

function mapValues(map: Schema, change: (value: unknown) => unknown): Schema {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
