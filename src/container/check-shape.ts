import type { z } from 'zod';
import { isObject, type JsonObject } from '../event/json.ts';
import type { TagType } from '../platforms/tag.ts';
import { expectedWords, kindOf } from '../text/kind-words.ts';
import { nearest } from '../text/nearest.ts';
import type { FilePath, Problem } from '../text/source.ts';
import { strictObject } from '../text/strict.ts';
import { unknownKey } from '../text/unknown-key.ts';
import {
  clientParts,
  containerKeys,
  type Part,
  sections,
  tagOptions,
  transformationParts,
  triggerPart,
  variableParts,
} from './schema.ts';

type Keys = Readonly<Record<string, z.ZodType>>;

/** A section whose parts have types: the kinds there are, and the keys all of them take. */
interface TypedSection {
  readonly parts: Readonly<Record<string, Part>>;
  readonly common: Keys;
  /** Schemas made so far: making one costs more than checking a part by it. */
  readonly schemas: Map<string, z.ZodType>;
}

/** Checks keys and the types of values, part by part; names are not looked at. */
export function checkShape(root: JsonObject, tagTypes: ReadonlyMap<string, TagType>): readonly Problem[] {
  const problems: Problem[] = [];
  const typed = typedSections(tagTypes);
  const trigger = strictObject(triggerPart.keys);

  const known = [...Object.keys(containerKeys), ...sections];
  for (const key of Object.keys(root)) {
    if (!known.includes(key)) problems.push({ path: [key], message: unknownKey(key, known), atKey: true });
  }
  const own = Object.fromEntries(Object.keys(containerKeys).flatMap((key) => (key in root ? [[key, root[key]]] : [])));
  problems.push(...check(strictObject(containerKeys), own, []));

  for (const section of sections) {
    const entries = root[section];
    if (entries === undefined || entries === null) continue;
    if (!isObject(entries)) {
      const message = `must be a map of names to ${section}; it is ${kindOf(entries)}`;
      problems.push({ path: [section], message });
      continue;
    }
    for (const [name, entry] of Object.entries(entries)) {
      const path = [section, name];
      problems.push(
        ...(section === 'triggers'
          ? check(trigger, entry ?? {}, path)
          : checkTyped(typed[section] as TypedSection, entry, path)),
      );
    }
  }
  return problems;
}

function typedSections(tagTypes: ReadonlyMap<string, TagType>): Readonly<Record<string, TypedSection>> {
  const tagParts: Record<string, Part> = {};
  for (const type of tagTypes.values()) tagParts[type.type] = { description: type.description, keys: type.fields };
  const section = (parts: Readonly<Record<string, Part>>, common: Keys = {}): TypedSection => ({
    parts,
    common,
    schemas: new Map(),
  });
  return {
    clients: section(clientParts),
    variables: section(variableParts),
    transformations: section(transformationParts),
    tags: section(tagParts, tagOptions),
  };
}

function checkTyped(section: TypedSection, entry: unknown, path: FilePath): readonly Problem[] {
  if (!isObject(entry)) return [{ path, message: `must be a map with a type; it is ${kindOf(entry)}` }];
  const { type, ...rest } = entry;
  const part = typeof type === 'string' && Object.hasOwn(section.parts, type) ? section.parts[type] : undefined;
  if (part === undefined) return [unknownType(type, Object.keys(section.parts), path)];
  let schema = section.schemas.get(type as string);
  if (schema === undefined) {
    schema = strictObject({ ...part.keys, ...section.common });
    section.schemas.set(type as string, schema);
  }
  return check(schema, rest, path);
}

function unknownType(type: unknown, known: readonly string[], path: FilePath): Problem {
  const among = `known are ${known.join(', ')}`;
  if (type === undefined || type === null) return { path, message: `has no type; ${among}`, atKey: true };
  if (type === 'template') {
    return { path: [...path, 'type'], message: 'templates (.tpl) cannot be run yet: use a built-in type' };
  }
  const near = typeof type === 'string' ? nearest(type, known) : undefined;
  const advice = near === undefined ? among : `did you mean ${near}?`;
  return { path: [...path, 'type'], message: `unknown type ${JSON.stringify(type)}; ${advice}` };
}

/** A schema's complaints about a value, as problems; an unknown key stands at the key. */
function check(schema: z.ZodType, value: unknown, path: FilePath): readonly Problem[] {
  const cut = new Map<string, Problem>();
  eachNumber(value, path, (number, at) => {
    if (!Number.isInteger(number) || Number.isSafeInteger(number)) return;
    cut.set(JSON.stringify(at), { path: at, message: 'has more digits than a number can hold: put it in quotes' });
  });
  const result = schema.safeParse(value, { reportInput: true });
  const issues = result.success ? [] : result.error.issues;
  const problems = issues.flatMap((issue) => problemsOf(issue as z.core.$ZodIssue, path));
  return [...problems.filter((problem) => !cut.has(JSON.stringify(problem.path))), ...cut.values()];
}

function problemsOf(issue: z.core.$ZodIssue, base: FilePath): Problem[] {
  const path = [...base, ...(issue.path as FilePath)];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const messages = issue.message.split('\n');
      return issue.keys.map((key, index) => ({
        path: [...path, key],
        message: messages[index] as string,
        atKey: true,
      }));
    }
    case 'invalid_union': {
      if (issue.input === undefined) return [{ path, message: 'is missing', atKey: true }];
      const inside = issue.errors.find(
        (errors) => !errors.some((error) => error.path.length === 0 && error.code === 'invalid_type'),
      );
      if (inside?.some((error) => error.path.length > 0 || error.code === 'unrecognized_keys')) {
        return inside.flatMap((error) => problemsOf(error, path));
      }
      return [{ path, message: own(issue) ?? `cannot be written as JSON; it is ${kindOf(issue.input)}` }];
    }
    case 'invalid_type': {
      if (issue.input === undefined) return [{ path, message: 'is missing', atKey: true }];
      const must = `must be ${expectedWords(issue.expected) ?? issue.expected}; it is ${kindOf(issue.input)}`;
      return [{ path, message: own(issue) ?? must }];
    }
    case 'invalid_key':
      return [{ path, message: issue.issues[0]?.message ?? issue.message, atKey: true }];
    case 'too_small':
      if (issue.origin === 'string') return [{ path, message: 'is empty: give it a value' }];
      return [{ path, message: issue.message }];
    default:
      return [{ path, message: issue.message.replace(/^Invalid (input|string): /, '') }];
  }
}

/** The message a schema of ours gave; undefined where it is zod's own. */
function own(issue: z.core.$ZodIssue): string | undefined {
  return issue.message.startsWith('Invalid input') ? undefined : issue.message;
}

function eachNumber(value: unknown, path: FilePath, visit: (number: number, path: FilePath) => void): void {
  if (typeof value === 'number') visit(value, path);
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) eachNumber(item, [...path, index], visit);
  else if (isObject(value)) for (const key of Object.keys(value)) eachNumber(value[key], [...path, key], visit);
}
