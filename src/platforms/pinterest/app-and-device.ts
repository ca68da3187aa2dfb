import type { PinterestEventsAppInfo, PinterestEventsDeviceInfo } from '../../contracts/types/pinterest-events.ts';
import type { Payload } from '../payload.ts';
import type { KeysOf } from '../values.ts';

/** Pinterest's `app_info`. Source: github.com/pinterest/api-description (v5/openapi.json, ConversionEvents) */
export const appInfoKeys: KeysOf<Payload<PinterestEventsAppInfo>> = {
  app_id: { kind: 'text', about: 'App Store id or Android package' },
  app_name: { kind: 'text', about: 'Name of the app' },
  app_package_name: { kind: 'text', about: 'Package of the app' },
  app_store: { kind: 'text', about: 'Store the app came from' },
  app_version: { kind: 'text', about: 'Version of the app' },
  install_time: { kind: 'seconds', about: 'When it was installed, Unix seconds' },
  user_agent: { kind: 'text', about: "The app's user agent" },
  window_height: { kind: 'integer', about: 'Height of its window' },
  window_width: { kind: 'integer', about: 'Width of its window' },
};

/** Pinterest's `device_info`. Source: github.com/pinterest/api-description (v5/openapi.json, ConversionEvents) */
export const deviceInfoKeys: KeysOf<Payload<PinterestEventsDeviceInfo>> = {
  battery_level: { kind: 'integer', about: 'Battery, 0 to 100' },
  brand: { kind: 'text', about: 'Brand of the device' },
  carrier: { kind: 'text', about: 'Mobile carrier' },
  cpu_cores: { kind: 'integer', about: 'CPU cores' },
  external_storage_free_space: { kind: 'integer', about: 'Free external storage' },
  external_storage_size: { kind: 'integer', about: 'External storage' },
  form_factor: { kind: 'text', about: 'desktop, laptop, cellphone, tablet, smartwatch, tv, vr, console or other' },
  kernel_version: { kind: 'text', about: 'Version of the kernel' },
  languages: { kind: 'texts', about: 'ISO 639-1 codes' },
  locale: { kind: 'text', about: 'BCP 47 locale' },
  model: { kind: 'text', about: 'Model of the device' },
  network_type: { kind: 'text', about: 'wifi, cellular_2g to cellular_6g, ethernet or unknown' },
  os_family: { kind: 'text', about: 'ios, android, macos, windows, linux, bsd or other' },
  os_name: { kind: 'text', about: 'Name of the operating system' },
  os_release_name: { kind: 'text', about: 'Release of the operating system' },
  os_version: { kind: 'text', about: 'Version of the operating system' },
  screen_density: { kind: 'number', about: 'Density of the screen' },
  screen_height: { kind: 'integer', about: 'Height of the screen' },
  screen_width: { kind: 'integer', about: 'Width of the screen' },
  storage_free_space: { kind: 'integer', about: 'Free storage' },
  storage_size: { kind: 'integer', about: 'Storage' },
  timezone: { kind: 'text', about: 'Time zone, such as Europe/Amsterdam' },
  timezone_abbr: { kind: 'text', about: 'Abbreviation of the time zone' },
  type: { kind: 'text', about: 'Type of the device' },
};
