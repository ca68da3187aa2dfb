import type { Ga4Mp, Ga4MpAddress } from '../../contracts/types/ga4-mp.ts';
import { textOf } from '../../event/event-data.ts';
import { isObject, type JsonObject } from '../../event/json.ts';
import { visitorIp, visitorUserAgent } from '../../event/visitor.ts';
import { concat, encodeText, SecretText, type Text } from '../../runtime/secret.ts';
import { flag, object, plainText, requiredText, text } from '../field.ts';
import { chosenConsent } from '../google/consent-signals.ts';
import { collectionHost, eventNameOf, measurementId, userId } from '../google/identity-fields.ts';
import { choiceOf, eventParameters } from '../google/parameters.ts';
import { type GoogleUserData, googleUserData, isAnonymous } from '../google/user-data.ts';
import { propertyValue, userProperties } from '../google/user-properties.ts';
import { ownNumber, ownText } from '../own-value.ts';
import { asListed, compact, isEmpty, nonEmpty, override, type Payload, type Undecided, unchecked } from '../payload.ts';
import { type OutgoingRequest, TagError, type TagInput } from '../tag.ts';

/**
 * The event as a Measurement Protocol request. GA4 answers 204 whatever it holds, so the contract is the only judge.
 * Throws a TagError without an `api_secret`, or without a measurement or app id.
 * Source: developers.google.com/analytics/devguides/collection/protocol/ga4/reference
 */
export function measurementProtocolRequest(input: TagInput): OutgoingRequest {
  const app = appId(input);
  return {
    platform: 'ga4',
    method: 'POST',
    url: requestUrl(input, app),
    headers: { 'content-type': 'application/json' },
    body: requestBody(input, app !== undefined),
    contract: 'ga4/mp',
  };
}

function requestUrl(input: TagInput, app: Text | undefined): Text {
  const { fields } = input;
  const stream = app === undefined ? concat('measurement_id=', measurementId(input)) : concat('firebase_app_id=', app);
  const path = flag(fields, 'debug') === true ? '/debug/mp/collect?' : '/mp/collect?';
  return concat(collectionHost(fields), path, stream, '&api_secret=', encodeText(requiredText(fields, 'api_secret')));
}

const appIdShape = /^\d+:\d+:[a-z]+:[0-9A-Za-z]+$/;

/** The app stream's id: the tag's, else the event's where no measurement id says that it is for a web stream. */
function appId({ event, fields }: TagInput): Text | undefined {
  const web = text(fields, 'measurement_id') ?? textOf(event.data['x-ga-measurement_id']);
  const id = text(fields, 'firebase_app_id') ?? (web === undefined ? textOf(event.data['firebase_app_id']) : undefined);
  if (id === undefined) return undefined;
  if (id instanceof SecretText) return encodeText(id);
  if (!appIdShape.test(id)) {
    throw new TagError('firebase_app_id is not a Firebase app id such as 1:1234567890:android:321abc456def7890');
  }
  return id;
}

type Body = Payload<Ga4Mp>;
type Part<Key extends keyof Body> = NonNullable<Body[Key]>;
/** The same keys, with what the event holds in them. */
type Unread<T> = { [key in keyof T]?: unknown };

function requestBody(input: TagInput, app: boolean): Body {
  const { event, fields } = input;
  const { data } = event;
  const name = eventNameOf(input);
  return compact({
    client_id: app ? undefined : ownText(fields, 'client_id', textOf(data['client_id'])),
    app_instance_id: app ? ownText(fields, 'app_instance_id', textOf(data['app_instance_id'])) : undefined,
    user_id: userId(input),
    timestamp_micros: timestamp(input),
    user_properties: properties(input),
    user_data:
      fields['user_data'] === null ? undefined : userData(googleUserData(event, object(fields, 'user_data')), input),
    consent: consent(input),
    non_personalized_ads: flag(fields, 'non_personalized_ads'),
    user_location: part(input, 'user_location', location(data)),
    ip_override: ip(input),
    device: part(input, 'device', device(data)),
    user_agent: app ? undefined : userAgent(input),
    validation_behavior: asListed(plainText(fields, 'validation_behavior')),
    events: [{ name, params: eventParameters(input, choiceOf(fields, object(fields, 'event_parameters'))) }],
  });
}

