import type {
  TiktokEventTrack,
  TiktokEventTrackEvent,
  TiktokEventTrackEventAd,
  TiktokEventTrackEventApp,
  TiktokEventTrackEventLead,
  TiktokEventTrackEventPage,
} from '../../contracts/types/tiktok-event-track.ts';
import { firstText, textOf } from '../../event/event-data.ts';
import { eventSeconds } from '../../event/event-time.ts';
import { isObject } from '../../event/json.ts';
import { accountOf } from '../account.ts';
import { field, flag, list, number, plainText, requiredText, text } from '../field.ts';
import { overlay, own, type Reader } from '../overlay.ts';
import { compact, nonEmpty, type Payload, put, unchecked } from '../payload.ts';
import { type Fields, type OutgoingRequest, TagError, type TagInput, type TagType } from '../tag.ts';
import { tiktokEventName } from './event-names.ts';
import { propertiesField, tiktokProperties } from './properties.ts';
import { tiktokUser, userField } from './user.ts';

type Source = TiktokEventTrack['event_source'];

const sources = ['web', 'app', 'offline', 'crm'] as const satisfies readonly Source[];

/**
 * The Events API 2.0: one event to one pixel, app, or offline or CRM event set. Takes the event under TikTok's name
 * with everything the API can say of it for its event_source; the tag's fields replace any of it. Throws a TagError
 * where pixel_id or access_token is missing, event_source is none of TikTok's, or the event has no name.
 * Source: business-api.tiktok.com/portal/docs?id=1771101303285761
 */
export const tiktokTag: TagType = {
  type: 'tiktok',
  description: 'TikTok Events API: sends the event to a pixel, an app, or an offline or CRM event set',
  account: accountOf('event_source_id', 'pixel_id'),
  fields: {
    pixel_id: field.text('The Pixel Code; for other sources the App ID or the Event Set ID'),
    event_source_id: field.text("TikTok's own name for pixel_id"),
    access_token: field.text('Of Events Manager > Settings > Events API; a ${SECRET}'),
    event_source: field.choice(sources, 'Where it happened; web by default'),
    test_event_code: field.text('Of Events Manager > Test Events; remove it in production'),
    partner_name: field.text('Names the sender'),
    event: field.text('A standard event or a custom name; by default from the GA4 name'),
    event_time: field.number('Unix seconds; by default the time of the event'),
    event_id: field.text("Deduplicates with the pixel's event_id; by default the event's event_id"),
    limited_data_use: field.boolean('Limited data use, for people in the United States'),
    user: userField,
    properties: propertiesField,
    page: field.object(
      { url: field.text('The page; by default page_location'), referrer: field.text('The page before') },
      'The page; TikTok requires its url for web',
    ),
    app: field.object(
      { app_id: field.text('Of the store'), app_name: field.text('Its name'), app_version: field.text('Its version') },
      'The app; TikTok requires its app_id for app',
    ),
    ad: field.object(
      {
        callback: field.text('The click id of an app campaign'),
        campaign_id: field.text('The campaign'),
        ad_id: field.text('The ad'),
        creative_id: field.text('The creative'),
        is_retargeting: field.boolean('Whether it retargets'),
        attributed: field.boolean('Whether the event is attributed'),
        attribution_type: field.text('How it was attributed'),
        attribution_provider: field.text('Who attributed it'),
        attribution_share: field.number('From 0 to 1'),
      },
      'The ad, as a measurement partner knows it',
    ),
    lead: field.object(
      { lead_id: field.text('The lead'), lead_event_source: field.text('The CRM it came from') },
      'The lead; TikTok requires its lead_id for crm',
    ),
  },
  build,
};

const url = 'https://business-api.tiktok.com/open_api/v1.3/event/track/';

function build(input: TagInput): readonly OutgoingRequest[] {
  const { fields } = input;
  const source = plainText(fields, 'event_source') ?? 'web';
  if (!isSource(source)) throw new TagError('event_source must be web, app, offline or crm');
  const body = compact<Payload<TiktokEventTrack>>({
    event_source: source,
    event_source_id: text(fields, 'event_source_id') ?? requiredText(fields, 'pixel_id'),
    data: [trackedEvent(input, source)],
    test_event_code: text(fields, 'test_event_code'),
    partner_name: text(fields, 'partner_name'),
  });
  const headers = { 'access-token': requiredText(fields, 'access_token'), 'content-type': 'application/json' };
  return [{ platform: 'tiktok', method: 'POST', url, headers, body, contract: 'tiktok/event_track' }];
}

function isSource(given: string): given is Source {
  return (sources as readonly string[]).includes(given);
}

