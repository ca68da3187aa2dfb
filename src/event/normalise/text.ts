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
  const small = text.toLowerCase();
  if (isLowerAlphanumeric(small)) return small;
  return asciiWithout(small, isPunctuationOrSpace) ?? canonical(small.replace(punctuationOrSpace, ''));
}

/** Lower case with letters, marks and digits alone. */
export function alphanumeric(text: string): string {
  const small = text.toLowerCase();
  if (isLowerAlphanumeric(small)) return small;
  return asciiWithout(small, isNotAlphanumeric) ?? canonical(small.replace(notAlphanumeric, ''));
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

/**
 * ASCII text without the characters that go; undefined where there is more than ASCII in it. Most names and places are
 * ASCII, and Unicode's classes cost ten times as much.
 */
function asciiWithout(text: string, goes: (code: number) => boolean): string | undefined {
  let kept = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return undefined;
    if (!goes(code)) continue;
    kept += text.slice(from, i);
    from = i + 1;
  }
  return kept + text.slice(from);
}

/** Of ASCII, Unicode's category P and white space; `$+<=>^`|~` are symbols. */
function isPunctuationOrSpace(code: number): boolean {
  return (code <= 0x20 && (code === 0x20 || (code >= 0x09 && code <= 0x0d))) || punctuation.has(code);
}

const punctuation: ReadonlySet<number> = new Set(
  Array.from('!"#%&\'()*,-./:;?@[\\]_{}', (character) => character.charCodeAt(0)),
);

function isNotAlphanumeric(code: number): boolean {
  return !((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39));
}

function isLowerAlphanumeric(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (isNotAlphanumeric(text.charCodeAt(i))) return false;
  }
  return true;
}
