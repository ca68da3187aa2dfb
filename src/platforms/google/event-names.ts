/** What the relay called its events first, and GA4's recommended name for each. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['purchase_completed', 'purchase'],
  ['lead', 'generate_lead'],
  ['complete_registration', 'sign_up'],
  ['signup', 'sign_up'],
]);

/**
 * The name GA4 knows an event by: GA4's own names stay as they are, the relay's first names become GA4's recommended
 * ones. Source: developers.google.com/analytics/devguides/collection/protocol/ga4/reference/events
 */
export function ga4EventName(name: string): string {
  return aliases.get(name) ?? name;
}
