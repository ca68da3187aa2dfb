import type { PinterestEventsUserData } from '../../contracts/types/pinterest-events.ts';
import { firstText } from '../../event/event-data.ts';
import type { IdentifierKind, IdentifierRule } from '../../event/identity.ts';
import { isObject } from '../../event/json.ts';
import { visitorIp, visitorUserAgent } from '../../event/visitor.ts';
import { object } from '../field.ts';
import { type KeysFor, type Payload, put, putAll } from '../payload.ts';
import type { Fields, TagInput } from '../tag.ts';
import { type KeysOf, overrideKeys } from '../values.ts';
import { identifiers } from './identifiers.ts';

type UserData = Payload<PinterestEventsUserData>;

interface HashedKey {
  readonly key: KeysFor<UserData, readonly string[]>;
  readonly kind: IdentifierKind;
  readonly about: string;
}

/** The identifiers Pinterest takes hashed, each as a list. */
export const hashedKeys: readonly HashedKey[] = [
  { key: 'em', kind: 'email', about: 'Email addresses, raw or SHA-256' },
  { key: 'ph', kind: 'phone', about: 'Phone numbers, raw or SHA-256' },
  { key: 'ge', kind: 'gender', about: 'Gender, raw or SHA-256' },
  { key: 'db', kind: 'date_of_birth', about: 'Dates of birth, raw or SHA-256' },
  { key: 'ln', kind: 'last_name', about: 'Last names, raw or SHA-256' },
  { key: 'fn', kind: 'first_name', about: 'First names, raw or SHA-256' },
  { key: 'ct', kind: 'city', about: 'Cities, raw or SHA-256' },
  { key: 'st', kind: 'region', about: 'States, raw or SHA-256' },
  { key: 'zp', kind: 'postal_code', about: 'Postal codes, raw or SHA-256' },
  { key: 'country', kind: 'country', about: 'Countries, raw or SHA-256' },
  { key: 'external_id', kind: 'external_id', about: "The advertiser's own ids of the person, raw or SHA-256" },
];

/** What editors and help say of `hashed_maids`. */
export const hashedMaids = 'Mobile advertising ids (GAID or IDFA), raw or SHA-256';

/** The identifiers Pinterest takes as they are. */
export const plainKeys: KeysOf<UserData> = {
  client_ip_address: { kind: 'text', about: "The visitor's IPv4 or IPv6 address, never hashed" },
  client_user_agent: { kind: 'text', about: "The visitor's user agent" },
  click_id: { kind: 'text', about: 'Pinterest click id: the epik parameter or _epik cookie' },
  partner_id: { kind: 'text', about: "A third party's id of the person, such as a RampID" },
};

/** Lower case before hashing, as the published example of `hashed_maids` is. */
const maid: IdentifierRule = { hash: true, normalise: (raw) => raw.trim().toLowerCase() || undefined };

/**
 * Pinterest's `user_data`: every hashed identifier a list, as hashed as Pinterest wants it. The tag's own values go
 * through the same rules.
 * Source: github.com/pinterest/api-description (v5/openapi.json, ConversionEventsUserData)
 */
export function userData(input: TagInput): UserData {
  const { event } = input;
  const own = object(input.fields, 'user_data');
  const user = event.data['user_data'];
  const ids = isObject(user) ? user : {};
  const out: UserData = {};
  for (const { key, kind } of hashedKeys) {
    const rule = identifiers[kind];
    if (rule === undefined) continue;
    const given = own[key];
    if (isAbsent(given)) putAll(out, key, event.identity.get(kind, rule));
    else putOwn(input, out, key, given, rule);
  }
  const given = own['hashed_maids'];
  if (isAbsent(given)) {
    const mapped = ids['hashed_maids'] ?? ids['madid'] ?? event.data['madid'];
    if (mapped !== undefined) putAll(out, 'hashed_maids', event.identity.of(mapped, maid));
  } else putOwn(input, out, 'hashed_maids', given, maid);
  put(out, 'client_ip_address', visitorIp(event.data));
  put(out, 'client_user_agent', visitorUserAgent(event.data));
  put(out, 'click_id', event.id(['epik', '_epik'], ['epik'], ['_epik']));
  put(out, 'partner_id', firstText(ids, 'partner_id'));
  overrideKeys(out, withoutHashed(own), plainKeys, input, 'user_data');
  return out;
}

function putOwn(input: TagInput, out: UserData, key: HashedKey['key'], given: unknown, rule: IdentifierRule): void {
  const values = input.event.identity.of(given, rule);
  if (values.length === 0 && given !== null) input.log(`user_data.${key} is not one Pinterest could match: left out`);
  putAll(out, key, values);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === '';
}

/** Hashed keys went through their rules above. */
function withoutHashed(own: Fields): Fields {
  const plain: Record<string, unknown> = {};
  for (const key in own) if (!hashedNames.has(key)) plain[key] = own[key];
  return plain;
}

const hashedNames: ReadonlySet<string> = new Set<string>(['hashed_maids', ...hashedKeys.map(({ key }) => key)]);
