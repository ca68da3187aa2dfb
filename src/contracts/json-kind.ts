/** The kinds of value keywords tell apart. A number that JSON cannot write is of none of them. */
export type Kind = 'number' | 'string' | 'array' | 'object' | 'other';

/** The kind of a value. */
export function kindOf(value: unknown): Kind {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return Number.isFinite(value) ? 'number' : 'other';
  if (typeof value !== 'object' || value === null) return 'other';
  return Array.isArray(value) ? 'array' : 'object';
}

/** Whether a value is of one of JSON Schema's types. */
export function isOfType(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'boolean') return typeof value === 'boolean';
  return type === 'null' ? value === null : kindOf(value) === type;
}

/** Whether a value is an array or an object. */
export function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Whether two JSON values are the same: objects whatever the order of their keys. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  const kind = kindOf(one);
  if (kind !== kindOf(other)) return false;
  if (kind === 'array') {
    const [items, others] = [one, other] as [unknown[], unknown[]];
    return items.length === others.length && items.every((item, index) => sameJson(item, others[index]));
  }
  if (kind !== 'object') return false;
  const [members, others] = [one, other] as [Record<string, unknown>, Record<string, unknown>];
  const keys = Object.keys(members);
  if (keys.length !== Object.keys(others).length) return false;
  return keys.every((key) => Object.hasOwn(others, key) && sameJson(members[key], others[key]));
}
