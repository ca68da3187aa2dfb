import { isObject } from '../event/json.ts';
import type { OutgoingRequest } from './tag.ts';

const second = 1_000;
const hour = 3_600 * second;
const day = 24 * hour;

/** More than any Unix seconds until the year 5138, less than milliseconds since 1973. */
const mostSeconds = 99_999_999_999;

/**
 * Why the events of a request (in its body's `data`) are too old, in words: `happened 8 days and 2 hours ago: Meta takes
 * events of the last 7 days`; undefined where they are not. What they say of themselves counts (`event_time`, Unix
 * seconds: it is what the platform goes by), else `occurredAt`, epoch milliseconds as `now`.
 */
export function tooOldFor(
  platform: string,
  days: number,
  request: OutgoingRequest,
  occurredAt: number,
  now: number,
): string | undefined {
  const times = eventsOf(request).map((event) => timeOf(event) ?? occurredAt);
  const age = now - Math.min(...(times.length === 0 ? [occurredAt] : times));
  if (age <= days * day) return undefined;
  return `happened ${ageWords(age)} ago: ${platform} takes events of the last ${days} days`;
}

/** The events in a request's body, under `data`; none where there is no such list. */
export function eventsOf({ body }: OutgoingRequest): readonly unknown[] {
  const data = isObject(body) ? body['data'] : undefined;
  return Array.isArray(data) ? data : [];
}

function timeOf(event: unknown): number | undefined {
  const time = isObject(event) ? event['event_time'] : undefined;
  return typeof time === 'number' && time > 0 && time <= mostSeconds ? time * second : undefined;
}

function ageWords(age: number): string {
  const days = Math.floor(age / day);
  const hours = Math.floor((age % day) / hour);
  return hours === 0 ? count(days, 'day') : `${count(days, 'day')} and ${count(hours, 'hour')}`;
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}
