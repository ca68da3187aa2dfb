import { isObject, type JsonObject } from '../../event/json.ts';
import { classifier, placesIn, type ReadAnswer, range, type Said } from '../answer-rules.ts';
import type { PlatformDelivery, Verdict } from '../delivery.ts';
import { eventsOf, tooOldFor } from '../event-age.ts';
import { mergeEvents } from '../merge-events.ts';
import { platformWords } from '../platform-words.ts';
import type { OutgoingRequest } from '../tag.ts';
import { regainAccess } from './usage-headers.ts';

/** Source: developers.facebook.com/documentation/ads-commerce/conversions-api/using-the-api */
const mostEvents = 1_000;
/** Fewer go together than Meta takes: one bad event has the whole request refused, and a crash sends all of one again. */
const maxEvents: number = Math.min(mostEvents, 100);
/** Meta names no limit. */
const maxBytes = 1_000_000;

/** Source: …/conversions-api/parameters/server-event (event_time) */
const days = 7;
/** Source: …/conversions-api/offline-events */
const storeDays = 62;

/**
 * How the Conversions API is delivered to. Answers are judged by code, never by text: Meta translates it.
 * Source: developers.facebook.com/docs/marketing-api/error-reference
 */
export const metaDelivery: PlatformDelivery = {
  platform: 'meta',
  classify: classifier(said, [
    {
      codes: [4, 17, 32, 613, ...range(80_000, 80_014)],
      verdict: (answer) => ({ outcome: 'throttled', message: answer.message, ...regainAccess(answer.headers) }),
    },
    { statuses: ['5xx'], verdict: 'transient' },
    { when: ({ json }) => errorOf(json)['is_transient'] === true, verdict: 'transient' },
    { codes: [1, 2, 341, 368, 5_000, 21_009], verdict: 'transient' },
    // 3: the app lacks a capability; 100/33: no such pixel, or not for this token. No event is at fault.
    { codes: [190, 102, 104, 3, 10, ...range(200, 299), '100/33'], verdict: 'auth' },
    { codes: [100, 105], verdict: invalid },
    { statuses: [200], when: ({ json }) => json?.['error'] === undefined, verdict: received },
    { statuses: [400], when: ({ codes }) => codes.length > 0, verdict: invalid },
  ]),
  batching: mergeEvents('data', { maxEvents, maxBytes, waitMs: 20 }),
  tooOld: (request, occurredAt, now) =>
    tooOldFor('Meta', isOfStore(request) ? storeDays : days, request, occurredAt, now),
};

function errorOf(json: JsonObject | undefined): JsonObject {
  const error = json?.['error'];
  return isObject(error) ? error : {};
}

/** The user title and message where there are some: `message` says `Invalid parameter` of them all. */
function said(json: JsonObject): Said {
  const { message, code, error_subcode: subcode, error_user_title: title, error_user_msg: detail } = errorOf(json);
  if (typeof code !== 'number') return typeof message === 'string' ? { words: message } : {};
  const texts = [title, detail].filter((text) => typeof text === 'string' && text !== '');
  const words = texts.length > 0 ? texts.join(': ') : typeof message === 'string' ? message : '';
  return { codes: typeof subcode === 'number' ? [code, `${code}/${subcode}`] : [code], words };
}

/** Meta names the event by its place, in a text or in what it blames: `data[3][custom_data][value]`. */
function invalid(answer: ReadAnswer): Verdict {
  const culprits = placesIn(answer.body, /\bdata\[(\d{1,4})\]/g, answer.events);
  return { outcome: 'invalid', message: answer.message, ...(culprits !== undefined && { culprits }) };
}

/**
 * Meta takes all events or none, and documents no answer that counts fewer. Where one does, which it has is not to be
 * seen: called invalid, the request is split until each answer is of one event. The same again does no harm, being told
 * apart by event_id for 48 hours; so one that is alone and not counted is tried again.
 */
function received({ json, events }: ReadAnswer): Verdict | undefined {
  const count = json?.['events_received'];
  if (typeof count !== 'number') return undefined;
  if (count < events) {
    const message = `Meta says it received ${count} of ${events} events`;
    return { outcome: events > 1 ? 'invalid' : 'unknown', message };
  }
  const messages = json?.['messages'];
  const words = Array.isArray(messages) ? messages.filter((one) => typeof one === 'string').join('; ') : '';
  return words === '' ? { outcome: 'delivered' } : { outcome: 'delivered', message: platformWords(words) };
}

function isOfStore(request: OutgoingRequest): boolean {
  const events = eventsOf(request);
  return events.length > 0 && events.every((event) => isObject(event) && event['action_source'] === 'physical_store');
}
