import type { z } from 'zod';
import type { TiktokEventTrackUser } from '../../contracts/types/tiktok-event-track.ts';
import { firstText, textOf } from '../../event/event-data.ts';
import { isSha256 } from '../../event/hash.ts';
import type { IdentifierKind, IdentifierRule } from '../../event/identity.ts';
import { isObject, type Json } from '../../event/json.ts';
import { visitorIp, visitorUserAgent } from '../../event/visitor.ts';
import { field, text } from '../field.ts';
import { overlay, type Reader } from '../overlay.ts';
import { asListed, type KeysFor, type Payload, put } from '../payload.ts';
import type { Fields, TagInput } from '../tag.ts';
import { identifiers } from './identifiers.ts';

type User = Payload<TiktokEventTrackUser>;

/** Identifiers TikTok takes several of. */
const manyKeys: readonly (readonly [key: KeysFor<User, readonly string[]>, kind: IdentifierKind])[] = [
  ['email', 'email'],
  ['phone', 'phone'],
  ['external_id', 'external_id'],
];

/** Identifiers TikTok takes one of, with web events only. */
const oneKeys: readonly (readonly [key: KeysFor<User, string>, kind: IdentifierKind])[] = [
  ['first_name', 'first_name'],
  ['last_name', 'last_name'],
  ['city', 'city'],
  ['state', 'region'],
  ['zip_code', 'postal_code'],
  ['country', 'country'],
];

/** Event sources that take an `external_id`. */
const knownCustomers: ReadonlySet<string> = new Set(['web', 'crm']);

const readers: ReadonlyMap<string, Reader> = new Map<keyof User, Reader>([
  ...manyKeys.map(([key, kind]) => [key, many(identifiers[kind])] as const),
  ...oneKeys.map(([key, kind]) => [key, one(identifiers[kind])] as const),
  ['ttclid', text],
  ['ttp', text],
  ['ip', (own, key) => visitorIp({ ip_override: own[key] as Json })],
  ['user_agent', (own, key) => visitorUserAgent({ user_agent: own[key] as Json })],
  ['locale', (own, key) => languageTag(text(own, key)?.toString())],
  ['idfa', (own, key) => advertisingId(text(own, key)?.toString(), 'upper')],
  ['gaid', (own, key) => advertisingId(text(own, key)?.toString(), 'lower')],
  ['idfv', text],
  ['att_status', (own, key) => text(own, key)?.toString().toUpperCase()],
]);

/** `user` as the container file may override it. */
export const userField: z.ZodType = field.object(
  {
    email: field.any('One or several; normalised and hashed, a SHA-256 is kept'),
    phone: field.any('One or several; brought to E.164 and hashed, a SHA-256 is kept'),
    external_id: field.any('One or several; hashed, a SHA-256 is kept'),
    first_name: field.text('Normalised and hashed, a SHA-256 is kept'),
    last_name: field.text('Normalised and hashed, a SHA-256 is kept'),
    zip_code: field.text('Normalised and hashed, a SHA-256 is kept'),
    city: field.text('Not hashed'),
    state: field.text('Not hashed'),
    country: field.text('Not hashed'),
    ttclid: field.text('The click id, never cut'),
    ttp: field.text('The value of the cookie _ttp'),
    ip: field.text("The visitor's IP address"),
    user_agent: field.text("The visitor's user agent"),
    locale: field.text('A BCP 47 language tag, such as en-US'),
    idfa: field.text('Advertising id of iOS, raw or hashed'),
    gaid: field.text('Advertising id of Android, raw or hashed'),
    idfv: field.text("The vendor's id of iOS"),
    att_status: field.text('AUTHORIZED, DENIED, NOT_DETERMINED, RESTRICTED or NOT_APPLICABLE'),
  },
  'Customer information: replaces what the event says, key by key',
);

/**
 * Who the event is about, in TikTok's `user`, as far as `source` (the request's event_source) takes it: identifiers
 * normalised and hashed, click and browser ids as they are. Never throws; may be empty.
 * Source: business-api.tiktok.com/portal/docs?id=1771101303285761
 */
export function tiktokUser(input: TagInput, source: string): User {
  const { event } = input;
  const { data, identity } = event;
  const user = isObject(data['user_data']) ? data['user_data'] : {};
  const web = source === 'web';
  const mapped: User = {};
  for (const [key, kind] of manyKeys) {
    if (kind === 'external_id' && !knownCustomers.has(source)) continue;
    const values = identity.get(kind, identifiers[kind]);
    if (values.length > 0) mapped[key] = values;
  }
  if (web) {
    for (const [key, kind] of oneKeys) put(mapped, key, identity.get(kind, identifiers[kind])[0]);
    put(mapped, 'ttclid', textOf(user['ttclid']) ?? event.id(['ttclid'], ['ttclid'], ['ttclid']));
    put(mapped, 'ttp', firstText(user, 'ttp', '_ttp') ?? event.id(['ttp', '_ttp'], [], ['_ttp']));
  }
  if (web || source === 'app') {
    put(mapped, 'ip', visitorIp(data) ?? visitorIp({ ip_override: user['client_ip_address'] }));
    put(mapped, 'user_agent', visitorUserAgent(data) ?? visitorUserAgent({ user_agent: user['client_user_agent'] }));
    put(mapped, 'locale', languageTag(firstText(data, 'language', 'locale')));
  }
  if (source === 'app') {
    put(mapped, 'idfa', advertisingId(said('idfa'), 'upper'));
    put(mapped, 'gaid', advertisingId(said('gaid'), 'lower'));
    put(mapped, 'idfv', said('idfv'));
    put(mapped, 'att_status', asListed(said('att_status')?.toUpperCase()));
  }
  return overlay(input, 'user', mapped, readers);

  function said(key: string): string | undefined {
    return textOf(user[key]) ?? textOf(data[key]);
  }
}

const languageForm = /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$/;

/** A BCP 47 tag; POSIX's underscore becomes the hyphen. */
function languageTag(language: string | undefined): string | undefined {
  return language !== undefined && languageForm.test(language) ? language.replaceAll('_', '-') : undefined;
}

/** Raw ids in the case their system gives them, hashed ones in lower case. */
function advertisingId(id: string | undefined, raw: 'upper' | 'lower'): string | undefined {
  if (id === undefined) return undefined;
  return raw === 'lower' || isSha256(id) ? id.toLowerCase() : id.toUpperCase();
}

function many(rule: IdentifierRule | undefined): Reader {
  return (own: Fields, key: string, input: TagInput) => {
    if (rule === undefined) return undefined;
    const values = input.event.identity.of(own[key], rule);
    return values.length === 0 ? undefined : values;
  };
}

function one(rule: IdentifierRule | undefined): Reader {
  return (own: Fields, key: string, input: TagInput) =>
    rule === undefined ? undefined : input.event.identity.of(own[key], rule)[0];
}
