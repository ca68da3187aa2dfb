import type { SnapchatEventsEvent } from '../../contracts/types/snapchat-events.ts';

/**
 * Snapchat's name for each event it has one for, by the name the relay or GA4 gives it. Snapchat takes no names of the
 * advertiser's own; `CUSTOM_EVENT_1` … `CUSTOM_EVENT_5` stand for those.
 * Source: developers.snap.com/api/marketing-api/Conversions-API/Parameters
 */
export const eventNames: ReadonlyMap<string, SnapchatEventsEvent['event_name']> = new Map([
  ['page_view', 'PAGE_VIEW'],
  ['view_item', 'VIEW_CONTENT'],
  ['view_item_list', 'LIST_VIEW'],
  ['search', 'SEARCH'],
  ['add_to_cart', 'ADD_CART'],
  ['add_to_wishlist', 'ADD_TO_WISHLIST'],
  ['begin_checkout', 'START_CHECKOUT'],
  ['add_payment_info', 'ADD_BILLING'],
  ['purchase', 'PURCHASE'],
  ['purchase_completed', 'PURCHASE'],
  ['generate_lead', 'SIGN_UP'],
  ['lead', 'SIGN_UP'],
  ['sign_up', 'SIGN_UP'],
  ['signup', 'SIGN_UP'],
  ['complete_registration', 'SIGN_UP'],
  ['login', 'LOGIN'],
]);
