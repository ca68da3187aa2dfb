/**
 * TikTok's name for each GA4 event and for the names the relay first gave them. `CompletePayment` and `SubmitForm` are
 * the spellings from before May 2025; TikTok turns them into `Purchase` and `Lead` (ads.tiktok.com/help, "How to adopt
 * TikTok's updated standard events"). A pixel on the page must use the same spelling, or TikTok counts both.
 */
export const eventNames: ReadonlyMap<string, string> = new Map([
  ['purchase', 'CompletePayment'],
  ['purchase_completed', 'CompletePayment'],
  ['add_to_cart', 'AddToCart'],
  ['begin_checkout', 'InitiateCheckout'],
  ['generate_lead', 'SubmitForm'],
  ['lead', 'SubmitForm'],
  ['sign_up', 'CompleteRegistration'],
  ['signup', 'CompleteRegistration'],
  ['complete_registration', 'CompleteRegistration'],
  ['consult_completed', 'SubmitForm'],
  ['add_payment_info', 'AddPaymentInfo'],
  ['add_to_wishlist', 'AddToWishlist'],
  ['search', 'Search'],
  ['view_item', 'ViewContent'],
  ['page_view', 'Pageview'],
]);

/** TikTok's name for an event; one that has none is a custom event under its own name. */
export function tiktokEventName(name: string): string {
  return eventNames.get(name) ?? name;
}
