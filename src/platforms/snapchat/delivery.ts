import { isObject, type JsonObject } from '../../event/json.ts';
import { classifier, type ReadAnswer, type Said } from '../answer-rules.ts';
import type { PlatformDelivery, Verdict } from '../delivery.ts';
import { tooOldFor } from '../event-age.ts';
import { mergeEvents } from '../merge-events.ts';
import { platformWords } from '../platform-words.ts';

/** Of a third party's catalogue of the API; Snapchat's own pages name none. */
const mostEvents = 2_000;
/** Fewer go together than Snapchat takes: a bad record has the others sent once more, and a crash sends all of one again. */
const maxEvents: number = Math.min(mostEvents, 100);
/** Snapchat names no limit. */
const maxBytes = 1_000_000;

/** Source: developers.snap.com/api/marketing-api/Conversions-API/Parameters (event_time) */
const days = 37;

/**
 * How the Conversions API v3 is delivered to. Its pages show what `/events/validate` answers; that `/events` answers as
 * v2 did is inferred.
 * Source: developers.snap.com/api/marketing-api/Conversions-API/VerifySetUp; github.com/Snapchat/business-sdk-python
 */
export const snapchatDelivery: PlatformDelivery = {
  platform: 'snapchat',
  classify: classifier(said, [
    // An expired link of OAuth was seen as 400 "invalid token". `<token>` stands where one was taken out.
    { statuses: [200, 400], text: /\btoken\b(?!>)/i, when: isRefused, verdict: 'auth' },
    { statuses: [200, 400], when: ({ json }) => json?.['error_records'] !== undefined, verdict: refused },
    { statuses: ['2xx'], when: isRefused, verdict: 'invalid' },
    // Any other JSON with a 2xx counts as success, since its form is inferred: were it called unknown, every event would
    // be sent for a day and given up. What is no JSON at all is not from Snapchat, and nobody can tell.
    { statuses: ['2xx'], when: ({ json }) => json !== undefined, verdict: taken },
  ]),
  batching: mergeEvents('data', { maxEvents, maxBytes, waitMs: 20 }),
  tooOld: (request, occurredAt, now) => tooOldFor('Snapchat', days, request, occurredAt, now),
};

/** The reason; where there is none, those of the records. */
function said(json: JsonObject): Said {
  const { reason } = json;
  if (typeof reason === 'string' && reason !== '') return { words: reason };
  return {
    words: records(json, 'error_records')
      .map((record) => record.reason)
      .join('; '),
  };
}

function isRefused({ status, json }: ReadAnswer): boolean {
  return status >= 400 || /^(?:invalid|failed|failure|error)$/i.test(String(json?.['status']));
}

interface ListedRecord {
  readonly reason: string;
  readonly places: readonly number[];
}

/** `[{ reason, record_indexes: [0] }]`; what has another form is left out. */
function records(json: JsonObject | undefined, key: 'error_records' | 'warning_records'): readonly ListedRecord[] {
  const list = json?.[key];
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).map(({ reason, record_indexes: places }) => ({
    reason: typeof reason === 'string' ? reason : '',
    places: Array.isArray(places) ? places.filter((place) => Number.isInteger(place)) : [],
  }));
}

/**
 * The listed records are at fault and the others are to be sent again: Snapchat is not known to have taken them, and
 * tells them apart by event_id.
 */
function refused({ json, events, message }: ReadAnswer): Verdict | undefined {
  const listed = records(json, 'error_records');
  if (listed.length === 0) return undefined;
  const places = new Set(listed.flatMap((record) => record.places));
  const culprits = [...places].filter((place) => place >= 0 && place < events).toSorted((a, b) => a - b);
  const reasons = new Set(listed.map(({ reason }) => reason).filter((reason) => reason !== ''));
  const words = platformWords([...reasons].join('; '));
  return { outcome: 'invalid', message: words === '' ? message : words, ...(culprits.length > 0 && { culprits }) };
}

function taken({ json }: ReadAnswer): Verdict {
  const warnings = new Set(records(json, 'warning_records').map(({ reason }) => reason));
  const words = platformWords([...warnings].join('; '));
  return words === '' ? { outcome: 'delivered' } : { outcome: 'delivered', message: words };
}
