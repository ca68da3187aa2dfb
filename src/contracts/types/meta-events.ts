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
export type MetaEventsUnhashed = string;
export type MetaEventsPartial = string | string[];
export type MetaEventsDelivery = 'in_store' | 'curbside' | 'home_delivery';
export type MetaEventsToken = string;
export type MetaEventsProof = string;

/**
 * POST https://graph.facebook.com/{version}/{pixel or dataset id}/events
 */
export interface MetaEvents {
  data: MetaEventsEvent[];
  access_token?: MetaEventsToken;
  appsecret_proof?: MetaEventsProof;
  test_event_code?: string;
  partner_agent?: string;
  upload_tag?: string;
  upload_id?: string;
  upload_source?: string;
  namespace_id?: string;
  platforms?: {
    name?: unknown;
    type?: unknown;
    version?: unknown;
    [k: string]: unknown;
  }[];
  progress?: {
    start_inclusive?: unknown;
    end_exclusive?: unknown;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface MetaEventsEvent {
  event_name: string;
  event_time: number;
  event_id?: string;
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
  event_source_url?: string;
  referrer_url?: string;
  opt_out?: boolean;
  data_processing_options?: 'LDU'[];
  data_processing_options_country?: 0 | 1;
  data_processing_options_state?:
    0 | 1000 | 1001 | 1002 | 1003 | 1004 | 1005 | 1006 | 1007 | 1008 | 1009 | 1010 | 1011 | 1012 | 1013;
  customer_segmentation?: MetaEventsSegment;
  messaging_channel?: string;
  advanced_measurement_table?: string;
  original_event_data?: MetaEventsOriginalEvent;
  attribution_data?: {
    touchpoint_ts?: number;
    attribution_share?: number;
    attribution_value?: number;
    [k: string]: unknown;
  };
  user_data: MetaEventsUserData;
  custom_data?: MetaEventsCustomData;
  app_data?: MetaEventsAppData;
}
export interface MetaEventsOriginalEvent {
  event_name?: string;
  event_time?: number;
  order_id?: string;
  event_id?: string;
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
  client_ip_address?: string;
  client_user_agent?: MetaEventsUnhashed;
  fbc?: string;
  fbp?: string;
  subscription_id?: MetaEventsUnhashed;
  fb_login_id?: number | string;
  lead_id?: number | string;
  anon_id?: MetaEventsUnhashed;
  madid?: MetaEventsUnhashed;
  page_id?: MetaEventsUnhashed;
  page_scoped_user_id?: MetaEventsUnhashed;
  ctwa_clid?: MetaEventsUnhashed;
  ig_account_id?: MetaEventsUnhashed;
  ig_sid?: MetaEventsUnhashed;
  f5first?: MetaEventsPartial;
  f5last?: MetaEventsPartial;
  fi?: MetaEventsPartial;
  dobd?: MetaEventsPartial;
  dobm?: MetaEventsPartial;
  doby?: MetaEventsPartial;
}
export interface MetaEventsCustomData {
  value?: number | string;
  currency?: string;
  content_ids?: string[];
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
  advertiser_tracking_enabled: 0 | 1;
  application_tracking_enabled: 0 | 1;
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
  [k: string]: unknown;
}
