// Written by `npm run generate` from contracts/pinterest/events.schema.json: change that, not this file.

/**
 * Conversions of one ad account.
 */
export interface PinterestEvents {
  /**
   * send the events as a list, even where it is one
   */
  data: PinterestEventsEvent[];
}
export interface PinterestEventsEvent {
  /**
   * send one of Pinterest's names, such as checkout, or custom
   */
  event_name: string;
  /**
   * say where it happened: web, app_android, app_ios or offline
   */
  action_source: 'web' | 'app_android' | 'app_ios' | 'offline';
  /**
   * send when it happened, in Unix seconds
   */
  event_time: number;
  /**
   * send the event_id the Pinterest tag sends, or any that is this event's alone: Pinterest wants one even without a tag
   */
  event_id: string;
  event_source_url?: string | null;
  opt_out?: boolean;
  partner_name?: string | null;
  user_data: PinterestEventsUserData;
  custom_data?: PinterestEventsCustomData;
  app_id?: string | null;
  app_name?: string | null;
  app_version?: string | null;
  device_brand?: string | null;
  device_carrier?: string | null;
  device_model?: string | null;
  device_type?: string | null;
  os_version?: string | null;
  app_info?: PinterestEventsAppInfo;
  device_info?: PinterestEventsDeviceInfo;
  wifi?: boolean;
  language?: string | null;
}
/**
 * send em, or hashed_maids, or both client_ip_address and client_user_agent
 */
export interface PinterestEventsUserData {
  em?: string[];
  ph?: string[];
  fn?: string[];
  ln?: string[];
  ct?: string[];
  st?: string[];
  zp?: string[];
  country?: string[];
  db?: string[];
  ge?: string[];
  external_id?: string[];
  hashed_maids?: string[];
  client_ip_address?: string;
  client_user_agent?: string;
  click_id?: string | null;
  partner_id?: string | null;
  [k: string]: unknown;
}
export interface PinterestEventsCustomData {
  currency?: string | null;
  value?: string;
  /**
   * send the ids as a list, even where it is one
   */
  content_ids?: string[];
  /**
   * send the lines as a list, even where it is one
   */
  contents?: PinterestEventsLine[];
  num_items?: number;
  /**
   * send the id as text, in quotes
   */
  order_id?: string | null;
  search_string?: string | null;
  content_name?: string | null;
  content_category?: string | null;
  content_brand?: string | null;
  opt_out_type?: string | null;
  predicted_ltv?: string;
  np?: string;
  external_measurement_id?: string;
  external_measurement_vendor_id?: number;
}
export interface PinterestEventsLine {
  id?: string;
  item_price?: string;
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
  /**
   * send Unix seconds, such as 1785672000
   */
  install_time?: number;
  user_agent?: string;
  window_height?: number;
  window_width?: number;
}
export interface PinterestEventsDeviceInfo {
  battery_level?: number;
  brand?: string;
  carrier?: string;
  cpu_cores?: number;
  external_storage_free_space?: number;
  external_storage_size?: number;
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
  screen_height?: number;
  screen_width?: number;
  storage_free_space?: number;
  storage_size?: number;
  timezone?: string;
  timezone_abbr?: string;
  type?: string;
}
