/** Whether every character is ASCII: such text has one Unicode form only. */
export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** Text as NFC, a lone surrogate replaced by U+FFFD: the one spelling whose hash every sender agrees on. */
export function canonical(text: string): string {
  return isAscii(text) ? text : text.toWellFormed().normalize('NFC');
}

/** Text in lower case, in NFC. */
export function lower(text: string): string {
  return canonical(text.toLowerCase());
}

/** Lower case without punctuation (Unicode's category P) and white space; accents and other scripts stay. */
export function bare(text: string): string {
  if (isLowerAlphanumeric(text)) return text;
  return canonical(text.toLowerCase().replace(punctuationOrSpace, ''));
}

/** Lower case with letters, marks and digits alone. */
export function alphanumeric(text: string): string {
  if (isLowerAlphanumeric(text)) return text;
  return canonical(text.toLowerCase().replace(notAlphanumeric, ''));
}

/** Lower case without punctuation and symbols; words stay apart by one space. */
export function words(text: string): string {
  if (isLowerAlphanumeric(text)) return text;
  return canonical(oneSpaced(text.toLowerCase().replace(punctuationOrSymbol, '')));
}

/** Text with each run of white space as one space, and none at its ends. */
export function oneSpaced(text: string): string {
  return text.replace(spaces, ' ').trim();
}

const punctuationOrSpace = /[\p{P}\s]+/gu;
const notAlphanumeric = /[^\p{L}\p{M}\p{N}]+/gu;
const punctuationOrSymbol = /[\p{P}\p{S}]+/gu;
const spaces = /\s+/g;

function isLowerAlphanumeric(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39))) return false;
  }
  return true;
}
