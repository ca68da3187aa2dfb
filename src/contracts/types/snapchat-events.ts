// Written by `npm run generate` from contracts/snapchat/events.schema.json: change that, not this file.

export type SnapchatEventsTexts = string | (string | number)[];

/**
 * POST https://tr.snapchat.com/v3/{pixel or app id}/events
 */
export interface SnapchatEvents {
  /**
   * send { "data": [event, …] }: the flat body with event_type, hashed_email and price was that of v2
   */
  data: SnapchatEventsEvent[];
  [k: string]: unknown;
}
export interface SnapchatEventsEvent {
  /**
   * send a name such as PURCHASE, ADD_CART or SIGN_UP; CUSTOM_EVENT_1 to CUSTOM_EVENT_5 stand for events of your own
   */
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
  /**
   * send when it happened, in Unix seconds
   */
  event_time: number | string;
  /**
   * say where it happened: WEB, MOBILE_APP or OFFLINE
   */
  action_source: 'WEB' | 'MOBILE_APP' | 'OFFLINE' | 'website' | 'app';
  /**
   * send the whole address of the page, such as https://shop.example/thank-you
   */
  event_source_url?: string;
  event_id?: string;
  /**
   * say who it is about
   */
  user_data: SnapchatEventsUserData;
  custom_data?: SnapchatEventsCustomData;
  app_data?: SnapchatEventsAppData;
  /**
   * send ["LDU"] for limited data use, [] for none; a list, not the text of one
   */
  data_processing_options?: ('LDU' | 'LMU')[];
  data_processing_options_country?: number;
  data_processing_options_state?: number;
  integration?: string;
  test_event_code?: string;
  version?: string;
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
  /**
   * send the visitor's address alone: the first of a list, without a port, never hashed
   */
  client_ip_address?: string;
  /**
   * send it as it is
   */
  client_user_agent?: string;
  /**
   * send it as it is
   */
  sc_click_id?: string;
  sc_cookie1?: string;
  /**
   * send the IDFA or AAID in lower case, never hashed
   */
  madid?: string;
  /**
   * send it as it is
   */
  idfv?: string;
  /**
   * send it as it is
   */
  anon_id?: string;
  /**
   * send it as it is
   */
  lead_id?: string;
  /**
   * send it as it is
   */
  subscription_id?: string;
  /**
   * send it as it is
   */
  download_id?: string;
}
export interface SnapchatEventsCustomData {
  /**
   * send it as a number such as 89.9, without symbols and thousands separators
   */
  value?: number | string;
  /**
   * send a code such as USD
   */
  currency?: string;
  /**
   * send a list of product ids, each as text; a list of one too
   */
  content_ids?: string[];
  content_category?: SnapchatEventsTexts;
  content_name?: string;
  content_type?: string;
  /**
   * send a list of objects, not the JSON of one
   */
  contents?: SnapchatEventsContent[];
  brands?: SnapchatEventsTexts;
  /**
   * send the units of all lines
   */
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
}
export interface SnapchatEventsContent {
  id?: string;
  quantity?: number | string;
  /**
   * send it as a number such as 42.5, without symbols and thousands separators
   */
  item_price?: number | string;
  brand?: string;
  delivery_category?: string;
}
export interface SnapchatEventsAppData {
  /**
   * send an id such as 1234567890 or com.acme.shop, as text
   */
  app_id: string;
  /**
   * send 1 where the person allowed tracking (ATT on iOS 14.5 and later), else 0
   */
  advertiser_tracking_enabled: 0 | 1;
  /**
   * send 1 where tracking is on in the app, else 0
   */
  application_tracking_enabled?: 0 | 1;
  /**
   * send version, package, short version, long version, OS version, device, locale, timezone abbreviation, carrier, width, height, density, CPU cores, storage GB, free GB, device timezone; empty text where one is not known
   */
  extinfo: string[];
}
