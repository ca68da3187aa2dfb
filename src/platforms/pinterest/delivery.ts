import { isObject, type JsonObject } from '../../event/json.ts';
import { classifier, type ReadAnswer, type Said } from '../answer-rules.ts';
import type { FailedItem, PlatformDelivery, Verdict } from '../delivery.ts';
import { tooOldFor } from '../event-age.ts';
import { mergeEvents } from '../merge-events.ts';
import { platformWords } from '../platform-words.ts';

/** Source: github.com/pinterest/api-description, v5/openapi.json (ConversionEvents, maxItems) */
const mostEvents = 1_000;
/** Fewer go together than Pinterest takes: a crash sends all of a request again, and its answer lists each event. */
const maxEvents: number = Math.min(mostEvents, 100);
/** Pinterest names no limit. */
const maxBytes = 1_000_000;

/** That older events fail is Pinterest's, the number is of connectors (inferred). */
const days = 7;

/**
 * How the Conversions API v5 is delivered to: each event of a request has a status of its own, in the request's order.
 * Source: github.com/pinterest/api-description, v5/openapi.json (events/create)
 */
export const pinterestDelivery: PlatformDelivery = {
  platform: 'pinterest',
  classify: classifier(said, [
    { statuses: [200, 422], verdict: listed },
    { statuses: [200], verdict: counted },
    { statuses: ['4xx'], codes: [2, 29], verdict: 'auth' },
    { statuses: ['4xx'], codes: [8], verdict: 'throttled' },
  ]),
  batching: mergeEvents('data', { maxEvents, maxBytes, waitMs: 20 }),
  tooOld: (request, occurredAt, now) => tooOldFor('Pinterest', days, request, occurredAt, now),
  requestsPerMinute: 5_000,
};

function said({ code, message }: JsonObject): Said {
  return {
    ...(typeof code === 'number' && { codes: [code] }),
    ...(typeof message === 'string' && { words: message }),
  };
}

/** What counts and lists the events: the body of a 200, the `details` of a 422. */
function report({ json }: ReadAnswer): JsonObject {
  const details = json?.['details'];
  return isObject(details) ? details : (json ?? {});
}

/**
 * Judges by the list; undefined where there is none, or not of as many as were sent. What failed is not sent again, and
 * what was processed must not be.
 */
function listed(answer: ReadAnswer): Verdict | undefined {
  const { events: list } = report(answer);
  if (!Array.isArray(list) || list.length !== answer.events || answer.events === 0) return undefined;
  const rows = list.map((row) => (isObject(row) ? row : {}));
  const failed: FailedItem[] = [];
  for (const [index, row] of rows.entries()) {
    if (row['status'] === 'processed') continue;
    failed.push({ index, message: words(row['error_message']) || answer.message, retry: false });
  }
  const [first] = failed;
  if (first === undefined) return taken(rows.map((row) => row['warning_message']));
  // One alone has no others to be partial to.
  return answer.events === 1 ? { outcome: 'invalid', message: first.message } : { outcome: 'partial', failed };
}

/**
 * Judges by the counts, where the list cannot be used. Which were processed is not to be seen then, as with a 422 that
 * cannot be read: called invalid, the request is split until each answer is of one event, and Pinterest knows by
 * event_id what it has.
 */
function counted(answer: ReadAnswer): Verdict | undefined {
  const { num_events_processed: processed } = report(answer);
  if (typeof processed !== 'number') return undefined;
  if (processed >= answer.events) return { outcome: 'delivered' };
  return { outcome: 'invalid', message: `Pinterest says it processed ${processed} of ${answer.events} events` };
}

function taken(warnings: readonly unknown[]): Verdict {
  const said = words([...new Set(warnings.filter((one) => typeof one === 'string' && one !== ''))].join('; '));
  return said === '' ? { outcome: 'delivered' } : { outcome: 'delivered', message: said };
}

function words(text: unknown): string {
  return typeof text === 'string' ? platformWords(text) : '';
}
