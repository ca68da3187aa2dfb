import type { IdentifierRule } from '../identity.ts';
import { isAscii, lower } from './text.ts';

/**
 * Trimmed and in lower case; dots and `+tag` stay, for gmail.com too. What is no ASCII address with a top-level domain
 * is dropped, as Meta's Business SDK does.
 * Source: Meta, Conversions API, customer information parameters; TikTok, Events API parameters; Snap, Conversions API
 * parameters; Pinterest, API description v5.
 */
export const emailTrimmed: IdentifierRule = {
  hash: true,
  normalise(raw) {
    const email = raw.trim();
    return email.length <= 254 && isAscii(email) && address.test(email) ? email.toLowerCase() : undefined;
  },
};

/**
 * Trimmed and in lower case; of gmail.com and googlemail.com addresses the local part loses its dots and all from `+`.
 * Addresses beyond ASCII are taken.
 * Source: Google, Data Manager API, user data formatting (`UserDataFormatter.formatEmailAddress`).
 */
export const emailGoogle: IdentifierRule = {
  hash: true,
  normalise(raw) {
    const email = lower(raw.trim());
    const at = email.indexOf('@');
    if (at < 1 || at === email.length - 1 || at !== email.lastIndexOf('@') || invisible.test(email)) return undefined;
    if (!email.endsWith('@gmail.com') && !email.endsWith('@googlemail.com')) return email;
    const plus = email.indexOf('+');
    const local = email.slice(0, plus === -1 || plus > at ? at : plus).replaceAll('.', '');
    return local === '' ? undefined : local + email.slice(at);
  },
};

/** RFC 5322's dot-atom of RFC 5321's length, then a host name with a top-level domain. */
const address =
  /^(?!.{65,}@)[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/i;

/** White space, control and format characters: no address has them, and nobody sees some of them. */
const invisible = /[\s\p{C}]/u;
