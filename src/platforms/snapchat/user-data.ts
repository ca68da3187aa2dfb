import type { SnapchatEventsUserData } from '../../contracts/types/snapchat-events.ts';
import { firstText } from '../../event/event-data.ts';
import type { IdentifierKind } from '../../event/identity.ts';
import { isObject } from '../../event/json.ts';
import { visitorIp, visitorUserAgent } from '../../event/visitor.ts';
import { object } from '../field.ts';
import { type KeysFor, type Payload, put } from '../payload.ts';
import type { Fields, TagInput } from '../tag.ts';
import { type KeysOf, overrideKeys } from '../values.ts';
import { identifiers } from './identifiers.ts';

type UserData = Payload<SnapchatEventsUserData>;

interface HashedKey {
  readonly key: KeysFor<UserData, string | readonly string[]>;
  readonly kind: IdentifierKind;
  /** Whether Snapchat takes several values. */
  readonly many: boolean;
  readonly about: string;
}

/** The identifiers Snapchat takes hashed. */
export const hashedKeys: readonly HashedKey[] = [
  { key: 'em', kind: 'email', many: true, about: 'Email addresses, raw or SHA-256' },
  { key: 'ph', kind: 'phone', many: true, about: 'Phone numbers, raw or SHA-256' },
  { key: 'fn', kind: 'first_name', many: false, about: 'First name, raw or SHA-256' },
  { key: 'ln', kind: 'last_name', many: false, about: 'Last name, raw or SHA-256' },
  { key: 'ge', kind: 'gender', many: false, about: 'Gender, raw or SHA-256' },
  { key: 'ct', kind: 'city', many: false, about: 'City, raw or SHA-256' },
  { key: 'st', kind: 'region', many: false, about: 'State, raw or SHA-256' },
  { key: 'zp', kind: 'postal_code', many: false, about: 'Postal code, raw or SHA-256' },
  { key: 'country', kind: 'country', many: false, about: 'Country, raw or SHA-256' },
  { key: 'db', kind: 'date_of_birth', many: false, about: 'Date of birth, raw or SHA-256' },
  {
    key: 'external_id',
    kind: 'external_id',
    many: true,
    about: "The advertiser's own ids of the person, raw or SHA-256",
  },
];

/** The identifiers Snapchat takes as they are. */
export const plainKeys: KeysOf<UserData> = {
  client_ip_address: { kind: 'text', about: "The visitor's IPv4 or IPv6 address, never hashed" },
  client_user_agent: { kind: 'text', about: "The visitor's user agent" },
  sc_click_id: { kind: 'text', about: 'Snapchat click id: the ScCid parameter of the landing page' },
  sc_cookie1: { kind: 'text', about: "The pixel's _scid cookie" },
  madid: { kind: 'text', about: 'Mobile advertising id (IDFA or AAID)' },
  idfv: { kind: 'text', about: "Apple's id for vendors" },
  anon_id: { kind: 'text', about: 'Anonymous id' },
  lead_id: { kind: 'text', about: 'Snapchat lead id' },
  subscription_id: { kind: 'text', about: 'Subscription id' },
  download_id: { kind: 'text', about: 'Download id' },
};

/** Keys of the event's own `user_data` that Snapchat takes under the same name. */
const carried = ['idfv', 'anon_id', 'lead_id', 'subscription_id', 'download_id'] as const;

/**
 * Snapchat's `user_data`: em, ph and external_id as lists, the other identifiers single, as hashed as Snapchat wants
 * them. The tag's own values go through the same rules.
 * Source: developers.snap.com/api/marketing-api/Conversions-API/Parameters
 */
export function userData(input: TagInput): UserData {
  const { event } = input;
  const own = object(input.fields, 'user_data');
  const out: UserData = {};
  for (const { key, kind, many } of hashedKeys) {
    const rule = identifiers[kind];
    if (rule === undefined) continue;
    const given = own[key];
    const values =
      given === undefined || given === '' ? event.identity.get(kind, rule) : event.identity.of(given, rule);
    if (values.length > 0) put(out, key, many ? values : values[0]);
    else if (given !== undefined && given !== null)
      input.log(`user_data.${key} is not one Snapchat could match: left out`);
  }
  const user = event.data['user_data'];
  const ids = isObject(user) ? user : {};
  put(out, 'client_ip_address', visitorIp(event.data));
  put(out, 'client_user_agent', visitorUserAgent(event.data));
  put(out, 'sc_click_id', firstText(ids, 'sc_click_id') ?? event.id(['sc_click_id', 'ScCid'], ['ScCid'], ['_scclid']));
  put(out, 'sc_cookie1', firstText(ids, 'sc_cookie1') ?? event.id(['sc_cookie1', '_scid'], [], ['_scid']));
  put(out, 'madid', (firstText(ids, 'madid') ?? firstText(event.data, 'madid'))?.toLowerCase());
  for (const key of carried) put(out, key, firstText(ids, key) ?? firstText(event.data, key));
  overrideKeys(out, withoutHashed(own), plainKeys, input, 'user_data');
  return out;
}

/** Hashed keys went through their rules above. */
function withoutHashed(own: Fields): Fields {
  const plain: Record<string, unknown> = {};
  for (const key in own) if (!hashedNames.has(key)) plain[key] = own[key];
  return plain;
}

const hashedNames: ReadonlySet<string> = new Set<string>(hashedKeys.map(({ key }) => key));
