import { numberOf, textOf } from '../event/event-data.ts';
import type { Json } from '../event/json.ts';
import type { TagInput } from './tag.ts';

/** A number of the event, such as `value`; one that cannot be read is left out, and the console says so. */
export function eventAmount(input: TagInput, key: string): number | undefined {
  const given = input.event.data[key];
  const value = numberOf(given);
  if (value === undefined && isGiven(given)) input.log(`${key} is not a number: left out`);
  return value;
}

/** The event's currency as an ISO 4217 code in upper case; anything else is left out, and the console says so. */
export function eventCurrency(input: TagInput): string | undefined {
  const given = input.event.data['currency'];
  const code = currencyOf(textOf(given));
  if (code === undefined && isGiven(given)) input.log('currency is not a three-letter ISO 4217 code: left out');
  return code;
}

const threeLetters = /^[A-Za-z]{3}$/;

/** A currency code in upper case; undefined where it is not three letters. */
export function currencyOf(code: string | undefined): string | undefined {
  const trimmed = code?.trim();
  return trimmed !== undefined && threeLetters.test(trimmed) ? trimmed.toUpperCase() : undefined;
}

function isGiven(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}
