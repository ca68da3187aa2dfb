import { createRequire } from 'node:module';
import type { CountryCode } from 'libphonenumber-js';
import type { Hints, IdentifierRule } from '../identity.ts';

/**
 * E.164 with its plus. Source: Google, Data Manager API, user data formatting; TikTok, Events API parameters (`phone`).
 */
export const phoneE164: IdentifierRule = { hash: true, normalise: toE164 };

/**
 * E.164's digits without the plus: country code, no leading zeros.
 * Source: Meta, Conversions API, customer information parameters (`ph`); Snap, Conversions API parameters; Pinterest,
 * API description v5.
 */
export const phoneDigits: IdentifierRule = { hash: true, normalise: (raw, hints) => toE164(raw, hints)?.slice(1) };

/**
 * A phone number as E.164, read as one of `hints.country` where it has no country code of its own; undefined where it
 * is no valid number. Extensions are left out, `00` stands for the plus, trunk zeros go where the country's plan has
 * them, and a region in front (`US (650)555-1212`) counts for more than the hint.
 */
export function toE164(raw: string, hints: Hints): string | undefined {
  if (raw.length > 64) return undefined;
  const digits = compact(raw);
  if (digits !== undefined && isPlainE164(digits)) return digits;
  let known = resolved.get(hints);
  if (known === undefined) {
    known = new Map();
    resolved.set(hints, known);
  }
  if (known.has(raw)) return known.get(raw);
  const number = digits === undefined ? readAnnotated(raw, hints.country) : read(digits, hints.country);
  known.set(raw, number);
  return number;
}

/** What was worked out for one event's person, so that both rules share it; it goes when the event goes. */
const resolved = new WeakMap<Hints, Map<string, string | undefined>>();

/** The full number in `digits` (a plus or none, then digits alone), read in `country` if it is not international. */
function read(digits: string, country: string | undefined): string | undefined {
  if (digits.startsWith('+')) return isPlainE164(digits) ? digits : valid(digits, undefined);
  if (country !== undefined) {
    if ((country === 'US' || country === 'CA') && isNorthAmerican(digits, digits.length - 10)) {
      if (digits.length === 10) return `+1${digits}`;
      if (digits.length === 11 && digits.startsWith('1')) return `+${digits}`;
    }
    const national = valid(digits, country);
    if (national !== undefined) return national;
  }
  if (digits.startsWith('00')) return read(`+${digits.slice(2)}`, undefined);
  // Shorter ones are national numbers of an unknown country as often as not.
  if (digits.length < 11) return undefined;
  const international = `+${digits}`;
  return valid(international, undefined) === international ? international : undefined;
}

/** A number with words around it: a region or `tel:` before it, an extension behind it. */
function readAnnotated(raw: string, country: string | undefined): string | undefined {
  const parts = annotated.exec(raw);
  const digits = compact(parts?.[2] ?? '');
  return digits === undefined ? undefined : read(digits, parts?.[1]?.toUpperCase() ?? country);
}

const annotated =
  /^\s*(?:tel:\s*|([a-z]{2})\b[\s:.-]*)?([^a-z#;,]+)(?:[\s,;]*(?:extension|ext|x|#)[\s.:=]*\d{1,7})?\s*$/i;

/**
 * The digits of a number, and its plus, without what people write between them; digits of other scripts as ASCII.
 * Undefined where anything else stands in it, or a second plus.
 */
function compact(raw: string): string | undefined {
  let plain = true;
  let out = '';
  for (let i = 0; i < raw.length; i++) {
    const code = raw.charCodeAt(i);
    if (code >= 0x30 && code <= 0x39) {
      if (!plain) out += raw[i];
      continue;
    }
    if (code === 0x2b && i === 0) continue;
    if (plain) {
      plain = false;
      out = raw.slice(0, i);
    }
    if (code === 0x2b || code === 0xff0b) {
      if (out !== '') return undefined;
      out = '+';
    } else if (code >= 0x660 && code <= 0x669) out += code - 0x660;
    else if (code >= 0x6f0 && code <= 0x6f9) out += code - 0x6f0;
    else if (code >= 0xff10 && code <= 0xff19) out += code - 0xff10;
    else if (!separators.has(code)) return undefined;
  }
  return plain ? raw : out;
}

/** Spaces, dots, slashes, brackets, all the dashes, and the marks of writing direction that come with pasted numbers. */
const separators = new Set(
  Array.from(
    '\t\n\r ./()[]-\u00a0\u00ad\u2002\u2003\u2007\u2009\u200a\u200b\u200e\u200f\u2010\u2011\u2012\u2013\u2014\u2015\u202a\u202c\u202f\u2060\u2066\u2069\u2212\u3000\ufeff\uff08\uff09\uff0d',
    (character) => character.charCodeAt(0),
  ),
);

/** A plus with seven digits, as on the smallest islands, to fifteen. */
const shortestE164 = 8;
const longestE164 = 16;

/**
 * Whether text is E.164 of an assigned country code and cannot hold a trunk zero: country codes have one to three
 * digits, so none of the second to fourth digit may be 0, save in North America, whose plan has one shape and no trunk
 * zero.
 */
function isPlainE164(text: string): boolean {
  const { length } = text;
  if (length < 9 || length > longestE164 || text.charCodeAt(0) !== 0x2b) return false;
  if (text.charCodeAt(1) === 0x31) return isNorthAmerican(text, 2);
  for (let i = 1; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code < (i < 5 ? 0x31 : 0x30) || code > 0x39) return false;
  }
  return countryCodeWithoutZero.test(text);
}

/** The country codes ITU-T E.164 assigns, North America's and those with a 0 left out. */
const countryCodeWithoutZero =
  /^\+(?:7|2(?:7|1[12368]|[2346][1-9]|5[1-8]|9[1789])|3(?:[1-469]|5[1-9]|7[1-9]|8[1-35-79])|4(?:[13-9]|2[13])|5(?:[1-8]|9[1-9])|6(?:[1-6]|7[2-9]|8[1-9]|9[12])|8(?:[1246]|5[2356]|78|8[1-368])|9(?:[1-58]|6[1-8]|7[1-79]|9[2-68]))/;

/** Whether ten digits from `start` on are an area code and a number of the North American plan. */
function isNorthAmerican(text: string, start: number): boolean {
  if (start < 0 || text.length - start !== 10) return false;
  for (let i = 0; i < 10; i++) {
    const code = text.charCodeAt(start + i);
    if (code < (i === 0 || i === 3 ? 0x32 : 0x30) || code > 0x39) return false;
  }
  return true;
}

type Library = Pick<typeof import('libphonenumber-js'), 'parsePhoneNumberFromString' | 'isSupportedCountry'>;
let library: Library | undefined;

function valid(digits: string, country: string | undefined): string | undefined {
  // Loaded with the first number that needs it: its tables take longer to load than the rest of a short run.
  library ??= createRequire(import.meta.url)('libphonenumber-js') as Library;
  if (country !== undefined && !library.isSupportedCountry(country)) return undefined;
  const number = library.parsePhoneNumberFromString(
    digits,
    country === undefined ? { extract: false } : { defaultCountry: country as CountryCode, extract: false },
  );
  if (number === undefined || !number.isValid()) return undefined;
  // Plans also hold service numbers of a few digits, and numbers longer than E.164 allows.
  const { length } = number.number;
  return length >= shortestE164 && length <= longestE164 ? number.number : undefined;
}
