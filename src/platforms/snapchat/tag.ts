import type {
  SnapchatEvents,
  SnapchatEventsAppData,
  SnapchatEventsEvent,
} from '../../contracts/types/snapchat-events.ts';
import { firstText } from '../../event/event-data.ts';
import { eventSeconds } from '../../event/event-time.ts';
import { isObject } from '../../event/json.ts';
import { concat, encodeText, type Text } from '../../runtime/secret.ts';
import { accountOf } from '../account.ts';
import { field, flag, object, requiredText } from '../field.ts';
import { asListed, nonEmpty, type Payload, put, unchecked } from '../payload.ts';
import { type Fields, type OutgoingRequest, TagError, type TagInput, type TagType } from '../tag.ts';
import { fieldsFor, type KeysOf, overrideKeys, valueAs } from '../values.ts';
import { customData, customKeys } from './custom-data.ts';
import { eventNames } from './event-names.ts';
import { hashedKeys, plainKeys, userData } from './user-data.ts';

type ServerEvent = Payload<SnapchatEventsEvent>;
type AppData = Payload<SnapchatEventsAppData>;

/** The keys of an event beside its objects. */
const eventKeys: KeysOf<ServerEvent> = {
  event_name: { kind: 'text', about: "Snapchat's name for the event, such as PURCHASE or CUSTOM_EVENT_1" },
  event_time: { kind: 'seconds', about: 'When it happened, Unix seconds' },
  event_id: { kind: 'text', about: "Deduplication id: the pixel's client_dedup_id" },
  action_source: { kind: 'text', about: 'WEB (default), MOBILE_APP or OFFLINE' },
  event_source_url: { kind: 'text', about: 'The page it happened on' },
  data_processing_options: { kind: 'texts', about: 'LDU for limited data use; an empty list for none' },
  data_processing_options_country: { kind: 'integer', about: '1 for the USA, 0 to let Snapchat decide' },
  data_processing_options_state: { kind: 'integer', about: '1000 for California, 0 to let Snapchat decide' },
  integration: { kind: 'text', about: 'Partner name, lower case' },
  test_event_code: { kind: 'text', about: 'Code that shows the event among the test events' },
  version: { kind: 'text', about: 'Version of the integration' },
};

const appKeys: KeysOf<AppData> = {
  app_id: { kind: 'text', about: 'App Store id or Android package' },
  advertiser_tracking_enabled: { kind: 'bit', about: 'Whether the person allowed tracking' },
  application_tracking_enabled: { kind: 'bit', about: 'Whether tracking is on in the app' },
  extinfo: { kind: 'texts', about: 'The sixteen texts that describe the device; unknown ones empty' },
};

/**
 * Snapchat Conversions API v3. One event, one request; what a field does not say is mapped from the event.
 * Source: developers.snap.com/api/marketing-api/Conversions-API
 */
export const snapchatTag: TagType = {
  type: 'snapchat',
  description: 'Snapchat Conversions API v3',
  account: accountOf('pixel_id', 'snap_app_id'),
  fields: {
    pixel_id: field.text('Pixel id (a UUID), for web and offline events'),
    snap_app_id: field.text('Snap App ID, for events whose action_source is MOBILE_APP'),
    access_token: field.text('Conversions API token of the pixel or app'),
    validate: field.boolean('Send to /events/validate, which checks the event and keeps nothing'),
    ...fieldsFor(eventKeys),
    action_source: field.choice(['WEB', 'MOBILE_APP', 'OFFLINE'], 'Where it happened; WEB where it says nothing'),
    user_data: field.object(
      {
        ...Object.fromEntries(hashedKeys.map(({ key, about }) => [key, field.list(about)])),
        ...fieldsFor(plainKeys),
      },
      'The person: values replace the mapped ones, null removes one',
    ),
    custom_data: field.object(
      fieldsFor(customKeys),
      'What it was about: values replace the mapped ones, null removes one',
    ),
    app_data: field.object(fieldsFor(appKeys), 'The app, for events whose action_source is MOBILE_APP'),
  },
  build,
};

