// Written by `npm run generate` from contracts/meta/events.schema.json: change that, not this file.

export type MetaEventsSegment =
  | 'new_customer_to_business'
  | 'new_customer_to_business_line'
  | 'new_customer_to_product_area'
  | 'new_customer_to_medium'
  | 'existing_customer_to_business'
  | 'existing_customer_to_business_line'
  | 'existing_customer_to_product_area'
  | 'existing_customer_to_medium'
  | 'customer_in_loyalty_program';
export type MetaEventsPartial = string | string[];
export type MetaEventsDelivery = 'in_store' | 'curbside' | 'home_delivery';

/**
 * POST https://graph.facebook.com/{version}/{pixel or dataset id}/events
 */
export interface MetaEvents {
  /**
   * send { "data": [event, …] }
   */
  data: MetaEventsEvent[];
  /**
   * generate one in Events Manager > Settings > Conversions API
   */
  access_token?: string;
  /**
   * sign the access token with the app secret
   */
  appsecret_proof?: string;
  test_event_code?: string;
  /**
   * name the sender as Meta gave it, such as acme-sgtm-1.0
   */
  partner_agent?: string;
  upload_tag?: string;
  upload_id?: string;
  upload_source?: string;
  namespace_id?: string;
  platforms?: MetaEventsPlatform[];
  progress?: MetaEventsProgress;
}
export interface MetaEventsEvent {
  /**
   * give the name of a standard event, such as Purchase, or one of your own
   */
  event_name: string;
  /**
   * send when it happened, in Unix seconds
   */
  event_time: number;
  event_id?: string;
  /**
   * say where it happened, such as website
   */
  action_source:
    | 'website'
    | 'app'
    | 'phone_call'
    | 'chat'
    | 'email'
    | 'physical_store'
    | 'system_generated'
    | 'business_messaging'
    | 'other';
  /**
   * send the whole address of the page, such as https://shop.example/thank-you
   */
  event_source_url?: string;
  referrer_url?: string;
  opt_out?: boolean;
  /**
   * send ["LDU"] for Limited Data Use, [] for none
   */
  data_processing_options?: 'LDU'[];
  /**
   * send 1 for the United States, 0 to let Meta find out
   */
  data_processing_options_country?: 0 | 1;
  /**
   * send 0 to let Meta find out; 1000 California, 1001 Colorado, 1002 Connecticut, 1003 Florida, 1004 Oregon, 1005 Texas, 1006 Montana, 1007 Delaware, 1008 Nebraska, 1009 New Hampshire, 1010 New Jersey, 1011 Minnesota, 1012 Maryland, 1013 Rhode Island
   */
  data_processing_options_state?:
    0 | 1000 | 1001 | 1002 | 1003 | 1004 | 1005 | 1006 | 1007 | 1008 | 1009 | 1010 | 1011 | 1012 | 1013;
  customer_segmentation?: MetaEventsSegment;
  messaging_channel?: string;
  advanced_measurement_table?: string;
  original_event_data?: MetaEventsOriginalEvent;
  attribution_data?: MetaEventsEventAttributionData;
  /**
   * say who it is about
   */
  user_data: MetaEventsUserData;
  custom_data?: MetaEventsCustomData;
  app_data?: MetaEventsAppData;
}
export interface MetaEventsOriginalEvent {
  event_name?: string;
  event_time?: number;
  order_id?: string;
  event_id?: string;
}
export interface MetaEventsEventAttributionData {
  touchpoint_ts?: number;
  attribution_share?: number;
  attribution_value?: number;
  [k: string]: unknown;
}
export interface MetaEventsUserData {
  em?: string | string[];
  ph?: string | string[];
  fn?: string | string[];
  ln?: string | string[];
  ge?: string | string[];
  db?: string | string[];
  ct?: string | string[];
  st?: string | string[];
  zp?: string | string[];
  country?: string | string[];
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
   * send the _fbc cookie as it is, or make it of fbclid with the milliseconds of the click: it is never hashed, nor put in lower case
   */
  fbc?: string;
  /**
   * send the _fbp cookie as it is, never hashed
   */
  fbp?: string;
  /**
   * send it as it is
   */
  subscription_id?: string;
  fb_login_id?: number | string;
  /**
   * send the id that a Meta lead ad gave, never that of a CRM, and never hashed
   */
  lead_id?: number | string;
  /**
   * send it as it is
   */
  anon_id?: string;
  /**
   * send it as it is
   */
  madid?: string;
  /**
   * send it as it is
   */
  page_id?: string;
  /**
   * send it as it is
   */
  page_scoped_user_id?: string;
  /**
   * send it as it is
   */
  ctwa_clid?: string;
  /**
   * send it as it is
   */
  ig_account_id?: string;
  /**
   * send it as it is
   */
  ig_sid?: string;
  f5first?: MetaEventsPartial;
  f5last?: MetaEventsPartial;
  fi?: MetaEventsPartial;
  dobd?: MetaEventsPartial;
  dobm?: MetaEventsPartial;
  doby?: MetaEventsPartial;
}
export interface MetaEventsCustomData {
  /**
   * send it as a number such as 89.9, without symbols and thousands separators
   */
  value?: number | string;
  /**
   * send a code such as USD
   */
  currency?: string;
  /**
   * send a list of product ids, each as text
   */
  content_ids?: string[];
  /**
   * send a list of objects, not the JSON of one
   */
  contents?: MetaEventsContent[];
  content_type?: string;
  content_name?: string;
  content_category?: string;
  order_id?: string;
  num_items?: number;
  search_string?: string;
  status?: string;
  predicted_ltv?: number;
  net_revenue?: number;
  delivery_category?: MetaEventsDelivery;
  item_number?: string;
  customer_segmentation?: MetaEventsSegment;
  [k: string]:
    string | number | boolean | string[] | MetaEventsContent[] | MetaEventsDelivery | MetaEventsSegment | undefined;
}
export interface MetaEventsContent {
  id?: string;
  quantity?: number;
  item_price?: number;
  delivery_category?: MetaEventsDelivery;
  title?: string;
  description?: string;
  brand?: string;
  category?: string;
  [k: string]: unknown;
}
export interface MetaEventsAppData {
  /**
   * send 1 where the person allowed tracking (ATT on iOS 14.5 and later), else 0
   */
  advertiser_tracking_enabled: 0 | 1;
  /**
   * send 1 where tracking is on in the app, else 0
   */
  application_tracking_enabled: 0 | 1;
  /**
   * send version, package, short version, long version, OS version, device, locale, timezone abbreviation, carrier, width, height, density, CPU cores, storage GB, free GB, device timezone; empty text where one is not known
   */
  extinfo: string[];
  campaign_ids?: unknown;
  install_referrer?: string;
  installer_package?: string;
  url_schemes?: unknown[];
  windows_attribution_id?: string;
  vendor_id?: string;
  receipt_data?: unknown;
  consider_views?: unknown;
  include_dwell_data?: unknown;
  include_video_data?: unknown;
}
export interface MetaEventsPlatform {
  name?: unknown;
  type?: unknown;
  version?: unknown;
  [k: string]: unknown;
}
export interface MetaEventsProgress {
  start_inclusive?: unknown;
  end_exclusive?: unknown;
  [k: string]: unknown;
}
