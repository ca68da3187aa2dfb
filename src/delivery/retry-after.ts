/** However little a platform asks for, milliseconds. */
export const shortestRetryAfterMs = 1_000;
/** However much a platform asks for, milliseconds. */
export const longestRetryAfterMs = 3_600_000;

/** The three forms of a date that every recipient must take. */
const dateForms = [
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/,
  /^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d\d-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d\d \d\d:\d\d:\d\d GMT$/,
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
];

/**
 * How long a `retry-after` header asks to wait, milliseconds, between a second and an hour; undefined where it is absent,
 * unreadable, negative or a time gone by. `now`: epoch milliseconds.
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after and #http.date
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return boundedRetryAfter(Number(text) * 1000);
  if (!dateForms.some((form) => form.test(text))) return undefined;
  const wait = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) - now;
  return wait >= 0 ? boundedRetryAfter(wait) : undefined;
}

/** A wait a platform asked for, milliseconds, within what is honoured; NaN is the shortest. */
export function boundedRetryAfter(milliseconds: number): number {
  return Math.min(longestRetryAfterMs, milliseconds > shortestRetryAfterMs ? milliseconds : shortestRetryAfterMs);
}
