import { isIP } from 'node:net';
import { shortened } from '../text/printable.ts';

/** Characters of a platform's words that are kept. */
const longest = 240;
/** What is read of them: whatever is longer is a page, not a message. */
const looked = 4_000;

/**
 * A platform's words as they may stand in a log: on one line, at most 240 characters, control characters written out,
 * and without what looks like a person's or a secret: platforms echo what they were sent. Emails, phones, IP addresses,
 * digests and tokens are replaced by what they were, such as `<email>`; Unix seconds, error codes and paths stay.
 */
export function platformWords(text: string): string {
  // Cut between words, so that no half of an address is left that nobody knows for one.
  const whole = text.length > looked ? text.slice(0, looked).replace(/\S+$/, '') : text;
  const line = whole.replace(/\s+/g, ' ').trim();
  return shortened(
    replacements.reduce((words, [what, by]) => words.replace(what, by as string), line),
    longest,
  );
}

/** In this order: a token may have an address in it, and a phone is found in the digits of all others. */
const replacements: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  [
    /(\bBearer +|\b(?:access_?token|api_?secret|api_?key|client_secret|appsecret_proof)["']?\s*[=:]\s*["']?)[^\s"'&,;)}<]+/gi,
    '$1<token>',
  ],
  [/[^\s@"'<>(),;:/?&=[\]{}]{1,64}(?:@|%(?:25)*40)[^\s@"'<>(),;:/?&=[\]{}]{1,253}/g, '<email>'],
  [
    /(?<![\w+-])(?=[\w+-]*\d)(?=[\w+-]*[A-Za-z])[\w+-]{24,}={0,2}/g,
    (found) => (/^[\da-f]{64}$/i.test(found) ? '<digest>' : '<token>'),
  ],
  [/(?<![\w.:])[\da-f:.]{3,45}(?<![.:])(?!\w)/gi, (found) => (isIP(found) === 0 ? found : '<ip address>')],
  [/(?:%2B|\+) ?[1-9](?:[ ().\u00a0/-]{0,2}\d){6,14}(?!\d)/gi, '<phone>'],
  [/(?<![\w.-])\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?![\w-])/g, '<phone>'],
  [
    /(?<![\w.-])\(?0\d{1,14}(?:[ ./)-]{1,2}\d{1,10}){0,5}(?![\w-])/g,
    (found) => (found.replaceAll(/\D/g, '').length < 9 ? found : '<phone>'),
  ],
  [/(?<![\w./-])\d{7,15}(?![\w-]|[./]\w)/g, (found) => (isUnixSeconds(found) ? found : '<number>')],
];

/** Of this decade and the next: what platforms name where a time does not suit them. */
function isUnixSeconds(digits: string): boolean {
  return /^1[6-9]\d{8}$/.test(digits);
}
