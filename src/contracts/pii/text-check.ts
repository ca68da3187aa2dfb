import { holdsCard } from './card-text.ts';
import { decodePercent, eachPair, parameterName, parseObject } from './decode-text.ts';
import { DigestVerdicts } from './digest-verdicts.ts';
import { holdsEmail } from './email-text.ts';
import type { Findings } from './findings.ts';
import { HealthWords } from './health-words.ts';
import * as traits from './key-traits.ts';
import { digestLength, isDigest, type KnownPerson, kindName, type PersonalKind } from './known-person.ts';
import { KnownPhones } from './known-phones.ts';
import { KnownValues } from './known-values.ts';
import { holdsGroupedPhone, holdsInternationalPhone, isDialled } from './phone-text.ts';
import * as marks from './text-marks.ts';
import { eachUserDatum, isUserProvidedData } from './user-provided-data.ts';

/** Text in text in text: a URL in a parameter of a URL in JSON. */
const deepest = 4;
/** Shorter texts cost less to look at than to remember, and mean something by their key. */
const longText = 40;

/** Walks a value parsed from text. */
export type WalkParsed = (value: unknown, name: string, keyTraits: number, depth: number) => void;

/**
 * The guard's look at one text, wherever it stands. What is long and clean is remembered for the event: the same page
 * address, user agent and digests go to every platform.
 */
export class TextCheck {
  readonly #findings: Findings;
  readonly #walk: WalkParsed;
  readonly #phones: KnownPhones;
  readonly #values: KnownValues;
  readonly #verdicts: DigestVerdicts;
  readonly #health: HealthWords | undefined;
  readonly #digests: ReadonlySet<string>;
  readonly #clean = new Set<string>();

  constructor(person: KnownPerson, findings: Findings, walk: WalkParsed) {
    this.#findings = findings;
    this.#walk = walk;
    this.#phones = new KnownPhones(person);
    this.#values = new KnownValues(person);
    this.#digests = person.digests;
    this.#verdicts = new DigestVerdicts(person);
    this.#health = person.isHealth ? new HealthWords(person.health) : undefined;
  }