function build(input: TagInput): readonly OutgoingRequest[] {
  const { fields } = input;
  const token = requiredText(fields, 'access_token');
  const event = eventOf(input);
  const body: Payload<SnapchatEvents> = { data: [event] };
  return [
    {
      platform: 'snapchat',
      method: 'POST',
      url: concat(
        'https://tr.snapchat.com/v3/',
        assetId(fields, event.action_source),
        flag(fields, 'validate') === true ? '/events/validate' : '/events',
        '?access_token=',
        encodeText(token),
      ),
      headers: { 'content-type': 'application/json' },
      body,
      contract: 'snapchat/events',
    },
  ];
}

function eventOf(input: TagInput): ServerEvent {
  const { event, fields } = input;
  const out: Partial<ServerEvent> = {};
  put(out, 'event_name', asListed(nameOf(input)));
  put(out, 'event_time', eventSeconds(event.data, input.receivedAt));
  put(out, 'action_source', 'WEB');
  put(out, 'event_id', firstText(event.data, 'event_id'));
  put(out, 'event_source_url', event.advertiserPage);
  limitDataUse(input, out);
  put(out, 'test_event_code', firstText(event.data, 'test_event_code'));
  overrideKeys(out, fields, eventKeys, input);
  if (out.action_source === 'WEB' && out.event_source_url === undefined)
    input.log(
      'event_source_url is missing, and Snapchat refuses WEB events without one: send page_location, or set event_source_url or action_source OFFLINE',
    );
  put(out, 'user_data', userData(input));
  put(out, 'custom_data', nonEmpty(customData(input, out.event_name)));
  put(out, 'app_data', nonEmpty(appData(input, out.action_source)));
  return out;
}

/** Snapchat's name for the event, else the tag's own. */
function nameOf({ event, fields }: TagInput): Text | undefined {
  const name = eventNames.get(event.name);
  const own = fields['event_name'];
  if (name === undefined && (own === undefined || own === ''))
    throw new TagError(
      'Snapchat has no event of this name and takes none of your own: give the tag an event_name, such as CUSTOM_EVENT_1, or do not fire it for this event',
    );
  return name ?? valueAs('text', own);
}

/**
 * The event's `data_processing_options`, with country and state left to Snapchat where it does not say. A person who
 * denied the use of their data for ads or personalisation gets limited data use where the event says nothing else.
 */
function limitDataUse({ event, fields }: TagInput, out: Partial<ServerEvent>): void {
  const own = fields['data_processing_options'];
  const given = own === undefined || own === '' ? (event.data['data_processing_options'] ?? undefined) : own;
  const { ad_user_data, ad_personalization } = event.consent;
  const denied = ad_user_data === 'denied' || ad_personalization === 'denied';
  const options = given === undefined ? (denied ? ['LDU'] : undefined) : valueAs('texts', given);
  if (options === undefined) return;
  put(out, 'data_processing_options', asListed(options));
  if (options.length === 0) return;
  out.data_processing_options_country = valueAs('integer', event.data['data_processing_options_country']) ?? 0;
  out.data_processing_options_state = valueAs('integer', event.data['data_processing_options_state']) ?? 0;
}

/** `app_data`, from the event's own object of that name and the tag's; only app events have one. */
function appData(input: TagInput, actionSource: unknown): AppData {
  const out = unchecked<AppData>({});
  const given = input.event.data['app_data'];
  if (actionSource === 'MOBILE_APP' && isObject(given))
    overrideKeys(out, given, appKeys, input, "the event's app_data");
  overrideKeys(out, object(input.fields, 'app_data'), appKeys, input, 'app_data');
  return out;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const appId = /^[A-Za-z0-9-]{1,64}$/;

/** The id in the path: the app's for app events, the pixel's for others. A secret one is checked by nobody, but encoded. */
function assetId(fields: Fields, actionSource: unknown): Text {
  if (actionSource === 'MOBILE_APP') {
    const id = requiredText(fields, 'snap_app_id');
    if (typeof id !== 'string') return encodeText(id);
    if (appId.test(id)) return id;
    throw new TagError('snap_app_id is not a Snap App ID (letters, digits and hyphens): copy it from Ads Manager');
  }
  const id = requiredText(fields, 'pixel_id');
  if (typeof id !== 'string') return encodeText(id);
  const lower = id.toLowerCase();
  if (uuid.test(lower)) return lower;
  throw new TagError(
    'pixel_id is not a Snap Pixel ID (a UUID such as 0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9): copy it from Events Manager',
  );
}
