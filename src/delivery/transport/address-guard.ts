import { type Address, parseAddress } from '../../runtime/addresses.ts';
import { printable, shortened } from '../../text/printable.ts';
import { isCloudMetadata, notPublic } from './address.ts';

/** Says which addresses may be connected to. */
export interface AddressGuard {
  /**
   * Why an address a host stands for may not be connected to, in words; undefined where it may. `host`: as in a parsed
   * URL, without brackets. `encrypted`: whether it is by TLS.
   */
  refusal(host: string, address: string, encrypted: boolean): string | undefined;
}

/** An entry of the list of hosts and ranges that may be reached which is neither. */
export class AllowListError extends Error {
  override readonly name = 'AllowListError';
}

/** Lets everything through. */
export const noGuard: AddressGuard = { refusal: () => undefined };

/**
 * Lets through what is public, by TLS, and what `allow` names: hosts (`collector.internal`), addresses and CIDR ranges.
 * Where a cloud tells its machines their secrets, only that very address in the list lets through. Throws an
 * AllowListError that names the entry that cannot be read.
 */
export function createAddressGuard(allow: readonly string[]): AddressGuard {
  const hosts = new Set<string>();
  const ranges: (readonly [Address, number])[] = [];
  for (const entry of allow) {
    const read = readEntry(entry.trim());
    if (read === undefined) {
      throw new AllowListError(
        `"${shortened(entry, 60)}" is neither a host nor a range that may be reached: write it as collector.internal, 10.1.2.3 or 10.0.0.0/8`,
      );
    }
    if (typeof read === 'string') hosts.add(read);
    else ranges.push(read);
  }

  const ranged = (address: Address): boolean =>
    ranges.some(([first, bits]) => first.kind() === address.kind() && address.match(first as never, bits));
  const named = (address: Address): boolean =>
    ranges.some(([first, bits]) => bits === first.toByteArray().length * 8 && first.toString() === address.toString());

  return {
    refusal(host, text, encrypted) {
      const address = parseAddress(text);
      if (address === undefined) return `${printable(text)} is no address`;
      if (isCloudMetadata(address)) {
        return named(address) ? undefined : `${address} gives out a cloud's secrets: it is reached by nobody`;
      }
      if (hosts.has(withoutDot(host)) || ranged(address)) return undefined;
      const kind = notPublic(address);
      if (kind !== undefined) return `${address} is ${kind}: allow the host or the range if it is to be reached`;
      return encrypted ? undefined : 'http is not encrypted: use https, or allow the host';
    },
  };
}

function withoutDot(host: string): string {
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

/** A host in the form of a parsed URL, or a range; an address is a range of one. */
function readEntry(entry: string): string | readonly [Address, number] | undefined {
  if (entry.includes('/')) return readRange(entry);
  const bare = entry.startsWith('[') && entry.endsWith(']') ? entry.slice(1, -1) : entry;
  const url = URL.parse(`http://${bare.includes(':') ? `[${bare}]` : bare}`);
  // Whatever else stands in it (a port, a path, a user) is not the host's.
  if (url === null || url.href !== `http://${url.hostname}/` || bare.includes('@')) return undefined;
  const address = parseAddress(url.hostname.replace(/^\[|\]$/g, ''));
  if (address !== undefined) return [address, address.toByteArray().length * 8];
  return hostPattern.test(url.hostname) ? withoutDot(url.hostname) : undefined;
}

/** No wildcards: a name under somebody else's domain can be made to stand for any address. */
const hostPattern = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?$/;

function readRange(entry: string): readonly [Address, number] | undefined {
  const [text = '', bits = '', ...rest] = entry.split('/');
  const written = text.includes(':') ? 128 : 32;
  if (rest.length > 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > written) return undefined;
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  // A range of IPv4 in IPv6 counts its bits from the left of the long form.
  const length = Number(bits) - (written - address.toByteArray().length * 8);
  return length < 0 ? undefined : [address, length];
}
