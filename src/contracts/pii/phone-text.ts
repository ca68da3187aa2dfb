/** E.164: country code and number together. */
const fewestDigits = 8;
const mostDigits = 15;

/** Whether a phone number in international form stands in a text: a plus, then 8 to 15 digits as people group them. */
export function holdsInternationalPhone(text: string): boolean {
  for (let plus = text.indexOf('+'); plus !== -1; plus = text.indexOf('+', plus + 1)) {
    if (isPhoneAt(text, plus)) return true;
  }
  return false;
}

/** A plus in the middle of a word is base64's, a time zone's or a version's. */
function isPhoneAt(text: string, plus: number): boolean {
  if (plus > 0 && (isWord(text.charCodeAt(plus - 1)) || text.charCodeAt(plus - 1) === 0x2b)) return false;
  let digits = 0;
  let between = 0;
  for (let i = plus + 1; ; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 0;
    if (isDigit(code)) {
      if (digits === 0 && code === 0x30) return false;
      between = 0;
      digits++;
      if (digits > mostDigits) return false;
      continue;
    }
    if (isWord(code) && between === 0) return false;
    // Base64 has pluses and slashes.
    if (between === 0 && digits >= fewestDigits) return code !== 0x2f || !isWord(text.charCodeAt(i + 1));
    between++;
    if (!isPhoneSeparator(code) || between > 3) return false;
  }
}

/** Whether a North American number in its usual grouping, `(650) 555-1212` or `650-555-1212`, stands in a text. */
export function holdsGroupedPhone(text: string): boolean {
  return grouped.test(text);
}

const grouped =
  /(?<![\w.-])(?:1[-. ])?(?:\([2-9]\d\d\) ?[2-9]\d\d[-. ]|[2-9]\d\d-[2-9]\d\d-|[2-9]\d\d\.[2-9]\d\d\.)\d{4}(?![\w-]|\.\d)/;

/** Whether a text as a whole is a number to dial, with or without country code, with or without an extension. */
export function isDialled(text: string): boolean {
  if (text.length > 48) return false;
  const number = /^\s*(?:tel:)?([+\d][^a-z]*|\([^a-z]*)(?:(?:ext|x)\.?\s*\d+)?\s*$/i.exec(text)?.[1];
  if (number === undefined) return false;
  let digits = 0;
  for (let i = 0; i < number.length; i++) {
    const code = number.charCodeAt(i);
    if (isDigit(code)) digits++;
    else if (code !== 0x2b && !isPhoneSeparator(code)) return false;
  }
  return digits >= 7 && digits <= mostDigits + 2;
}

/** What people write between the digits of a number: spaces, brackets, dots, slashes, dashes, and marks nobody sees. */
export function isPhoneSeparator(code: number): boolean {
  if (code < 0x80) return separators.has(code);
  return code === 0xa0 || code === 0xad || (code >= 0x2000 && code <= 0x206f) || code === 0x2212 || code === 0xfeff;
}

const separators: ReadonlySet<number> = new Set(Array.from(' \t().-/', (character) => character.charCodeAt(0)));

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isWord(code: number): boolean {
  return isDigit(code) || code === 0x5f || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
}
