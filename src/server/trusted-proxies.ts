import { type Address, type AddressRange, inRanges, parseAddress, parseRange } from '../runtime/addresses.ts';
import { forwardedFor } from './forwarded.ts';

/** Whether an address is one of the proxies whose word on the visitor's address counts. */
export interface TrustedProxies {
  has(address: Address): boolean;
}

/** What is wrong with a list of trusted proxies. */
export class TrustedProxyError extends Error {
  override readonly name = 'TrustedProxyError';
}

/** No proxy is trusted. */
export const noProxies: TrustedProxies = { has: () => false };

/**
 * Reads a list of addresses and CIDR ranges, IPv4 and IPv6: `['10.0.0.0/8', '2001:db8::1']`. Throws a
 * TrustedProxyError that names the entry that is neither.
 */
export function parseTrustedProxies(list: readonly string[]): TrustedProxies {
  if (list.length === 0) return noProxies;
  const ranges = list.map(rangeOf);
  return { has: (address) => inRanges(address, ranges) };
}

/**
 * The visitor's address: the socket's, unless that is a trusted proxy's; then `X-Forwarded-For`, or `Forwarded`
 * (RFC 7239) where there is none, read from the right past the trusted ones. A hop that is hidden (`unknown`, `_name`)
 * or malformed ends the walk, since nobody trusted vouches for what stands left of it: the last good hop counts.
 * IPv4 in IPv6 (`::ffff:192.0.2.1`) is given as IPv4. Empty where the socket has no address any more.
 */
export function clientAddress(
  socketAddress: string | undefined,
  headers: Readonly<Record<string, string>>,
  trusted: TrustedProxies,
): string {
  if (socketAddress === undefined) return '';
  if (trusted === noProxies) return plain(socketAddress);
  let address = parseAddress(socketAddress);
  if (address === undefined) return socketAddress;
  // Proxies that write the one often pass the other on as the caller made it; by far the most write X-Forwarded-For.
  const listed = headers['x-forwarded-for'];
  const forwarded = headers['forwarded'];
  const hops = listed !== undefined ? listed.split(',') : forwarded !== undefined ? forwardedFor(forwarded) : [];
  for (let i = hops.length - 1; i >= 0 && trusted.has(address); i -= 1) {
    const hop = parseNode(hops[i] as string);
    if (hop === undefined) break;
    address = hop;
  }
  return address.toString();
}

/** The common forms need no parsing. */
function plain(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
}

function rangeOf(entry: string): AddressRange {
  const range = parseRange(entry);
  if (range !== undefined) return range;
  throw new TrustedProxyError(
    `trusted proxy "${entry}" is neither an address nor a CIDR range: write it as 10.0.0.0/8, 192.0.2.7 or 2001:db8::/32`,
  );
}

const withPort = /^(?:(\d{1,3}(?:\.\d{1,3}){3})|\[([0-9A-Fa-f:.]+)\])(?::(?:\d{1,5}|_[\w.-]+))?$/;

/** A hop as proxies write it: an address, with or without brackets and port. */
function parseNode(hop: string): Address | undefined {
  const text = hop.trim();
  // A zone means something on one machine only.
  if (text.includes('%')) return undefined;
  const parts = withPort.exec(text);
  return parseAddress(parts === null ? text : ((parts[1] ?? parts[2]) as string));
}
