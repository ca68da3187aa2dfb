import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { isSha256, sha256 } from '../event/hash.ts';

/** What of a person can be replaced by something made up. */
export type PersonalKind =
  | 'email'
  | 'phone'
  | 'first_name'
  | 'last_name'
  | 'full_name'
  | 'street'
  | 'city'
  | 'postal_code'
  | 'date_of_birth'
  | 'hashed';

/**
 * A made-up value in the place of a personal one: the same for the same person in any spelling, of the same shape where
 * rules look at it, and of ranges nobody has (example.com, 555-01xx). For a SHA-256 digest it is the digest of the
 * made-up value that stands for what was hashed. It cannot be turned back: only who has the original can make it again.
 */
export function madeUp(kind: PersonalKind, text: string): string {
  const core = text.trim();
  if (core === '') return text;
  const value = isSha256(core) ? madeUpDigest(kind, core) : render(kind, seedOf(sha256(normal(kind, core))), core);
  return text.replace(core, () => value);
}

/** A made-up address, of the ranges kept for documentation (RFC 5737, RFC 3849), for an IPv4 or IPv6 address. */
export function madeUpAddress(address: string): string {
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  // Nobody's: what stands for "hidden", and the machine itself.
  if (range === 'unspecified' || range === 'loopback') return address;
  const seed = seedOf(sha256(parsed.toString()));
  return parsed.kind() === 'ipv4' ? addressV4(seed, address) : addressV6(seed, address);
}

/** Whether text is an IPv4 or IPv6 address and nothing else. */
export function isAddress(text: string): boolean {
  return isIPv4(text) || isIPv6(text);
}

/**
 * What a value's replacement is drawn from, by the SHA-256 of its normal form, so that a raw value and its digest give
 * the same. Hashed again, so that no part of a digest that others may hold shows.
 */
function seedOf(digest: string): string {
  return sha256(`sgtm-workbench made-up ${digest}`);
}

function madeUpDigest(kind: PersonalKind, digest: string): string {
  const seed = seedOf(digest.toLowerCase());
  const value = sha256(normal(kind, render(kind, seed, '+000000000')));
  return /[A-F]/.test(digest) ? value.toUpperCase() : value;
}

function normal(kind: PersonalKind, text: string): string {
  const plain = text.toWellFormed().normalize('NFC').toLowerCase();
  if (kind === 'phone') return `+${plain.replace(/\D/g, '')}`;
  if (kind === 'date_of_birth') return plain.replace(/\D/g, '');
  return kind === 'postal_code' ? plain.replace(/\s/g, '') : plain;
}

function render(kind: PersonalKind, seed: string, from: string): string {
  switch (kind) {
    case 'email':
      // What was no address stays none, so that the rule it breaks is still broken.
      return from.includes('@') || from.startsWith('+')
        ? `person-${seed.slice(0, 8)}@example.com`
        : `person-${seed.slice(0, 8)}`;
    case 'phone':
      return phone(seed, from);
    case 'first_name':
      return pick(firstNames, seed, 0, from);
    case 'last_name':
      return pick(lastNames, seed, 2, from);
    case 'full_name':
      return `${pick(firstNames, seed, 0, from)} ${pick(lastNames, seed, 2, from)}`;
    case 'street':
      return `${1 + (number(seed, 4) % 98)} ${pick(streets, seed, 2, from)}`;
    case 'city':
      return pick(cities, seed, 0, from);
    case 'postal_code':
      return reshape(seed, from);
    case 'date_of_birth':
      return birthDate(seed, from);
    case 'hashed':
      return `person-${seed.slice(0, 8)}`;
    default:
      return kind satisfies never;
  }
}

/** 555-0100 to 555-0199 are kept for fiction; what is too short to be a number stays too short. */
function phone(seed: string, from: string): string {
  const line = String(number(seed, 0) % 100).padStart(2, '0');
  const digits = from.replace(/\D/g, '');
  if (digits.length < 7) return line;
  const made = `+120255501${line}`;
  return made.slice(1) === digits ? `+120255501${String((Number(line) + 1) % 100).padStart(2, '0')}` : made;
}

/** The same shape with other digits and letters: `10001-1234` stays five and four digits, the first of them not 0. */
function reshape(seed: string, from: string): string {
  let at = 0;
  const made = from.replace(/[0-9A-Za-z]/g, (c) => {
    const draw = number(seed, (2 * at++) % seed.length);
    if (c >= '0' && c <= '9') return String(at === 1 ? 1 + (draw % 9) : draw % 10);
    const letter = letters[draw % letters.length] as string;
    return c >= 'a' ? letter.toLowerCase() : letter;
  });
  return made === from ? from.replace(/\d/g, (c) => String((Number(c) % 9) + 1)) : made;
}

/** Those that are not easily taken for others. */
const letters = 'ABCEHJKLMNPRSTVXY';

const yearFirst = /\d{4}(\D?)\d{2}\1\d{2}/;
const yearLast = /\d{1,2}(\D)\d{1,2}\1\d{4}/;

/** Another date in the same notation; day and month both under 13, so that either order reads. */
function birthDate(seed: string, from: string): string {
  const year = 1950 + (number(seed, 0) % 50);
  const month = String(1 + (number(seed, 2) % 12)).padStart(2, '0');
  const day = String(1 + (number(seed, 4) % 12)).padStart(2, '0');
  if (yearFirst.test(from)) return from.replace(yearFirst, (_, mark: string) => `${year}${mark}${month}${mark}${day}`);
  if (yearLast.test(from)) return from.replace(yearLast, (_, mark: string) => `${day}${mark}${month}${mark}${year}`);
  return reshape(seed, from);
}

const documentation = ['192.0.2', '198.51.100', '203.0.113'] as const;

function addressV4(seed: string, from: string): string {
  const network = documentation[number(seed, 0) % 3] as string;
  const host = 1 + (number(seed, 2) % 254);
  const made = `${network}.${host}`;
  return made === from ? `${network}.${1 + (host % 254)}` : made;
}

function addressV6(seed: string, from: string): string {
  const made = `2001:db8:${group(seed, 0)}:${group(seed, 4)}::${group(seed, 8)}`;
  return made === from ? `${made}1` : made;
}

function group(seed: string, at: number): string {
  // Between 1 and fff, so that the text is in canonical form (RFC 5952) and takes one more digit.
  return (1 + (Number.parseInt(seed.slice(at, at + 4), 16) % 0xfff)).toString(16);
}

/** Two hex digits of a seed, from 0 to 255. */
function number(seed: string, at: number): number {
  return Number.parseInt(seed.slice(at, at + 2), 16);
}

/** One of a list, but not one that stands in the original. */
function pick(list: readonly string[], seed: string, at: number, from: string): string {
  const index = number(seed, at) % list.length;
  const made = list[index] as string;
  return from.toLowerCase().includes(made.toLowerCase()) ? (list[(index + 1) % list.length] as string) : made;
}

const firstNames =
  'Alex Blake Casey Dana Eden Frankie Glenn Harper Jules Kai Lane Morgan Nico Parker Quinn Robin'.split(' ');
const lastNames =
  'Ashdown Birchall Cressley Dunmore Elmhurst Farrow Greaves Holloway Inskip Kestrel Larkin Merrow Norcott Osgood Penrose Quill'.split(
    ' ',
  );
const streets = ['Sample Road', 'Placeholder Lane', 'Fictional Way', 'Specimen Avenue'];
const cities = 'Sampleton Mockford Fableburg Placeham Testwick Mereville Nowhereby Fairmock'.split(' ');
