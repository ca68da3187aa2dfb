import ipaddr from 'ipaddr.js';
import { type EventData, textOf } from './event-data.ts';

/** Ranges no visitor comes from over the internet; what names one says nothing of where the visitor is. */
const private_ = new Set([
  'loopback',
  'private',
  'linkLocal',
  'uniqueLocal',
  'unspecified',
  'carrierGradeNat',
  'multicast',
  'broadcast',
]);

/**
 * The visitor's IP address, from `ip_override`: the first of a list, without a port, IPv4-mapped ones as IPv4.
 * Undefined where it is absent, malformed, or of a private network.
 */
export function visitorIp(event: EventData): string | undefined {
  const given = textOf(event['ip_override'])?.split(',', 1)[0]?.trim();
  if (given === undefined) return undefined;
  const text = withPort.exec(given)?.slice(1).join('') ?? given;
  // Bare numbers, octal and hexadecimal pass as IPv4 elsewhere; nobody writes a visitor's address so.
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return undefined;
  if (text.includes('%')) return undefined;
  const address = ipaddr.process(text);
  return private_.has(address.range()) ? undefined : address.toString();
}

/** `203.0.113.7:51234` and `[2001:db8::7]:51234`, as some proxies forward them. */
const withPort = /^(?:([\d.]+)|\[([^[\]]+)\])(?::\d{1,5})?$/;

/** The visitor's user agent, from `user_agent`; undefined where it is absent or could not stand in a header. */
export function visitorUserAgent(event: EventData): string | undefined {
  const text = textOf(event['user_agent'])?.trim();
  return text === undefined || text === '' || notInHeader.test(text) ? undefined : text;
}

/** RFC 9110's field values: visible ASCII, spaces, and bytes beyond ASCII. */
const notInHeader = /[^\x20-\x7e\x80-\xff]/;
