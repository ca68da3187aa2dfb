import type { Json, JsonObject } from './json.ts';

/**
 * One event as Google's common event data: `event_name`, `client_id`, `page_location`, `user_data`, `items`, …, the
 * event's own parameters beside them, and the GA4 client's system keys under `x-ga-*`. Never mutated once accepted.
 * Source: developers.google.com/tag-platform/tag-manager/server-side/common-event-data
 */
export type EventData = JsonObject;

/** The event's name; the empty string where it has none. */
export function eventName(event: EventData): string {
  const name = event['event_name'];
  return typeof name === 'string' ? name : '';
}

/** A key's value as non-empty text (finite numbers and booleans written out), else undefined. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  return typeof value === 'boolean' ? String(value) : undefined;
}

/** A key's value as a finite number; numeric text counts (`"99.99"`), anything else is undefined. */
export function numberOf(value: Json | undefined): number | undefined {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  // Minus zero is zero: JSON knows but one.
  return Number.isFinite(number) ? number + 0 : undefined;
}

/** The first of `keys` that holds non-empty text in `event`. */
export function firstText(event: EventData, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = textOf(event[key]);
    if (text !== undefined) return text;
  }
  return undefined;
}
