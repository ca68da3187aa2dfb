import type { Violation } from '../../contracts/violation.ts';
import { type EventData, numberOf } from '../../event/event-data.ts';
import { isObject, type Json, type JsonObject } from '../../event/json.ts';
import { isText } from './mp-shape.ts';
import { warning } from './reject.ts';
import { explainMicros, readMicros } from './timestamp.ts';
import type { Visitor } from './visitor.ts';

/** What all events of one Measurement Protocol request share. */
export interface MpHit {
  readonly body: JsonObject;
  /** Of the body; undefined where it gives none, or one that is no time. */
  readonly micros: number | undefined;
  readonly userProperties: JsonObject | undefined;
  readonly location: JsonObject | undefined;
  /** As the connection shows them, for where neither body nor event says. */
  readonly visitor: Visitor;
  readonly measurementId: string | undefined;
  readonly firebaseAppId: string | undefined;
}

/**
 * One event of a request as event data: its parameters, and over them what the request says of the visitor. Where both
 * name the same key, the protocol's own field wins over the parameter; what only describes (`language`,
 * `screen_resolution`, `event_location`) yields to it. The body must be of the protocol's shape. Adds a warning to
 * `found` for a time that is none; the event then has the request's, if any.
 */
export function mpEvent(
  event: JsonObject,
  index: number,
  hit: MpHit,
  eventNames: ReadonlyMap<string, string>,
  found: Violation[],
): EventData {
  const { body, visitor } = hit;
  const name = event['name'] as string;
  const data: Record<string, Json | undefined> = { ...(event['params'] as JsonObject | null | undefined) };

  // A secret that strayed among the parameters must not go on to the platforms.
  if (data['api_secret'] !== undefined) data['api_secret'] = undefined;
  data['event_name'] = eventNames.get(name) ?? name;
  if (isText(body['client_id'])) data['client_id'] = body['client_id'];
  if (isText(body['app_instance_id'])) data['app_instance_id'] = body['app_instance_id'];
  if (isText(body['user_id'])) data['user_id'] = body['user_id'];
  const micros = eventMicros(event, data, index, found) ?? hit.micros;
  if (micros !== undefined || data['timestamp_micros'] !== undefined) data['timestamp_micros'] = micros;
  if (isObject(body['user_data'])) data['user_data'] = body['user_data'];
  if (isObject(body['consent'])) data['consent'] = body['consent'];

  const session = data['session_id'];
  if (data['ga_session_id'] === undefined && (isText(session) || typeof session === 'number')) {
    data['ga_session_id'] = String(session);
  }
  const engaged = data['engagement_time_msec'];
  if (typeof engaged === 'string') data['engagement_time_msec'] = numberOf(engaged) ?? engaged;

  if (isText(body['user_agent'])) data['user_agent'] = body['user_agent'];
  else if (visitor.userAgent !== undefined && !isText(data['user_agent'])) data['user_agent'] = visitor.userAgent;
  if (isText(body['ip_override'])) data['ip_override'] = body['ip_override'];
  else if (visitor.ip !== undefined && !isText(data['ip_override'])) data['ip_override'] = visitor.ip;

  if (hit.location !== undefined) {
    data['user_location'] = body['user_location'];
    if (data['event_location'] === undefined) data['event_location'] = hit.location;
  }
  const device = body['device'];
  if (isObject(device)) {
    data['device'] = device;
    if (data['language'] === undefined && isText(device['language'])) data['language'] = device['language'];
    if (data['screen_resolution'] === undefined && isText(device['screen_resolution'])) {
      data['screen_resolution'] = device['screen_resolution'];
    }
  }

  if (hit.userProperties !== undefined) data['x-ga-mp2-user_properties'] = hit.userProperties;
  if (typeof body['non_personalized_ads'] === 'boolean') data['x-ga-npa'] = body['non_personalized_ads'] ? '1' : '0';
  data['x-ga-protocol_version'] = '2';
  // The stream is the address's to name, for there its secret is asked for: a parameter must not speak for it.
  delete data['x-ga-measurement_id'];
  delete data['firebase_app_id'];
  if (hit.measurementId !== undefined) data['x-ga-measurement_id'] = hit.measurementId;
  if (hit.firebaseAppId !== undefined) data['firebase_app_id'] = hit.firebaseAppId;
  return data;
}

/** The event's own time: beside its name, else among its parameters. */
function eventMicros(event: JsonObject, params: JsonObject, index: number, found: Violation[]): number | undefined {
  const own = event['timestamp_micros'];
  if (own !== undefined && own !== null) return microsAt(own, `/events/${index}/timestamp_micros`, found);
  const param = params['timestamp_micros'];
  if (param === undefined || param === null) return undefined;
  return microsAt(param, `/events/${index}/params/timestamp_micros`, found);
}

/** A time at `path`; where it is none, undefined and a warning that names its unit. */
export function microsAt(value: Json, path: string, found: Violation[]): number | undefined {
  const micros = readMicros(value);
  if (micros !== undefined) return micros;
  const { rule, message } = explainMicros(value);
  const help = 'the time is left out; send microseconds, such as 1785672000000000, or none for the time of arrival';
  found.push(warning('ga4/mp', path, rule, message, help));
  return undefined;
}

/** `user_properties` as plain values; null ones, and those without a value, are left out. */
export function plainProperties(properties: Json | undefined): JsonObject | undefined {
  if (!isObject(properties)) return undefined;
  const plain: Record<string, Json> = {};
  for (const name in properties) {
    const property = properties[name];
    const value = isObject(property) ? property['value'] : undefined;
    if (value !== undefined && value !== null) plain[name] = value;
  }
  return plain;
}

/**
 * `user_location` as `event_location`: `region_id` without its country (`US-CA` gives `CA`), `country_id` as `country`,
 * and so on.
 */
export function eventLocation(location: Json | undefined): JsonObject | undefined {
  if (!isObject(location)) return undefined;
  const plain: Record<string, Json> = {};
  if (isText(location['city'])) plain['city'] = location['city'];
  if (isText(location['region_id'])) plain['region'] = location['region_id'].replace(/^[A-Za-z]{2}-/, '');
  if (isText(location['country_id'])) plain['country'] = location['country_id'];
  if (isText(location['subcontinent_id'])) plain['subcontinent'] = location['subcontinent_id'];
  if (isText(location['continent_id'])) plain['continent'] = location['continent_id'];
  return plain;
}
