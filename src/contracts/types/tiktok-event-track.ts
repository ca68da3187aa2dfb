// Written by `npm run generate` from contracts/tiktok/event_track.schema.json: change that, not this file.

/**
 * Events of one pixel, app, or offline or CRM event set.
 */
export interface TiktokEventTrack {
  /**
   * say where it happened: web, app, offline or crm
   */
  event_source: 'web' | 'app' | 'offline' | 'crm';
  /**
   * send the Pixel Code for web, the TikTok App ID for app, the Event Set ID for offline and crm
   */
  event_source_id: string;
  /**
   * send the events as a list, even where it is one
   */
  data: TiktokEventTrackEvent[];
  test_event_code?: string;
  partner_name?: string;
  [k: string]: unknown;
}
export interface TiktokEventTrackEvent {
  /**
   * send a standard event, such as Purchase, or a name of your own
   */
  event: string;
  /**
   * send when it happened, in Unix seconds; TikTok does not read timestamp here
   */
  event_time: number;
  event_id?: string;
  user?: TiktokEventTrackUser;
  properties?: TiktokEventTrackProperties;
  page?: TiktokEventTrackEventPage;
  app?: TiktokEventTrackEventApp;
  ad?: TiktokEventTrackEventAd;
  limited_data_use?: boolean;
  lead?: TiktokEventTrackEventLead;
  context?: never;
}
export interface TiktokEventTrackUser {
  email?: string | string[];
  phone?: string | string[];
  external_id?: string | string[];
  first_name?: string;
  last_name?: string;
  /**
   * lower-case it, take out spaces and dashes, then hash it with SHA-256
   */
  zip_code?: string;
  city?: string;
  state?: string;
  country?: string;
  ttclid?: string;
  ttp?: string;
  ip?: string;
  user_agent?: string;
  idfa?: string;
  gaid?: string;
  idfv?: string;
  att_status?: 'AUTHORIZED' | 'DENIED' | 'NOT_DETERMINED' | 'RESTRICTED' | 'NOT_APPLICABLE';
  locale?: string;
}
export interface TiktokEventTrackProperties {
  value?: number;
  currency?:
    | 'AED'
    | 'ARS'
    | 'AUD'
    | 'BDT'
    | 'BHD'
    | 'BIF'
    | 'BOB'
    | 'BRL'
    | 'CAD'
    | 'CHF'
    | 'CLP'
    | 'CNY'
    | 'COP'
    | 'CRC'
    | 'CZK'
    | 'DKK'
    | 'DZD'
    | 'EGP'
    | 'EUR'
    | 'GBP'
    | 'GTQ'
    | 'HKD'
    | 'HNL'
    | 'HUF'
    | 'IDR'
    | 'ILS'
    | 'INR'
    | 'ISK'
    | 'JPY'
    | 'KES'
    | 'KHR'
    | 'KRW'
    | 'KWD'
    | 'KZT'
    | 'MAD'
    | 'MOP'
    | 'MXN'
    | 'MYR'
    | 'NGN'
    | 'NIO'
    | 'NOK'
    | 'NZD'
    | 'OMR'
    | 'PEN'
    | 'PHP'
    | 'PKR'
    | 'PLN'
    | 'PYG'
    | 'QAR'
    | 'RON'
    | 'RUB'
    | 'SAR'
    | 'SEK'
    | 'SGD'
    | 'THB'
    | 'TRY'
    | 'TWD'
    | 'UAH'
    | 'USD'
    | 'VES'
    | 'VND'
    | 'ZAR';
  content_type?: 'product' | 'product_group';
  contents?: TiktokEventTrackContent[];
  content_ids?: string[];
  num_items?: number;
  search_string?: string;
  description?: string;
  order_id?: string;
  shop_id?: string;
  customer_type?: 'new' | 'returning';
  predicted_ltv?: unknown;
  delivery_category?: unknown;
  /**
   * write content_ids
   */
  contents_ids?: unknown;
  /**
   * write search_string
   */
  query?: unknown;
}
export interface TiktokEventTrackContent {
  content_id?: string;
  content_name?: string;
  content_category?: string;
  brand?: string;
  price?: number;
  quantity?: number;
}
export interface TiktokEventTrackEventPage {
  url?: string;
  referrer?: string;
}
export interface TiktokEventTrackEventApp {
  app_id?: string;
  app_name?: string;
  app_version?: string;
}
export interface TiktokEventTrackEventAd {
  callback?: string;
  campaign_id?: string;
  ad_id?: string;
  creative_id?: string;
  is_retargeting?: boolean;
  attributed?: boolean;
  attribution_type?: string;
  attribution_provider?: string;
  /**
   * send the part of the event this ad brought, from 0 to 1
   */
  attribution_share?: number;
}
export interface TiktokEventTrackEventLead {
  lead_id?: string;
  lead_event_source?: string;
}
