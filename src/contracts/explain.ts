import type { ErrorObject } from 'ajv';
import { pointer, pointerKeys, pointerStep } from '../text/json-pointer.ts';
import { unknownKey } from '../text/unknown-key.ts';
import { actualOf } from './actual.ts';
import type { Annotation } from './annotate.ts';
import type { Failure } from './keywords/keyword.ts';
import { typeWords } from './type-words.ts';
import type { Violation } from './violation.ts';
import { isRecord } from './vocabulary.ts';

/** How many of one payload's faults are told. */
const most = 50;

/** What a contract's compiled schema found, as violations: each at the place of the fault, in words. */
export function explain(
  contract: string,
  errors: readonly ErrorObject[],
  annotations: ReadonlyMap<unknown, Annotation>,
): readonly Violation[] {
  const found: Violation[] = [];
  for (const error of withPropertyNames(errors)) {
    // Its branch has said what is wrong; of `contains`, the whole says more than its items.
    if (error.keyword === 'if' || error.keyword === 'propertyNames') continue;
    if (
      errors.some(({ keyword, schemaPath }) => keyword === 'contains' && error.schemaPath.startsWith(`${schemaPath}/`))
    ) {
      continue;
    }
    found.push(violationOf(contract, error, annotations));
    if (found.length === most) break;
  }
  return found;
}

function violationOf(contract: string, error: ErrorObject, annotations: ReadonlyMap<unknown, Annotation>): Violation {
  const { keyword } = error;
  // Ajv tells the schema of its own keywords; ours tell it themselves.
  const schema: unknown = error.parentSchema ?? error.params['schema'];
  const parent = isRecord(schema) ? schema : {};
  const missing = textParam(error, 'missingProperty');
  const extra = textParam(error, 'additionalProperty');
  const failure = error.params['failure'] as Failure | undefined;
  const own = annotations.get(parent) ?? enclosing(error.schemaPath, annotations);
  // A missing property's own schema knows best what to say of it.
  const ofMissing = missing === undefined ? undefined : annotations.get(propertyOf(parent, missing));
  const say = (of: 'message' | 'help' | 'code' | 'rule'): string | undefined =>
    own?.[of](keyword) ?? (ofMissing === undefined ? undefined : mapped(propertyOf(parent, missing as string), of));
  const inside = missing ?? extra ?? error.propertyName;
  const path = `${error.instancePath}${inside === undefined ? '' : pointerStep(inside)}${pointer(failure?.at ?? [])}`;
  const name = nameOf(path);
  const actual = failure?.actual ?? (missing === undefined ? shown(path, valueAt(error, extra, failure)) : undefined);
  const help = say('help');
  const code = say('code');
  return {
    contract,
    severity: own?.severity ?? 'error',
    path,
    rule: say('rule') ?? failure?.rule ?? keyword,
    message: say('message') ?? failureMessage(name, failure) ?? defaultMessage(name, error, parent, extra),
    ...(actual === undefined ? {} : { actual }),
    ...(help === undefined ? {} : { help }),
    ...(code === undefined ? {} : { code }),
    ...(own?.source === undefined ? {} : { source: own.source }),
    ...(own === undefined ? {} : { rulePath: `${own.pointer}/${keyword}` }),
  };
}

const personal = /\/(?:user|user_data|userData|userIdentifiers|user_identifiers)\//;

const address = /\/(?:ip|ip_override|client_ip_address|ipAddress|userIpAddress|uip|_uip)$/;

/** Below a person, only what is no text says nothing of who it is; digests do not. */
function shown(path: string, value: unknown): string {
  if (typeof value !== 'string' || value === '' || /^[0-9A-Fa-f]{64}$/.test(value)) return actualOf(value);
  if (address.test(path)) return '<redacted address>';
  return personal.test(path) ? `<redacted text of ${value.length} characters>` : actualOf(value);
}

