import { personName, phoneLike, place } from './key-traits.ts';

/** How Google's user-provided data starts in a URL: `tv.1~em.<digest>~fn0.<digest>~ct0.new%20york`. */
const version = 'tv.1~';
const tilde = 0x7e;

/** Whether a text is user-provided data as Google's tags write it into a URL. */
export function isUserProvidedData(text: string): boolean {
  return text.length >= version.length && text.charCodeAt(4) === tilde && text.startsWith(version);
}

/** Hands over each datum, as it stands there, and what its tag says of it; a part without a known tag whole. */
export function eachUserDatum(text: string, take: (value: string, keyTraits: number) => void): void {
  for (const part of text.slice(version.length).split('~')) {
    const dot = part.indexOf('.');
    const keyTraits = tags.get(part.slice(0, dot));
    if (keyTraits === undefined) take(part, 0);
    else take(part.slice(dot + 1), keyTraits);
  }
}

/** Those of an address are numbered. */
const tags: ReadonlyMap<string, number> = new Map([
  ['em', 0],
  ['pn', phoneLike],
  ...Array.from({ length: 10 }, (_, index) =>
    [
      ['fn', personName],
      ['ln', personName],
      ['sa', 0],
      ['ct', place],
      ['rg', place],
      ['pc', place],
      ['co', place],
    ].map(([tag, own]) => [`${tag}${index}`, own] as [string, number]),
  ).flat(),
]);
