// What must not compile, each behind a `@ts-expect-error`. `npm run types` checks it; nothing runs it.
import { expectTypeOf } from 'vitest';
import type { DataManagerEventsIngestEvent } from '../../src/contracts/types/data-manager-events-ingest.ts';
import type { Ga4Mp } from '../../src/contracts/types/ga4-mp.ts';
import type {
  MetaEventsCustomData,
  MetaEventsEvent,
  MetaEventsUserData,
} from '../../src/contracts/types/meta-events.ts';
import type { PinterestEventsCustomData, PinterestEventsUserData } from '../../src/contracts/types/pinterest-events.ts';
import type { SnapchatEventsCustomData, SnapchatEventsUserData } from '../../src/contracts/types/snapchat-events.ts';
import type {
  TiktokEventTrack,
  TiktokEventTrackEvent,
  TiktokEventTrackProperties,
  TiktokEventTrackUser,
} from '../../src/contracts/types/tiktok-event-track.ts';
import type { ingestEvent } from '../../src/platforms/data-manager/ingest-event.ts';
import type { conversionParameters } from '../../src/platforms/google-ads/conversion-parameters.ts';
import type { customData as metaCustomData } from '../../src/platforms/meta/custom-data.ts';
import type { userData as metaUserData } from '../../src/platforms/meta/user-data.ts';
import { asListed, compact, type Others, type Payload, put } from '../../src/platforms/payload.ts';
import type { customData as pinterestCustomData } from '../../src/platforms/pinterest/custom-data.ts';
import type { userData as pinterestUserData } from '../../src/platforms/pinterest/user-data.ts';
import type { customData as snapchatCustomData } from '../../src/platforms/snapchat/custom-data.ts';
import type { userData as snapchatUserData } from '../../src/platforms/snapchat/user-data.ts';
import type { tiktokProperties } from '../../src/platforms/tiktok/properties.ts';
import type { tiktokUser } from '../../src/platforms/tiktok/user.ts';
import type { KeysOf } from '../../src/platforms/values.ts';
import type { Text } from '../../src/runtime/secret.ts';

type MetaEvent = Payload<MetaEventsEvent>;
type TiktokEvent = Payload<TiktokEventTrackEvent>;

/** All that Meta requires, put one by one; text may hold secrets, and a tag may have taken a value away. */
export function wholeMetaEvent(text: Text, seconds: number | undefined): MetaEvent {
  const sent: Partial<MetaEvent> = {};
  put(sent, 'event_name', text);
  put(sent, 'event_time', seconds);
  put(sent, 'event_id', undefined);
  put(sent, 'action_source', asListed(text));
  put(sent, 'user_data', { em: [text] });
  return sent;
}

export function metaEventWithoutUserData(text: Text): MetaEvent {
  const sent: Partial<MetaEvent> = {};
  put(sent, 'event_name', text);
  put(sent, 'event_time', 1795276800);
  put(sent, 'action_source', 'website');
  // @ts-expect-error user_data is required
  return sent;
}

export function metaEventGoneWrong(sent: Partial<MetaEvent>, text: Text): void {
  // @ts-expect-error the key is event_id
  put(sent, 'eventID', text);
  // @ts-expect-error a number, in Unix seconds
  put(sent, 'event_time', text);
  // @ts-expect-error none of Meta's
  put(sent, 'action_source', 'web');
  // @ts-expect-error text, where Meta lists texts: asListed says that the contract checks it
  put(sent, 'action_source', text);
  // @ts-expect-error no number is among the listed texts
  put(sent, 'action_source', asListed(1));
  // @ts-expect-error 'LDU', in a list
  put(sent, 'data_processing_options', 'LDU');
  // @ts-expect-error one of the two keys takes no text
  for (const key of ['event_id', 'event_time'] as const) put(sent, key, text);
  // @ts-expect-error the key is em
  put(sent, 'user_data', { email: [text] });
  // @ts-expect-error a list of objects, each with Meta's keys
  put(sent, 'custom_data', { contents: [{ id: text, price: 1 }] });
  // @ts-expect-error a number
  sent.data_processing_options_country = '1';
}

