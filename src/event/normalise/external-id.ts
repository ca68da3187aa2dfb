import type { IdentifierRule } from '../identity.ts';
import { canonical, lower } from './text.ts';

/**
 * Trimmed; case stays, as the platforms ask for the same id on every channel and state no lower case.
 * Source: Meta, Conversions API, customer information parameters (hashing recommended); TikTok, Events API parameters;
 * Pinterest, API description v5.
 */
export const externalId: IdentifierRule = { hash: true, normalise: (raw) => canonical(raw.trim()) };

/** Trimmed and in lower case. Source: Snap, Conversions API parameters (`external_id`). */
export const externalIdLower: IdentifierRule = { hash: true, normalise: (raw) => lower(raw.trim()) };
