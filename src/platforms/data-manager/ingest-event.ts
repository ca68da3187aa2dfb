import type {
  DataManagerEventsIngestCustomVariable,
  DataManagerEventsIngestEvent,
} from '../../contracts/types/data-manager-events-ingest.ts';
import type { Consent } from '../../event/consent.ts';
import { numberOf, textOf } from '../../event/event-data.ts';
import { isObject } from '../../event/json.ts';
import { flag, list, object, plainText } from '../field.ts';
import { chosenConsent } from '../google/consent-signals.ts';
import { googleUserData } from '../google/user-data.ts';
import { ownCurrency, ownNumber, ownText } from '../own-value.ts';
import { asListed, compact, isEmpty, nonEmpty, override, type Payload, type Undecided, unchecked } from '../payload.ts';
import { type Fields, TagError, type TagInput } from '../tag.ts';
import { adIdentifiers } from './ad-identifiers.ts';
import { analyticsFields, analyticsUserProperties } from './analytics-fields.ts';
import { camelKeys } from './camel-keys.ts';
import { cartData } from './cart-data.ts';
import { deviceInfo } from './device-info.ts';
import { type UserIdentifier, userIdentifiers } from './user-identifiers.ts';

/** One event of an ingest request. */
export type IngestEvent = Payload<DataManagerEventsIngestEvent>;

type Part<Key extends keyof IngestEvent> = NonNullable<IngestEvent[Key]>;

/**
 * One Event of an ingest request. Throws a TagError where neither a click id nor user data says whose conversion it is,
 * which the API refuses (NO_IDENTIFIERS_PROVIDED); Google Analytics knows people by client id and needs neither.
 * Source: developers.google.com/data-manager/api/reference/rest/v1/Event
 */
export function ingestEvent(input: TagInput, encoding: string, forAnalytics: boolean): IngestEvent {
  const { event, fields } = input;
  const { data } = event;
  const consent = chosenConsent(input);
  const ids = adIdentifiers(input, consent.ad_storage === 'denied');
  const identifiers = consent.ad_user_data === 'denied' ? [] : identify(input, encoding, forAnalytics);
  if (ids === undefined && identifiers.length === 0 && !forAnalytics) throw new TagError(nobody(consent));
  return compact({
    destinationReferences: several(fields, 'destination_references'),
    eventTimestamp: timestamp(input),
    lastUpdatedTimestamp: plainText(fields, 'last_updated_timestamp'),
    transactionId: ownText(fields, 'transaction_id', textOf(data['transaction_id']) ?? textOf(data['event_id'])),
    eventSource: fields['event_source'] === null ? undefined : asListed(plainText(fields, 'event_source') ?? 'WEB'),
    adIdentifiers: ids,
    userData: identifiers.length === 0 ? undefined : { userIdentifiers: identifiers },
    thirdPartyUserData: thirdParty(input, encoding, forAnalytics, consent.ad_user_data === 'denied'),
    currency: ownCurrency(input, 'currency', data['currency']),
    conversionValue: ownNumber(input, 'conversion_value', data['value']),
    conversionCount: ownNumber(input, 'conversion_count', undefined),
    consent: fields['consent'] === null ? undefined : nonEmpty(consentOf(consent)),
    cartData: cartData(input, ids, forAnalytics),
    eventDeviceInfo: deviceInfo(input),
    customVariables: customVariables(fields['custom_variables']),
    userProperties: userProperties(input, forAnalytics),
    ...(forAnalytics ? analyticsFields(input) : undefined),
    eventLocation: eventLocation(input, forAnalytics),
    experimentalFields: several(fields, 'experimental_fields'),
  });
}

function identify(input: TagInput, encoding: string, forAnalytics: boolean): readonly UserIdentifier[] {
  if (input.fields['user_data'] === null) return [];
  return userIdentifiers(input, googleUserData(input.event, object(input.fields, 'user_data')), encoding, forAnalytics);
}

/** Only what the tag gives: the event's own user data is first-party. */
function thirdParty(
  input: TagInput,
  encoding: string,
  forAnalytics: boolean,
  denied: boolean,
): Part<'thirdPartyUserData'> | undefined {
  const own = object(input.fields, 'third_party_user_data');
  if (denied || isEmpty(own)) return undefined;
  const given = { em: null, ph: null, address: null, ...own };
  const found = userIdentifiers(input, googleUserData(input.event, given), encoding, forAnalytics);
  return found.length === 0 ? undefined : { userIdentifiers: found };
}