  /**
   * Looks at a text under a key. `depth`: how many texts it is wrapped in. `isParameter`: it stands as in a query,
   * percent-encoded, where a plus may be a space.
   */
  check(text: string, name: string, keyTraits: number, depth: number, isParameter = false): void {
    if (text.length > longText || isUserProvidedData(text)) {
      this.#long(text, name, keyTraits, depth, isParameter);
      return;
    }
    let found = marks.marksOf(text, this.#phones);
    // Bare digits are anything's, save under the name of a phone.
    if (found === marks.digits && (keyTraits & traits.phoneLike) === 0) found = 0;
    const values = this.#values;
    if (found !== 0 || values.mayHold(text) || values.mayHoldStreet(text) || this.#health !== undefined)
      this.#closer(text, found, name, keyTraits, depth, isParameter);
  }

  /** Whether there is plainly nothing in a text: cheaper than `check`, and no more certain where it says no. */
  isPlain(text: string): boolean {
    return this.#health === undefined && (marks.marksOf(text, this.#phones) & ~marks.digits) === 0;
  }

  /**
   * A key, where it may hold more than a name: whether it is unusual, or the event about health. What is found in it is
   * told as of a key, which must not be shown then.
   */
  key(key: string, keyTraits: number): void {
    // A person's name as a key is a product's as often.
    if ((keyTraits & traits.unusual) !== 0) this.check(key, 'a key', traits.vocabulary, 0);
    else if (this.#health?.isIn(key) === true) this.#findings.add('health_detail', 'a key');
  }

  /** Whether a key tells what an event about health was about, and nothing above it was told for that already. */
  isHealthKey(keyTraits: number): boolean {
    return this.#health !== undefined && (keyTraits & traits.health) !== 0 && (keyTraits & traits.told) === 0;
  }

  /** A value where the platform wants a hash of one kind: places count there too. */
  hashed(kind: PersonalKind, text: string, name: string): void {
    if (this.#values.isOf(kind, text)) this.#findings.add('raw_identifier', name, kindName(kind));
  }

  /** A number under a key: ids and amounts are no business of the guard's. */
  number(value: number, name: string, keyTraits: number): void {
    if (value < 1e6 || !Number.isSafeInteger(value)) return;
    // Moments, in seconds to microseconds, start with a 1.
    const mayBeCard = value > 2e12;
    const mayBeDate = value > 19_000_000 && value < 21_000_000;
    if (!mayBeCard && !mayBeDate && (keyTraits & traits.phoneLike) === 0 && !this.#phones.mayEnd(value)) return;
    const text = String(value);
    if (mayBeDate && this.#values.mayHold(text)) this.#whole(text, name, keyTraits);
    const found = marks.marksOf(text, this.#phones);
    if (found !== 0) this.#numbers(text, found, name, keyTraits);
  }

  #long(text: string, name: string, keyTraits: number, depth: number, isParameter: boolean): void {
    if (this.#clean.has(text)) return;
    const before = this.#findings.count;
    const { length } = text;
    if (length === digestLength && (this.#digests.has(text) || isDigest(text))) this.#digest(text, name);
    else if (depth < deepest && isUserProvidedData(text)) this.#userProvidedData(text, depth + 1);
    else if (isParameter && text.includes('%')) {
      this.check(decodePercent(withSpaces(text)), name, keyTraits, depth);
      return;
    } else {
      this.#closer(text, marks.marksOf(text, this.#phones), name, keyTraits, depth, isParameter);
      if ((length === 43 || length === 44) && base64.test(text)) this.#digest(base64ToHex(text), name);
    }
    if (depth === 0 && !isParameter && this.#findings.count === before) this.#clean.add(text);
  }

  #closer(text: string, found: number, name: string, keyTraits: number, depth: number, isParameter: boolean): void {
    const values = this.#values;
    if (values.mayHold(text)) this.#whole(text, name, keyTraits);
    else if (values.mayHoldStreet(text) && values.holdsStreet(text))
      this.#findings.add('raw_identifier', name, kindName('street'));
    if (found !== 0) this.#marked(text, found, name, keyTraits, depth, isParameter);
    if (this.#health?.isIn(text) === true && (keyTraits & traits.told) === 0) this.#findings.add('health_detail', name);
  }

  #marked(text: string, found: number, name: string, keyTraits: number, depth: number, isParameter: boolean): void {
    // Names may hold what parts pairs.
    if ((found & marks.atSign) !== 0 && holdsEmail(text)) this.#findings.add('raw_email', name);
    if (isParameter) {
      const spaced = withSpaces(text);
      if (spaced !== text) {
        this.check(spaced, name, keyTraits, depth);
        return;
      }
    }
    if (depth < deepest && this.#unwrap(text, found, name, keyTraits, depth + 1)) return;
    if ((found & marks.longWord) !== 0) for (const [digest] of text.matchAll(hexWord)) this.#digest(digest, name);
    this.#numbers(text, found, name, keyTraits);
  }

  /** Looks at what a text is made of instead of the text, where it is JSON, a query or encoded; each part once. */
  #unwrap(text: string, found: number, name: string, keyTraits: number, depth: number): boolean {
    if ((found & marks.bracket) !== 0) {
      const parsed = parseObject(text);
      if (parsed !== undefined) {
        this.#walk(parsed, name, keyTraits, depth);
        return true;
      }
    }
    if ((found & marks.equals) !== 0 && (found & marks.joint) !== 0) {
      eachPair(text, (key, value) => {
        if (key === undefined) this.check(value, name, keyTraits, depth, true);
        else this.#pair(key, value, name, keyTraits & traits.told, depth);
      });
      return true;
    }
    if ((found & marks.percent) !== 0) {
      const decoded = decodePercent(text);
      if (decoded !== text) {
        this.check(decoded, name, keyTraits, depth);
        return true;
      }
    }
    return false;
  }

  #pair(key: string, value: string, name: string, fromAbove: number, depth: number): void {
    let keyTraits = traits.traitsOf(key) | fromAbove;
    if ((keyTraits & traits.unusual) !== 0) {
      const own = parameterName(key);
      keyTraits = traits.traitsOf(own) | fromAbove;
      this.check(own, name, traits.vocabulary, depth);
    }
    if (value !== '' && this.isHealthKey(keyTraits)) this.#findings.add('health_detail', name);
    this.check(value, name, keyTraits, depth, true);
  }

  #userProvidedData(text: string, depth: number): void {
    eachUserDatum(text, (value, keyTraits) => {
      const hex = value.length === 43 ? base64ToHex(value) : '';
      if (this.#digests.has(hex)) this.#digest(hex, 'em');
      else this.check(value, 'em', keyTraits, depth, true);
    });
  }

  #numbers(text: string, found: number, name: string, keyTraits: number): void {
    const isId = (keyTraits & traits.idLike) !== 0 && text.length <= longText;
    if ((found & marks.knownPhone) !== 0 || holdsPhone(text, found, isId, keyTraits))
      this.#findings.add('raw_phone', name);
    if ((found & marks.longNumber) !== 0 && !isId && holdsCard(text)) this.#findings.add('card_number', name);
  }

  #whole(text: string, name: string, keyTraits: number): void {
    const kind = this.#values.kindOf(text) ?? (this.#values.holdsStreet(text) ? 'street' : undefined);
    if (kind === undefined) return;
    if (kind === 'email') {
      // One that looks like one is found as such.
      if (!holdsEmail(text)) this.#findings.add('raw_email', name);
      return;
    }
    const isName = kind === 'first_name' || kind === 'last_name';
    if ((keyTraits & traits.idLike) !== 0 && (isName || kind === 'date_of_birth')) return;
    if (isName && (keyTraits & (traits.place | traits.vocabulary | traits.software)) !== 0) return;
    if (isName && text.length < 3 && text.charCodeAt(0) < 0x80 && (keyTraits & traits.personName) === 0) return;
    this.#findings.add('raw_identifier', name, kindName(kind));
  }

  #digest(digest: string, name: string): void {
    const verdict = this.#verdicts.of(digest);
    if (verdict !== undefined) this.#findings.add(verdict.rule, name, verdict.of);
  }
}

/** A parameter with its plus signs as the spaces they are, save where a number starts with one, unencoded by mistake. */
function withSpaces(text: string): string {
  return !text.includes('+') || text.includes(' ') ? text : text.replace(encodedSpace, ' ');
}

const encodedSpace = /(?<!^|:)\+|\+(?!\d)/g;

const hexWord = /(?<![0-9A-Za-z])[0-9a-fA-F]{64}(?![0-9A-Za-z])/g;
const base64 = /^[A-Za-z0-9+/_-]{43}=?$/;

/** Grouped numbers are ids' and versions' too, bare digits anything's. */
function holdsPhone(text: string, found: number, isId: boolean, keyTraits: number): boolean {
  if ((found & marks.plus) !== 0 && holdsInternationalPhone(text)) return true;
  const mayBeGrouped = (found & marks.groups) !== 0 && !isId && (keyTraits & traits.software) === 0;
  if (mayBeGrouped && holdsGroupedPhone(text)) return true;
  return (found & marks.digits) !== 0 && (keyTraits & traits.phoneLike) !== 0 && isDialled(text);
}

function base64ToHex(text: string): string {
  return Buffer.from(text, 'base64').toString('hex');
}
