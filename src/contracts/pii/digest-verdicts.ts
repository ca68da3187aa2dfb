import { hash } from 'node:crypto';
import { isDigest, type KnownIdentifier, type KnownPerson, kindName } from './known-person.ts';

/** What is wrong with a digest. */
export interface DigestVerdict {
  readonly rule: 'empty_hash' | 'test_hash' | 'unnormalised_hash' | 'double_hash';
  /** What it is the SHA-256 of, in words; nothing of the person's. */
  readonly of: string;
}

/** What programs hash where they have nothing; `nan` is a name people have. */
const nothing: readonly (readonly [text: string, words: string])[] = [
  ['', 'an empty text'],
  [' ', 'a space'],
  ...['undefined', 'null', '[object Object]', '[object object]', 'none', 'n/a', 'NaN', '0', 'true', 'false'].map(
    (text) => [text, `the text ${text}`] as const,
  ),
];

const testAccounts = ['test@test.com', 'test@example.com'];

const constants: ReadonlyMap<string, DigestVerdict> = new Map<string, DigestVerdict>([
  ...nothing.map(([text, of]) => [sha256(text), { rule: 'empty_hash', of }] as const),
  ...testAccounts.map((text) => [sha256(text), { rule: 'test_hash', of: text }] as const),
]);

/**
 * What digests tell of how they were made: hashes of nothing, of test accounts, of the person's values before they were
 * normalised, of hashes. What the container made itself is only looked up among the constants; for the rest the
 * person's values are hashed in their wrong forms, once an event, when the first unknown digest turns up.
 */
export class DigestVerdicts {
  readonly #person: KnownPerson;
  /** What the event brought hashed, where it brought nothing in clear to judge it by. */
  #unjudged: ReadonlySet<string> | undefined;
  #wrong: ReadonlyMap<string, DigestVerdict> | undefined;

  constructor(person: KnownPerson) {
    this.#person = person;
  }

  /** The verdict on a digest, 64 hex digits in either case; undefined where there is nothing to say. */
  of(digest: string): DigestVerdict | undefined {
    const constant = constants.get(digest);
    if (constant !== undefined || this.#person.digests.has(digest)) return constant;
    const hex = digest.toLowerCase();
    if (hex !== digest) return this.of(hex);
    this.#unjudged ??= unjudgedDigests(this.#person);
    if (this.#unjudged.has(hex)) return undefined;
    this.#wrong ??= wrongDigests(this.#person);
    return this.#wrong.get(hex);
  }
}

function unjudgedDigests({ identifiers }: KnownPerson): ReadonlySet<string> {
  return identifiers.some(hasWrongForms) ? new Set() : new Set(broughtDigests(identifiers));
}

function hasWrongForms({ kind, text }: KnownIdentifier): boolean {
  return kind !== 'external_id' && !isDigest(text);
}

function broughtDigests(identifiers: readonly KnownIdentifier[]): readonly string[] {
  return identifiers.filter(({ text }) => isDigest(text)).map(({ text }) => text.toLowerCase());
}

function wrongDigests({ identifiers, digests }: KnownPerson): ReadonlyMap<string, DigestVerdict> {
  const right = new Set(digests);
  for (const identifier of identifiers) {
    if (!isDigest(identifier.text)) for (const form of rightForms(identifier)) right.add(sha256(form));
  }
  const wrong = new Map<string, DigestVerdict>();
  const add = (digest: string, verdict: DigestVerdict): void => {
    if (!right.has(digest) && !wrong.has(digest)) wrong.set(digest, verdict);
  };
  for (const identifier of identifiers) {
    if (!hasWrongForms(identifier)) continue;
    for (const [form, how] of wrongForms(identifier)) {
      if (form !== '') add(sha256(form), { rule: 'unnormalised_hash', of: `the ${kindName(identifier.kind)} ${how}` });
    }
  }
  const once = [...right, ...wrong.keys(), ...broughtDigests(identifiers)];
  for (const digest of once) {
    add(sha256(digest), { rule: 'double_hash', of: 'a SHA-256' });
    add(sha256(digest.toUpperCase()), { rule: 'double_hash', of: 'a SHA-256' });
  }
  return wrong;
}

/** Kinds of which trimmed and in lower case is some platform's form, whatever else is. */
const lowerIsRight: ReadonlySet<string> = new Set(['email', 'first_name', 'last_name', 'street', 'external_id']);

/** Forms whose hash may be right: those worked out, and where nobody worked any out, those that may well be. */
function rightForms({ kind, text, normalised }: KnownIdentifier): readonly string[] {
  const plain = text.trim();
  const lower = plain.toLowerCase();
  const forms = [...(normalised ?? [])];
  if (kind === 'external_id') forms.push(plain, lower);
  else if (kind === 'phone') {
    if (normalised === undefined) forms.push(digitsOf(plain), `+${digitsOf(plain)}`);
  } else if (lowerIsRight.has(kind) || normalised === undefined) forms.push(lower);
  return forms;
}

/** Forms of a value that no platform knows a person by, and what was not done to them. */
function wrongForms({ kind, text, normalised }: KnownIdentifier): readonly (readonly [form: string, how: string])[] {
  const plain = text.trim();
  const lower = plain.toLowerCase();
  const forms: (readonly [string, string])[] = [
    [text, 'as it came'],
    [plain, 'as it came'],
    [plain.toUpperCase(), 'in upper case'],
    [lower, 'in lower case, and no more'],
    [text.toLowerCase(), 'with the spaces around it'],
    [text.toUpperCase(), 'in upper case'],
    [lower.replace(/(?<![\p{L}\p{M}])\p{L}/gu, (letter) => letter.toUpperCase()), 'with capitals'],
  ];
  if (normalised !== undefined) for (const form of normalised) forms.push([form.toUpperCase(), 'in upper case']);
  return kind === 'phone' ? [...forms, ...wrongNumbers(plain, normalised)] : forms;
}

/** What is left of a number where only its digits were kept: no country code, a trunk zero, `00` for the plus. */
function wrongNumbers(
  text: string,
  normalised: readonly string[] | undefined,
): readonly (readonly [form: string, how: string])[] {
  const digits = digitsOf(text);
  const bare = digits.replace(/^0+/, '');
  const numbers = [digits, `+${digits}`, bare, `+${bare}`, text.replace(/[\s().-]+/g, '')];
  for (const form of normalised ?? []) numbers.push(`00${digitsOf(form)}`);
  const e164 = normalised?.find((form) => form.startsWith('+'));
  // North America's country code has one digit, and numbers without it are the ones people know.
  if (e164?.startsWith('+1')) numbers.push(e164.slice(2), `+${e164.slice(2)}`);
  return numbers.map((number) => [number, 'in a form that is not E.164'] as const);
}

function digitsOf(text: string): string {
  return text.replace(/\D+/g, '');
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}
