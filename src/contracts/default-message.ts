import { unknownKey } from '../text/unknown-key.ts';
import type { Fault, Schema } from './fault.ts';
import { containsLimits } from './rules/array.ts';
import { typeWords } from './type-words.ts';
import { isRecord } from './vocabulary.ts';

/** What to say of a fault where the contract says nothing itself; `name` is what it is about. */
export function defaultMessage(
  name: string,
  { keyword, schema, key = '', asking, failure }: Pick<Fault, 'keyword' | 'schema' | 'key' | 'asking' | 'failure'>,
): string {
  const given = schema[keyword];
  switch (keyword) {
    case 'required':
      return `${name} must be given`;
    case 'dependentRequired':
      return `${name} must be given where ${asking} is`;
    case 'additionalProperties':
      return `${name}: ${unknownKey(key, Object.keys(isRecord(schema['properties']) ? schema['properties'] : {}))}`;
    case 'type':
      return `${name} must be ${typeWords(given)}`;
    case 'enum':
      return `${name} must be ${listed(given)}`;
    case 'const':
      return `${name} must be ${JSON.stringify(given)}`;
    case 'pattern':
      return `${name} must match ${given}`;
    case 'format':
      return `${name} must be ${formats[String(given)] ?? `a ${given}`}`;
    case 'minLength':
      return given === 1 ? `${name} must not be empty` : `${name} must have at least ${given} characters`;
    case 'maxLength':
      return `${name} must have at most ${given} characters`;
    case 'minItems':
      return given === 1 ? `${name} must not be empty` : `${name} must have at least ${given} items`;
    case 'maxItems':
      return `${name} must have at most ${given} items`;
    case 'uniqueItems':
      return `${name} must not have the same item twice`;
    case 'minProperties':
      return given === 1 ? `${name} must not be empty` : `${name} must have at least ${given} keys`;
    case 'maxProperties':
      return `${name} must have at most ${given} keys`;
    case 'minimum':
      return `${name} must be >= ${given}`;
    case 'maximum':
      return `${name} must be <= ${given}`;
    case 'exclusiveMinimum':
      return `${name} must be > ${given}`;
    case 'exclusiveMaximum':
      return `${name} must be < ${given}`;
    case 'multipleOf':
      return `${name} must be a multiple of ${given}`;
    case 'contains':
      return `${name} must contain ${counted(schema)} valid item(s)`;
    case 'items':
      return `${name} must NOT have more than ${(schema['prefixItems'] as unknown[]).length} items`;
    case 'anyOf':
      return `${name} takes none of the forms it may have`;
    case 'oneOf':
      return `${name} must take exactly one of the forms it may have`;
    case 'not':
      return `${name} must not be so`;
    case 'false schema':
      return `${name} must not be given`;
    default:
      return `${name} ${failure?.message ?? `breaks ${keyword}`}`;
  }
}

function counted(schema: Schema): string {
  const { least, most } = containsLimits(schema);
  return `at least ${least}${most === Number.POSITIVE_INFINITY ? '' : ` and no more than ${most}`}`;
}

const formats: Readonly<Record<string, string>> = {
  'date-time': 'a moment such as 2026-11-21T16:00:00Z',
  date: 'a date such as 2026-11-21',
  uri: 'an absolute URL',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  uuid: 'a UUID',
  email: 'an email address',
};

function listed(values: unknown): string {
  const all = (Array.isArray(values) ? values : []).map((value) =>
    typeof value === 'string' ? value : JSON.stringify(value),
  );
  if (all.length > 12) return `one of ${all.slice(0, 12).join(', ')} and ${all.length - 12} more`;
  return all.length === 1 ? String(all[0]) : `one of ${all.join(', ')}`;
}