/** `false` has no annotations of its own: those of the schema around it hold. */
function enclosing(schemaPath: string, annotations: ReadonlyMap<unknown, Annotation>): Annotation | undefined {
  const keys = pointerKeys(schemaPath.replace(/^#/, ''));
  for (let length = keys.length; length >= 0; length--) {
    const path = pointer(keys.slice(0, length));
    for (const annotation of annotations.values()) if (annotation.pointer === path) return annotation;
  }
  return undefined;
}

/** What `propertyNames` refers to does not know whose name it looks at; the fault after it does. */
function withPropertyNames(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  if (!errors.some(({ keyword }) => keyword === 'propertyNames')) return errors;
  let name: string | undefined;
  let path = '';
  return errors
    .toReversed()
    .map((error) => {
      if (error.keyword === 'propertyNames') {
        name = String(error.params['propertyName']);
        path = error.instancePath;
        return error;
      }
      const isOfName = error.propertyName === undefined && error.data === name && error.instancePath === path;
      return isOfName && name !== undefined ? { ...error, propertyName: name } : error;
    })
    .reverse();
}

/** Of a missing property's annotations only what speaks of its absence counts: `message: { required: … }`. */
function mapped(schema: unknown, of: string): string | undefined {
  const given = isRecord(schema) ? schema[of] : undefined;
  const text = isRecord(given) ? given['required'] : undefined;
  return typeof text === 'string' ? text : undefined;
}

function propertyOf(schema: Readonly<Record<string, unknown>>, name: string): unknown {
  return isRecord(schema['properties']) ? schema['properties'][name] : undefined;
}

function textParam(error: ErrorObject, name: string): string | undefined {
  const value: unknown = error.params[name];
  return typeof value === 'string' ? value : undefined;
}

function valueAt(error: ErrorObject, extra: string | undefined, failure: Failure | undefined): unknown {
  let value: unknown = error.data;
  for (const key of extra === undefined ? (failure?.at ?? []) : [extra]) {
    value = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;
  }
  return value;
}

/** What the fault is about, for the start of a sentence: the last name on the path. */
function nameOf(path: string): string {
  const keys = pointerKeys(path);
  const index = keys.findLastIndex((key) => !/^\d+$/.test(key));
  if (index < 0) return keys.length === 0 ? 'the payload' : `item ${keys.at(-1)}`;
  const name = keys[index] as string;
  return index === keys.length - 1 ? name : `an item of ${name}`;
}

function failureMessage(name: string, failure: Failure | undefined): string | undefined {
  return failure === undefined ? undefined : `${name} ${failure.message}`;
}

/** What to say where the contract says nothing itself; `name` is what it is about. */
export function defaultMessage(
  name: string,
  error: ErrorObject,
  parent: Readonly<Record<string, unknown>> = {},
  extra?: string,
): string {
  const { keyword, params } = error;
  const limit: unknown = params['limit'];
  switch (keyword) {
    case 'required':
      return `${name} must be given`;
    case 'dependentRequired':
      return `${name} must be given where ${String(params['property'])} is`;
    case 'additionalProperties':
      return `${name}: ${unknownKey(extra ?? '', Object.keys(isRecord(parent['properties']) ? parent['properties'] : {}))}`;
    case 'type':
      return `${name} must be ${typeWords(typeof params['type'] === 'string' ? params['type'].split(',') : params['type'])}`;
    case 'enum':
      return `${name} must be ${listed(params['allowedValues'])}`;
    case 'const':
      return `${name} must be ${JSON.stringify(params['allowedValue'])}`;
    case 'pattern':
      return `${name} must match ${String(params['pattern'])}`;
    case 'format':
      return `${name} must be ${formats[String(params['format'])] ?? `a ${String(params['format'])}`}`;
    case 'minLength':
      return limit === 1 ? `${name} must not be empty` : `${name} must have at least ${limit} characters`;
    case 'maxLength':
      return `${name} must have at most ${limit} characters`;
    case 'minItems':
      return limit === 1 ? `${name} must not be empty` : `${name} must have at least ${limit} items`;
    case 'maxItems':
      return `${name} must have at most ${limit} items`;
    case 'uniqueItems':
      return `${name} must not have the same item twice`;
    case 'minProperties':
      return limit === 1 ? `${name} must not be empty` : `${name} must have at least ${limit} keys`;
    case 'maxProperties':
      return `${name} must have at most ${limit} keys`;
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `${name} must be ${String(params['comparison'])} ${limit}`;
    case 'multipleOf':
      return `${name} must be a multiple of ${String(params['multipleOf'])}`;
    case 'anyOf':
      return `${name} takes none of the forms it may have`;
    case 'oneOf':
      return `${name} must take exactly one of the forms it may have`;
    case 'not':
      return `${name} must not be so`;
    case 'false schema':
      return `${name} must not be given`;
    default:
      return `${name} ${error.message ?? `breaks ${keyword}`}`;
  }
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
