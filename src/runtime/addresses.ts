import ipaddr from 'ipaddr.js';

/** An IPv4 or IPv6 address; IPv4 in IPv6 (`::ffff:192.0.2.1`) counts as IPv4. */
export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** All addresses that begin with the same bits. */
export interface AddressRange {
  readonly first: Address;
  readonly bits: number;
}

/** Only the dotted form of four counts as IPv4: `0x7f.1` and `2130706433` are nobody's honest spelling. */
const dotted = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/** Reads an address; undefined where it is none. */
export function parseAddress(text: string): Address | undefined {
  if (!text.includes(':') && !dotted.test(text)) return undefined;
  // ipaddr.js takes ::192.0.2.1 for ::ffff:192.0.2.1, which it is not.
  const exact = text.replace(compatible, '::0:');
  return ipaddr.isValid(exact) ? ipaddr.process(exact) : undefined;
}

const compatible = /^::(?=\d+\.)/;

const range = /^([^/%]+)(?:\/(\d{1,3}))?$/;

/** Reads an address (a range of one) or a CIDR range: `10.0.0.0/8`, `2001:db8::/32`; undefined where it is neither. */
export function parseRange(entry: string): AddressRange | undefined {
  const [, text = '', bits] = range.exec(entry.trim()) ?? [];
  const first = parseAddress(text);
  if (first === undefined) return undefined;
  const longest = first.kind() === 'ipv4' ? 32 : 128;
  // A range of IPv4 in IPv6 counts its bits from the left of the long form.
  const length = bits === undefined ? longest : Number(bits) - (longest === 32 && text.includes(':') ? 96 : 0);
  return length >= 0 && length <= longest ? { first, bits: length } : undefined;
}

/** Whether an address is in one of the ranges. */
export function inRanges(address: Address, ranges: readonly AddressRange[]): boolean {
  return ranges.some(({ first, bits }) => first.kind() === address.kind() && address.match(first as never, bits));
}
