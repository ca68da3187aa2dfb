import { pointerKeys } from '../text/json-pointer.ts';
import { schemaAt } from './schema-at.ts';
import { commentOf, formsOf, isClosed, isNothing, keyForm, partsOf, type Schema } from './schema-forms.ts';
import { inPascalCase, nameOfOne, typeNameOf } from './type-name.ts';
import { isRecord } from './vocabulary.ts';

/** A contract's schema by its name; undefined where there is none. */
export type SchemaByName = (name: string) => Schema | undefined;

/**
 * The shape of a contract's payload: which keys there are, of which types, which must be there. Rules about values,
 * conditions and combinations have no type, and go. What it refers to, in its own file or in another contract's, comes
 * along under `definitions`, each named after the contract and itself (`MetaEventsUserData`), so that the types of
 * several contracts can stand in one file; and so are the objects that stand within others.
 */
export function shapeOf(contractName: string, schemas: SchemaByName): Schema {
  const root = schemas(contractName) ?? {};
  const definitions = new Map<string, Schema>();
  const names = new Map<string, string>([[`${contractName}#`, typeNameOf(contractName)]]);
  const walk: Walk = {
    root: contractName,
    contract: contractName,
    schemas,
    isText: root['payload'] === 'query',
    define(reference, name, shape) {
      const known = names.get(reference);
      if (known !== undefined) return known;
      let free = name;
      for (let count = 2; [...names.values()].includes(free); count += 1) free = `${name}${count}`;
      names.set(reference, free);
      // Its place first, for it may refer to itself, and those it refers to follow.
      definitions.set(free, {});
      definitions.set(free, shape(free));
      return free;
    },
  };
  const shape = shapeAt(root, walk, typeNameOf(contractName));
  return definitions.size === 0 ? shape : { ...shape, definitions: Object.fromEntries(definitions) };
}

interface Walk {
  /** The contract whose types are made. */
  readonly root: string;
  /** The contract whose schema it is. */
  readonly contract: string;
  readonly schemas: SchemaByName;
  /** Whether the payload is a query's parameters, all of them text. */
  readonly isText: boolean;
  /** The name of a definition, made where it is not there yet. */
  define(reference: string, name: string, shape: (name: string) => Schema): string;
}

/** `name` is what the schema's value is called: objects within it are named after it. */
function shapeAt(schema: unknown, walk: Walk, name: string): Schema {
  if (isNothing(schema)) return { tsType: 'never' };
  if (!isRecord(schema)) return walk.isText ? { type: 'string' } : {};
  const told = { ...commentOf(schema), ...(schema['deprecated'] === true ? { deprecated: true } : {}) };
  // Beside a type of its own, a reference is a rule about the value.
  if (typeof schema['$ref'] === 'string' && schema['type'] === undefined) {
    const shape = shapeOfReference(schema['$ref'], walk, name);
    // A comment beside a reference would make a type of its own.
    return '$ref' in shape && Object.keys(told).length > 0 ? { ...told, allOf: [shape] } : { ...shape, ...told };
  }
  const shape: Record<string, unknown> = { ...told };
  for (const keyword of ['type', 'enum', 'const'] as const)
    if (schema[keyword] !== undefined) shape[keyword] = schema[keyword];
  if (schema['items'] !== undefined) {
    const { description: _, ...item } = within(schema['items'], walk, nameOfOne(name));
    shape['items'] = item;
  }
  Object.assign(shape, keysOf(schema, walk, name));
  if (isShaped(shape)) return shape;
  const forms = formsOf(schema);
  if (forms !== undefined) return { ...shape, anyOf: forms.map((form) => shapeAt(form, walk, name)) };
  const parts = partsOf(schema)
    .map((part) => shapeAt(part, { ...walk, isText: false }, name))
    .filter(isShaped);
  if (parts.length > 0) return { ...shape, allOf: parts };
  return walk.isText ? { ...shape, type: 'string' } : shape;
}

/** A value within another: an object gets a name of its own. */
function within(schema: unknown, walk: Walk, name: string): Schema {
  const shape = shapeAt(schema, walk, name);
  if (!isShaped(shape)) return { ...shape, tsType: 'unknown' };
  return 'properties' in shape ? { title: name, ...shape } : shape;
}

function keysOf(schema: Schema, walk: Walk, name: string): Schema {
  const keys: Record<string, Schema> = {};
  const others: Schema[] = [];
  if (isRecord(schema['properties']))
    for (const [key, one] of Object.entries(schema['properties']))
      keys[key] = within(one, walk, name + inPascalCase(key));
  if (isRecord(schema['patternProperties']))
    for (const [pattern, one] of Object.entries(schema['patternProperties'])) {
      const form = isNothing(one) ? undefined : keyForm(pattern);
      if (form !== undefined) keys[form] = shapeAt(one, walk, name);
      else if (!isNothing(one)) others.push(shapeAt(one, walk, name));
    }
  const shape: Record<string, unknown> = {};
  if (Object.keys(keys).length > 0) shape['properties'] = keys;
  if (Array.isArray(schema['required'])) shape['required'] = schema['required'];
  const other = schema['additionalProperties'];
  if (isRecord(other)) shape['additionalProperties'] = within(other, walk, `${name}Value`);
  else if (shape['properties'] === undefined && others.length > 0) shape['additionalProperties'] = { anyOf: others };
  else if (shape['properties'] !== undefined || [schema['type']].flat().includes('object'))
    shape['additionalProperties'] = !isClosed(schema);
  return shape;
}

function shapeOfReference(reference: string, walk: Walk, name: string): Schema {
  const { target, keys, fragment, there } = follow(reference, walk);
  // A name for mere text tells no more than the text.
  if (!isWorthAName(target, there)) return shapeAt(target ?? true, there, name);
  if (there.contract === walk.root && fragment === '') return { $ref: '#' };
  const own = typeNameOf(walk.root) + inPascalCase(keys.at(-1) ?? there.contract);
  const defined = walk.define(`${there.contract}#${fragment}`, own, (free) => shapeAt(target, there, free));
  return { $ref: `#/definitions/${defined}` };
}

interface Followed {
  readonly target: unknown;
  readonly fragment: string;
  readonly keys: readonly string[];
  readonly there: Walk;
}

function follow(reference: string, walk: Walk): Followed {
  const [other = '', fragment = ''] = reference.split('#', 2);
  const contract = other === '' ? walk.contract : other;
  const root = walk.schemas(contract);
  const keys = pointerKeys(decodeURIComponent(fragment));
  const target = schemaAt(root, fragment);
  return { target, fragment, keys, there: { ...walk, contract, isText: root?.['payload'] === 'query' } };
}

/** Whether a definition is more than one type and rules about its value. */
function isWorthAName(schema: unknown, walk: Walk): boolean {
  if (!isRecord(schema)) return false;
  const { $ref: reference } = schema;
  if (typeof reference === 'string' && schema['type'] === undefined) {
    const { target, there } = follow(reference, walk);
    return isWorthAName(target, there);
  }
  if (['properties', 'patternProperties', 'items', 'enum'].some((keyword) => keyword in schema)) return true;
  if (isRecord(schema['additionalProperties'])) return true;
  if (schema['type'] !== undefined) return false;
  return formsOf(schema) !== undefined || partsOf(schema).some((part) => isWorthAName(part, walk));
}

function isShaped(shape: Schema): boolean {
  return Object.keys(shape).some((key) => key !== 'description' && key !== 'deprecated' && key !== 'required');
}
