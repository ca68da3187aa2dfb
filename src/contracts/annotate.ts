import { pointer } from '../text/json-pointer.ts';
import { isRecord, visitSchemas } from './vocabulary.ts';

/** What a contract says of the rules of one of its schemas. */
export interface Annotation {
  /** JSON Pointer to the schema; after `<contract>#` where it is another contract's. */
  readonly pointer: string;
  readonly severity: 'error' | 'warning';
  readonly source: string | undefined;
  message(keyword: string): string | undefined;
  help(keyword: string): string | undefined;
  code(keyword: string): string | undefined;
  rule(keyword: string): string | undefined;
}

/**
 * The annotations of each schema of a contract. `severity` and `source` hold for all below them; `message`, `help`,
 * `code` and `rule` for the schema's own keywords: one text for all of them, or a map by keyword. `prefix` goes before
 * each pointer.
 */
export function annotate(root: unknown, prefix = ''): ReadonlyMap<unknown, Annotation> {
  const found = new Map<unknown, Annotation>();
  visitSchemas(root, ({ schema, path, above: around }) => {
    const above = found.get(around);
    const { severity, source } = schema;
    const annotation: Annotation = {
      pointer: `${prefix}${pointer(path)}`,
      severity: severity === 'warning' || severity === 'error' ? severity : (above?.severity ?? 'error'),
      source: typeof source === 'string' ? source : above?.source,
      message: (keyword) => textFor(schema['message'], keyword),
      help: (keyword) => textFor(schema['help'], keyword),
      code: (keyword) => textFor(schema['code'], keyword),
      rule: (keyword) => textFor(schema['rule'], keyword),
    };
    found.set(schema, annotation);
  });
  return found;
}

function textFor(given: unknown, keyword: string): string | undefined {
  if (typeof given === 'string') return given;
  const text = isRecord(given) ? given[keyword] : undefined;
  return typeof text === 'string' ? text : undefined;
}
