// Written by `npm run generate` from contracts/ga4/mp.schema.json: change that, not this file.

export type Ga4MpUserProperties = {
  [k: string]: Ga4MpUserProperty;
} | null;
/**
 * write { "value": "gold" }
 */
export type Ga4MpUserProperty = {
  value: string | number | boolean;
  timestamp_micros?: number | string | null;
} | null;
export type Ga4MpUserData = {
  sha256_email_address?: Ga4MpHashes;
  sha256_phone_number?: Ga4MpHashes;
  address?: Ga4MpAddress[] | Ga4MpAddress;
} | null;
export type Ga4MpHashes = string[] | string;
export type Ga4MpConsent = {
  ad_user_data?: Ga4MpChoice;
  ad_personalization?: Ga4MpChoice;
} | null;
/**
 * write GRANTED or DENIED, in capitals
 */
export type Ga4MpChoice = 'GRANTED' | 'DENIED';
export type Ga4MpUserLocation = {
  city?: string | null;
  /**
   * send the country and the region, such as US-CA
   */
  region_id?: string;
  /**
   * send two capitals, such as US
   */
  country_id?: string;
  /**
   * send three digits in double quotes, such as 021
   */
  subcontinent_id?: string;
  /**
   * send three digits in double quotes, such as 021
   */
  continent_id?: string;
} | null;
export type Ga4MpDevice = {
  category?: string | null;
  language?: string | null;
  screen_resolution?: string;
  operating_system?: string | null;
  operating_system_version?: string | null;
  model?: string | null;
  brand?: string | null;
  browser?: string | null;
  browser_version?: string | null;
} | null;
/**
 * leave it out in production
 */
export type Ga4MpValidationBehavior = 'RELAXED' | 'ENFORCE_RECOMMENDATIONS' | null;
export type Ga4MpParams = {
  session_id?: string | number | boolean;
  engagement_time_msec?: string | number | boolean;
  debug_mode?: string | number | boolean;
  page_location?: string;
  page_referrer?: string;
  page_title?: string;
  value?: string | number | boolean;
  tax?: string | number | boolean;
  shipping?: string | number | boolean;
  /**
   * send three capitals, such as USD
   */
  currency?: string | number | boolean;
  /**
   * send the order's number, or leave transaction_id out
   */
  transaction_id?: string | number | boolean;
  /**
   * write [{ "item_id": "SKU-19", "price": 42.5, "quantity": 2 }], of one item too
   */
  items?: Ga4MpItem[];
  [k: string]: string | number | boolean | Ga4MpItem[] | undefined;
} | null;

/**
 * POST https://www.google-analytics.com/mp/collect. GA4 answers 204 whatever comes. What carries a `code` is what Google's validation server (/debug/mp/collect) refuses, by its own names; the rest it takes and GA4 loses.
 */
export interface Ga4Mp {
  client_id?: string | null;
  /**
   * send what the Firebase SDK's getAppInstanceId gives
   */
  app_instance_id?: string | null;
  /**
   * send the id your own systems know the person by, in double quotes
   */
  user_id?: string | null;
  timestamp_micros?: number | string | null;
  user_properties?: Ga4MpUserProperties;
  user_data?: Ga4MpUserData;
  consent?: Ga4MpConsent;
  /**
   * write it without quotes
   */
  non_personalized_ads?: boolean | null;
  user_location?: Ga4MpUserLocation;
  /**
   * send the visitor's IPv4 or IPv6 address, without port
   */
  ip_override?: string | null;
  device?: Ga4MpDevice;
  user_agent?: string | null;
  validation_behavior?: Ga4MpValidationBehavior;
  /**
   * send 1 to 25 events: "events": [{ "name": "purchase", "params": {} }]
   */
  events: Ga4MpEvent[];
}
export interface Ga4MpAddress {
  sha256_first_name?: string;
  sha256_last_name?: string;
  sha256_street?: string;
  city?: string;
  region?: string;
  /**
   * write it in double quotes: as a number it loses its zeros
   */
  postal_code?: string;
  /**
   * send two capitals, such as US
   */
  country?: string;
}
/**
 * write "name": "purchase"
 */
export interface Ga4MpEvent {
  name: string;
  params?: Ga4MpParams;
  timestamp_micros?: number | string | null;
}
export interface Ga4MpItem {
  price?: string | number | boolean;
  discount?: string | number | boolean;
  /**
   * send it without quotes, such as 2
   */
  quantity?: string | number | boolean;
  /**
   * send it without quotes, such as 2
   */
  index?: string | number | boolean;
  [k: string]: string | number | boolean | undefined;
}
