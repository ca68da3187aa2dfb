import type { KnownPhones } from './known-phones.ts';

/** An @, as in an email address. */
export const atSign = 1;
export const percent = 2;
export const plus = 4;
export const equals = 8;
/** What parts the pairs of a query: `?`, `&`, `#`, and the line breaks of a body. */
export const joint = 16;
/** Starts as JSON does. */
export const bracket = 32;
/** Seven digits or more, with nothing but phone separators in between. */
export const digits = 64;
/** Ten digits or more in several groups. */
export const groups = 128;
/** As many digits as a payment card has, starting as one does. */
export const longNumber = 256;
/** A phone number of the person's. */
export const knownPhone = 512;
/** A word of 64 characters or more in a longer text, as a digest would be. */
export const longWord = 1024;

const letter = 0;
const digit = 1;
const dash = 2;
const dotOrParenthesis = 3;
const other = 4;

/** What each character is to the scan. A table of all code units spares a comparison a character. */
const kinds = new Uint8Array(0x10000);
/** The mark a character leaves. */
const marks = new Uint8Array(0x80);
/** Whether a scan must do more than pass a character. */
const matters = new Uint8Array(0x10000);

for (const [character, mark] of [
  ['@', atSign],
  ['%', percent],
  ['+', plus],
  ['=', equals],
  ['?', joint],
  ['&', joint],
  ['#', joint],
  ['\n', joint],
] as const) {
  marks[character.charCodeAt(0)] = mark;
}
for (let code = 0; code < 0x80; code++) {
  kinds[code] = kindOf(String.fromCharCode(code));
  matters[code] = kinds[code] === digit || marks[code] !== 0 ? 1 : 0;
}
kinds[0xa0] = dash;

function kindOf(character: string): number {
  if (/[a-z_]/i.test(character)) return letter;
  if (/\d/.test(character)) return digit;
  if (/[ -]/.test(character)) return dash;
  return /[.()]/.test(character) ? dotOrParenthesis : other;
}

/** An address of one letter at a host of one, or a number: nothing the scan looks for is shorter. */
const shortest = 6;

/**
 * One look at each character of a text: what in it is worth a closer look, as bits; 0 for nothing. It is all that most
 * texts cost, so it allocates nothing and calls next to nothing.
 */
export function marksOf(text: string, phones: KnownPhones): number {
  const { length } = text;
  if (length < shortest) return 0;
  const first = text.charCodeAt(0);
  let found = first === 0x7b || first === 0x5b || first <= 0x20 ? bracket : 0;
  let i = 0;
  while (i < length && matters[text.charCodeAt(i)] === 0) i++;
  if (i === length) return found;
  const { tails } = phones;
  let run = 0;
  let separators = 0;
  let card = 0;
  let cardStart = 0;
  let cardGroups = 0;
  let tail = 0;
  let word = 0;
  for (; i < length; i++) {
    const code = text.charCodeAt(i);
    const kind = kinds[code] as number;
    if (kind === digit) {
      run++;
      if (card++ === 0) cardStart = code;
      tail = ((tail << 4) | (code & 15)) & 0xffff;
      continue;
    }
    if (run !== 0) {
      if (run >= 4 && tails.includes(tail) && phones.endsAt(text, i)) found |= knownPhone;
      if (kind === dash) {
        separators++;
        cardGroups++;
      } else {
        found |= cardMark(card, cardGroups, cardStart);
        card = 0;
        cardGroups = 0;
        if (kind === dotOrParenthesis) separators++;
        else {
          found |= runMarks(run, separators);
          run = 0;
          separators = 0;
          tail = 0;
        }
      }
    }
    if (kind === letter) continue;
    if (code < 0x80) found |= marks[code] as number;
    if (i - word > 63) found |= longWord;
    word = i + 1;
  }
  if (run >= 4 && tails.includes(tail) && phones.endsAt(text, length)) found |= knownPhone;
  if (length - word > 63) found |= longWord;
  return found | cardMark(card, cardGroups, cardStart) | runMarks(run, separators);
}

/** A card's first digit is 2 to 6; of several groups any may be the first. */
function cardMark(card: number, cardGroups: number, start: number): number {
  return card >= 13 && (cardGroups > 0 || (start > 0x31 && start < 0x37)) ? longNumber : 0;
}

function runMarks(run: number, separators: number): number {
  if (run < 7) return 0;
  return run >= 10 && separators > 1 ? digits | groups : digits;
}
