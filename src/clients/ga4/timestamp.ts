import type { Json } from '../../event/json.ts';
import { kindOf } from './kind-of.ts';

/** 2000-01-01 and 2262-04-11 (the last instant 64-bit nanoseconds can name), in seconds. */
const earliest = 946_684_800;
const latest = 9_223_372_036;
const digits = /^\d{1,20}$/;

/**
 * A Measurement Protocol `timestamp_micros`: whole microseconds since 1970, as a number or as digits in text (how
 * Protocol Buffers write 64-bit integers in JSON). Undefined where it is not, or not between 2000 and 2262.
 * Source: https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference
 */
export function readMicros(value: Json): number | undefined {
  const micros = typeof value === 'string' && digits.test(value) ? Number(value) : value;
  return typeof micros === 'number' && Number.isInteger(micros) && isTime(micros / 1e6) ? micros : undefined;
}

/** Why `readMicros` does not take a value: its unit, where it would be a time in another one. */
export function explainMicros(value: Json): { readonly rule: string; readonly message: string } {
  const number = typeof value === 'string' && digits.test(value) ? Number(value) : value;
  const must = 'timestamp_micros must be whole microseconds since 1970';
  if (typeof number !== 'number') return { rule: 'integer', message: `${must}, not ${kindOf(value)}` };
  if (isTime(number)) return { rule: 'unit', message: `${must}, this is seconds: multiply by 1,000,000` };
  if (isTime(number / 1e3)) return { rule: 'unit', message: `${must}, this is milliseconds: multiply by 1,000` };
  if (isTime(number / 1e9)) return { rule: 'unit', message: `${must}, this is nanoseconds: divide by 1,000` };
  if (!Number.isInteger(number)) return { rule: 'integer', message: `${must}, not a fraction` };
  return { rule: 'range', message: `${must}, between the years 2000 and 2262` };
}

function isTime(seconds: number): boolean {
  return seconds >= earliest && seconds <= latest;
}
