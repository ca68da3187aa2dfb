// Written by `npm run generate` from contracts/tiktok/event_track.schema.json: change that, not this file.

export type TiktokEventTrackPlace = string;
export type TiktokEventTrackText = string;
export type TiktokEventTrackFlag = boolean;

/**
 * Events of one pixel, app, or offline or CRM event set.
 */
export interface TiktokEventTrack {
  event_source: 'web' | 'app' | 'offline' | 'crm';
  event_source_id: string;
  data: TiktokEventTrackEvent[];
  test_event_code?: string;
  partner_name?: TiktokEventTrackText;
  [k: string]: unknown;
}
export interface TiktokEventTrackEvent {
  event: string;
  event_time: number;
  event_id?: string;
  user?: TiktokEventTrackUser;
  properties?: TiktokEventTrackProperties;
  page?: {
    url?: string;
    referrer?: TiktokEventTrackText;
    [k: string]: unknown;
  };
  app?: {
    app_id?: TiktokEventTrackText;
    app_name?: TiktokEventTrackText;
    app_version?: TiktokEventTrackText;
    [k: string]: unknown;
  };
  ad?: {
    callback?: TiktokEventTrackText;
    campaign_id?: TiktokEventTrackText;
    ad_id?: TiktokEventTrackText;
    creative_id?: TiktokEventTrackText;
    is_retargeting?: TiktokEventTrackFlag;
    attributed?: TiktokEventTrackFlag;
    attribution_type?: TiktokEventTrackText;
    attribution_provider?: TiktokEventTrackText;
    attribution_share?: number;
    [k: string]: unknown;
  };
  limited_data_use?: TiktokEventTrackFlag;
  lead?: {
    lead_id?: string;
    lead_event_source?: TiktokEventTrackText;
    [k: string]: unknown;
  };
  context?: unknown;
  [k: string]: unknown;
}
export interface TiktokEventTrackUser {
  email?: string | string[];
  phone?: string | string[];
  external_id?: string | string[];
  first_name?: string;
  last_name?: string;
  zip_code?: string;
  city?: TiktokEventTrackPlace;
  state?: TiktokEventTrackPlace;
  country?: TiktokEventTrackPlace;
  ttclid?: string;
  ttp?: string;
  ip?: string;
  user_agent?: string;
  idfa?: string;
  gaid?: string;
  idfv?: TiktokEventTrackText;
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
  content_ids?: TiktokEventTrackText[];
  num_items?: number;
  search_string?: TiktokEventTrackText;
  description?: TiktokEventTrackText;
  order_id?: string;
  shop_id?: string;
  customer_type?: 'new' | 'returning';
  predicted_ltv?: unknown;
  delivery_category?: unknown;
  contents_ids?: unknown;
  query?: unknown;
  [k: string]: unknown;
}
export interface TiktokEventTrackContent {
  content_id?: string;
  content_name?: TiktokEventTrackText;
  content_category?: TiktokEventTrackText;
  brand?: TiktokEventTrackText;
  price?: number;
  quantity?: number;
  [k: string]: unknown;
}
