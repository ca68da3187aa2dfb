import type { PinterestEvents, PinterestEventsEvent } from '../../contracts/types/pinterest-events.ts';
import { eventSeconds } from '../../event/event-time.ts';
import { isObject } from '../../event/json.ts';
import { concat, encodeText, type Text } from '../../runtime/secret.ts';
import { accountOf } from '../account.ts';
import { field, flag, object, requiredText } from '../field.ts';
import { nonEmpty, type Payload, put, unchecked } from '../payload.ts';
import { type Fields, type OutgoingRequest, TagError, type TagInput, type TagType } from '../tag.ts';
import { fieldsFor, type KeysOf, overrideKeys, valueAs } from '../values.ts';
import { appInfoKeys, deviceInfoKeys } from './app-and-device.ts';
import { customData, customKeys } from './custom-data.ts';
import { eventNames } from './event-names.ts';
import { hashedKeys, hashedMaids, plainKeys, userData } from './user-data.ts';

type ServerEvent = Payload<PinterestEventsEvent>;

/** The keys of an event beside its objects. */
const eventKeys: KeysOf<ServerEvent> = {
  event_name: { kind: 'text', about: "Pinterest's name for the event, such as checkout or custom" },
  action_source: { kind: 'text', about: 'web (default), app_android, app_ios or offline' },
  event_time: { kind: 'seconds', about: 'When it happened, Unix seconds' },
  event_id: { kind: 'text', about: "Deduplication id: the Pinterest tag's event_id" },
  event_source_url: { kind: 'text', about: 'The page it happened on' },
  opt_out: { kind: 'boolean', about: 'Whether the person opted out, or limits ad tracking in the app' },
  partner_name: { kind: 'text', about: 'Partner name, such as ss-acme' },
  app_id: { kind: 'text', about: 'App Store id or Android package; app_info supersedes it' },
  app_name: { kind: 'text', about: 'Name of the app; app_info supersedes it' },
  app_version: { kind: 'text', about: 'Version of the app; app_info supersedes it' },
  device_brand: { kind: 'text', about: 'Brand of the device; device_info supersedes it' },
  device_carrier: { kind: 'text', about: 'Mobile carrier; device_info supersedes it' },
  device_model: { kind: 'text', about: 'Model of the device; device_info supersedes it' },
  device_type: { kind: 'text', about: 'Type of the device; device_info supersedes it' },
  os_version: { kind: 'text', about: 'Version of the operating system; device_info supersedes it' },
  wifi: { kind: 'boolean', about: 'Whether the device is on wifi' },
  language: { kind: 'text', about: 'ISO 639-1 code, two letters' },
};

/**
 * Pinterest Conversions API v5. One event, one request; what a field does not say is mapped from the event.
 * Source: developers.pinterest.com/docs/api/v5 (events/create)
 */
export const pinterestTag: TagType = {
  type: 'pinterest',
  description: 'Pinterest Conversions API v5',
  account: accountOf('ad_account_id'),
  fields: {
    ad_account_id: field.text('Ad account id: digits, in quotes'),
    access_token: field.text('Conversion token'),
    test: field.boolean('Send as a test: Pinterest checks the event and keeps nothing'),
    ...fieldsFor(eventKeys),
    action_source: field.choice(
      ['web', 'app_android', 'app_ios', 'offline'],
      'Where it happened; web where it says nothing',
    ),
    data_processing_options: field.list(
      'LDU for limited data use: custom_data.opt_out_type LDP; an empty list for none',
    ),
    user_data: field.object(
      {
        ...Object.fromEntries(hashedKeys.map(({ key, about }) => [key, field.list(about)])),
        hashed_maids: field.list(hashedMaids),
        ...fieldsFor(plainKeys),
      },
      'The person: values replace the mapped ones, null removes one',
    ),
    custom_data: field.object(
      fieldsFor(customKeys),
      'What it was about: values replace the mapped ones, null removes one',
    ),
    app_info: field.object(fieldsFor(appInfoKeys), 'The app'),
    device_info: field.object(fieldsFor(deviceInfoKeys), 'The device'),
  },
  build,
};

function build(input: TagInput): readonly OutgoingRequest[] {
  const { fields } = input;
  const account = accountId(fields);
  const token = requiredText(fields, 'access_token');
  const body: Payload<PinterestEvents> = { data: [eventOf(input)] };
  return [
    {
      platform: 'pinterest',
      method: 'POST',
      url: concat(
        'https://api.pinterest.com/v5/ad_accounts/',
        account,
        flag(fields, 'test') === true ? '/events?test=true' : '/events',
      ),
      headers: { 'content-type': 'application/json', authorization: concat('Bearer ', token) },
      body,
      contract: 'pinterest/events',
    },
  ];
}

function eventOf(input: TagInput): ServerEvent {
  const { event } = input;
  const out: Partial<ServerEvent> = {};
  put(out, 'event_name', eventNames.get(event.name) ?? 'custom');
  put(out, 'action_source', 'web');
  put(out, 'event_time', eventSeconds(event.data, input.receivedAt));
  put(out, 'event_id', valueAs('text', event.data['event_id']));
  put(out, 'event_source_url', event.advertiserPage);
  const { ad_user_data, ad_personalization } = event.consent;
  if (ad_user_data === 'denied' || ad_personalization === 'denied') out.opt_out = true;
  put(out, 'language', languageOf(event.data['language']));
  overrideKeys(out, input.fields, eventKeys, input);
  put(out, 'user_data', userData(input));
  put(out, 'custom_data', nonEmpty(customData(input)));
  put(out, 'app_info', nonEmpty(infoOf(input, 'app_info', appInfoKeys)));
  put(out, 'device_info', nonEmpty(infoOf(input, 'device_info', deviceInfoKeys)));
  return out;
}

/** The event's own object of that name, the tag's values over it. */
function infoOf<T extends object>(input: TagInput, name: keyof ServerEvent, keys: KeysOf<T>): T {
  const out = unchecked<T>({});
  const given = input.event.data[name];
  if (isObject(given)) overrideKeys(out, given, keys, input, `the event's ${name}`);
  overrideKeys(out, object(input.fields, name), keys, input, name);
  return out;
}

const language = /^([a-z]{2})(?:[-_]|$)/i;

/** `en` of `en-us`. */
function languageOf(value: unknown): string | undefined {
  return typeof value === 'string' ? language.exec(value)?.[1]?.toLowerCase() : undefined;
}

const digits = /^\d{1,20}$/;

/** The id in the path. A secret one is checked by nobody, but encoded. */
function accountId(fields: Fields): Text {
  const given = fields['ad_account_id'];
  if (typeof given === 'number' && !Number.isSafeInteger(given))
    throw new TagError('ad_account_id lost digits, being too long for a number: put it in quotes');
  const id = requiredText(fields, 'ad_account_id');
  if (typeof id !== 'string') return encodeText(id);
  if (digits.test(id)) return id;
  throw new TagError('ad_account_id is not an ad account id (digits only): copy it from Ads Manager');
}
