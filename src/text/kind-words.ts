/** What zod's kinds of values are called in a file people write: `a map`; undefined for a kind that has no other name. */
export function expectedWords(kind: string): string | undefined {
  return expectations[kind];
}

const expectations: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

/** What a value is, for `it is …`. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  return `a ${typeof value}`;
}
