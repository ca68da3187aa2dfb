import { pointerKeys } from '../text/json-pointer.ts';
import { actualOf } from './actual.ts';
import type { Annotation } from './annotate.ts';
import { defaultMessage } from './default-message.ts';
import type { Fault, Schema } from './fault.ts';
import type { Violation } from './violation.ts';
import { isRecord } from './vocabulary.ts';

/** A fault of a payload as a violation of its contract: in the words the contract has for it, or in our own. */
export function explain(contract: string, fault: Fault, annotations: ReadonlyMap<unknown, Annotation>): Violation {
  const { keyword, schema, path, value, key, failure } = fault;
  const own = annotations.get(schema);
  const isMissing = keyword === 'required' || keyword === 'dependentRequired';
  // A missing property's own schema knows best what to say of it.
  const ofMissing = isMissing ? propertyOf(schema, key as string) : undefined;
  const say = (of: 'message' | 'help' | 'code' | 'rule'): string | undefined =>
    own?.[of](keyword) ?? mapped(ofMissing, of);
  const actual = isMissing ? undefined : (failure?.actual ?? shown(path, value));
  const help = say('help');
  const code = say('code');
  return {
    contract,
    severity: own?.severity ?? 'error',
    path,
    rule: say('rule') ?? failure?.rule ?? keyword,
    message: say('message') ?? defaultMessage(nameOf(path), fault),
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

/** Of a missing property's annotations only what speaks of its absence counts: `message: { required: … }`. */
function mapped(schema: unknown, of: string): string | undefined {
  const given = isRecord(schema) ? schema[of] : undefined;
  const text = isRecord(given) ? given['required'] : undefined;
  return typeof text === 'string' ? text : undefined;
}

function propertyOf(schema: Schema, name: string): unknown {
  return isRecord(schema['properties']) ? schema['properties'][name] : undefined;
}

/** What the fault is about, for the start of a sentence: the last name on the path. */
function nameOf(path: string): string {
  const keys = pointerKeys(path);
  const index = keys.findLastIndex((key) => !/^\d+$/.test(key));
  if (index < 0) return keys.length === 0 ? 'the payload' : `item ${keys.at(-1)}`;
  const name = keys[index] as string;
  return index === keys.length - 1 ? name : `an item of ${name}`;
}
