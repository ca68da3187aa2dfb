import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { type IncomingRequest, parseQuery } from '../runtime/request.ts';
import { clientAddress, type TrustedProxies } from './trusted-proxies.ts';

/**
 * An HTTP request as the engine takes it. Path and query are cut from the target as it was sent, undecoded; of an
 * absolute one (`POST http://host/path`) the host is dropped: nothing is ever sent there. `body` undefined where its
 * bytes are not UTF-8.
 */
export function toIncomingRequest(incoming: IncomingMessage, body: Buffer, trusted: TrustedProxies): IncomingRequest {
  const target = originForm(incoming.url ?? '/');
  const mark = target.indexOf('?');
  const queryString = mark === -1 ? '' : target.slice(mark + 1);
  const headers = readHeaders(incoming.rawHeaders);
  return {
    method: incoming.method ?? 'GET',
    path: mark === -1 ? target : target.slice(0, mark),
    query: parseQuery(queryString),
    queryString,
    headers,
    body: isUtf8(body) ? body.toString('utf8') : undefined,
    remoteAddress: clientAddress(incoming.socket.remoteAddress, headers, trusted),
  };
}

/** Names in lower case, in a map without a prototype; repeated ones joined by `, `, cookies by `; ` (RFC 9113, 8.2.3). */
export function readHeaders(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (let i = 0; i < raw.length; i += 2) {
    const name = (raw[i] as string).toLowerCase();
    const before = headers[name];
    const value = raw[i + 1] as string;
    headers[name] = before === undefined ? value : `${before}${name === 'cookie' ? '; ' : ', '}${value}`;
  }
  return headers;
}

const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]*/;

function originForm(target: string): string {
  if (target.charCodeAt(0) === 0x2f) return target;
  const path = target.replace(absolute, '');
  return path.startsWith('/') ? path : `/${path}`;
}