/** What TikTok requires stands in the literal, undefined where the tag took it away. */
export function wholeTiktokEvent(text: Text, seconds: number | undefined): TiktokEvent {
  return compact({ event: text, event_time: seconds, event_id: undefined, user: { email: [text] } });
}

export function tiktokEventGoneWrong(text: Text): readonly TiktokEvent[] {
  return [
    // @ts-expect-error event_time is required
    compact({ event: text }),
    // @ts-expect-error the key is event_id
    compact({ event: text, event_time: 1795276800, eventId: text }),
    // @ts-expect-error a number
    compact({ event: text, event_time: text }),
    // @ts-expect-error the key is ttclid
    { event: text, event_time: 1795276800, user: { ttclickid: text } },
    // @ts-expect-error true or false
    { event: text, event_time: 1795276800, limited_data_use: 1 },
    // @ts-expect-error no currency TikTok counts in
    { event: text, event_time: 1795276800, properties: { value: 1, currency: 'XXX' } },
  ];
}

export function tiktokRequestGoneWrong(text: Text, data: readonly TiktokEvent[]): Payload<TiktokEventTrack> {
  // @ts-expect-error event_source_id is required
  return { event_source: 'web', data, test_event_code: text };
}

/** The keys by which a tag overrides a payload are the payload's, each in a form it takes. */
export const keys: KeysOf<Payload<SnapchatEventsCustomData>> = {
  order_id: { kind: 'text', about: '' },
  content_ids: { kind: 'texts', about: '' },
  contents: { kind: 'list', about: '' },
  // @ts-expect-error the key is brands
  brand_names: { kind: 'texts', about: '' },
};
export const forms: KeysOf<Payload<SnapchatEventsCustomData>> = {
  // @ts-expect-error text
  currency: { kind: 'number', about: '' },
};

/** Keys of our own go where the contract takes others beside its own, and hold what it takes. */
export type Custom = Others<MetaEventsCustomData, 'lead_type', string>;
// @ts-expect-error Meta's events have no other keys
export type NoOthers = Others<MetaEventsEvent, 'lead_type', string>;
// @ts-expect-error objects are no custom properties
export type NoObjects = Others<MetaEventsCustomData, 'lead_type', Date>;

/** What builders give is what the contracts say, and no looser. */
export function builders(): void {
  expectTypeOf<ReturnType<typeof metaUserData>>().toEqualTypeOf<Payload<MetaEventsUserData>>();
  expectTypeOf<ReturnType<typeof metaCustomData>>().toEqualTypeOf<Payload<MetaEventsCustomData> | undefined>();
  expectTypeOf<ReturnType<typeof tiktokUser>>().toEqualTypeOf<Payload<TiktokEventTrackUser>>();
  expectTypeOf<ReturnType<typeof tiktokProperties>>().toEqualTypeOf<Payload<TiktokEventTrackProperties> | undefined>();
  expectTypeOf<ReturnType<typeof snapchatUserData>>().toEqualTypeOf<Payload<SnapchatEventsUserData>>();
  expectTypeOf<ReturnType<typeof snapchatCustomData>>().toEqualTypeOf<Payload<SnapchatEventsCustomData>>();
  expectTypeOf<ReturnType<typeof pinterestUserData>>().toEqualTypeOf<Payload<PinterestEventsUserData>>();
  expectTypeOf<ReturnType<typeof pinterestCustomData>>().toEqualTypeOf<Payload<PinterestEventsCustomData>>();
  expectTypeOf<ReturnType<typeof ingestEvent>>().toEqualTypeOf<Payload<DataManagerEventsIngestEvent>>();
  expectTypeOf<ReturnType<typeof conversionParameters>['dma']>().toEqualTypeOf<'0' | '1' | undefined>();
  expectTypeOf<Payload<Ga4Mp>['events'][number]['name']>().toEqualTypeOf<Text>();
}
