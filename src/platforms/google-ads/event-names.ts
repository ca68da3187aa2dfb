import { ga4EventName } from '../google/event-names.ts';

/** GA4's names that a conversion may be named by; the relay's first names count as the GA4 names they stand for. */
const known: ReadonlySet<string> = new Set([
  'purchase',
  'add_to_cart',
  'begin_checkout',
  'add_payment_info',
  'add_to_wishlist',
  'generate_lead',
  'sign_up',
  'search',
  'view_item',
  'page_view',
]);

/**
 * The event name a conversion goes by (`en`). Google Ads counts by conversion label and only describes the conversion by
 * this name, so an event of one's own is plain `conversion`: its name could tell what it was about.
 */
export function conversionEventName(name: string): string {
  const ga4 = ga4EventName(name);
  return known.has(ga4) ? ga4 : 'conversion';
}
