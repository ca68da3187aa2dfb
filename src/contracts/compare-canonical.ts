import { type Clause, type Located, resolve, type Side } from './compare-flatten.ts';
import { isRecord, keywords } from './vocabulary.ts';

/** Keywords that only say something of the rules, in words. */
export const wording: readonly string[] = [
  ...['message', 'help', 'code', 'rule', 'source', 'title', 'description', '$comment', 'examples', 'default'],
  ...['deprecated', 'readOnly', 'writeOnly'],
];

const silent: ReadonlySet<string> = new Set([...wording, 'severity', '$schema', '$id', '$defs', '$anchor']);

/** Keywords whose lists mean the same in any order. */
const unordered: ReadonlySet<string> = new Set(['required', 'enum', 'type', 'allOf', 'anyOf', 'oneOf', 'uniqueKeys']);

/** A rule's content as text: two rules with the same let the same values pass, whatever they say of them. */
export function canonicalClause(side: Side, { value, parts }: Clause): string {
  return JSON.stringify([
    Array.isArray(value) ? sorted(value.map((one) => JSON.stringify(ordered(one)))) : ordered(value),
    parts.map((part) => (part === undefined ? null : canonicalSchema(side, part))),
  ]);
}

/** A schema's content as text, references within its file followed. */
export function canonicalSchema(side: Side, { schema }: Located): string {
  const known = side.contents.get(schema) ?? JSON.stringify(contentOf(side, schema, []));
  side.contents.set(schema, known);
  return known;
}

function contentOf(side: Side, schema: unknown, above: readonly unknown[]): unknown {
  if (!isRecord(schema)) return schema;
  const inside = [...above, schema];
  const content: [string, unknown][] = [];
  for (const [keyword, held] of Object.entries(schema)) {
    if (silent.has(keyword)) continue;
    const target = keyword === '$ref' ? resolve(side.root, held) : undefined;
    side.met.add(target);
    if (target !== undefined && !inside.includes(target)) content.push(['$ref', contentOf(side, target, inside)]);
    else content.push([keyword, heldContent(side, keyword, held, inside)]);
  }
  return content.toSorted(byName);
}

function heldContent(side: Side, keyword: string, held: unknown, above: readonly unknown[]): unknown {
  const of = (one: unknown): unknown => contentOf(side, one, above);
  const kind = keywords.get(keyword);
  if (kind === 'schema') return of(held);
  if (kind === 'map' && isRecord(held)) {
    return Object.entries(held)
      .map(([name, one]) => [name, of(one)] as [string, unknown])
      .toSorted(byName);
  }
  if (Array.isArray(held)) {
    const each = held.map((one) => (kind === 'schemas' ? of(one) : ordered(one)));
    return unordered.has(keyword) ? sorted(each.map((one) => JSON.stringify(one))) : each;
  }
  return ordered(held);
}

/** A value with its keys in order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, one]) => [key, ordered(one)] as [string, unknown])
      .toSorted(byName),
  );
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function sorted(texts: readonly string[]): readonly string[] {
  return texts.toSorted();
}