function trackedEvent(input: TagInput, source: Source): Payload<TiktokEventTrackEvent> {
  const { event } = input;
  const { data } = event;
  const name = own(input, 'event', text, tiktokEventName(event.name) || undefined);
  if (name === undefined) throw new TagError('event is empty: send an event with a name, or give the tag one');
  const user = nonEmpty(tiktokUser(input, source));
  return compact({
    event: name,
    event_time: own(input, 'event_time', wholeNumber, eventSeconds(input.event.data, input.receivedAt)),
    event_id: own(input, 'event_id', text, textOf(data['event_id'])),
    limited_data_use: own(input, 'limited_data_use', flag, limitedDataUse(input, source)),
    user,
    page: page(input, source),
    app: app(input, source),
    ad: ad(input, source),
    lead: lead(input, source),
    properties: tiktokProperties(input, name.toString()),
  });
}

function wholeNumber(from: Fields, key: string): number | undefined {
  const value = number(from, key);
  return value === undefined ? undefined : Math.floor(value);
}

/** What the event says of it, else whether it asks for limited data use in Meta's words; web and app events only. */
function limitedDataUse(input: TagInput, source: Source): boolean | undefined {
  if (source !== 'web' && source !== 'app') return undefined;
  const { data } = input.event;
  return flag(data, 'limited_data_use') ?? (list(data, 'data_processing_options').includes('LDU') ? true : undefined);
}

type Page = Payload<TiktokEventTrackEventPage>;

const pageReaders: ReadonlyMap<string, Reader> = new Map<keyof Page, Reader>([
  ['url', text],
  ['referrer', text],
]);

function page(input: TagInput, source: Source): Page | undefined {
  const { event } = input;
  const mapped: Page = {};
  if (source === 'web') {
    put(mapped, 'url', event.advertiserWebPage);
    put(mapped, 'referrer', event.advertiserReferrer);
  }
  const sent = nonEmpty(overlay(input, 'page', mapped, pageReaders));
  if (source === 'web') requires(input, sent, 'url', 'page.url', 'send page_location, or set page');
  return sent;
}

type App = Payload<TiktokEventTrackEventApp>;

const appReaders: ReadonlyMap<keyof App, Reader> = new Map<keyof App, Reader>([
  ['app_id', text],
  ['app_name', text],
  ['app_version', text],
]);

function app(input: TagInput, source: Source): App | undefined {
  const mapped: App = {};
  if (source === 'app') for (const key of appReaders.keys()) put(mapped, key, textOf(input.event.data[key]));
  const sent = nonEmpty(overlay(input, 'app', mapped, appReaders));
  if (source === 'app') requires(input, sent, 'app_id', 'app.app_id', 'send app_id, or set app');
  return sent;
}

type Ad = Payload<TiktokEventTrackEventAd>;

const adReaders: ReadonlyMap<string, Reader> = new Map<keyof Ad, Reader>([
  ['callback', text],
  ['campaign_id', text],
  ['ad_id', text],
  ['creative_id', text],
  ['is_retargeting', flag],
  ['attributed', flag],
  ['attribution_type', text],
  ['attribution_provider', text],
  ['attribution_share', number],
]);

function ad(input: TagInput, source: Source): Ad | undefined {
  const mapped: Record<string, unknown> = {};
  const given = input.event.data['ad'];
  if ((source === 'web' || source === 'app') && isObject(given) && !input.event.isHealth)
    for (const [key, read] of adReaders) put(mapped, key, read(given, key, input));
  return nonEmpty(overlay(input, 'ad', unchecked<Ad>(mapped), adReaders));
}

type Lead = Payload<TiktokEventTrackEventLead>;

const leadReaders: ReadonlyMap<string, Reader> = new Map<keyof Lead, Reader>([
  ['lead_id', text],
  ['lead_event_source', text],
]);

function lead(input: TagInput, source: Source): Lead | undefined {
  const { data } = input.event;
  const mapped: Lead = {};
  if (source === 'crm') {
    put(mapped, 'lead_id', firstText(data, 'lead_id'));
    put(mapped, 'lead_event_source', firstText(data, 'lead_event_source'));
  }
  const sent = nonEmpty(overlay(input, 'lead', mapped, leadReaders));
  if (source === 'crm') requires(input, sent, 'lead_id', 'lead.lead_id', 'send lead_id, or set lead');
  return sent;
}

function requires<T>(input: TagInput, sent: T | undefined, key: keyof T, path: string, remedy: string): void {
  if (sent?.[key] === undefined)
    input.log(
      `TikTok requires ${path} where event_source is ${plainText(input.fields, 'event_source') ?? 'web'}: ${remedy}`,
    );
}
