import type { DataManagerEventsIngestDeviceInfo } from '../../contracts/types/data-manager-events-ingest.ts';
import { textOf } from '../../event/event-data.ts';
import { isObject } from '../../event/json.ts';
import { visitorIp, visitorUserAgent } from '../../event/visitor.ts';
import { flag, object } from '../field.ts';
import { compact, nonEmpty, override, type Payload, type Undecided } from '../payload.ts';
import type { TagInput } from '../tag.ts';
import { camelKeys } from './camel-keys.ts';

type DeviceInfo = Payload<DataManagerEventsIngestDeviceInfo>;

/** The European Economic Area, the United Kingdom and Switzerland. */
const withoutAddress: ReadonlySet<string> = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO GB CH'.split(' '),
);

/**
 * The event's `eventDeviceInfo`. The visitor's IP address goes only where the tag says `send_ip_address`, and never for
 * people known to be in the EEA, the United Kingdom or Switzerland, for whom Google asks not to have it.
 * Source: developers.google.com/data-manager/api/reference/rest/v1/DeviceInfo
 */
export function deviceInfo(input: TagInput): DeviceInfo | undefined {
  const { event, fields } = input;
  if (fields['event_device_info'] === null) return undefined;
  const device = isObject(event.data['device']) ? event.data['device'] : {};
  const mapped: Undecided<DeviceInfo> = {
    userAgent: visitorUserAgent(event.data),
    ipAddress: flag(fields, 'send_ip_address') === true ? address(input) : undefined,
    category: textOf(device['category']),
    languageCode: textOf(device['language']) ?? textOf(event.data['language']),
    operatingSystem: textOf(device['operating_system']),
    operatingSystemVersion: textOf(device['operating_system_version']),
    model: textOf(device['model']),
    brand: textOf(device['brand']),
    browser: textOf(device['browser']),
    browserVersion: textOf(device['browser_version']),
  };
  return nonEmpty(compact(override(mapped, camelKeys(object(fields, 'event_device_info')))));
}

function address(input: TagInput): string | undefined {
  const { country } = input.event.identity;
  if (country === undefined || !withoutAddress.has(country)) return visitorIp(input.event.data);
  input.log('the IP address is left out: Google asks not to have it for people in the EEA, the UK and Switzerland');
  return undefined;
}