/** Of every event, also one that has none of its own: what is sent again hours later did not happen hours later. */
function timestamp(input: TagInput): number | undefined {
  const micros = ownNumber(input, 'timestamp_micros', input.event.data['timestamp_micros']);
  if (micros !== undefined) return Math.floor(micros);
  return input.fields['timestamp_micros'] === null ? undefined : input.receivedAt * 1000;
}

function properties(input: TagInput): Part<'user_properties'> | undefined {
  const given = userProperties(input);
  if (isEmpty(given)) return undefined;
  const wrapped: Record<string, Unread<NonNullable<Part<'user_properties'>[string]>>> = {};
  for (const name in given) wrapped[name] = isObject(given[name]) ? given[name] : { value: propertyValue(given[name]) };
  return unchecked(wrapped);
}

function userData(person: GoogleUserData, input: TagInput): Part<'user_data'> | undefined {
  if (isAnonymous(person)) return undefined;
  const { emails, phones, addresses } = person;
  return compact({
    sha256_email_address: first(input, 3, 'email addresses', emails),
    sha256_phone_number: first(input, 3, 'phone numbers', phones),
    address: first(input, 2, 'addresses', addresses)?.map((address) =>
      compact<Payload<Ga4MpAddress>>({
        sha256_first_name: address.first_name,
        sha256_last_name: address.last_name,
        sha256_street: address.street,
        city: address.city,
        region: address.region,
        postal_code: address.postal_code,
        country: address.country,
      }),
    ),
  });
}

function first<T>(input: TagInput, limit: number, what: string, values: readonly T[]): readonly T[] | undefined {
  if (values.length > limit) input.log(`user_data takes ${limit} ${what}: ${values.length - limit} left out`);
  return values.length === 0 ? undefined : values.slice(0, limit);
}

/** The protocol knows two of consent mode's types, and its own spelling of what was said. */
function consent(input: TagInput): Part<'consent'> | undefined {
  if (input.fields['consent'] === null) return undefined;
  const { ad_user_data, ad_personalization } = chosenConsent(input);
  const said: Part<'consent'> = {};
  if (ad_user_data !== undefined) said.ad_user_data = spelled[ad_user_data];
  if (ad_personalization !== undefined) said.ad_personalization = spelled[ad_personalization];
  return nonEmpty(said);
}

const spelled = { granted: 'GRANTED', denied: 'DENIED' } as const;

function location(data: JsonObject): Undecided<Part<'user_location'>> | undefined {
  if (isObject(data['user_location'])) return unchecked(data['user_location']);
  const place = data['event_location'];
  if (!isObject(place)) return undefined;
  const country = textOf(place['country']);
  const region = textOf(place['region']);
  return {
    city: textOf(place['city']),
    region_id: regionId(region, country),
    country_id: country,
    subcontinent_id: textOf(place['subcontinent']),
    continent_id: textOf(place['continent']),
  };
}

/** An ISO 3166-2 code, which names the country too: a region alone has none. */
function regionId(region: string | undefined, country: string | undefined): string | undefined {
  if (region === undefined || region.includes('-')) return region;
  return country === undefined ? undefined : `${country}-${region}`;
}

function device(data: JsonObject): Part<'device'> | undefined {
  const given = data['device'];
  if (!isObject(given)) return undefined;
  const mapped: Unread<Part<'device'>> = {
    language: data['language'],
    screen_resolution: data['screen_resolution'],
    ...given,
  };
  return unchecked(mapped);
}

/** An object of the payload, the tag's field laid over it key by key; absent where nothing is in it. */
function part<T extends object>(input: TagInput, name: keyof Body, mapped: Undecided<T> | undefined): T | undefined {
  if (input.fields[name] === null) return undefined;
  return nonEmpty(compact<T>(override(unchecked<Undecided<T>>({ ...mapped }), object(input.fields, name))));
}

function ip({ event, fields }: TagInput): string | undefined {
  if (flag(fields, 'redact_visitor_ip') === true || fields['ip_override'] === null) return undefined;
  const own = plainText(fields, 'ip_override');
  return visitorIp(own === undefined ? event.data : { ip_override: own });
}

function userAgent({ event, fields }: TagInput): string | undefined {
  if (fields['user_agent'] === null) return undefined;
  const own = plainText(fields, 'user_agent');
  return visitorUserAgent(own === undefined ? event.data : { user_agent: own });
}
