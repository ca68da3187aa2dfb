import type {
  MetaEvents,
  MetaEventsEvent,
  MetaEventsOriginalEvent,
  MetaEventsSegment,
} from '../../contracts/types/meta-events.ts';
import type { EventData } from '../../event/event-data.ts';
import { numberOf, textOf } from '../../event/event-data.ts';
import { eventMillis } from '../../event/event-time.ts';
import type { EventView } from '../../event/event-view.ts';
import { isObject } from '../../event/json.ts';
import { concat, encodeText, type Text } from '../../runtime/secret.ts';
import { accountOf } from '../account.ts';
import { field, flag, list, number, plainText, requiredText, text } from '../field.ts';
import { asGiven, overlay, own, type Reader } from '../overlay.ts';
import { asListed, nonEmpty, type Payload, put, unchecked } from '../payload.ts';
import { type Fields, type OutgoingRequest, TagError, type TagInput, type TagType } from '../tag.ts';
import { customData } from './custom-data.ts';
import { metaEventName } from './event-names.ts';
import { hasBrowser, userData, userDataField } from './user-data.ts';

const actionSources = [
  'website',
  'app',
  'phone_call',
  'chat',
  'email',
  'physical_store',
  'system_generated',
  'business_messaging',
  'other',
] as const satisfies readonly MetaEventsEvent['action_source'][];

/**
 * The Conversions API: one event to one pixel or dataset. Takes the event under Meta's name with everything the API
 * can say of it; the tag's fields replace any of it. Throws a TagError where pixel_id or access_token is missing, an
 * id cannot stand in the address, or the event has no name.
 * Source: developers.facebook.com/docs/marketing-api/conversions-api/parameters
 */
export const metaTag: TagType = {
  type: 'meta',
  description: 'Meta Conversions API: sends the event to a pixel or dataset',
  account: accountOf('pixel_id'),
  fields: {
    pixel_id: field.text('The pixel or dataset to send to: digits'),
    access_token: field.text('Of Events Manager > Settings > Conversions API; a ${SECRET}'),
    api_version: field.text('The Graph API version, such as v25.0 (the default)'),
    appsecret_proof: field.text('HMAC-SHA256 of the access token with the app secret, for apps that require it'),
    test_event_code: field.text('Of Events Manager > Test Events; remove it in production'),
    partner_agent: field.text('Names the sender: at most 22 characters'),
    upload_tag: field.text('Names a set of offline events'),
    upload_id: field.text('Id of a set of offline events'),
    upload_source: field.text('Where a set of offline events came from'),
    namespace_id: field.text('Namespace of external ids'),
    event_name: field.text('A standard event or a custom name; by default from the GA4 name'),
    event_time: field.number('Unix seconds; by default the time of the event'),
    event_id: field.text("Deduplicates with the pixel's eventID; by default the event's event_id"),
    action_source: field.choice(actionSources, 'Where it happened; website by default'),
    event_source_url: field.text('The page; by default page_location. Meta requires it for website'),
    referrer_url: field.text('The page before; by default page_referrer'),
    opt_out: field.boolean('Use the event for attribution only'),
    data_processing_options: field.list('LDU for Limited Data Use, an empty list for none'),
    data_processing_options_country: field.number('1 for the United States, 0 to let Meta find out'),
    data_processing_options_state: field.number('1000 for California and so on, 0 to let Meta find out'),
    customer_segmentation: field.text('Such as new_customer_to_business'),
    messaging_channel: field.text('Where action_source is business_messaging: messenger, whatsapp or instagram'),
    advanced_measurement_table: field.text('Name of the advanced measurement table'),
    original_event_data: field.map('The event that a delayed one belongs to'),
    attribution_data: field.map('Where the event is AppendAttribution'),
    app_data: field.map('The app and its device; Meta requires it where action_source is app'),
    user_data: userDataField,
    custom_data: field.map('Replaces what the event says, key by key; any other key is a custom property'),
  },
  build,
};

/** Beside the events, only where the tag has them. */
const requestKeys = [
  'test_event_code',
  'partner_agent',
  'upload_tag',
  'upload_id',
  'upload_source',
  'namespace_id',
] as const;

const headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' };

function build(input: TagInput): readonly OutgoingRequest[] {
  const { fields } = input;
  const url = endpoint(fields);
  const body: Payload<MetaEvents> = {
    // In the body it stays out of addresses, and so out of the logs of what stands between.
    access_token: requiredText(fields, 'access_token'),
    data: [serverEvent(input)],
  };
  for (const key of requestKeys) if (fields[key] !== undefined) put(body, key, text(fields, key));
  return [{ platform: 'meta', method: 'POST', url, headers, body, contract: 'meta/events' }];
}

const digits = /^\d+$/;
const version = /^v\d{1,3}\.\d{1,3}$/;

function endpoint(fields: Fields): Text {
  const pixel = requiredText(fields, 'pixel_id');
  if (typeof pixel === 'string' && !digits.test(pixel))
    throw new TagError('pixel_id must be digits only: copy it from Events Manager > Data sources');
  const api = plainText(fields, 'api_version') ?? 'v25.0';
  if (!version.test(api)) throw new TagError('api_version must be a Graph API version such as v25.0');
  const proof = text(fields, 'appsecret_proof');
  const url = concat('https://graph.facebook.com/', api, '/', encodeText(pixel), '/events');
  return proof === undefined ? url : concat(url, '?appsecret_proof=', encodeText(proof));
}

type ServerEvent = Payload<MetaEventsEvent>;

