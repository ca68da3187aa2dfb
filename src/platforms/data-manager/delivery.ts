import { isObject, type JsonObject } from '../../event/json.ts';
import type { PlatformDelivery } from '../delivery.ts';
import { mergeEvents } from '../merge-events.ts';
import type { OutgoingRequest } from '../tag.ts';
import { classifyDataManager } from './answers.ts';

/**
 * Google's Data Manager API. Events for the same destinations, with the same encoding and credentials, go together: 500
 * of the 2,000 it takes, for one bad event has all refused. A request a second keeps a destination below the 100,000 a
 * day that its Google Cloud project has. How long a body may be Google does not say: 2 MB is ours. It counts a
 * conversion once by its transaction id.
 * Source: developers.google.com/data-manager/api/limits
 */
export const dataManagerDelivery: PlatformDelivery = {
  platform: 'data_manager',
  classify: classifyDataManager,
  batching: mergeEvents('events', { maxEvents: 500, maxBytes: 2_000_000, waitMs: 1_000 }),
  tooOld,
  requestsPerMinute: 300,
};

const longestMs = 72 * 3_600_000;

/**
 * Google Analytics takes events back to 72 hours, and one it does not take has the others refused; what Google Ads takes
 * depends on the click and the conversion action, so it is asked.
 * Source: developers.google.com/data-manager/api/devguides/events
 */
function tooOld({ body }: OutgoingRequest, occurredAt: number, now: number): string | undefined {
  if (!isObject(body) || !objectsIn(body, 'destinations').some(isForAnalytics)) return undefined;
  const times = objectsIn(body, 'events').map(({ eventTimestamp }) =>
    typeof eventTimestamp === 'string' ? Date.parse(eventTimestamp) : Number.NaN,
  );
  const known = times.filter((time) => !Number.isNaN(time));
  if (now - Math.min(...(known.length === 0 ? [occurredAt] : known)) <= longestMs) return undefined;
  return 'happened more than 72 hours ago: the Data Manager API refuses it for Google Analytics';
}

function isForAnalytics({ operatingAccount }: JsonObject): boolean {
  return isObject(operatingAccount) && operatingAccount['accountType'] === 'GOOGLE_ANALYTICS_PROPERTY';
}

function objectsIn(body: JsonObject, name: string): readonly JsonObject[] {
  const list = body[name];
  return Array.isArray(list) ? list.filter(isObject) : [];
}
