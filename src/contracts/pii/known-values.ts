import { isDigest, type KnownIdentifier, type KnownPerson, type PersonalKind } from './known-person.ts';

/**
 * Kinds told from anything else by their value alone. Phone numbers are looked for in every writing elsewhere; places
 * and the rest count only where a platform wants them hashed.
 */
const telling: ReadonlySet<PersonalKind> = new Set(['email', 'first_name', 'last_name', 'street', 'date_of_birth']);

/** A shorter street, or one of one word, stands in other texts by chance. */
const shortestStreet = 8;

/** The person's identifiers as a whole value may hold them, in any case; a street also within a longer one. */
export class KnownValues {
  readonly #identifiers: readonly KnownIdentifier[];
  readonly #entries: (readonly [form: string, kind: PersonalKind])[] = [];
  #byText: Map<string, PersonalKind> | undefined;
  /** Bits of the lengths and of the first characters that occur: most values differ in one of them. */
  #lengths = 0;
  #initials = 0;
  readonly #streets: string[] = [];
  #streetLength = Number.POSITIVE_INFINITY;

  constructor({ identifiers }: KnownPerson) {
    this.#identifiers = identifiers;
    let first = '';
    let last = '';
    for (const identifier of identifiers) {
      const { kind, text } = identifier;
      if (!telling.has(kind) || isDigest(text)) continue;
      this.#add(text, kind);
      if (identifier.normalised !== undefined) for (const form of identifier.normalised) this.#add(form, kind);
      if (kind === 'street') this.#addStreet(text.trim().toLowerCase());
      if (kind === 'first_name' && first === '') first = text.trim();
      if (kind === 'last_name' && last === '') last = text.trim();
    }
    if (first === '' || last === '') return;
    for (const name of [`${first} ${last}`, `${last} ${first}`, `${last}, ${first}`]) this.#add(name, 'last_name');
  }

  /** Whether a value may be one of them; `kindOf` says for certain. */
  mayHold(text: string): boolean {
    return ((this.#lengths >>> (text.length & 31)) & (this.#initials >>> (text.charCodeAt(0) & 31)) & 1) === 1;
  }

  /** What of the person a value is, as a whole; undefined for none. */
  kindOf(text: string): PersonalKind | undefined {
    this.#byText ??= new Map(this.#entries.map(([form, kind]) => [form.toLowerCase(), kind]));
    return this.#byText.get(text.toLowerCase());
  }

  /** Whether a text may hold a street of the person's; `holdsStreet` says for certain. */
  mayHoldStreet(text: string): boolean {
    return text.length >= this.#streetLength && text.includes(' ');
  }

  /** Whether a street of the person's stands in a text, as in a whole address. */
  holdsStreet(text: string): boolean {
    const lower = text.toLowerCase();
    return this.#streets.some((street) => lower.includes(street));
  }

  /** Whether a value is the person's of one kind: for places where the platform wants that kind hashed. */
  isOf(kind: PersonalKind, text: string): boolean {
    const value = text.trim().toLowerCase();
    return this.#identifiers.some(
      (known) => known.kind === kind && formsOf(known).some((form) => form.toLowerCase() === value),
    );
  }

  #addStreet(street: string): void {
    if (street.length < shortestStreet || !street.includes(' ')) return;
    this.#streets.push(street);
    this.#streetLength = Math.min(this.#streetLength, street.length);
  }

  #add(form: string, kind: PersonalKind): void {
    if (form === '') return;
    const trimmed = form.trim();
    if (trimmed !== form) this.#add(trimmed, kind);
    this.#entries.push([form, kind]);
    if (isAscii(form)) {
      this.#lengths |= 1 << (form.length & 31);
      // Case is a bit the mask leaves out.
      this.#initials |= 1 << (form.charCodeAt(0) & 31);
    } else {
      // Length and first character of other scripts may change with case.
      this.#lengths = -1;
      this.#initials = -1;
    }
  }
}

function formsOf({ text, normalised }: KnownIdentifier): readonly string[] {
  const trimmed = text.trim();
  const own = trimmed === text ? [text] : [text, trimmed];
  return normalised === undefined ? own : [...own, ...normalised];
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}
