import { numberOf } from '../../event/event-data.ts';
import type { Json, JsonObject } from '../../event/json.ts';
import type { Form } from './gtag-parameters.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const longestBits = 64;

/** A parameter's text as the value it stands for; undefined where there is none. What does not read stays text. */
export function readForm(form: Form, text: string): Json | undefined {
  switch (form) {
    case 'text':
      return text;
    case 'number':
      return text === '' ? undefined : (numberOf(text) ?? text);
    case 'boolean':
      return text === '1' || text === 'true';
    case 'usage_bits':
      return readBits(text) ?? text;
    case 'brands':
      return readBrands(text);
  }
}

/** The major versions of `full_version_list`, as `navigator.userAgentData.brands` gives them. */
export function majorBrands(list: readonly Json[]): readonly JsonObject[] {
  return (list as readonly { brand: string; version: string }[]).map(({ brand, version }) => ({
    brand,
    version: version.split('.')[0] as string,
  }));
}

/** The numbers of the bits set, six to a character, the lowest first: `AAAAAQ` is bit 34. */
function readBits(text: string): readonly number[] | undefined {
  if (text.length > longestBits) return undefined;
  const bits: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const six = alphabet.indexOf(text[i] as string);
    if (six < 0) return undefined;
    for (let bit = 0; bit < 6; bit += 1) if ((six >> bit) & 1) bits.push(i * 6 + bit);
  }
  return bits;
}

/** `Chromium;136.0.1|Not.A%2FBrand;99.0.0`: brands and versions, each percent-encoded once more. */
function readBrands(text: string): readonly JsonObject[] {
  const brands: JsonObject[] = [];
  for (const pair of text.split('|')) {
    if (pair === '') continue;
    const split = pair.indexOf(';');
    const brand = decode(split < 0 ? pair : pair.slice(0, split));
    brands.push({ brand, version: split < 0 ? '' : decode(pair.slice(split + 1)) });
  }
  return brands;
}

/** Decodes a percent-encoded value; one that does not decode stays as it is. */
export function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
