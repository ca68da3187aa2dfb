// Written by `npm run generate` from contracts/ga4/mp.schema.json: change that, not this file.

export type Ga4MpClientId = string | null;
export type Ga4MpAppInstanceId = string | null;
export type Ga4MpUserId = string | null;
export type Ga4MpTime = number | string | null;
export type Ga4MpUserProperties = {
  [k: string]: Ga4MpUserProperty;
} | null;
export type Ga4MpUserProperty = {
  value: string | number | boolean;
  timestamp_micros?: Ga4MpTime;
} | null;
export type Ga4MpUserData = {
  sha256_email_address?: Ga4MpHashes;
  sha256_phone_number?: Ga4MpHashes;
  address?: unknown;
} | null;
export type Ga4MpHashes = unknown;
export type Ga4MpConsent = {
  ad_user_data?: Ga4MpChoice;
  ad_personalization?: Ga4MpChoice;
} | null;
export type Ga4MpChoice = 'GRANTED' | 'DENIED';
export type Ga4MpNonPersonalizedAds = boolean | null;
export type Ga4MpUserLocation = {
  city?: Ga4MpText;
  region_id?: string;
  country_id?: string;
  subcontinent_id?: Ga4MpArea;
  continent_id?: Ga4MpArea;
} | null;
export type Ga4MpText = string | null;
export type Ga4MpArea = string;
export type Ga4MpIpOverride = string | null;
export type Ga4MpDevice = {
  category?: Ga4MpText;
  language?: Ga4MpText;
  screen_resolution?: string;
  operating_system?: Ga4MpText;
  operating_system_version?: Ga4MpText;
  model?: Ga4MpText;
  brand?: Ga4MpText;
  browser?: Ga4MpText;
  browser_version?: Ga4MpText;
} | null;
export type Ga4MpValidationBehavior = 'RELAXED' | 'ENFORCE_RECOMMENDATIONS' | null;
export type Ga4MpEventName = string;
export type Ga4MpParams = {
  session_id?: Ga4MpParam;
  engagement_time_msec?: Ga4MpParam;
  debug_mode?: Ga4MpParam;
  page_location?: Ga4MpLongParam;
  page_referrer?: Ga4MpLongParam;
  page_title?: Ga4MpLongParam;
  value?: Ga4MpParam;
  tax?: Ga4MpParam;
  shipping?: Ga4MpParam;
  currency?: Ga4MpParam;
  transaction_id?: Ga4MpParam;
  items?: Ga4MpItem[];
  [k: string]: Ga4MpParam | Ga4MpLongParam | Ga4MpItem[] | undefined;
} | null;
export type Ga4MpParam = string | number | boolean;
export type Ga4MpLongParam = string;

/**
 * POST https://www.google-analytics.com/mp/collect. GA4 answers 204 whatever comes. What carries a `code` is what Google's validation server (/debug/mp/collect) refuses, by its own names; the rest it takes and GA4 loses.
 */
export interface Ga4Mp {
  client_id?: Ga4MpClientId;
  app_instance_id?: Ga4MpAppInstanceId;
  user_id?: Ga4MpUserId;
  timestamp_micros?: Ga4MpTime;
  user_properties?: Ga4MpUserProperties;
  user_data?: Ga4MpUserData;
  consent?: Ga4MpConsent;
  non_personalized_ads?: Ga4MpNonPersonalizedAds;
  user_location?: Ga4MpUserLocation;
  ip_override?: Ga4MpIpOverride;
  device?: Ga4MpDevice;
  user_agent?: Ga4MpText;
  validation_behavior?: Ga4MpValidationBehavior;
  events: Ga4MpEvent[];
}
export interface Ga4MpEvent {
  name: Ga4MpEventName;
  params?: Ga4MpParams;
  timestamp_micros?: Ga4MpTime;
}
export interface Ga4MpItem {
  price?: Ga4MpParam;
  discount?: Ga4MpParam;
  quantity?: Ga4MpParam;
  index?: Ga4MpParam;
  [k: string]: Ga4MpParam | undefined;
}
