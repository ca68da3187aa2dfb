/**
 * Text with secrets in it, by name: `${META_ACCESS_TOKEN}` in the container file. Prints and serialises as written
 * there; only `reveal` puts the values in, and only what sends a request calls it. Nothing an event carries can make
 * one, so no event can ask for a secret.
 */
export class SecretText {
  readonly parts: readonly (string | SecretName)[];

  constructor(parts: readonly (string | SecretName)[]) {
    this.parts = parts;
  }

  toString(): string {
    let text = '';
    for (const part of this.parts) text += typeof part === 'string' ? part : `\${${part.secret}}`;
    return text;
  }

  toJSON(): string {
    return this.toString();
  }

  /** The names of the secrets in it. */
  names(): readonly string[] {
    return this.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.secret]));
  }
}

/** One secret's place in a text; `encode` where it stands in a URL and must be percent-encoded when revealed. */
export interface SecretName {
  readonly secret: string;
  readonly encode?: boolean;
}

/** Plain text, or text with secrets in it. */
export type Text = string | SecretText;

const pattern = /\$\{([A-Z_][A-Z0-9_]*)\}/g;

/** Reads `${NAME}` in text from the container file; text without one stays a string. */
export function parseSecrets(text: string): Text {
  if (!text.includes('${')) return text;
  const parts: (string | SecretName)[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ secret: match[1] as string });
    end = match.index + match[0].length;
  }
  if (parts.length === 0) return text;
  if (end < text.length) parts.push(text.slice(end));
  return new SecretText(parts);
}

/** Joins texts; the result is a plain string where none has a secret. */
export function concat(...texts: readonly Text[]): Text {
  const parts: (string | SecretName)[] = [];
  let plain = '';
  for (const text of texts) {
    if (typeof text === 'string') plain += text;
    else {
      if (plain !== '') parts.push(plain);
      parts.push(...text.parts);
      plain = '';
    }
  }
  if (parts.length === 0) return plain;
  if (plain !== '') parts.push(plain);
  return new SecretText(parts);
}

/** Percent-encodes text for a URL's query; a secret in it stays by name and is encoded when revealed. */
export function encodeText(text: Text): Text {
  if (typeof text === 'string') return encodeURIComponent(text);
  return new SecretText(
    text.parts.map((part) => (typeof part === 'string' ? encodeURIComponent(part) : { ...part, encode: true })),
  );
}

/** The text with its secrets in it. Throws where one is not set, naming it. */
export function reveal(text: Text, lookup: (name: string) => string | undefined): string {
  if (typeof text === 'string') return text;
  return text.parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const value = lookup(part.secret);
      if (value === undefined) throw new Error(`secret ${part.secret} is not set`);
      return part.encode === true ? encodeURIComponent(value) : value;
    })
    .join('');
}
