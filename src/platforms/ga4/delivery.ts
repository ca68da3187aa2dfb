import { isObject, type JsonObject } from '../../event/json.ts';
import type { Batching, PlatformDelivery } from '../delivery.ts';
import { mergeEvents } from '../merge-events.ts';
import type { OutgoingRequest } from '../tag.ts';
import { classifyGa4 } from './answers.ts';

/** A request holds events of one visitor, so nobody waits for others: only what is at hand anyway goes together. */
const together = mergeEvents('events', { maxEvents: 25, maxBytes: 129_999, waitMs: 0 });

/**
 * Events of one visitor of which all else is the same (user properties, user data, consent, device, …) go in one
 * Measurement Protocol request. What gtag sends has its event in the query, and goes alone.
 * Source: developers.google.com/analytics/devguides/collection/protocol/ga4/sending-events#limitations
 */
const batching: Batching = {
  ...together,
  key: (request) => together.key(withOwnTimes(request)),
  merge: (requests) => (requests.length === 1 ? together.merge(requests) : together.merge(requests.map(withOwnTimes))),
};

/** GA4, by the Measurement Protocol or as gtag sends it. It drops no event that comes twice but a purchase, by its transaction id. */
export const ga4Delivery: PlatformDelivery = {
  platform: 'ga4',
  classify: classifyGa4,
  batching,
  tooOld,
};

/**
 * The request's time at its events, which may have one of their own, so that events of different times go together. With
 * user properties it stays where it is, for it is theirs too.
 */
function withOwnTimes(request: OutgoingRequest): OutgoingRequest {
  const { body } = request;
  if (!isObject(body) || body['timestamp_micros'] === undefined || body['user_properties'] !== undefined)
    return request;
  const { timestamp_micros, events, ...rest } = body;
  if (!Array.isArray(events)) return request;
  const timed = events.map((event: JsonObject) => {
    const { name, ...others } = event;
    return { name, timestamp_micros, ...others };
  });
  return { ...request, body: { ...rest, events: timed } };
}

const longestMs = 72 * 3_600_000;

/**
 * The protocol takes events back to 72 hours and sets older ones to that; of gtag's requests nothing is said.
 * Source: developers.google.com/analytics/devguides/collection/protocol/ga4/sending-events#override_timestamp
 */
function tooOld({ body }: OutgoingRequest, occurredAt: number, now: number): string | undefined {
  if (!isObject(body)) return undefined;
  const micros = body['timestamp_micros'];
  const happened = typeof micros === 'number' ? micros / 1000 : occurredAt;
  if (now - happened <= longestMs) return undefined;
  return 'happened more than 72 hours ago: GA4 would count it at another time than its own';
}
