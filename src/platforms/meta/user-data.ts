import type { z } from 'zod';
import type { MetaEventsUserData } from '../../contracts/types/meta-events.ts';
import { firstText, textOf } from '../../event/event-data.ts';
import type { IdentifierKind, IdentifierRule } from '../../event/identity.ts';
import { isObject, type Json } from '../../event/json.ts';
import { visitorIp, visitorUserAgent } from '../../event/visitor.ts';
import { field, text } from '../field.ts';
import { overlay, type Reader } from '../overlay.ts';
import { type KeysFor, type Payload, put } from '../payload.ts';
import type { Fields, TagInput } from '../tag.ts';
import { identifiers } from './identifiers.ts';

type UserData = Payload<MetaEventsUserData>;

/** Customer information Meta takes hashed, and what it is of. */
const hashedKeys: readonly (readonly [key: KeysFor<UserData, readonly string[]>, kind: IdentifierKind])[] = [
  ['em', 'email'],
  ['ph', 'phone'],
  ['fn', 'first_name'],
  ['ln', 'last_name'],
  ['ge', 'gender'],
  ['db', 'date_of_birth'],
  ['ct', 'city'],
  ['st', 'region'],
  ['zp', 'postal_code'],
  ['country', 'country'],
  ['external_id', 'external_id'],
];

/** Parts of a name or a date of birth, as Meta's Business SDK knows them: lower case, hashed. */
const partialKeys = ['f5first', 'f5last', 'fi', 'dobd', 'dobm', 'doby'] as const;
const partialRule: IdentifierRule = { normalise: (raw) => raw.trim().toLowerCase(), hash: true };

/** Ids only an app's events have. */
const appKeys = ['anon_id', 'madid'] as const;
/** Ids only messages have. */
const messagingKeys = ['page_id', 'page_scoped_user_id', 'ctwa_clid', 'ig_account_id', 'ig_sid'] as const;
const textKeys = ['fbc', 'fbp', 'subscription_id', 'fb_login_id', ...appKeys, ...messagingKeys] as const;

/**
 * Where no visitor's browser stands behind the event, so that its address, user agent, cookies and page would be
 * somebody else's.
 */
const withoutBrowser: ReadonlySet<string> = new Set(['business_messaging', 'physical_store']);

/** Whether events of an `action_source` carry what a browser tells. */
export function hasBrowser(actionSource: string | undefined): boolean {
  return actionSource === undefined || !withoutBrowser.has(actionSource);
}

const readers: ReadonlyMap<string, Reader> = new Map<keyof UserData, Reader>([
  ...hashedKeys.map(([key, kind]) => [key, hashed(identifiers[kind])] as const),
  ...partialKeys.map((key) => [key, hashed(partialRule)] as const),
  ...textKeys.map((key) => [key, text] as const),
  ['lead_id', (own, key) => leadId(text(own, key)?.toString())],
  ['client_ip_address', (own, key) => visitorIp({ ip_override: own[key] as Json })],
  ['client_user_agent', (own, key) => visitorUserAgent({ user_agent: own[key] as Json })],
]);

/** `user_data` as the container file may override it. */
export const userDataField: z.ZodType = field.object(
  {
    ...Object.fromEntries(
      [...hashedKeys.map(([key]) => key), ...partialKeys].map((key) => [
        key,
        field.any(`One value or a list, normalised and hashed; a SHA-256 is kept (${key})`),
      ]),
    ),
    ...Object.fromEntries(textKeys.map((key) => [key, field.text(`Sent as it is, never hashed (${key})`)])),
    lead_id: field.text('The lead id a Meta lead ad gave: 15 to 17 digits'),
    client_ip_address: field.text("The visitor's IP address"),
    client_user_agent: field.text("The visitor's user agent"),
  },
  'Customer information: replaces what the event says, key by key',
);

/**
 * Who the event is about, in Meta's `user_data`: identifiers normalised and hashed, click and browser ids as they are.
 * `millis` is the event's time, for an `fbc` that must be made. Never throws; may be empty, which Meta's schema allows
 * and its matching does not.
 * Source: developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters
 */
export function userData(input: TagInput, actionSource: string | undefined, millis: number): UserData {
  const { event } = input;
  const { data, identity } = event;
  const user = isObject(data['user_data']) ? data['user_data'] : {};
  const mapped: UserData = {};
  for (const [key, kind] of hashedKeys) {
    const values = identity.get(kind, identifiers[kind]);
    if (values.length > 0) mapped[key] = values;
  }
  for (const key of partialKeys) {
    const given = user[key];
    if (given === undefined) continue;
    const values = identity.of(given, partialRule);
    if (values.length > 0) mapped[key] = values;
  }
  if (hasBrowser(actionSource)) {
    put(mapped, 'client_ip_address', visitorIp(data) ?? visitorIp({ ip_override: user['client_ip_address'] }));
    put(
      mapped,
      'client_user_agent',
      visitorUserAgent(data) ?? visitorUserAgent({ user_agent: user['client_user_agent'] }),
    );
    put(
      mapped,
      'fbc',
      firstText(user, 'fbc', '_fbc') ?? event.id(['fbc', '_fbc'], [], ['_fbc']) ?? clickId(input, millis),
    );
    put(mapped, 'fbp', firstText(user, 'fbp', '_fbp') ?? event.id(['fbp', '_fbp'], [], ['_fbp']));
  }
  // The advertiser's own id, unhashed: it has no place beside what is about a person's health.
  if (!event.isHealth) put(mapped, 'subscription_id', said('subscription_id'));
  put(mapped, 'fb_login_id', said('fb_login_id'));
  put(mapped, 'lead_id', leadId(said('lead_id')));
  if (actionSource === 'app') for (const key of appKeys) put(mapped, key, said(key));
  if (actionSource === 'business_messaging') for (const key of messagingKeys) put(mapped, key, said(key));
  return overlay(input, 'user_data', mapped, readers);

  function said(key: string): string | undefined {
    return textOf(user[key]) ?? textOf(data[key]);
  }
}

/**
 * The click id in the form of the `_fbc` cookie, made from `fbclid`; its case is part of it, and 1 is the subdomain
 * index of ids made on a server.
 * Source: developers.facebook.com/docs/marketing-api/conversions-api/parameters/fbp-and-fbc
 */
function clickId(input: TagInput, millis: number): string | undefined {
  const fbclid = input.event.id(['fbclid'], ['fbclid']);
  return fbclid === undefined ? undefined : `fb.1.${millis}.${fbclid}`;
}

const leadIdForm = /^\d{15,17}$/;

/** Meta's own lead id, as a number where JavaScript can hold it; a CRM's lead id has another form and is left out. */
function leadId(id: string | undefined): number | string | undefined {
  if (id === undefined || !leadIdForm.test(id)) return undefined;
  const value = Number(id);
  return Number.isSafeInteger(value) ? value : id;
}

function hashed(rule: IdentifierRule | undefined): Reader {
  return (own: Fields, key: string, input: TagInput) => {
    if (rule === undefined) return undefined;
    const values = input.event.identity.of(own[key], rule);
    return values.length === 0 ? undefined : values;
  };
}
