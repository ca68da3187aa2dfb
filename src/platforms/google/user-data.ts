import { textOf } from '../../event/event-data.ts';
import type { EventView } from '../../event/event-view.ts';
import type { IdentifierRule } from '../../event/identity.ts';
import { isObject, type Json } from '../../event/json.ts';
import { isEmpty } from '../payload.ts';
import type { Fields } from '../tag.ts';
import { googleIdentifiers } from './identifiers.ts';

/** The parts of an address, in the order Google lists them, and the names each goes by, hashed ones first. */
const addressNames = {
  first_name: ['sha256_first_name', 'first_name', 'fn'],
  last_name: ['sha256_last_name', 'last_name', 'ln'],
  street: ['sha256_street', 'street'],
  city: ['city', 'ct'],
  region: ['region', 'state', 'st'],
  postal_code: ['postal_code', 'zip', 'zp'],
  country: ['country'],
} as const;

type AddressPart = keyof typeof addressNames;

const parts = Object.keys(addressNames) as readonly AddressPart[];

/** One address in Google's form: names and street hashed, the rest plain. */
export type GoogleAddress = Readonly<Partial<Record<AddressPart, string>>>;

/** User-provided data in Google's form. Hashes are hex. */
export interface GoogleUserData {
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly addresses: readonly GoogleAddress[];
}

/**
 * The event's user-provided data in Google's form, with a tag's own `user_data` field laid over it: a value replaces and
 * is normalised and hashed as the event's are, null removes, undefined leaves. Names and places beside `address` (Meta's
 * way) fill the first address.
 * Source: developers.google.com/analytics/devguides/collection/ga4/uid-data
 */
export function googleUserData(event: EventView, own: Fields = {}): GoogleUserData {
  if (!isEmpty(own)) return readUserData(event, own);
  let known = eventUserData.get(event);
  if (known === undefined) {
    known = readUserData(event, own);
    eventUserData.set(event, known);
  }
  return known;
}

/** What the event alone says, for all of Google's tags that it fires. */
const eventUserData = new WeakMap<EventView, GoogleUserData>();

function readUserData(event: EventView, own: Fields): GoogleUserData {
  const user = isObject(event.data['user_data']) ? event.data['user_data'] : {};
  const rules = googleIdentifiers;
  const emails = chosen(own, ['sha256_email_address', 'email_address', 'em', 'email']);
  const phones = chosen(own, ['sha256_phone_number', 'phone_number', 'ph', 'phone']);
  return {
    emails: emails === undefined ? event.identity.get('email', rules.email) : forms(event, emails, rules.email),
    phones: phones === undefined ? event.identity.get('phone', rules.phone) : forms(event, phones, rules.phone),
    addresses:
      own['address'] === undefined ? addresses(event, user['address'], user) : addresses(event, own['address'], {}),
  };
}

/** Whether there is nothing that identifies a person. */
export function isAnonymous(person: GoogleUserData): boolean {
  return person.emails.length === 0 && person.phones.length === 0 && !person.addresses.some(hasName);
}

/**
 * User-provided data as Google's tags write it into a URL (`tv.1~em.…~pn.…~fn0.…`): hashes as base64url without padding,
 * the parts of an address numbered. Undefined where nothing in it identifies a person. The form is not documented; it is
 * what gtag.js sends.
 */
export function encodeUserData(person: GoogleUserData): string | undefined {
  if (isAnonymous(person)) return undefined;
  let text = 'tv.1';
  for (const email of person.emails) text += `~em.${base64url(email)}`;
  for (const phone of person.phones) text += `~pn.${base64url(phone)}`;
  person.addresses.forEach((address, index) => {
    for (const part of parts) {
      const value = address[part];
      if (value !== undefined)
        text += `~${tagNames[part]}${index}.${hashed.has(part) ? base64url(value) : plain(value)}`;
    }
  });
  return text;
}

const tagNames = {
  first_name: 'fn',
  last_name: 'ln',
  street: 'sa',
  city: 'ct',
  region: 'rg',
  postal_code: 'pc',
  country: 'co',
} as const;

const hashed: ReadonlySet<string> = new Set(['first_name', 'last_name', 'street']);

function base64url(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64url');
}

/** What parts the pairs, a tilde, no normalised value holds. */
function plain(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

function hasName(address: GoogleAddress): boolean {
  return address.first_name !== undefined || address.last_name !== undefined;
}

/** The first of `names` the field holds anything under, null included; undefined where it holds none. */
function chosen(own: Fields, names: readonly string[]): unknown {
  for (const name of names) if (own[name] !== undefined) return own[name];
  return undefined;
}

function forms(event: EventView, values: unknown, rule: IdentifierRule | undefined): readonly string[] {
  return rule === undefined ? [] : event.identity.of(values, rule);
}

function addresses(event: EventView, given: unknown, beside: Fields): readonly GoogleAddress[] {
  const list = several(given);
  const found: GoogleAddress[] = [];
  for (let index = 0; index < Math.max(list.length, 1); index += 1) {
    const address: Partial<Record<AddressPart, string>> = {};
    let known = false;
    for (const part of parts) {
      const raw = firstOf(list[index], part) ?? (index === 0 ? firstOf(beside, part) : undefined);
      if (raw === undefined) continue;
      const form = forms(event, raw, googleIdentifiers[part])[0];
      if (form === undefined) continue;
      address[part] = form;
      known = true;
    }
    if (known) found.push(address);
  }
  return found;
}

function firstOf(from: Fields | undefined, part: AddressPart): string | undefined {
  if (from === undefined) return undefined;
  for (const name of addressNames[part]) {
    const value = from[name];
    const text = textOf((Array.isArray(value) ? value[0] : value) as Json | undefined);
    if (text !== undefined) return text;
  }
  return undefined;
}

const digits = /^\d+$/;

/** An address, a list of them, or a map of them with numeric keys, as a list. */
function several(given: unknown): readonly Fields[] {
  if (Array.isArray(given)) return given.filter(isObject);
  if (!isObject(given)) return [];
  const keys = Object.keys(given);
  if (keys.length > 0 && keys.every((key) => digits.test(key))) return Object.values(given).filter(isObject);
  return keys.length === 0 ? [] : [given];
}
