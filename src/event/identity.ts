import { type EventData, textOf } from './event-data.ts';
import { isSha256, sha256 } from './hash.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** What can identify a person in an event. */
export type IdentifierKind =
  | 'email'
  | 'phone'
  | 'first_name'
  | 'last_name'
  | 'street'
  | 'city'
  | 'region'
  | 'postal_code'
  | 'country'
  | 'date_of_birth'
  | 'gender'
  | 'external_id';

/** What a normaliser may need to know beside the value. */
export interface Hints {
  /** ISO 3166-1 alpha-2, upper case: the person's country, else the container's `default_region`. */
  readonly country: string | undefined;
}

/** One platform's rule for one identifier, as data. Rules shared by platforms are one object, so that work is shared. */
export interface IdentifierRule {
  /** The platform's form of a raw value; undefined where the value cannot be one. */
  readonly normalise: (raw: string, hints: Hints) => string | undefined;
  /** Whether the platform takes it as SHA-256. A value that is one already is kept, in lower case. */
  readonly hash: boolean;
}

/** A platform's rules; an identifier it does not take is absent. */
export type IdentifierRules = { readonly [kind in IdentifierKind]?: IdentifierRule };

/** The names each identifier goes by: in `user_data` (Google's names, Meta's short ones), in its `address`, in the event. */
const names: {
  readonly [kind in IdentifierKind]: { user: readonly string[]; address: readonly string[]; event: readonly string[] };
} = {
  email: { user: ['sha256_email_address', 'email_address', 'em', 'email'], address: [], event: [] },
  phone: { user: ['sha256_phone_number', 'phone_number', 'ph', 'phone'], address: [], event: [] },
  first_name: {
    user: ['fn', 'first_name', 'sha256_first_name'],
    address: ['sha256_first_name', 'first_name', 'fn'],
    event: [],
  },
  last_name: {
    user: ['ln', 'last_name', 'sha256_last_name'],
    address: ['sha256_last_name', 'last_name', 'ln'],
    event: [],
  },
  street: { user: ['street', 'sha256_street'], address: ['sha256_street', 'street'], event: [] },
  city: { user: ['ct', 'city'], address: ['city', 'ct'], event: [] },
  region: { user: ['st', 'region', 'state'], address: ['region', 'st', 'state'], event: [] },
  postal_code: { user: ['zp', 'postal_code', 'zip'], address: ['postal_code', 'zp', 'zip'], event: [] },
  country: { user: ['country'], address: ['country'], event: [] },
  date_of_birth: { user: ['db', 'date_of_birth', 'dob'], address: [], event: [] },
  gender: { user: ['ge', 'gender'], address: [], event: [] },
  external_id: { user: ['external_id'], address: [], event: ['external_id', 'user_id'] },
};

/**
 * The person an event is about, in any platform's form. Reads `user_data` as Google and Meta name its keys, `address`
 * as an object, an array or a map with numeric keys; normalises and hashes once per rule and value.
 */
export class Identity {
  readonly #event: EventData;
  readonly #user: JsonObject;
  readonly #addresses: readonly JsonObject[];
  readonly #hints: Hints;
  readonly #raw = new Map<IdentifierKind, readonly string[]>();
  readonly #done = new Map<IdentifierRule, Map<string, string | undefined>>();

  /** `defaultRegion`: ISO 3166-1 alpha-2, for phones of events that name no country. */
  constructor(event: EventData, defaultRegion?: string) {
    this.#event = event;
    const user = event['user_data'];
    this.#user = isObject(user) ? user : {};
    this.#addresses = listOf(this.#user['address']).filter(isObject);
    this.#hints = { country: this.#country() ?? defaultRegion };
  }

  /** The event's values of one kind under a platform's rule; empty where there are none or the platform takes none. */
  get(kind: IdentifierKind, rule: IdentifierRule | undefined): readonly string[] {
    if (rule === undefined) return [];
    return this.of(this.raw(kind), rule);
  }

  /** Values given by a tag's field (one or a list) instead of the event's, under the same rule. */
  of(values: unknown, rule: IdentifierRule): readonly string[] {
    const out: string[] = [];
    for (const value of listOf(values as Json)) {
      const text = textOf(value)?.trim();
      if (text === undefined || text === '') continue;
      const form = this.#apply(text, rule);
      if (form !== undefined && !out.includes(form)) out.push(form);
    }
    return out;
  }

  /** The event's values of one kind as they came: raw or hashed. */
  raw(kind: IdentifierKind): readonly string[] {
    const known = this.#raw.get(kind);
    if (known !== undefined) return known;
    const found = this.#read(kind);
    this.#raw.set(kind, found);
    return found;
  }

  /** The country numbers and postcodes are read by. */
  get country(): string | undefined {
    return this.#hints.country;
  }

  #apply(text: string, rule: IdentifierRule): string | undefined {
    let forms = this.#done.get(rule);
    if (forms === undefined) {
      forms = new Map();
      this.#done.set(rule, forms);
    }
    if (forms.has(text)) return forms.get(text);
    let form: string | undefined;
    if (isSha256(text)) {
      form = rule.hash ? text.toLowerCase() : undefined;
    } else {
      const normal = rule.normalise(text.toWellFormed().normalize('NFC'), this.#hints);
      form = normal === undefined || normal === '' || !rule.hash ? normal || undefined : sha256(normal);
    }
    forms.set(text, form);
    return form;
  }

  #read(kind: IdentifierKind): readonly string[] {
    const { user, address, event } = names[kind];
    const values: string[] = [];
    for (const key of user) collect(this.#user[key], values);
    for (const one of this.#addresses) for (const key of address) collect(one[key], values);
    if (values.length === 0) for (const key of event) collect(this.#event[key], values);
    return values;
  }

  #country(): string | undefined {
    const location = this.#event['event_location'];
    const given = [...this.raw('country'), ...(isObject(location) ? [textOf(location['country']) ?? ''] : [])];
    const code = given.find((value) => /^[A-Za-z]{2}$/.test(value.trim()));
    return code?.trim().toUpperCase();
  }
}

function collect(value: Json | undefined, into: string[]): void {
  for (const item of listOf(value)) {
    const text = textOf(item)?.trim();
    if (text !== undefined && text !== '' && !into.includes(text)) into.push(text);
  }
}

/** One value, a list, or a map with numeric keys, as a list. */
function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  if (isObject(value)) {
    const keys = Object.keys(value);
    if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key))) return Object.values(value) as readonly Json[];
  }
  return [value as Json];
}
