/** A card network: the numbers it issues. */
interface Network {
  /** First digits, from and to, of the same length. */
  readonly from: number;
  readonly to: number;
  readonly lengths: readonly number[];
}

const upTo19 = [16, 17, 18, 19];
const maestro = [13, 14, 15, 16, 17, 18, 19];

/**
 * Prefixes and lengths in use. Source: ISO/IEC 7812; en.wikipedia.org/wiki/Payment_card_number (issuer identification
 * numbers). Of Maestro only its own prefixes: the rest of its range is everybody's.
 */
const networks: readonly Network[] = [
  { from: 4, to: 4, lengths: [13, 16, 19] },
  { from: 51, to: 55, lengths: [16] },
  { from: 2221, to: 2720, lengths: [16] },
  { from: 34, to: 34, lengths: [15] },
  { from: 37, to: 37, lengths: [15] },
  { from: 6011, to: 6011, lengths: upTo19 },
  { from: 644, to: 649, lengths: upTo19 },
  { from: 65, to: 65, lengths: upTo19 },
  { from: 62, to: 62, lengths: upTo19 },
  { from: 3528, to: 3589, lengths: upTo19 },
  { from: 300, to: 305, lengths: [14] },
  { from: 36, to: 36, lengths: [14] },
  { from: 38, to: 39, lengths: [14] },
  { from: 2200, to: 2204, lengths: upTo19 },
  ...[5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763].map((from) => ({ from, to: from, lengths: maestro })),
];

/** Digits alone, as a word; a part of a longer id, or of a path, is none. */
const bare = /(?<![\w.\-/+%#@$~*])\d{13,19}(?![\w%@~-]|[./]\w)/g;

/** Grouped as it stands on the card: by four, or 4-6-5 and 4-6-4. */
const grouped = /(?<![\w./-])\d{4}([ -])(?:\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|\d{6}\1\d{4,5})(?![\w-])/g;

/** Whether a payment card's number stands in a text: a network's prefix and length, and Luhn's check digit. */
export function holdsCard(text: string): boolean {
  for (const [match] of text.matchAll(bare)) if (isCard(match)) return true;
  for (const [match] of text.matchAll(grouped)) if (isCard(match.replaceAll(/\D/g, ''))) return true;
  return false;
}

function isCard(digits: string): boolean {
  const { length } = digits;
  const issued = networks.some(
    ({ from, to, lengths }) =>
      lengths.includes(length) && isBetween(Number(digits.slice(0, String(from).length)), from, to),
  );
  return issued && luhn(digits) && !isTradeNumber(digits);
}

function isBetween(value: number, from: number, to: number): boolean {
  return value >= from && value <= to;
}

/** Source: ISO/IEC 7812-1, annex B. */
function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 0x30;
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

/** Of the codes of goods (EAN-13, GTIN-14) one in ten has a card's check digit too. Source: GS1, check digit calculator. */
function isTradeNumber(digits: string): boolean {
  if (digits.length !== 13 && digits.length !== 14) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 0x30;
    sum += i % 2 === 0 ? digit : digit * 3;
  }
  return sum % 10 === 0;
}
