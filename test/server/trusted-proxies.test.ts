import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientAddress, noProxies, parseTrustedProxies, TrustedProxyError } from '../../src/server/trusted-proxies.ts';

const trusted = parseTrustedProxies(['10.0.0.0/8', '192.168.7.1', '2001:db8:ffff::/48']);

describe('clientAddress', () => {
  const cases: readonly [
    name: string,
    socket: string | undefined,
    headers: Record<string, string>,
    expected: string,
  ][] = [
    ['no proxy, no header', '203.0.113.7', {}, '203.0.113.7'],
    ['a stranger may not name another address', '203.0.113.7', { 'x-forwarded-for': '198.51.100.1' }, '203.0.113.7'],
    ['nor by Forwarded', '203.0.113.7', { forwarded: 'for=198.51.100.1' }, '203.0.113.7'],
    ['a trusted proxy may', '10.1.2.3', { 'x-forwarded-for': '203.0.113.7' }, '203.0.113.7'],
    ['a single trusted address', '192.168.7.1', { 'x-forwarded-for': '203.0.113.7' }, '203.0.113.7'],
    ['its neighbour is not', '192.168.7.2', { 'x-forwarded-for': '203.0.113.7' }, '192.168.7.2'],
    [
      'what the caller wrote left of it does not count',
      '10.1.2.3',
      { 'x-forwarded-for': '198.51.100.9, 203.0.113.7' },
      '203.0.113.7',
    ],
    ['trusted hops are passed', '10.1.2.3', { 'x-forwarded-for': '203.0.113.7, 10.9.9.9 , 10.8.8.8' }, '203.0.113.7'],
    ['all hops trusted: the leftmost', '10.1.2.3', { 'x-forwarded-for': '10.9.9.9, 10.8.8.8' }, '10.9.9.9'],
    ['an empty header', '10.1.2.3', { 'x-forwarded-for': '' }, '10.1.2.3'],
    ['a malformed hop ends the walk', '10.1.2.3', { 'x-forwarded-for': '203.0.113.7, nonsense, 10.8.8.8' }, '10.8.8.8'],
    ['a malformed last hop: the proxy', '10.1.2.3', { 'x-forwarded-for': '203.0.113.7, <script>' }, '10.1.2.3'],
    ['a hop with port', '10.1.2.3', { 'x-forwarded-for': '203.0.113.7:5678' }, '203.0.113.7'],
    ['IPv6 with brackets and port', '10.1.2.3', { 'x-forwarded-for': '[2001:db8::7]:5678' }, '2001:db8::7'],
    ['IPv6 alone', '10.1.2.3', { 'x-forwarded-for': '2001:db8::7' }, '2001:db8::7'],
    ['IPv4 in IPv6 as hop', '10.1.2.3', { 'x-forwarded-for': '::ffff:203.0.113.7' }, '203.0.113.7'],
    ['a trusted proxy as IPv4 in IPv6', '::ffff:10.1.2.3', { 'x-forwarded-for': '203.0.113.7' }, '203.0.113.7'],
    ['a trusted IPv6 proxy', '2001:db8:ffff::1', { 'x-forwarded-for': '203.0.113.7' }, '203.0.113.7'],
    ['hexadecimal is no address', '10.1.2.3', { 'x-forwarded-for': '0x7f.1' }, '10.1.2.3'],
    ['nor is one number', '10.1.2.3', { 'x-forwarded-for': '2130706433' }, '10.1.2.3'],
    ['nor an octet over 255', '10.1.2.3', { 'x-forwarded-for': '203.0.113.256' }, '10.1.2.3'],
    ['Forwarded', '10.1.2.3', { forwarded: 'for=203.0.113.7;proto=https;by=10.1.2.3' }, '203.0.113.7'],
    [
      'Forwarded, quoted IPv6 with port',
      '10.1.2.3',
      { forwarded: 'proto=https;For="[2001:db8:cafe::17]:4711"' },
      '2001:db8:cafe::17',
    ],
    [
      'Forwarded, several elements',
      '10.1.2.3',
      { forwarded: 'for=198.51.100.9, for=203.0.113.7, for=10.5.5.5' },
      '203.0.113.7',
    ],
    ['Forwarded, hidden by the last proxy', '10.1.2.3', { forwarded: 'for=198.51.100.9, for=_hidden' }, '10.1.2.3'],
    [
      'Forwarded, hidden further left',
      '10.1.2.3',
      { forwarded: 'for=198.51.100.9, for=unknown, for=10.5.5.5' },
      '10.5.5.5',
    ],
    ['Forwarded, an element without for', '10.1.2.3', { forwarded: 'for=198.51.100.9, proto=https' }, '10.1.2.3'],
    ['Forwarded, a comma in quotes', '10.1.2.3', { forwarded: 'for=203.0.113.7;host="a,b"' }, '203.0.113.7'],
    ['Forwarded, a quote never closed', '10.1.2.3', { forwarded: 'for=203.0.113.7, for="198.51.100.9' }, '10.1.2.3'],
    ['Forwarded, for twice', '10.1.2.3', { forwarded: 'for=203.0.113.7;for=198.51.100.9' }, '10.1.2.3'],
    [
      'both: X-Forwarded-For',
      '10.1.2.3',
      { forwarded: 'for=198.51.100.9', 'x-forwarded-for': '203.0.113.7' },
      '203.0.113.7',
    ],
    ['a closed socket', undefined, { 'x-forwarded-for': '203.0.113.7' }, ''],
  ];
  test.each(cases)('%s', (_name, socket, headers, expected) => {
    expect(clientAddress(socket, headers, trusted)).toBe(expected);
  });

  test('without trusted proxies the socket counts, IPv4 in IPv6 as IPv4', () => {
    const headers = { 'x-forwarded-for': '198.51.100.1' };
    expect(clientAddress('203.0.113.7', headers, noProxies)).toBe('203.0.113.7');
    expect(clientAddress('::ffff:203.0.113.7', headers, noProxies)).toBe('203.0.113.7');
    expect(clientAddress('2001:db8::7', headers, parseTrustedProxies([]))).toBe('2001:db8::7');
  });

  test('whatever the headers hold, the answer is an address', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.ipV4(),
      fc.ipV6(),
      fc.constantFrom('for=', '"', ',', ';', '10.0.0.1', '[', ']', ':80', '\\', 'for="[::1]"', '  '),
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.boolean(), (value, listed) => {
        const headers: Record<string, string> = listed ? { 'x-forwarded-for': value } : { forwarded: value };
        return isIP(clientAddress('10.1.2.3', headers, trusted)) !== 0;
      }),
    );
  });

  test('long headers of any shape take no longer than their length', () => {
    // A pattern that backtracks would not come back from these.
    for (const unit of [' ', '"', ',', ';', '\\"', 'for=', '\t,', 'for="', ':', '[']) {
      const value = unit.repeat(Math.floor(200_000 / unit.length));
      expect(clientAddress('10.1.2.3', { forwarded: `${value}x` }, trusted)).toBe('10.1.2.3');
      expect(clientAddress('10.1.2.3', { 'x-forwarded-for': `${value}x` }, trusted)).toBe('10.1.2.3');
    }
  });
});

describe('parseTrustedProxies', () => {
  test.each([
    'proxy.example.com',
    '10.0.0.0/33',
    '10.0.0/8',
    '::1/129',
    '',
    '10.0.0.0/8,10.1.0.0/16',
    '0x7f.1',
    '127.1',
  ])('refuses %j', (entry) => {
    expect(() => parseTrustedProxies(['10.0.0.0/8', entry])).toThrow(
      new TrustedProxyError(
        `trusted proxy "${entry}" is neither an address nor a CIDR range: write it as 10.0.0.0/8, 192.0.2.7 or 2001:db8::/32`,
      ),
    );
  });

  test('takes an IPv4 range written as IPv6', () => {
    const proxies = parseTrustedProxies(['::ffff:10.0.0.0/104']);
    expect(clientAddress('10.200.0.1', { 'x-forwarded-for': '203.0.113.7' }, proxies)).toBe('203.0.113.7');
    expect(clientAddress('11.200.0.1', { 'x-forwarded-for': '203.0.113.7' }, proxies)).toBe('11.200.0.1');
  });
});
