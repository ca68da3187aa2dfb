import { SecretText, type Text } from '../runtime/secret.ts';
import { type Fields, TagError } from './tag.ts';

/** A header's name. Source: RFC 9110, section 5.1 (token). */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** What a header's value cannot hold: control characters (the tab aside), and what is not one byte. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not pass
const unsendable = /[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/;

/** Headers of the connection or of the message's framing, which only what sends the request may set. */
const framing: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Whether text can stand in a header as it is; of a text with secrets, what is not one. */
export function isHeaderValue(value: Text): boolean {
  if (typeof value === 'string') return !unsendable.test(value);
  return value.parts.every((part) => typeof part !== 'string' || !unsendable.test(part));
}

/**
 * A header's name in lower case. `what` says whose it is, for the error. Throws a TagError where it is no name, or one
 * that only what sends the request may set.
 */
export function headerName(name: string, what: string): string {
  if (!token.test(name))
    throw new TagError(`${what} holds a name that cannot be a header's: letters, digits and hyphens`);
  const lower = name.toLowerCase();
  if (framing.has(lower)) throw new TagError(`${what} cannot set ${lower}: it belongs to the connection`);
  return lower;
}

/**
 * A field that maps header names to values. Names come out in lower case; a value that is undefined is left out, and
 * null is kept, for the caller to remove its own. Throws a TagError where a name or value cannot stand in a request
 * (RFC 9110, section 5), or a name comes twice.
 */
export function headersOf(own: Fields, what: string): Record<string, Text | null> {
  const headers: Record<string, Text | null> = {};
  for (const given in own) {
    const value = own[given];
    if (value === undefined) continue;
    const name = headerName(given, what);
    if (Object.hasOwn(headers, name)) throw new TagError(`${what} names ${name} twice: names ignore case`);
    headers[name] = value === null ? null : headerValue(name, value, what);
  }
  return headers;
}

function headerValue(name: string, value: unknown, what: string): Text {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' && !(value instanceof SecretText))
    throw new TagError(`${what}.${name} is not text: a header has one value`);
  if (!isHeaderValue(value))
    throw new TagError(`${what}.${name} holds a line break or another character no header can: encode it`);
  return value;
}
