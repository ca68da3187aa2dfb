const minute = 60_000;

/**
 * How long Meta wants no calls, by what `X-Business-Use-Case-Usage` says: an object of lists, each item with
 * `estimated_time_to_regain_access` in minutes; the longest counts. Nothing where the header says nothing.
 * Source: developers.facebook.com/docs/marketing-api/overview/rate-limiting
 */
export function regainAccess(headers: Readonly<Record<string, string>>): { readonly retryAfterMs?: number } {
  const text = headers['x-business-use-case-usage'] ?? '';
  // Looked for in the text: repeated headers are joined, and are then no JSON.
  const minutes = Array.from(text.matchAll(/"estimated_time_to_regain_access"\s*:\s*(\d{1,6})(?!\d)/g), ([, digits]) =>
    Number(digits),
  );
  const longest = Math.max(0, ...minutes);
  return longest === 0 ? {} : { retryAfterMs: longest * minute };
}
