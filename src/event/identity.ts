import { type EventData, textOf } from './event-data.ts';
import { isSha256, sha256 } from './hash.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { countryCode } from './normalise/country-code.ts';
import { canonical } from './normalise/text.ts';

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
  /** The platform's form of a raw value, trimmed and in NFC; undefined where the value cannot be one. */
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
  postal_code: { user: ['zp', 'postal_code', 'zip', 'zip_code'], address: ['postal_code', 'zp', 'zip'], event: [] },
  country: { user: ['country'], address: ['country'], event: [] },
  date_of_birth: { user: ['db', 'date_of_birth', 'dob'], address: [], event: [] },
  gender: { user: ['ge', 'gender'], address: [], event: [] },
  external_id: { user: ['external_id'], address: [], event: ['external_id', 'user_id'] },
};

/** Every kind there is. */
export const identifierKinds: readonly IdentifierKind[] = Object.keys(names) as IdentifierKind[];

/** What senders write where they know nothing. No platform may get the hash of one. */
const placeholders: ReadonlySet<string> = new Set([
  'undefined',
  'null',
  '[object Object]',
  '[object object]',
  'NaN',
  'none',
  'n/a',
  'true',
  'false',
  '0',
]);
const longestPlaceholder = 15;
/** A look at the first character spares most values the others. */
const placeholderInitials: ReadonlySet<string> = new Set(
  Array.from(placeholders, (placeholder) => placeholder[0] as string).flatMap((initial) => [
    initial,
    initial.toUpperCase(),
  ]),
);

/**
 * The person an event is about, in any platform's form. Reads `user_data` as Google and Meta name its keys, `address`
 * as an object, an array or a map with numeric keys; normalises and hashes once per rule and value. Placeholders such
 * as `undefined`, `null` and `NaN` count as absent, raw values and normalised ones alike.
 */
export class Identity {
  readonly #event: EventData;
  readonly #user: JsonObject;
  readonly #addresses: readonly JsonObject[];
  readonly #defaultRegion: string | undefined;
  readonly #digests: Set<string> | undefined;
  #hints: Hints | undefined;
  readonly #known: { [kind in IdentifierKind]?: Known } = {};
  #given: Map<IdentifierRule, Map<string, readonly string[]>> | undefined;

  /**
   * `defaultRegion`: ISO 3166-1 alpha-2, for phones of events that name no country. `digests`: where each digest made
   * here is noted.
   */
  constructor(event: EventData, defaultRegion?: string, digests?: Set<string>) {
    this.#event = event;
    const user = own(event, 'user_data');
    this.#user = isObject(user) ? user : nothing;
    const address = own(this.#user, 'address');
    this.#addresses = address === undefined ? none : listOf(address).filter(isObject);
    this.#defaultRegion = defaultRegion;
    this.#digests = digests;
  }

  /** The event's values of one kind under a platform's rule; empty where there are none or the platform takes none. */
  get(kind: IdentifierKind, rule: IdentifierRule | undefined): readonly string[] {
    if (rule === undefined) return none;
    const known = this.#of(kind);
    if (known.values.length === 0) return none;
    const at = known.rules.indexOf(rule);
    if (at !== -1) return known.forms[at] as readonly string[];
    const forms = this.#under(rule, known.values);
    known.rules.push(rule);
    known.forms.push(forms);
    return forms;
  }

  /** Values given by a tag's field (one or a list) instead of the event's, under the same rule. */
  of(values: unknown, rule: IdentifierRule): readonly string[] {
    if (typeof values !== 'string') return this.#under(rule, textsOf(values as Json));
    this.#given ??= new Map();
    let forms = this.#given.get(rule);
    if (forms === undefined) {
      forms = new Map();
      this.#given.set(rule, forms);
    }
    let known = forms.get(values);
    if (known === undefined) {
      known = this.#under(rule, textsOf(values));
      forms.set(values, known);
    }
    return known;
  }

  /** The event's values of one kind as they came, trimmed: raw or hashed. */
  raw(kind: IdentifierKind): readonly string[] {
    return this.#of(kind).values;
  }

  /** The country numbers and postcodes are read by. */
  get country(): string | undefined {
    return this.#hint.country;
  }

  get #hint(): Hints {
    this.#hints ??= { country: this.#country() };
    return this.#hints;
  }

  #of(kind: IdentifierKind): Known {
    let known = this.#known[kind];
    if (known === undefined) {
      known = { values: this.#read(kind), rules: [], forms: [] };
      this.#known[kind] = known;
    }
    return known;
  }

  #under(rule: IdentifierRule, texts: readonly string[]): readonly string[] {
    const out: string[] = [];
    for (const text of texts) {
      const form = this.#form(rule, text);
      if (form !== undefined) out.push(form);
    }
    return unique(out);
  }

  #form(rule: IdentifierRule, text: string): string | undefined {
    if (isSha256(text)) return rule.hash ? text.toLowerCase() : undefined;
    const normal = rule.normalise(canonical(text), this.#hint);
    if (normal === undefined || normal === '' || placeholders.has(normal)) return undefined;
    if (!rule.hash) return normal;
    const digest = sha256(normal);
    this.#digests?.add(digest);
    return digest;
  }

  #read(kind: IdentifierKind): readonly string[] {
    const { user, address, event } = names[kind];
    const values: string[] = [];
    for (const key of user) collect(own(this.#user, key), values);
    for (const one of this.#addresses) for (const key of address) collect(own(one, key), values);
    if (values.length === 0) for (const key of event) collect(own(this.#event, key), values);
    return unique(values);
  }

  #country(): string | undefined {
    for (const value of this.raw('country')) {
      const code = countryCode(value);
      if (code !== undefined) return code;
    }
    const location = own(this.#event, 'event_location');
    const located = isObject(location) ? textOf(own(location, 'country')) : undefined;
    return countryCode(located ?? '') ?? countryCode(this.#defaultRegion ?? '');
  }
}

/** An event's values of one kind, and what the rules seen so far made of them, in step. */
interface Known {
  readonly values: readonly string[];
  readonly rules: IdentifierRule[];
  readonly forms: (readonly string[])[];
}

const nothing: JsonObject = Object.freeze(Object.create(null) as JsonObject);
const none: readonly never[] = [];

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function textsOf(value: Json | undefined): readonly string[] {
  const texts: string[] = [];
  collect(value, texts);
  return unique(texts);
}

function collect(value: Json | undefined, into: string[]): void {
  if (value === undefined || value === null) return;
  if (typeof value === 'object') for (const item of listOf(value)) add(item, into);
  else add(value, into);
}

function add(item: Json | undefined, into: string[]): void {
  const text = textOf(item)?.trim();
  if (text !== undefined && text !== '' && !isPlaceholder(text)) into.push(text);
}

/** `Nan` is a name people have; `NaN` and `nan` are what programs write. */
function isPlaceholder(text: string): boolean {
  if (text.length > longestPlaceholder || !placeholderInitials.has(text[0] as string)) return false;
  return text === 'nan' || placeholders.has(text) || placeholders.has(text.toLowerCase());
}

function unique(values: string[]): readonly string[] {
  return values.length < 2 || (values.length === 2 && values[0] !== values[1]) ? values : [...new Set(values)];
}

/** One value, a list, or a map with numeric keys, as a list. */
function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return none;
  if (Array.isArray(value)) return value;
  if (isObject(value)) {
    const keys = Object.keys(value);
    if (keys.length > 0 && keys.every((key) => numericKey.test(key))) return Object.values(value) as readonly Json[];
  }
  return [value as Json];
}

const numericKey = /^\d+$/;
