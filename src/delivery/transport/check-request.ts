import { headerName, isHeaderValue } from '../../platforms/headers.ts';
import { TagError } from '../../platforms/tag.ts';
import { shortened } from '../../text/printable.ts';
import type { NoAnswer, WireRequest } from './transport.ts';

/**
 * A request's address, or why it is not to be sent: an address that is neither http nor https, or holds a user, a
 * fragment or control characters; a header no request can carry (RFC 9110, section 5) or that is the connection's own.
 * The message names the header, never its value.
 */
export function checkRequest({ url: text, headers }: WireRequest): URL | NoAnswer {
  const url = checkUrl(text);
  if (!(url instanceof URL)) return url;
  for (const name in headers) {
    const fault = headerFault(name, headers[name] ?? '');
    if (fault !== undefined) return forbidden(fault);
  }
  return url;
}

/** The part of `checkRequest` that is about the address. */
export function checkUrl(text: string): URL | NoAnswer {
  const url = URL.parse(text);
  if (url === null) return forbidden('its address cannot be read as a URL');
  // The parser drops line breaks and tabs: what is sent would not be what was written.
  if (control.test(text)) return forbidden('its address holds a line break or another control character');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return forbidden('its address is neither https nor http');
  if (url.username !== '' || url.password !== '') return forbidden('its address holds a user name or a password');
  if (text.includes('#')) return forbidden('its address holds a fragment (#)');
  return url;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not pass
const control = /[\u0000-\u001f\u007f]/;

function headerFault(name: string, value: string): string | undefined {
  try {
    headerName(name, 'it');
  } catch (error) {
    if (error instanceof TagError) return `header ${shortened(name, 60)}: ${error.message}`;
    throw error;
  }
  if (isHeaderValue(value)) return undefined;
  return `header ${name} holds a line break or another character no header can`;
}

function forbidden(why: string): NoAnswer {
  return { failure: 'forbidden', message: `the request is not sent: ${why}` };
}
