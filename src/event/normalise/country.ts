import type { IdentifierRule } from '../identity.ts';
import { countryCode } from './country-code.ts';

/**
 * ISO 3166-1 alpha-2 in lower case, hashed.
 * Source: Meta, Conversions API, customer information parameters; Snap, Conversions API parameters; Pinterest, API
 * description v5 (its text; its sample hashes upper case).
 */
export const countryHashed: IdentifierRule = { hash: true, normalise: (raw) => countryCode(raw)?.toLowerCase() };

/** ISO 3166-1 alpha-2 in lower case, not hashed. Source: TikTok, Events API parameters (`country`). */
export const countryLower: IdentifierRule = { hash: false, normalise: (raw) => countryCode(raw)?.toLowerCase() };

/**
 * ISO 3166-1 alpha-2 in upper case, not hashed.
 * Source: Google, Data Manager API, user data formatting (`UserDataFormatter.formatRegionCode`).
 */
export const countryUpper: IdentifierRule = { hash: false, normalise: (raw) => countryCode(raw) };
