import type { Violation } from '../../contracts/violation.ts';
import type { EventData } from '../../event/event-data.ts';
import type { Json, JsonObject } from '../../event/json.ts';
import { type JsonRefusal, parseJson } from '../../event/parse-json.ts';
import { type HttpResponse, type IncomingRequest, queryParameter } from '../../runtime/request.ts';
import type { Accepted, Rejected } from '../client.ts';
import { eventLocation, type MpHit, microsAt, mpEvent, plainProperties } from './mp-event.ts';
import { checkMpShape } from './mp-shape.ts';
import { error, exceeds, reject, rejectMethod, rejectSize, warning } from './reject.ts';
import { type VisitorFromRequest, visitorOf } from './visitor.ts';

/** What the client's options say about Measurement Protocol requests. */
export interface MpSettings {
  readonly eventNames: ReadonlyMap<string, string>;
  readonly visitorFromRequest: VisitorFromRequest;
  readonly maxBodyBytes: number;
}

const accepted: HttpResponse = { status: 204, headers: {}, body: '' };

/**
 * Reads a Measurement Protocol request: one event for each of the body's `events`, answered 204. Turned away are other
 * methods than POST (405), bodies over the limit (413), and those that are not UTF-8, not JSON or not of the protocol's
 * shape (400). `api_secret` is never read.
 * Source: https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference
 */
export function runMeasurementProtocol(request: IncomingRequest, settings: MpSettings): Accepted | Rejected {
  if (request.method !== 'POST') {
    return rejectMethod(
      'ga4/mp',
      request.method,
      'POST',
      'send the Measurement Protocol as JSON in the body of a POST',
    );
  }
  const text = request.body;
  if (text === undefined) return reject(400, [notUtf8(request)]);
  if (exceeds(text, settings.maxBodyBytes)) {
    return rejectSize('ga4/mp', settings.maxBodyBytes, 'send fewer events in a request');
  }
  const parsed = parseJson(text);
  if (!parsed.ok) return reject(400, [notTaken(parsed, text)]);
  const errors = checkMpShape(parsed.value);
  if (errors.length > 0) return { ...reject(400, errors), body: parsed.value };

  const violations: Violation[] = [];
  for (const { path, rule, message } of parsed.warnings) {
    violations.push(warning('ga4/mp', path, rule, message, help[rule]));
  }
  const body = parsed.value as JsonObject;
  const hit = hitOf(body, request, settings, violations);
  const events: EventData[] = [];
  const given = body['events'] as readonly Json[];
  for (let i = 0; i < given.length; i += 1) {
    events.push(mpEvent(given[i] as JsonObject, i, hit, settings.eventNames, violations));
  }
  return { status: 'accepted', events, response: accepted, violations, body, contract: 'ga4/mp_incoming' };
}

function hitOf(body: JsonObject, request: IncomingRequest, settings: MpSettings, violations: Violation[]): MpHit {
  const time = body['timestamp_micros'];
  return {
    body,
    micros: time === undefined || time === null ? undefined : microsAt(time, '/timestamp_micros', violations),
    userProperties: plainProperties(body['user_properties']),
    location: eventLocation(body['user_location']),
    visitor: visitorOf(request, settings.visitorFromRequest, true),
    measurementId: queryParameter(request, 'measurement_id') || undefined,
    firebaseAppId: queryParameter(request, 'firebase_app_id') || undefined,
  };
}

const help = {
  syntax: 'send the body through a JSON serialiser; do not put it together from text',
  depth: 'send parameters flat: GA4 takes none that nest',
  prototype: 'rename the key',
  number: 'send a number a double can hold, or text',
  duplicate_key: 'send each key once',
  lone_surrogate: 'cut text between characters, not inside one',
} as const;

function notTaken(refusal: JsonRefusal, text: string): Violation {
  const { path, rule, message } = refusal;
  if (rule !== 'syntax') return error('ga4/mp', path, rule, `the body holds ${message}`, help[rule]);
  const what = text.trim() === '' ? 'the body is empty' : `the body is not JSON: ${message}`;
  return error('ga4/mp', path, rule, what, help.syntax);
}

function notUtf8(request: IncomingRequest): Violation {
  const packed = request.headers['content-encoding'] !== undefined;
  const advice = packed ? 'send the body uncompressed, without Content-Encoding' : 'encode the body as UTF-8';
  return error('ga4/mp', '', 'utf8', 'the body is not UTF-8', advice);
}
