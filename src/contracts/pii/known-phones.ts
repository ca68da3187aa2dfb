import { isDigest, type KnownPerson } from './known-person.ts';
import { isPhoneSeparator } from './phone-text.ts';

/** Fewer digits than this are somebody's order number as often as a phone number. */
const fewestDigits = 7;

/**
 * The person's phone numbers, to be found in any writing: with or without country code, grouped or not. What is
 * looked for is the number within its country, which all writings end in.
 */
export class KnownPhones {
  /** The last four digits of each, four bits a digit: what a scan compares before anything else. */
  readonly tails: readonly number[];
  readonly #numbers: readonly string[];
  /** The last four digits of each, as a number. */
  readonly #endings: readonly number[];

  constructor({ identifiers }: KnownPerson) {
    const numbers = new Set<string>();
    for (const { kind, text, normalised } of identifiers) {
      if (kind !== 'phone' || isDigest(text)) continue;
      const number = nationalNumber(text, normalised);
      if (number !== undefined) numbers.add(number);
    }
    this.#numbers = numbers.size === 0 ? none : [...numbers];
    this.tails = this.#numbers.map(tailOf);
    this.#endings = this.#numbers.map((number) => Number(number.slice(-4)));
  }

  /** Whether a whole number may end in a number of the person's; `endsAt` says for certain, of its digits. */
  mayEnd(value: number): boolean {
    return this.#endings.includes(value % 10_000);
  }

  /** Whether a number of the person's ends before `end`. */
  endsAt(text: string, end: number): boolean {
    return this.#numbers.some((number) => endsWith(text, end, number));
  }
}

const none: readonly string[] = [];

function nationalNumber(text: string, normalised: readonly string[] | undefined): string | undefined {
  const e164 = normalised?.find((form) => form.startsWith('+'))?.slice(1) ?? normalised?.find((form) => form !== '');
  const known = e164 ?? (text.trim().startsWith('+') ? digitsOf(text) : undefined);
  const number = known === undefined ? digitsOf(text).replace(/^0+/, '') : known.slice(countryCodeLength(known));
  return number.length < fewestDigits ? undefined : number;
}

/** Source: ITU-T E.164, list of assigned country codes: one digit for zones 1 and 7, two for these, else three. */
function countryCodeLength(e164: string): number {
  if (e164.startsWith('1') || e164.startsWith('7')) return 1;
  return twoDigits.test(e164) ? 2 : 3;
}

const twoDigits = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

function digitsOf(text: string): string {
  return text.replace(/\D+/g, '');
}

function tailOf(number: string): number {
  let tail = 0;
  for (let i = number.length - 4; i < number.length; i++) tail = (tail << 4) | (number.charCodeAt(i) - 0x30);
  return tail;
}

function endsWith(text: string, end: number, number: string): boolean {
  let at = end - 1;
  for (let i = number.length - 1; i >= 0; i--) {
    // Hostile text may be nothing but separators.
    let between = 0;
    while (at >= 0 && between < 3 && isPhoneSeparator(text.charCodeAt(at))) {
      at--;
      between++;
    }
    if (at < 0 || text.charCodeAt(at) !== number.charCodeAt(i)) return false;
    at--;
  }
  return true;
}
