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
  const given = textOf(event['ip_override']);
  return given === undefined ? undefined : readAddress(given);
}

/** The tags of an event ask one after the other for the same address. */
const readAddress: (given: string) => string | undefined = rememberingLast((given) => {
  const first = (given.split(',', 1)[0] as string).trim();
  const text = withPort.exec(first)?.slice(1).join('') ?? first;
  // Bare numbers, octal and hexadecimal pass as IPv4 elsewhere; nobody writes a visitor's address so.
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return undefined;
  if (text.includes('%')) return undefined;
  const address = ipaddr.process(text);
  return private_.has(address.range()) ? undefined : address.toString();
});

/** `203.0.113.7:51234` and `[2001:db8::7]:51234`, as some proxies forward them. */
const withPort = /^(?:([\d.]+)|\[([^[\]]+)\])(?::\d{1,5})?$/;

/** The visitor's user agent, from `user_agent`; undefined where it is absent or could not stand in a header. */
export function visitorUserAgent(event: EventData): string | undefined {
  const given = textOf(event['user_agent']);
  return given === undefined ? undefined : readAgent(given);
}

const readAgent: (given: string) => string | undefined = rememberingLast((given) => {
  const text = given.trim();
  return text === '' || notInHeader.test(text) ? undefined : text;
});

/** `work`, without doing it again for the text it was last given. */
function rememberingLast(work: (text: string) => string | undefined): (text: string) => string | undefined {
  let last: string | undefined;
  let result: string | undefined;
  return (text) => {
    if (text !== last) {
      result = work(text);
      last = text;
    }
    return result;
  };
}

/** RFC 9110's field values: visible ASCII, spaces, and bytes beyond ASCII. */
const notInHeader = /[^\x20-\x7e\x80-\xff]/;
