import type { Violation } from '../../contracts/violation.ts';
import type { Json } from '../../event/json.ts';
import { type JsonWarning, parseJson } from '../../event/parse-json.ts';
import { pointerKeys } from '../../text/json-pointer.ts';
import { shortened } from '../../text/printable.ts';

/** One thing that is wrong with a payload, as GA4's validation server says it. */
export interface ValidationMessage {
  /** Such as `events[0].params.value`; absent where the whole body cannot be read. */
  readonly fieldPath?: string;
  readonly description: string;
  /** `VALUE_INVALID`, `VALUE_REQUIRED`, `NAME_INVALID`, `NAME_RESERVED`, `NAME_DUPLICATED`, … */
  readonly validationCode: string;
}

/** What GA4's validation server answers; no messages where nothing is wrong. */
export interface DebugAnswer {
  readonly status: 200;
  readonly body: { readonly validationMessages: readonly ValidationMessage[] };
}

const unreadable = 'Unable to parse Measurement Protocol JSON payload.';

/** How much of a sender's text an answer repeats. */
const longest = 100;

/**
 * What GA4's validation server (`/debug/mp/collect`) answers to a body, from what the contract `ga4/mp` says of it
 * (`check`; called with what JSON the body holds). Of its violations the errors with a `code` count: those Google's
 * server refuses. It looks at neither `api_secret` nor `measurement_id`, nor at what an event of some name should carry.
 * Where Google's words are known they are used. `text` is undefined where the body is not UTF-8.
 * Source: https://developers.google.com/analytics/devguides/collection/protocol/ga4/validating-events
 */
export function debugAnswer(text: string | undefined, check: (payload: Json) => readonly Violation[]): DebugAnswer {
  if (text === undefined) return answer([invalid(`${unreadable} It is not UTF-8.`)]);
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const { rule, message } = parsed;
    const why = text.trim() === '' ? 'it is empty' : rule === 'syntax' ? message : `it holds ${message}`;
    return answer([invalid(`${unreadable} ${why}.`)]);
  }
  const { value, warnings } = parsed;
  const refused = check(value).filter(({ severity, in: part }) => severity === 'error' && part === undefined);
  return answer([
    ...refused.flatMap((violation) => messageOf(violation, value)),
    ...warnings.filter(({ rule }) => rule === 'duplicate_key').map((warning) => duplicate(warning, value)),
  ]);
}

function answer(validationMessages: readonly ValidationMessage[]): DebugAnswer {
  return { status: 200, body: { validationMessages } };
}

function invalid(description: string): ValidationMessage {
  return { description, validationCode: 'VALUE_INVALID' };
}

function messageOf(violation: Violation, payload: Json): readonly ValidationMessage[] {
  const { path, rule, message, code } = violation;
  if (code === undefined) return [];
  const keys = pointerKeys(path);
  // The server reads the body into a fixed structure: what has no place in that keeps it from being read at all.
  if (rule === 'additionalProperties') {
    const above = fieldPath(keys.slice(0, -1), payload);
    const where = above === '' ? '' : `(${above}) `;
    return [invalid(`${unreadable} ${where}${keys.at(-1)}: Cannot find field.`)];
  }
  const [list, index, field] = keys;
  if (list === 'events' && field === 'name' && code.startsWith('NAME_')) {
    const name = String(at(keys, payload));
    const fault = nameFault(name, violation);
    const description = `Event at index: [${index}] has invalid name [${shortened(name, longest)}]. ${fault}`;
    return [{ fieldPath: 'events', description, validationCode: code }];
  }
  const place = keys.length === 0 ? {} : { fieldPath: fieldPath(keys, payload) };
  return [{ ...place, description: known(violation, payload) ?? `${message}.`, validationCode: code }];
}

function nameFault(name: string, { code, message }: Violation): string {
  if (code === 'NAME_RESERVED') return 'The name is reserved.';
  if (/^[^A-Za-z]/.test(name)) return 'Names must start with an alphabetic character.';
  if (/[^A-Za-z0-9_]/.test(name)) return 'Only alphanumeric characters and underscores are allowed.';
  return `${message}.`;
}

/** Google's own words, where they are known. */
function known({ path, code, rule, message }: Violation, payload: Json): string | undefined {
  if (path === '' && rule === 'type') return `${unreadable} ${message}.`;
  if (path === '/client_id' && code === 'VALUE_REQUIRED') return 'Measurement requires a client_id.';
  if (path === '/app_instance_id' && code === 'VALUE_REQUIRED') return 'Measurement requires an app_instance_id.';
  if (path === '/client_id' && rule === 'pattern') {
    const id = shortened(String(at(['client_id'], payload)), longest);
    return `client_id [${id}] has invalid format. It should be in <number>.<number> format.`;
  }
  return undefined;
}

function duplicate({ path }: JsonWarning, payload: Json): ValidationMessage {
  const keys = pointerKeys(path);
  const description = `The name [${keys.at(-1)}] is provided more than once.`;
  return { fieldPath: fieldPath(keys, payload), description, validationCode: 'NAME_DUPLICATED' };
}

/** Keys as GA4 writes them: `events[0].params.value`. Only the payload tells an index from a key of digits. */
function fieldPath(keys: readonly string[], payload: Json): string {
  let text = '';
  for (const [depth, key] of keys.entries()) {
    if (Array.isArray(at(keys.slice(0, depth), payload))) text += `[${key}]`;
    else text += text === '' ? key : `.${key}`;
  }
  return text;
}

function at(keys: readonly string[], payload: Json): Json | undefined {
  let value: Json | undefined = payload;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as { readonly [key: string]: Json | undefined })[key];
  }
  return value;
}
