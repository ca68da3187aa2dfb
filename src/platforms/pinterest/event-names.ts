/**
 * Pinterest's name for each event it has one for, by the name the relay or GA4 gives it, as Pinterest's own server-side
 * GTM template maps them; any other event is `custom`.
 * Source: github.com/pinterest/ss-gtm-template, developers.pinterest.com/docs/api/v5 (events/create)
 */
export const eventNames: ReadonlyMap<string, string> = new Map([
  ['page_view', 'page_visit'],
  ['view_item', 'page_visit'],
  ['view_item_list', 'view_category'],
  ['select_item', 'view_content'],
  ['select_promotion', 'view_content'],
  ['view_promotion', 'view_content'],
  ['search', 'search'],
  ['add_to_cart', 'add_to_cart'],
  ['add_to_wishlist', 'add_to_wishlist'],
  ['begin_checkout', 'initiate_checkout'],
  ['add_shipping_info', 'initiate_checkout'],
  ['add_payment_info', 'add_payment_info'],
  ['purchase', 'checkout'],
  ['purchase_completed', 'checkout'],
  ['generate_lead', 'lead'],
  ['lead', 'lead'],
  ['sign_up', 'signup'],
  ['signup', 'signup'],
  ['complete_registration', 'signup'],
]);
