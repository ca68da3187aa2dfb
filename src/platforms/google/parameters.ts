import type { Ga4MpParams } from '../../contracts/types/ga4-mp.ts';
import { numberOf, textOf } from '../../event/event-data.ts';
import type { Json } from '../../event/json.ts';
import { list } from '../field.ts';
import { currencyCode } from '../own-value.ts';
import { type Named, override, type Payload, put, unchecked } from '../payload.ts';
import type { Fields, TagInput } from '../tag.ts';
import { isHealthDetail } from './health-details.ts';

/** Event data that is about the request, the visitor or the session, and has a place of its own in a GA4 request. */
const notParameters: ReadonlySet<string> = new Set([
  'event_name',
  'client_id',
  'app_instance_id',
  'firebase_app_id',
  'user_id',
  'user_data',
  'user_properties',
  'user_agent',
  'user_location',
  'event_location',
  'ip_override',
  'device',
  'client_hints',
  'consent',
  'non_personalized_ads',
  'validation_behavior',
  'data_processing_options',
  'data_processing_options_country',
  'data_processing_options_state',
  'timestamp_micros',
  'language',
  'screen_resolution',
  'viewport_size',
  'page_encoding',
  'page_hostname',
  'page_path',
  'page_location',
  'page_title',
  'page_referrer',
  'session_id',
  'ga_session_id',
  'ga_session_number',
  'engagement_time_msec',
  'items',
]);

/** Parameters GA4 reads as numbers. */
const amounts: ReadonlySet<string> = new Set(['value', 'tax', 'shipping']);

/** An event's parameters, as the Measurement Protocol takes them. */
export type EventParameters = NonNullable<Payload<Ga4MpParams>>;

/** Which of the event's parameters go out. */
export interface ParameterChoice {
  /** `all`, `none` (only those of `own`) or the names of some. */
  readonly include: readonly unknown[];
  readonly exclude: readonly unknown[];
  /** Laid over what was chosen: a value replaces, null removes. */
  readonly own: Fields;
}

/**
 * An event's parameters under their Measurement Protocol names. Page, session and engagement always go; the event's own
 * (everything in the event data that is neither system data nor said elsewhere in the request) go as the tag chooses.
 * A parameter holds text, a number or a boolean; objects and lists other than `items` are left out, and the console
 * names them. Of an event about a person's health nothing goes that tells what it was about.
 * Source: developers.google.com/analytics/devguides/collection/protocol/ga4/reference
 */
export function eventParameters(input: TagInput, choice: ParameterChoice): EventParameters {
  const params = baseParameters(input);
  addOwn(input, choice.include, params);
  if (choice.exclude.length > 0) for (const name of choice.exclude) delete params[String(name)];
  return override(params, choice.own);
}

/** The choice as the tag's fields `include_parameters`, `exclude_parameters` and `event_parameters` make it. */
export function choiceOf(fields: Fields, own: Fields): ParameterChoice {
  return { include: list(fields, 'include_parameters'), exclude: list(fields, 'exclude_parameters'), own };
}

/** Whether a list of names, `all` or `none`, takes in a name. An empty list is `all`. */
export function includes(names: readonly unknown[], name: string): boolean {
  if (names.length === 0 || names[0] === 'all') return true;
  return names[0] !== 'none' && names.includes(name);
}

function baseParameters(input: TagInput): EventParameters {
  const { event } = input;
  const params: Named<EventParameters> = {};
  put(params, 'session_id', textOf(event.data['ga_session_id']) ?? textOf(event.data['session_id']));
  put(params, 'engagement_time_msec', scalar(event.data['engagement_time_msec']));
  put(params, 'page_location', event.advertiserPage);
  put(params, 'page_title', event.isHealth ? undefined : textOf(event.data['page_title']));
  put(params, 'page_referrer', event.advertiserReferrer);
  return params;
}

function addOwn(input: TagInput, include: readonly unknown[], params: EventParameters): void {
  const { event } = input;
  const { data, isHealth } = event;
  const nested: string[] = [];
  const health: string[] = [];
  for (const name in data) {
    const value = data[name];
    if (value === undefined || value === null || notParameters.has(name) || name.startsWith('x-')) continue;
    if (!includes(include, name)) continue;
    if (isHealth && isHealthDetail(name)) health.push(name);
    else if (typeof value === 'object') nested.push(name);
    else if (amounts.has(name)) put(params, name, amount(input, name, value));
    else if (name === 'currency') put(params, name, currencyCode(input, name, textOf(value)));
    else params[name] = value;
  }
  const items = data['items'];
  if (Array.isArray(items) && items.length > 0 && includes(include, 'items')) {
    if (isHealth) health.push('items');
    else params.items = unchecked(items);
  }
  if (isHealth) addCampaign(input, include, params);
  if (nested.length > 0) input.log(`left out, because a parameter holds a single value: ${nested.join(', ')}`);
  if (health.length > 0) input.log(`left out of an event about a person's health: ${health.join(', ')}`);
}

/** The page's address goes without its query here, so what it says of the campaign goes by itself. */
function addCampaign(input: TagInput, include: readonly unknown[], params: EventParameters): void {
  for (const name of ['utm_source', 'utm_medium', 'utm_campaign']) {
    if (params[name] === undefined && includes(include, name)) put(params, name, input.event.pageParameter(name));
  }
}

function amount(input: TagInput, name: string, value: Json): number | undefined {
  const number = value === '' ? undefined : numberOf(value);
  if (number === undefined) input.log(`${name} is not a number: left out`);
  return number;
}

function scalar(value: Json | undefined): string | number | undefined {
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? value : undefined;
}
