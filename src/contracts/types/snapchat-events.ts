// Written by `npm run generate` from contracts/snapchat/events.schema.json: change that, not this file.

export type SnapchatEventsUnhashed = string;
export type SnapchatEventsTexts = string | (string | number)[];

/**
 * POST https://tr.snapchat.com/v3/{pixel or app id}/events
 */
export interface SnapchatEvents {
  data: SnapchatEventsEvent[];
  [k: string]: unknown;
}
export interface SnapchatEventsEvent {
  event_name:
    | 'PURCHASE'
    | 'ADD_CART'
    | 'VIEW_CONTENT'
    | 'START_CHECKOUT'
    | 'ADD_BILLING'
    | 'SIGN_UP'
    | 'SEARCH'
    | 'PAGE_VIEW'
    | 'ADD_TO_WISHLIST'
    | 'LIST_VIEW'
    | 'SAVE'
    | 'SUBSCRIBE'
    | 'START_TRIAL'
    | 'COMPLETE_TUTORIAL'
    | 'LOGIN'
    | 'SHARE'
    | 'INVITE'
    | 'RESERVE'
    | 'ACHIEVEMENT_UNLOCKED'
    | 'LEVEL_COMPLETE'
    | 'SPENT_CREDITS'
    | 'RATE'
    | 'AD_CLICK'
    | 'AD_VIEW'
    | 'APP_OPEN'
    | 'APP_INSTALL'
    | 'CUSTOM_EVENT_1'
    | 'CUSTOM_EVENT_2'
    | 'CUSTOM_EVENT_3'
    | 'CUSTOM_EVENT_4'
    | 'CUSTOM_EVENT_5';
  event_time: number | string;
  action_source: 'WEB' | 'MOBILE_APP' | 'OFFLINE' | 'website' | 'app';
  event_source_url?: string;
  event_id?: string;
  user_data: SnapchatEventsUserData;
  custom_data?: SnapchatEventsCustomData;
  app_data?: SnapchatEventsAppData;
  data_processing_options?: ('LDU' | 'LMU')[];
  data_processing_options_country?: number;
  data_processing_options_state?: number;
  integration?: string;
  test_event_code?: string;
  version?: string;
  [k: string]: unknown;
}
export interface SnapchatEventsUserData {
  em?: string | string[];
  ph?: string | string[];
  fn?: string | string[];
  ln?: string | string[];
  ge?: string | string[];
  ct?: string | string[];
  st?: string | string[];
  zp?: string | string[];
  country?: string | string[];
  db?: string | string[];
  external_id?: string | string[];
  client_ip_address?: string;
  client_user_agent?: SnapchatEventsUnhashed;
  sc_click_id?: SnapchatEventsUnhashed;
  sc_cookie1?: string;
  madid?: string;
  idfv?: SnapchatEventsUnhashed;
  anon_id?: SnapchatEventsUnhashed;
  lead_id?: SnapchatEventsUnhashed;
  subscription_id?: SnapchatEventsUnhashed;
  download_id?: SnapchatEventsUnhashed;
  [k: string]: unknown;
}
export interface SnapchatEventsCustomData {
  value?: number | string;
  currency?: string;
  content_ids?: string[];
  content_category?: SnapchatEventsTexts;
  content_name?: string;
  content_type?: string;
  contents?: SnapchatEventsContent[];
  brands?: SnapchatEventsTexts;
  num_items?: number | string;
  order_id?: string;
  search_string?: string;
  sign_up_method?: string;
  predicted_ltv?: number;
  referrer_url?: string;
  custom_id?: string;
  checkin_date?: string;
  travel_start?: string;
  travel_end?: string;
  suggested_destinations?: SnapchatEventsTexts;
  destination_airport?: string;
  origin_airport?: string;
  city?: string;
  region?: string;
  country?: string;
  neighborhood?: string;
  postal_code?: string;
  departing_departure_date?: string;
  departing_arrival_date?: string;
  returning_departure_date?: string;
  returning_arrival_date?: string;
  num_adults?: number | string;
  num_children?: number | string;
  num_infants?: number | string;
  hotel_score?: number | string;
  preferred_neighborhoods?: SnapchatEventsTexts;
  preferred_star_ratings?: SnapchatEventsTexts;
  suggested_hotels?: SnapchatEventsTexts;
  [k: string]: unknown;
}
export interface SnapchatEventsContent {
  id?: string;
  quantity?: number | string;
  item_price?: number | string;
  brand?: string;
  delivery_category?: string;
  [k: string]: unknown;
}
export interface SnapchatEventsAppData {
  app_id: string;
  advertiser_tracking_enabled: 0 | 1;
  application_tracking_enabled?: 0 | 1;
  extinfo: string[];
  [k: string]: unknown;
}
