/** What a keyword's value holds, for whoever walks a schema. */
export type KeywordKind =
  /** One schema. */
  | 'schema'
  /** An array of schemas. */
  | 'schemas'
  /** A map of schemas. */
  | 'map'
  /** Anything else. */
  | 'value';

const schema = ['not', 'if', 'then', 'else', 'items', 'contains', 'additionalProperties', 'propertyNames'] as const;
const value = [
  ['$schema', '$id', '$ref', '$comment', '$vocabulary', 'title', 'description', 'default', 'deprecated'],
  ['readOnly', 'writeOnly', 'examples', 'type', 'enum', 'const', 'multipleOf', 'maximum', 'exclusiveMaximum'],
  ['minimum', 'exclusiveMinimum', 'maxLength', 'minLength', 'pattern', 'maxItems', 'minItems', 'uniqueItems'],
  ['maxContains', 'minContains', 'maxProperties', 'minProperties', 'required', 'dependentRequired', 'format'],
].flat();

/** Ours, that say something of the rules beside them. */
export const annotations = ['severity', 'message', 'help', 'source', 'code', 'rule'] as const;

/** Ours, that check something JSON Schema cannot say. */
export const checks = ['sha256', 'maxAge', 'maxFuture', 'timeUnit', 'uniqueKeys', 'maxBytes', 'publicAddress'] as const;

/** Ours, at the root of a contract alone. */
export const rootKeywords = ['payload', 'request', 'versions'] as const;

/**
 * Every keyword a contract may use: JSON Schema 2020-12 (without the dynamic and unevaluated ones), and ours.
 * Source: https://json-schema.org/draft/2020-12/json-schema-validation
 */
export const keywords: ReadonlyMap<string, KeywordKind> = new Map<string, KeywordKind>([
  ...schema.map((name) => [name, 'schema'] as const),
  ...['allOf', 'anyOf', 'oneOf', 'prefixItems'].map((name) => [name, 'schemas'] as const),
  ...['properties', 'patternProperties', 'dependentSchemas', '$defs'].map((name) => [name, 'map'] as const),
  ...[...value, ...annotations, ...checks, 'payload', 'versions'].map((name) => [name, 'value'] as const),
  ['request', 'schema'],
]);

/** A schema within a contract, and where it stands. */
export interface Visited {
  readonly schema: Readonly<Record<string, unknown>>;
  /** Keys from the contract's root. */
  readonly path: readonly (string | number)[];
  /** The schema it stands in; undefined for the root. */
  readonly above: unknown;
}

/** Calls back for each schema of a contract, those above before those below. `true` and `false` are passed over. */
export function visitSchemas(root: unknown, visit: (visited: Visited) => void): void {
  const walk = (node: unknown, path: readonly (string | number)[], above: unknown): void => {
    if (!isRecord(node)) return;
    visit({ schema: node, path, above });
    for (const [keyword, held] of Object.entries(node)) {
      const kind = keywords.get(keyword);
      const here = [...path, keyword];
      if (kind === 'schema') walk(held, here, node);
      else if (kind === 'schemas' && Array.isArray(held)) {
        for (const [index, one] of held.entries()) walk(one, [...here, index], node);
      } else if (kind === 'map' && isRecord(held)) {
        for (const [name, one] of Object.entries(held)) walk(one, [...here, name], node);
      }
    }
  };
  walk(root, [], undefined);
}

/** An object that is no array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
