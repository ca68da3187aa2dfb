import { fullFormats } from 'ajv-formats/dist/formats.js';
import { nearest } from '../text/nearest.ts';
import type { Problem } from '../text/source.ts';
import { unknownKey } from '../text/unknown-key.ts';
import { patternProblem } from './patterns.ts';
import { schemaAt } from './schema-at.ts';
import { isRecord, keywords, rootKeywords, type Visited, visitSchemas } from './vocabulary.ts';

/** All patterns of a contract together; what is not judged by then is refused with them. */
const patternBudgetMs = 600;

/**
 * Looks at a contract's schema before it is compiled, for keywords nobody knows, references that lead nowhere or round
 * in a circle, and patterns that could take for ever. `others` are the contracts it may
 * refer to, by name.
 */
export function checkSchema(root: unknown, others: ReadonlyMap<string, unknown>): readonly Problem[] {
  if (!isRecord(root)) return [{ path: [], message: 'a contract must be an object: a JSON Schema' }];
  const problems: Problem[] = [];
  const deadline = performance.now() + patternBudgetMs;
  visitSchemas(root, (visited) => {
    problems.push(...unknownKeywords(visited), ...wrongValues(visited));
    problems.push(...wrongPatterns(visited, deadline), ...wrongReference(visited, root, others));
  });
  return problems.length > 0 ? problems : circles(root, others);
}

function unknownKeywords({ schema, path }: Visited): readonly Problem[] {
  return Object.keys(schema).flatMap((keyword) => {
    if (!keywords.has(keyword)) {
      const near = nearest(keyword, keywords.keys());
      const advice = near === undefined ? ': see the contract format for those there are' : `; did you mean ${near}?`;
      return [{ path: [...path, keyword], message: `unknown keyword${advice}`, atKey: true }];
    }
    if (path.length > 0 && (rootKeywords as readonly string[]).includes(keyword)) {
      return [{ path: [...path, keyword], message: 'belongs at the root of the contract', atKey: true }];
    }
    return [];
  });
}

const formatNames = Object.keys(fullFormats);

const types = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

const texts: ReadonlySet<string> = new Set(['message', 'help', 'code', 'rule']);

function wrongValues({ schema, path }: Visited): readonly Problem[] {
  const problems: Problem[] = [];
  const wrong = (keyword: string, message: string): void => {
    problems.push({ path: [...path, keyword], message });
  };
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'type' && ![value].flat().every((type) => types.includes(String(type)))) {
      wrong(keyword, `must be one of ${types.join(', ')}, or a list of these`);
    }
    if (keyword === 'format' && !formatNames.includes(String(value)))
      wrong(keyword, unknownKey(String(value), formatNames).replace('key', 'format'));
    if (keyword === 'severity' && value !== 'error' && value !== 'warning') wrong(keyword, 'must be error or warning');
    if (keyword === 'source' && typeof value !== 'string') wrong(keyword, 'must be text: where the platform says so');
    if (keyword === 'payload' && value !== 'body' && value !== 'query') wrong(keyword, 'must be body or query');
    if (texts.has(keyword) && typeof value !== 'string' && !isTextMap(value)) {
      wrong(keyword, 'must be text, or a map of text by keyword');
    }
  }
  return problems;
}

function isTextMap(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((text) => typeof text === 'string');
}

function wrongPatterns({ schema, path }: Visited, deadline: number): readonly Problem[] {
  const found: Problem[] = [];
  const judge = (pattern: string, at: readonly (string | number)[], atKey: boolean): void => {
    const message = patternProblem(pattern, Math.max(1, Math.min(150, deadline - performance.now())));
    if (message !== undefined) found.push({ path: at, message, atKey });
  };
  if (typeof schema['pattern'] === 'string') judge(schema['pattern'], [...path, 'pattern'], false);
  if (isRecord(schema['patternProperties'])) {
    for (const pattern of Object.keys(schema['patternProperties'])) {
      judge(pattern, [...path, 'patternProperties', pattern], true);
    }
  }
  return found;
}

function wrongReference(
  { schema, path }: Visited,
  root: unknown,
  known: ReadonlyMap<string, unknown>,
): readonly Problem[] {
  const reference = schema['$ref'];
  if (reference === undefined) return [];
  const at = [...path, '$ref'];
  if (typeof reference !== 'string') return [{ path: at, message: 'must be text, such as #/$defs/item' }];
  const [name = '', fragment = ''] = reference.split('#', 2);
  if (name !== '') {
    if (known.has(name)) {
      if (schemaAt(known.get(name), fragment) !== undefined) return [];
      return [{ path: at, message: `${reference} leads nowhere in that contract` }];
    }
    const near = nearest(name, known.keys());
    return [
      { path: at, message: `there is no contract ${name}${near === undefined ? '' : `; did you mean ${near}?`}` },
    ];
  }
  return fragment === '' || schemaAt(root, fragment) !== undefined
    ? []
    : [{ path: at, message: `${reference} leads nowhere in this file` }];
}

const inPlaceOne = ['not', 'if', 'then', 'else'] as const;
const inPlaceMany = ['allOf', 'anyOf', 'oneOf'] as const;

/** References that come back to themselves without going down into the value: no value could ever be checked. */
function circles(root: Readonly<Record<string, unknown>>, others: ReadonlyMap<string, unknown>): readonly Problem[] {
  const problems: Problem[] = [];
  const done = new Set<unknown>();
  const follow = (node: unknown, from: unknown, above: ReadonlySet<unknown>): boolean => {
    if (!isRecord(node)) return false;
    if (above.has(node)) return true;
    if (done.has(node)) return false;
    const here = new Set(above).add(node);
    const next: (readonly [unknown, unknown])[] = inPlaceOne.map((keyword) => [node[keyword], from]);
    const also = (more: readonly unknown[]): void => void next.push(...more.map((one) => [one, from] as const));
    for (const keyword of inPlaceMany) if (Array.isArray(node[keyword])) also(node[keyword] as unknown[]);
    if (isRecord(node['dependentSchemas'])) also(Object.values(node['dependentSchemas']));
    const reference = node['$ref'];
    if (typeof reference === 'string') {
      const [name = '', fragment = ''] = reference.split('#', 2);
      const target = name === '' ? from : others.get(name);
      next.push([schemaAt(target, fragment), target]);
    }
    const circle = next.some(([one, of]) => follow(one, of, here));
    if (!circle) done.add(node);
    return circle;
  };
  visitSchemas(root, ({ schema, path }) => {
    if (problems.length > 0 || typeof schema['$ref'] !== 'string' || !follow(schema, root, new Set())) return;
    problems.push({
      path: [...path, '$ref'],
      message: `${schema['$ref']} comes back to itself: it says nothing of any value`,
    });
  });
  return problems;
}
