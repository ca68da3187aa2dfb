import type { Hints, IdentifierRule } from '../identity.ts';
import { bare, canonical, oneSpaced } from './text.ts';

/**
 * Lower case without white space and punctuation; of a US code the first five digits.
 * Source: Meta, Conversions API, customer information parameters (`zp`); Snap, Conversions API parameters.
 */
export const postalCode: IdentifierRule = { hash: true, normalise: compactPostalCode };

/**
 * As `postalCode`, digits alone: a code with letters in it cannot be said.
 * Source: Pinterest, API description v5 (`zp`).
 */
export const postalCodeDigits: IdentifierRule = {
  hash: true,
  normalise(raw, hints) {
    const code = compactPostalCode(raw, hints);
    return onlyDigits.test(code) ? code : undefined;
  },
};

/** Lower case without white space and dashes. Source: TikTok, Events API parameters (`zip_code`). */
export const postalCodeBare: IdentifierRule = { hash: true, normalise: bare };

/**
 * Trimmed, without `.` and `~`, not hashed; case and inner dashes stay.
 * Source: Google, GA4 Measurement Protocol, user-provided data (`address.postal_code`).
 */
export const postalCodeGoogle: IdentifierRule = {
  hash: false,
  normalise: (raw) => canonical(oneSpaced(raw.replace(dotsAndTildes, ''))),
};

function compactPostalCode(raw: string, hints: Hints): string {
  if (zipPlus4.test(raw)) return raw.trim().slice(0, 5);
  const code = bare(raw);
  return hints.country === 'US' && nineDigits.test(code) ? code.slice(0, 5) : code;
}

/** No other country writes its codes so. */
const zipPlus4 = /^\s*\d{5}-\d{4}\s*$/;
const nineDigits = /^\d{9}$/;
const onlyDigits = /^\d+$/;
const dotsAndTildes = /[.~]+/g;
