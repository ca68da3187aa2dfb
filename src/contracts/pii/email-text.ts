/** RFC 5321: how long the two sides of an address may be. Nothing further away from its @ is looked at. */
const longestLocal = 64;
const longestDomain = 255;

/**
 * Whether an email address stands in a text: a name, an @, a host with a top-level domain. Letters of any script are
 * taken, quoted names are not.
 */
export function holdsEmail(text: string): boolean {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (hasLocalPart(text, at) && hasDomain(text, at + 1)) return true;
  }
  return false;
}

function hasLocalPart(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0 && i >= at - longestLocal; i--) {
    const code = text.charCodeAt(i);
    if (isAlphanumeric(code)) return true;
    if (!localMarks.has(code)) return false;
  }
  return false;
}

const localMarks: ReadonlySet<number> = new Set(Array.from("._+-'!#$%&*=^`{|}~", (mark) => mark.charCodeAt(0)));

function hasDomain(text: string, start: number): boolean {
  let end = start;
  while (end < text.length && end - start < longestDomain) {
    const code = text.charCodeAt(end);
    if (!isAlphanumeric(code) && code !== hyphen && code !== dot) break;
    end++;
  }
  const labels = text
    .slice(start, end)
    .replace(/[.-]+$/, '')
    .split('.');
  const top = labels.at(-1) as string;
  if (labels.length < 2 || labels.includes('')) return false;
  return isTopLevel(top) && !(pixelDensity.test(labels[0] as string) && pictures.has(top.toLowerCase()));
}

const hyphen = 0x2d;
const dot = 0x2e;

function isTopLevel(label: string): boolean {
  if (latin.test(label)) return true;
  for (let i = 0; i < label.length; i++) if (label.charCodeAt(i) > 0x7f) return true;
  return false;
}

const latin = /^(?:[a-z]{2,24}|xn--[a-z0-9-]{1,59})$/i;

/** `logo@2x.png` is a picture for fine screens. */
const pixelDensity = /^[1-4]x$/;
const pictures: ReadonlySet<string> = new Set(['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'svg', 'ico']);

/** Letters and digits; beyond ASCII all but white space and punctuation that borders on words. */
function isAlphanumeric(code: number): boolean {
  if (code < 0x80) return (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
  return code >= 0xc0 && !(code >= 0x2000 && code <= 0x206f) && !(code >= 0x3000 && code <= 0x3020) && code !== 0xfeff;
}
