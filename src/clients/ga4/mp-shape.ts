import type { Violation } from '../../contracts/violation.ts';
import { isObject, type Json, type JsonObject } from '../../event/json.ts';
import { pointerStep } from '../../text/json-pointer.ts';
import { kindOf } from './kind-of.ts';
import { error } from './reject.ts';

/** Events one Measurement Protocol request may carry. */
export const mostMpEvents = 25;

/** What a top-level field must be, and what to do where it is not. */
interface Rule {
  readonly is: (value: Json) => boolean;
  readonly must: string;
  readonly help: string;
}

const isString = (value: Json): boolean => typeof value === 'string';
const isBoolean = (value: Json): boolean => typeof value === 'boolean';

const text: Rule = { is: isString, must: 'text', help: 'write it in double quotes' };
const id: Rule = {
  is: isString,
  must: 'text',
  help: 'write it in double quotes: as a number it loses digits, and GA4 drops the event',
};
const object = (help: string): Rule => ({ is: isObject, must: 'an object', help });

const rules: ReadonlyMap<string, Rule> = new Map([
  ['client_id', id],
  ['app_instance_id', id],
  ['user_id', id],
  ['user_agent', text],
  ['ip_override', text],
  ['non_personalized_ads', { is: isBoolean, must: 'true or false', help: 'write it without quotes' }],
  ['user_properties', object('write {"plan": {"value": "gold"}}')],
  ['user_data', object('write {"sha256_email_address": ["…"]}')],
  ['consent', object('write {"ad_user_data": "GRANTED", "ad_personalization": "DENIED"}')],
  ['user_location', object('write {"city": "…", "region_id": "US-CA", "country_id": "US"}')],
  ['device', object('write {"category": "mobile", "language": "en"}')],
]);

const mostViolations = 50;

/** Whether a value is text with something in it. */
export function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

/**
 * Where a parsed body is not of the Measurement Protocol's shape: the fields this client reads, their types, 1 to 25
 * events with a name each. Empty where it is. An optional field that holds null counts as absent, as in Protocol
 * Buffers' JSON. What GA4 takes and then loses (long names, reserved ones, old times) is the contract's to tell.
 * Source: https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference
 */
export function checkMpShape(body: Json): readonly Violation[] {
  if (!isObject(body)) {
    const help = 'send one object: {"client_id": "…", "events": [{"name": "purchase", "params": {}}]}';
    return [error('ga4/mp', '', 'type', `the body must be an object, not ${kindOf(body)}`, help)];
  }
  const found: Violation[] = [];
  for (const key in body) {
    const rule = rules.get(key);
    if (rule !== undefined) check(body[key] as Json, rule, key, `/${key}`, found);
  }
  if (found.length === 0 && !isText(body['client_id']) && !isText(body['app_instance_id'])) {
    const message = 'client_id (web stream) or app_instance_id (app stream) must be given, as text that is not empty';
    const help = "send the visitor's client_id: the _ga cookie without its GA1.1. prefix";
    found.push(error('ga4/mp', '/client_id', 'required', message, help));
  }
  if (isObject(body['user_properties'])) checkUserProperties(body['user_properties'], found);
  checkEvents(body['events'], found);
  return found.length > mostViolations ? found.slice(0, mostViolations) : found;
}

function check(value: Json, rule: Rule, name: string, path: string, found: Violation[]): void {
  if (value === null || rule.is(value)) return;
  found.push(typeError(path, `${name} must be ${rule.must}`, value, rule.help));
}

function checkUserProperties(properties: JsonObject, found: Violation[]): void {
  for (const name in properties) {
    if (found.length >= mostViolations) return;
    const property = properties[name] as Json;
    if (property === null || (isObject(property) && property['value'] !== undefined)) continue;
    const path = `/user_properties${pointerStep(name)}`;
    const help = 'write {"value": "gold"} in place of "gold"';
    if (!isObject(property)) found.push(typeError(path, 'a user property must be an object', property, help));
    else found.push(error('ga4/mp', `${path}/value`, 'required', 'a user property must have a value', help));
  }
}

function checkEvents(events: Json | undefined, found: Violation[]): void {
  const path = '/events';
  const help = 'send 1 to 25 events: "events": [{"name": "purchase", "params": {}}]';
  if (events === undefined || events === null) {
    found.push(error('ga4/mp', path, 'required', 'events must be given', help));
  } else if (!Array.isArray(events)) {
    found.push(typeError(path, 'events must be an array', events, help));
  } else if (events.length === 0) {
    found.push(error('ga4/mp', path, 'minItems', 'events is empty', help));
  } else if (events.length > mostMpEvents) {
    const message = `events holds ${events.length} events, a request takes ${mostMpEvents}`;
    found.push(error('ga4/mp', path, 'maxItems', message, 'split them over several requests', String(events.length)));
  } else {
    for (let i = 0; i < events.length; i += 1) checkEvent(events[i], i, found);
  }
}

function checkEvent(event: Json, index: number, found: Violation[]): void {
  if (!isObject(event)) {
    const help = 'write {"name": "purchase", "params": {}}';
    found.push(typeError(`/events/${index}`, 'an event must be an object', event, help));
    return;
  }
  const { name, params } = event;
  const empty = name === '';
  if (!isText(name)) {
    const path = `/events/${index}/name`;
    const message = 'an event must have a name, as text that is not empty';
    const help = 'write "name": "purchase"';
    if (name === undefined) found.push(error('ga4/mp', path, 'required', message, help));
    else found.push(error('ga4/mp', path, empty ? 'minLength' : 'type', message, help, kindOf(name)));
  }
  if (params !== undefined && params !== null && !isObject(params)) {
    const help = 'write {"transaction_id": "…", "value": 99.99}';
    found.push(typeError(`/events/${index}/params`, 'params must be an object', params, help));
  }
}

function typeError(path: string, must: string, value: Json, help: string): Violation {
  const actual = kindOf(value);
  return error('ga4/mp', path, 'type', `${must}, not ${actual}`, help, actual);
}
