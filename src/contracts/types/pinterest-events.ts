// Written by `npm run generate` from contracts/pinterest/events.schema.json: change that, not this file.

export type PinterestEventsEmail = string;
export type PinterestEventsPhone = string;
export type PinterestEventsName = string;
export type PinterestEventsCity = string;
export type PinterestEventsState = string;
export type PinterestEventsPostalCode = string;
export type PinterestEventsCountry = string;
export type PinterestEventsBirthDate = string;
export type PinterestEventsGender = string;
export type PinterestEventsExternalId = string;
export type PinterestEventsMaid = string;
export type PinterestEventsAmount = string;
export type PinterestEventsOfAppInfo = string | null;
export type PinterestEventsOfDeviceInfo = string | null;
export type PinterestEventsPixels = number;
export type PinterestEventsStorage = number;

/**
 * Conversions of one ad account.
 */
export interface PinterestEvents {
  data: PinterestEventsEvent[];
}
export interface PinterestEventsEvent {
  event_name: string;
  action_source: 'web' | 'app_android' | 'app_ios' | 'offline';
  event_time: number;
  event_id: string;
  event_source_url?: string | null;
  opt_out?: boolean;
  partner_name?: string | null;
  user_data: PinterestEventsUserData;
  custom_data?: PinterestEventsCustomData;
  app_id?: PinterestEventsOfAppInfo;
  app_name?: PinterestEventsOfAppInfo;
  app_version?: PinterestEventsOfAppInfo;
  device_brand?: PinterestEventsOfDeviceInfo;
  device_carrier?: PinterestEventsOfDeviceInfo;
  device_model?: PinterestEventsOfDeviceInfo;
  device_type?: PinterestEventsOfDeviceInfo;
  os_version?: PinterestEventsOfDeviceInfo;
  app_info?: PinterestEventsAppInfo;
  device_info?: PinterestEventsDeviceInfo;
  wifi?: boolean;
  language?: string | null;
}
export interface PinterestEventsUserData {
  em?: PinterestEventsEmail[];
  ph?: PinterestEventsPhone[];
  fn?: PinterestEventsName[];
  ln?: PinterestEventsName[];
  ct?: PinterestEventsCity[];
  st?: PinterestEventsState[];
  zp?: PinterestEventsPostalCode[];
  country?: PinterestEventsCountry[];
  db?: PinterestEventsBirthDate[];
  ge?: PinterestEventsGender[];
  external_id?: PinterestEventsExternalId[];
  hashed_maids?: PinterestEventsMaid[];
  client_ip_address?: string;
  client_user_agent?: string;
  click_id?: string | null;
  partner_id?: string | null;
  [k: string]: unknown;
}
export interface PinterestEventsCustomData {
  currency?: string | null;
  value?: PinterestEventsAmount;
  content_ids?: string[];
  contents?: PinterestEventsLine[];
  num_items?: number;
  order_id?: string | null;
  search_string?: string | null;
  content_name?: string | null;
  content_category?: string | null;
  content_brand?: string | null;
  opt_out_type?: string | null;
  predicted_ltv?: PinterestEventsAmount;
  np?: string;
  external_measurement_id?: string;
  external_measurement_vendor_id?: number;
  /**
   * This interface was referenced by `PinterestEventsCustomData`'s JSON-Schema definition
   * via the `patternProperty` "^transaction_id$".
   */
  [k: string]: unknown;
}
export interface PinterestEventsLine {
  id?: string;
  item_price?: PinterestEventsAmount;
  quantity?: number;
  item_name?: string;
  item_category?: string;
  item_brand?: string;
}
export interface PinterestEventsAppInfo {
  app_id?: string;
  app_name?: string;
  app_package_name?: string;
  app_store?: string;
  app_version?: string;
  install_time?: number;
  user_agent?: string;
  window_height?: PinterestEventsPixels;
  window_width?: PinterestEventsPixels;
}
export interface PinterestEventsDeviceInfo {
  battery_level?: number;
  brand?: string;
  carrier?: string;
  cpu_cores?: number;
  external_storage_free_space?: PinterestEventsStorage;
  external_storage_size?: PinterestEventsStorage;
  form_factor?: 'desktop' | 'laptop' | 'cellphone' | 'tablet' | 'smartwatch' | 'tv' | 'vr' | 'console' | 'other';
  kernel_version?: string;
  languages?: string[];
  locale?: string;
  model?: string;
  network_type?:
    'wifi' | 'cellular_2g' | 'cellular_3g' | 'cellular_4g' | 'cellular_5g' | 'cellular_6g' | 'ethernet' | 'unknown';
  os_family?: 'ios' | 'android' | 'macos' | 'windows' | 'linux' | 'bsd' | 'other';
  os_name?: string;
  os_release_name?: string;
  os_version?: string;
  screen_density?: number;
  screen_height?: PinterestEventsPixels;
  screen_width?: PinterestEventsPixels;
  storage_free_space?: PinterestEventsStorage;
  storage_size?: PinterestEventsStorage;
  timezone?: string;
  timezone_abbr?: string;
  type?: string;
}
