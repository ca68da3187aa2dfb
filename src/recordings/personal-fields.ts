import { isSha256 } from '../event/hash.ts';
import { madeUp, type PersonalKind } from './made-up.ts';
import { replaceInText } from './personal-text.ts';
import { rewriteUrl } from './rewrite-query.ts';

/** Names that mean a person's wherever they stand, alone or behind another word: `billing_first_name`. */
const anywhere: ReadonlyMap<string, PersonalKind> = table({
  email: ['email', 'email_address', 'e_mail', 'mail'],
  phone: ['phone', 'phone_number', 'telephone', 'mobile_number', 'mobile_phone', 'msisdn'],
  first_name: ['first_name', 'firstname', 'given_name', 'forename'],
  last_name: ['last_name', 'lastname', 'surname', 'family_name'],
  full_name: ['full_name', 'fullname', 'customer_name', 'recipient_name'],
  street: [
    'street',
    'address',
    'street_address',
    'address_line',
    'address_line1',
    'address_line2',
    'address1',
    'address2',
  ],
  postal_code: ['postal_code', 'postcode', 'zip', 'zip_code', 'zipcode'],
  date_of_birth: ['date_of_birth', 'birth_date', 'birthdate', 'birthday', 'dob'],
});

/** Names that mean a person's in `user_data` only: Meta's short ones, and words too common elsewhere. */
const inUserData: ReadonlyMap<string, PersonalKind> = table({
  email: ['em'],
  phone: ['ph'],
  first_name: ['fn'],
  last_name: ['ln'],
  full_name: ['name'],
  city: ['ct', 'city'],
  postal_code: ['zp'],
  date_of_birth: ['db'],
});

/** Names behind which numbers with three dots are versions. */
const software = /(?:^|_)(?:user_agent|ua|uafvl|version|versions|ua_full_version_list|client_hints|sec_ch_ua_.*)$/;
const userData = /^(?:user_data|userdata|user_provided_data)$/;
const carrier = /^(?:\d+|value|values)$/;
const affixes = /^(?:sha256|sha_256|hashed)_|_(?:sha256|hashed|hash)$|_\d+$/g;
const dialled = /^[\d\s+().\u00a0/-]+$/;

/** A value with what is personal in it made up, by its place (the keys that lead to it) and by its look. */
export function replaceValue(path: readonly string[], text: string, depth = 0): string {
  // Deeper than this is no honest event; all of a hostile one's path would take too long.
  const names = path.slice(-8).map(snake);
  const within = names.some((name) => userData.test(name));
  const name = names.findLast((one) => !carrier.test(one)) ?? '';
  const kind = kindOf(name, within);
  if (within && isSha256(text.trim())) return madeUp(kind ?? 'hashed', text);
  if (kind !== undefined && (within || isLike(kind, text))) return madeUp(kind, text);
  return depth < 4 && /^\s*https?:\/\//i.test(text)
    ? rewriteUrl(text, (key, value) => replaceValue([key], value, depth + 1))
    : replaceInText(text, software.test(name));
}

/** A number with what is personal in it made up; only what is read as digits can be. */
export function replaceNumber(path: readonly string[], literal: string): string {
  if (!/^\d+$/.test(literal)) return literal;
  const made = replaceValue(path, literal).replace(/\D/g, '');
  return made === '' || made === literal ? literal : String(BigInt(made));
}

function kindOf(name: string, within: boolean): PersonalKind | undefined {
  const bare = name.replace(affixes, '');
  if (within) {
    const kind = inUserData.get(bare);
    if (kind !== undefined) return kind;
  }
  if (bare.endsWith('ip_address')) return undefined;
  // The longest known name at the end: `shipping_street_address` before `address`.
  for (let at = 0; ; ) {
    const kind = anywhere.get(at === 0 ? bare : bare.slice(at));
    if (kind !== undefined) return kind;
    const next = bare.indexOf('_', at);
    if (next === -1) return undefined;
    at = next + 1;
  }
}

/** Whether a value outside `user_data` is what its name promises; there the same names have other uses. */
function isLike(kind: PersonalKind, text: string): boolean {
  const core = text.trim();
  if (core === '') return false;
  if (isSha256(core)) return true;
  switch (kind) {
    case 'email':
      return core.includes('@') && !/\s/.test(core);
    case 'phone':
      return core.length <= 32 && dialled.test(core) && core.replace(/\D/g, '').length >= 7;
    case 'postal_code':
      return core.length <= 12 && /\d/.test(core);
    case 'date_of_birth':
      return core.length <= 32 && /\d.*\d/.test(core);
    case 'street':
      return !/^https?:/i.test(core);
    default:
      return true;
  }
}

function snake(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
}

function table(names: { readonly [kind in PersonalKind]?: readonly string[] }): ReadonlyMap<string, PersonalKind> {
  return new Map(Object.entries(names).flatMap(([kind, list]) => list.map((name) => [name, kind as PersonalKind])));
}
