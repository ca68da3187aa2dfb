import type { IdentifierRule } from '../identity.ts';

/**
 * `f` or `m`; anything else is left out.
 * Source: Meta, Conversions API, customer information parameters (`ge`); Snap, Conversions API parameters (`ge`).
 */
export const gender: IdentifierRule = { hash: true, normalise: (raw) => letter(raw) };

/** `f`, `m`, or `n` for non-binary; anything else is left out. Source: Pinterest, API description v5 (`ge`). */
export const genderPinterest: IdentifierRule = {
  hash: true,
  normalise: (raw) => letter(raw) ?? (nonBinary.test(raw) ? 'n' : undefined),
};

function letter(raw: string): string | undefined {
  switch (raw.trim().toLowerCase()) {
    case 'f':
    case 'female':
    case 'woman':
      return 'f';
    case 'm':
    case 'male':
    case 'man':
      return 'm';
    default:
      return undefined;
  }
}

const nonBinary = /^\s*(?:n|non[\s-]?binary)\s*$/i;