function nobody({ ad_storage, ad_user_data }: Consent): string {
  const denied =
    ad_storage === 'denied' || ad_user_data === 'denied' ? ' (consent keeps some of what it has from going)' : '';
  return `the event says of nobody whose conversion it is${denied}: it needs a click id (gclid, gbraid or wbraid, in the event or in page_location) or user_data with an email address, a phone number or a whole address`;
}

/** RFC 3339 in UTC: the time the event had, else when it came in. */
function timestamp(input: TagInput): string {
  const own = plainText(input.fields, 'event_timestamp');
  if (own !== undefined) return own;
  const micros = numberOf(input.event.data['timestamp_micros']);
  const at = new Date(micros === undefined ? input.receivedAt : Math.floor(micros / 1000));
  if (!Number.isNaN(at.getTime()) && at.getUTCFullYear() <= 9999 && at.getUTCFullYear() >= 1) return at.toISOString();
  input.log('timestamp_micros is no time of the calendar: the time the event came in stands for it');
  return new Date(input.receivedAt).toISOString();
}

function consentOf(consent: Consent): Part<'consent'> {
  const said = { granted: 'CONSENT_GRANTED', denied: 'CONSENT_DENIED' } as const;
  return compact({
    adUserData: consent.ad_user_data === undefined ? undefined : said[consent.ad_user_data],
    adPersonalization: consent.ad_personalization === undefined ? undefined : said[consent.ad_personalization],
  });
}

/** Named values as the API lists them, or the API's list as it is. */
function customVariables(given: unknown): Part<'customVariables'> | undefined {
  if (Array.isArray(given)) return given.length === 0 ? undefined : unchecked(camelKeys(given));
  if (!isObject(given)) return undefined;
  const found: Payload<DataManagerEventsIngestCustomVariable>[] = [];
  for (const variable in given) {
    const value = textOf(given[variable]);
    if (value !== undefined) found.push({ variable, value });
  }
  return found.length === 0 ? undefined : found;
}

function userProperties(input: TagInput, forAnalytics: boolean): Part<'userProperties'> | undefined {
  const { event, fields } = input;
  if (fields['user_properties'] === null) return undefined;
  const mapped = compact<Part<'userProperties'>>({
    customerType: customerType(input),
    customerValueBucket: asListed(ownText(fields, 'customer_value_bucket', undefined)?.toUpperCase()),
    additionalUserProperties: forAnalytics ? analyticsUserProperties(event.data) : undefined,
  });
  return nonEmpty(compact(override(mapped, camelKeys(object(fields, 'user_properties')))));
}

function customerType(input: TagInput): Part<'userProperties'>['customerType'] {
  const { data } = input.event;
  const isNew = flag(data as Readonly<Record<string, unknown>>, 'new_customer');
  const mapped = textOf(data['customer_type']) ?? (isNew === undefined ? undefined : isNew ? 'new' : 'returning');
  const type = ownText(input.fields, 'customer_type', mapped)?.toUpperCase();
  if (type === undefined || type === 'NEW' || type === 'RETURNING' || type === 'REENGAGED') return type;
  input.log('customer_type is not new, returning or reengaged: left out');
  return undefined;
}

function eventLocation(input: TagInput, forAnalytics: boolean): Part<'eventLocation'> | undefined {
  const { event, fields } = input;
  if (fields['event_location'] === null) return undefined;
  const place = event.data['event_location'];
  const mapped: Undecided<Part<'eventLocation'>> = {};
  if (forAnalytics && isObject(place)) {
    const region = textOf(place['region']);
    const country = textOf(place['country']);
    mapped.city = textOf(place['city']);
    mapped.subdivisionCode =
      region === undefined || country === undefined || region.includes('-') ? region : `${country}-${region}`;
    mapped.regionCode = country;
    mapped.subcontinentCode = textOf(place['subcontinent']);
    mapped.continentCode = textOf(place['continent']);
  }
  return nonEmpty(compact(override(mapped, camelKeys(object(fields, 'event_location')))));
}

function several<T extends object>(fields: Fields, name: string): T | undefined {
  const given = list(fields, name);
  return given.length === 0 ? undefined : unchecked(camelKeys(given));
}
