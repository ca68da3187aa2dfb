import type { IdentifierRule } from '../identity.ts';
import { bare, lower, oneSpaced } from './text.ts';

/**
 * First or last name in lower case, without punctuation and white space; accents and other scripts stay.
 * Source: Meta, Conversions API, customer information parameters (`fn`, `ln`); Snap, Conversions API parameters. TikTok
 * publishes no rule beyond the hash and gets the same form.
 */
export const nameBare: IdentifierRule = { hash: true, normalise: bare };

/** First or last name in lower case, trimmed. Source: Pinterest, API description v5 (`fn`, `ln`). */
export const nameLower: IdentifierRule = { hash: true, normalise: (raw) => lower(raw.trim()) };

/**
 * First name in lower case, without the titles before it; its punctuation stays.
 * Source: Google, Data Manager API, user data formatting (`UserDataFormatter.formatGivenName`).
 */
export const givenNameGoogle: IdentifierRule = {
  hash: true,
  normalise(raw) {
    const name = lower(oneSpaced(raw));
    return name.includes('.') ? name.replace(titles, '') : name;
  },
};

/**
 * Last name in lower case, without the suffixes behind it; its punctuation stays.
 * Source: Google, Data Manager API, user data formatting (`UserDataFormatter.formatFamilyName`).
 */
export const familyNameGoogle: IdentifierRule = {
  hash: true,
  normalise: (raw) => withoutSuffixes(lower(oneSpaced(raw))),
};

const titles = /^(?:(?:mr|mrs|ms|dr)\.(?: |$))+/;

const suffixes: ReadonlySet<string> = new Set(
  'jr jr. sr sr. 2nd 3rd ii iii iv v vi cpa dc dds vm jd md phd'.split(' '),
);

function withoutSuffixes(name: string): string {
  let end = name.length;
  for (let i = end - 1; i >= 0; i--) {
    if (name[i] !== ' ' && name[i] !== ',') continue;
    if (!suffixes.has(name.slice(i + 1, end))) break;
    while (name[i - 1] === ' ' || name[i - 1] === ',') i--;
    end = i;
  }
  return name.slice(0, end);
}
