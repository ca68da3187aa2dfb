import type { IdentifierRule } from '../identity.ts';
import { stateCode } from './state.ts';
import { alphanumeric, bare, words } from './text.ts';

/**
 * City in lower case without punctuation, white space and digits (`Paris 12` → `paris`).
 * Source: Meta, Conversions API, customer information parameters (`ct`); digits as Meta's Business SDK.
 */
export const cityMeta: IdentifierRule = { hash: true, normalise: (raw) => bare(raw.replace(digits, '')) };

/**
 * City in lower case without punctuation and white space.
 * Source: Snap, Conversions API parameters (`ct`); Pinterest, API description v5 (`ct`).
 */
export const cityBare: IdentifierRule = { hash: true, normalise: bare };

/** City or region in lower case, letters and digits alone, not hashed. Source: TikTok, Events API parameters. */
export const placeTikTok: IdentifierRule = { hash: false, normalise: alphanumeric };

/**
 * City or region in lower case without punctuation and symbols, not hashed.
 * Source: Google, GA4 Measurement Protocol, user-provided data (`address.city`, `address.region`).
 */
export const placeGoogle: IdentifierRule = { hash: false, normalise: words };

/**
 * State: of the United States the two-letter code, elsewhere lower case without punctuation and white space. A person
 * of no known country who names one of the United States is taken to live there.
 * Source: Meta, Conversions API, customer information parameters (`st`); Snap, Conversions API parameters; Pinterest,
 * API description v5.
 */
export const regionCode: IdentifierRule = {
  hash: true,
  normalise(raw, hints) {
    const region = bare(raw);
    return (hints.country === undefined || hints.country === 'US' ? stateCode(region) : undefined) ?? region;
  },
};

/**
 * Street in lower case without punctuation and symbols.
 * Source: Google, GA4 Measurement Protocol, user-provided data (`address.sha256_street`).
 */
export const streetGoogle: IdentifierRule = { hash: true, normalise: words };

const digits = /\p{Nd}+/gu;
