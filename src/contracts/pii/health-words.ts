/** Shorter texts stand in others by chance; shorter numbers are amounts. */
const shortest = 4;
const shortestNumber = 6;
const longestNumber = 30;

/** What an event about a person's health says openly: words in its own name tell nothing of the person. */
const open = 'rx_issued consult_started consult_completed';
const meaningless: ReadonlySet<string> = new Set(['true', 'false', 'none', 'null', 'undefined', 'unknown', 'other']);

/** What the event's drug, diagnosis and free-text fields hold, to be found in any text. */
export class HealthWords {
  readonly #words: readonly string[];
  /** Several words each, without what stands between them. */
  readonly #phrases: readonly string[];
  /** Codes, grouped or not. */
  readonly #numbers: readonly RegExp[];

  constructor(values: readonly string[]) {
    const words = new Set<string>();
    const phrases = new Set<string>();
    const numbers = new Set<string>();
    for (const value of values) {
      const word = value.trim().toLowerCase();
      if (word.length < shortest || open.includes(word) || meaningless.has(word)) continue;
      const joined = squeezed(word);
      if (onlyDigits.test(joined)) {
        if (joined.length >= shortestNumber && joined.length <= longestNumber) numbers.add(joined);
      } else {
        words.add(word);
        if (joined !== word && joined.length >= shortest) phrases.add(joined);
      }
    }
    this.#words = [...words];
    this.#phrases = [...phrases];
    this.#numbers = [...numbers].map((number) => new RegExp(`(?<!\\d)${[...number].join('[ .-]?')}(?!\\d)`));
  }

  /** Whether any of it stands in a text, in any case, whatever stands between its words. */
  isIn(text: string): boolean {
    if (text.length < shortest) return false;
    const lower = text.toLowerCase();
    if (this.#words.some((word) => lower.includes(word))) return true;
    if (this.#numbers.some((number) => number.test(lower))) return true;
    if (this.#phrases.length === 0) return false;
    const joined = squeezed(lower);
    return this.#phrases.some((phrase) => joined.includes(phrase));
  }
}

const onlyDigits = /^\d+$/;

function squeezed(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}