function serverEvent(input: TagInput): ServerEvent {
  const { event } = input;
  const { data } = event;
  const name = own(input, 'event_name', text, metaEventName(event.name) || undefined);
  if (name === undefined) throw new TagError('event_name is empty: send an event with a name, or give the tag one');
  const millis = timeOf(input);
  const source = own(input, 'action_source', text, actionSource(data))?.toString();
  const url = own(input, 'event_source_url', text, hasBrowser(source) ? pageAddress(event) : undefined);
  if (url === undefined && source === 'website')
    input.log(
      'Meta requires event_source_url where action_source is website: send page_location, or set event_source_url',
    );
  const sent: Partial<ServerEvent> = {};
  put(sent, 'event_name', name);
  put(sent, 'event_time', input.fields['event_time'] === null ? undefined : Math.floor(millis / 1000));
  put(sent, 'event_id', own(input, 'event_id', text, textOf(data['event_id'])));
  put(sent, 'action_source', asListed(source));
  put(sent, 'event_source_url', url);
  const referrer = hasBrowser(source) ? event.advertiserReferrer : undefined;
  put(sent, 'referrer_url', own(input, 'referrer_url', text, referrer));
  put(sent, 'opt_out', own(input, 'opt_out', flag, flag(data, 'opt_out')));
  dataProcessing(input, sent);
  put(sent, 'customer_segmentation', asListed(own(input, 'customer_segmentation', text, segmentation(data))));
  const channel = source === 'business_messaging' ? textOf(data['messaging_channel']) : undefined;
  put(sent, 'messaging_channel', own(input, 'messaging_channel', text, channel));
  put(sent, 'advanced_measurement_table', own(input, 'advanced_measurement_table', text, undefined));
  put(sent, 'original_event_data', object(input, 'original_event_data', originalEvent(event)));
  const attribution = name === 'AppendAttribution' ? objectOf(data, 'attribution_data') : undefined;
  put(sent, 'attribution_data', object(input, 'attribution_data', attribution));
  put(sent, 'app_data', object(input, 'app_data', source === 'app' ? objectOf(data, 'app_data') : undefined));
  put(sent, 'user_data', userData(input, source, millis));
  put(sent, 'custom_data', customData(input, name.toString()));
  return sent;
}

/** The event's time in epoch milliseconds: the tag's own, else the event's, else when the request came in. */
function timeOf(input: TagInput): number {
  const seconds = own(input, 'event_time', number, undefined);
  return seconds === undefined ? eventMillis(input.event.data, input.receivedAt) : Math.floor(seconds) * 1000;
}

/** The event's own where it is one of Meta's: other platforms have a parameter of that name with other values. */
function actionSource(data: EventData): Text {
  const given = data['action_source'];
  return actionSources.find((source) => source === given) ?? 'website';
}

const segments: readonly MetaEventsSegment[] = [
  'new_customer_to_business',
  'new_customer_to_business_line',
  'new_customer_to_product_area',
  'new_customer_to_medium',
  'existing_customer_to_business',
  'existing_customer_to_business_line',
  'existing_customer_to_product_area',
  'existing_customer_to_medium',
  'customer_in_loyalty_program',
];

/** The event's own where it is one of Meta's. */
function segmentation(data: EventData): MetaEventsSegment | undefined {
  return segments.find((segment) => segment === data['customer_segmentation']);
}

/** The page, where it is one of the web: Meta takes no other. */
function pageAddress(event: EventView): string | undefined {
  return event.advertiserWebPage ?? (event.isHealth ? undefined : textOf(event.data['event_source_url']));
}

/**
 * Limited Data Use, where the event or the tag asks for it. Country and state 0 ask Meta to find out where the person
 * is. Source: developers.facebook.com/docs/marketing-apis/data-processing-options
 */
function dataProcessing(input: TagInput, sent: Partial<ServerEvent>): void {
  const { data } = input.event;
  const options = own(input, optionsKey, processingOptions, processingOptions(data, optionsKey));
  const limited = options !== undefined && options.length > 0;
  const asked = numberOf(data[countryKey]) ?? (limited ? 0 : undefined);
  const country = own(input, countryKey, number, asked);
  const state = numberOf(data[stateKey]) ?? (limited && country === 0 ? 0 : undefined);
  put(sent, optionsKey, asListed(options));
  put(sent, countryKey, asListed(country));
  put(sent, stateKey, asListed(own(input, stateKey, number, state)));
}

const optionsKey = 'data_processing_options';
const countryKey = 'data_processing_options_country';
const stateKey = 'data_processing_options_state';

function processingOptions(from: Fields, key: string): readonly string[] | undefined {
  const given = from[key];
  if (given === undefined || given === null || given === '') return undefined;
  const options = list(from, key);
  return options.every((option) => typeof option === 'string') ? options : undefined;
}

const originalKeys = [
  'event_name',
  'event_time',
  'order_id',
  'event_id',
] as const satisfies readonly (keyof MetaEventsOriginalEvent)[];

function originalEvent(event: EventView): Payload<MetaEventsOriginalEvent> | undefined {
  const given = event.data['original_event_data'];
  if (!isObject(given) || event.isHealth) return undefined;
  const kept: Record<string, unknown> = {};
  for (const key of originalKeys) put(kept, key, given[key]);
  return unchecked(kept);
}

/** An object of the event's own, as it came. */
function objectOf<T extends object>(data: EventData, key: string): T | undefined {
  const given = data[key];
  return isObject(given) ? unchecked(given) : undefined;
}

/** An object of the payload: the tag's own keys over the mapped ones; undefined where it would be empty. */
function object<T extends object>(input: TagInput, key: keyof ServerEvent, mapped: T | undefined): T | undefined {
  if (mapped === undefined && input.fields[key] === undefined) return undefined;
  return nonEmpty(overlay(input, key, unchecked<T>({ ...mapped }), noReaders, asGiven));
}

const noReaders: ReadonlyMap<string, Reader> = new Map<string, Reader>();
