import type { JsonObject } from '../../event/json.ts';
import { classifier, placesIn, type ReadAnswer, range, type Said } from '../answer-rules.ts';
import type { PlatformDelivery, Verdict } from '../delivery.ts';
import { mergeEvents } from '../merge-events.ts';

/** Source: business-api.tiktok.com, Report App, Web, Offline, or CRM Events: more reject the whole request. */
const mostEvents = 1_000;
/** Fewer go together than TikTok takes: one bad row has the whole request refused, and a crash sends all of one again. */
const maxEvents: number = Math.min(mostEvents, 100);
/** TikTok names no limit. */
const maxBytes = 1_000_000;

/**
 * How the Events API 2.0 is delivered to. The body's `code` decides before the status: errors were seen with 200, and
 * 401 is documented for too many requests (40100) as for a missing token (40104). TikTok documents no age limit.
 * Source: business-api.tiktok.com, responses-and-errors and rate-limits
 */
export const tiktokDelivery: PlatformDelivery = {
  platform: 'tiktok',
  classify: classifier(said, [
    { codes: [0], statuses: ['2xx'], verdict: 'delivered' },
    // TikTok says that rows failed; it documents no list of them. Those its message names are dead, else all count as taken.
    { codes: [20_001], verdict: partial },
    // 51021 was seen by connectors only.
    { codes: [40_100, 51_021], verdict: throttled },
    { when: ({ codes: [code = ''] }) => /^5\d{4}$/.test(code), verdict: 'transient' },
    // 401xx are of tokens and apps, those the page does not list too (inferred); 40001: no permission for the pixel.
    { codes: [40_001, ...range(40_101, 40_199)], verdict: 'auth' },
    // Of other codes 40xxx that the page does not list, none is said to pass; some have come with 200.
    { when: ({ codes: [code = ''] }) => /^40\d{3}$/.test(code), verdict: invalid },
  ]),
  batching: mergeEvents('data', { maxEvents, maxBytes, waitMs: 20 }),
  requestsPerMinute: 600_000,
};

function said({ code, message }: JsonObject): Said {
  if (typeof code !== 'number') return {};
  return { codes: [code], ...(typeof message === 'string' && { words: message }) };
}

/** `Batch.0.properties.contents.0.content_id`: the first number is the row's. */
const row = /\b(?:batch|data)[.[](\d{1,4})\b/gi;

function invalid({ message, events }: ReadAnswer): Verdict {
  const culprits = placesIn(message, row, events);
  return { outcome: 'invalid', message, ...(culprits !== undefined && { culprits }) };
}

function partial({ message, events }: ReadAnswer): Verdict {
  const places = placesIn(message, row, events);
  if (places === undefined) return { outcome: 'delivered', message };
  return { outcome: 'partial', failed: places.map((index) => ({ index, message, retry: false })) };
}

const minutes = 60_000;

/** TikTok's own waits: five minutes for the limit of a minute, until midnight UTC for that of a day. */
function throttled({ message, headers }: ReadAnswer): Verdict {
  const wait = /\bQPM\b/.test(message)
    ? 5 * minutes
    : /\bQPD\b/.test(message)
      ? untilMidnight(headers['date'])
      : undefined;
  return { outcome: 'throttled', message, ...(wait !== undefined && { retryAfterMs: wait }) };
}

const day = 24 * 60 * minutes;

/** By TikTok's own clock; undefined where it did not send the time. */
function untilMidnight(date: string | undefined): number | undefined {
  const sent = Date.parse(date ?? '');
  return Number.isNaN(sent) ? undefined : day - (sent % day);
}
