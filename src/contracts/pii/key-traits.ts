import { healthKey } from './health-key.ts';

/** Names an id, a code or a moment: long numbers under it are neither cards nor phones. */
export const idLike = 1;
export const phoneLike = 2;
/** Names a place, which Google and TikTok take in clear. */
export const place = 4;
/** Names what is sold, the campaign, the event: a person's name under it is a brand's, a month's, a shop's. */
export const vocabulary = 8;
/** Names software: its version numbers are grouped as phone numbers are. */
export const software = 16;
/** Tells of a drug, a diagnosis, or holds free text. */
export const health = 32;
/** Must be looked at itself: it is no plain name. */
export const unusual = 64;
/** Holds a person as Meta, Snapchat and Pinterest know one: everything that identifies one is hashed. */
export const userData = 128;
/** Holds a person as TikTok knows one: places are in clear. */
export const user = 256;
/** Holds a value whose name stands elsewhere: `{ propertyName, value }`, `{ phone: { value } }`. */
export const carrier = 512;
/** Stands below a key that was told as a health detail already. */
export const told = 2048;
/** Stands directly in `userData`, and directly in `user`; a walk adds them, keys alone do not tell. */
export const inUserData = 4096;
export const inUser = 8192;
/** Names a person. */
export const personName = 1024;

/** What a key has from the key above it. */
export function inherited(above: number): number {
  return ((above & (userData | user)) << 5) | (above & told);
}

const plainName = /^[\w.$:[\]/ -]{1,64}$/;
const sevenDigits = /\d(?:[ .-]?\d){6}/;

/** Keys come from a small vocabulary; those of a hostile sender do not stay. */
const mostKnown = 4096;
const known = new Map<string, number>();

/** What a key of a payload, a parameter of a query or a header's name says of its value, as bits. */
export function traitsOf(key: string): number {
  const traits = known.get(key);
  if (traits !== undefined) return traits;
  const read = readTraits(key);
  if ((read & unusual) !== 0) return read;
  if (known.size === mostKnown) known.clear();
  known.set(key, read);
  return read;
}

/** The words of a name: `billingPhone_1` is billing, phone, 1. */
export function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, 200)
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

function readTraits(key: string): number {
  let traits = plainName.test(key) && !sevenDigits.test(key) ? 0 : unusual;
  const words = wordsOf(key).filter((word, index) => index === 0 || !/^(?:\d+|raw|plain)$/.test(word));
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  const isCount = numbers.has(last);
  if (phones.has(last) || (isCount && phones.has(before))) traits |= phoneLike;
  else if ((ids.has(last) || (isCount && documents.has(before))) && !words.some((word) => cards.has(word))) {
    traits |= idLike;
  }
  if (places.has(last) || (before !== '' && places.has(before) && (last === 'code' || last === 'id'))) traits |= place;
  if (goods.has(first) || goods.has(last)) traits |= vocabulary;
  if (last === 'agent' || last === 'ua' || first === 'ua' || first === 'version' || last === 'version') {
    traits |= software;
  }
  if (healthKey(words)) traits |= health;
  if (key === 'user_data') traits |= userData;
  if (key === 'user') traits |= user;
  if (carriers.has(last) && words.length === 1) traits |= carrier;
  if (names.has(words.join('_')) || (last === 'name' && personal.has(before))) traits |= personName;
  return traits;
}

const list = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const phones = list(
  'phone phones ph tel telephone mobile msisdn cell cellphone fax whatsapp landline phonenumber mobilephone e164',
);
const numbers = list('number numbers no nr num');
const documents = list(
  'order tracking invoice ticket case reference ref transaction item part serial model sku lot batch build random',
);
const cards = list('card cards cc pan creditcard cardnumber');
const ids = list(
  'id ids uid oid cid sid tid pid gid aid vid eid guid uuid sku skus gtin gtin8 gtin12 gtin13 gtin14 ean ean8 ean13 ' +
    'upc isbn isbn10 isbn13 issn mpn asin ndc code codes ref reference order transaction invoice session visitor ' +
    'client pixel account label nonce token key hash digest signature checksum etag random fst time timestamp ts at ' +
    'micros millis msec date auid gclaw gcldc gclid gbraid wbraid dclid fbc fbp fbclid ttclid ttp epik scid twclid ' +
    'msclkid clid gtm exp idfa idfv gaid madid serial',
);
const places = list('city region state postal country postcode zip subdivision administrative area ct rg pc co');
const goods = list(
  'utm campaign item items content contents product products promotion creative coupon brand brands category ' +
    'categories storefront store shop affiliation currency event source medium traffic language browser device ' +
    'platform consent method lead action title variant type status cn cs cm cu en ul cc ck',
);
const carriers = list('value values');
const names = list(
  'fn ln fn0 ln0 name first_name last_name firstname lastname given_name family_name full_name fullname surname ' +
    'forename sha256_first_name sha256_last_name',
);
const personal = list('given family first last full customer recipient contact patient person holder cardholder');
