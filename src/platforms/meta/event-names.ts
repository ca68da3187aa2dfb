/**
 * Meta's name for each GA4 event and for the names the relay first gave them. Standard events:
 * developers.facebook.com/docs/meta-pixel/reference#standard-events; what GA4 names map to: the table of
 * github.com/facebookincubator/ConversionsAPI-Tag-for-GoogleTagManager.
 */
export const eventNames: ReadonlyMap<string, string> = new Map([
  ['purchase', 'Purchase'],
  ['purchase_completed', 'Purchase'],
  ['add_to_cart', 'AddToCart'],
  ['begin_checkout', 'InitiateCheckout'],
  ['generate_lead', 'Lead'],
  ['lead', 'Lead'],
  ['sign_up', 'CompleteRegistration'],
  ['signup', 'CompleteRegistration'],
  ['complete_registration', 'CompleteRegistration'],
  ['rx_issued', 'Lead'],
  ['consult_completed', 'Lead'],
  ['add_payment_info', 'AddPaymentInfo'],
  ['add_to_wishlist', 'AddToWishlist'],
  ['search', 'Search'],
  ['view_item', 'ViewContent'],
  ['page_view', 'PageView'],
  ['gtm.dom', 'PageView'],
]);

/** Meta's name for an event; one that has none is a custom event under its own name. */
export function metaEventName(name: string): string {
  return eventNames.get(name) ?? name;
}
