import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AllowListError, createAddressGuard, noGuard } from '../../../src/delivery/transport/address-guard.ts';

const guard = createAddressGuard([]);

describe('without a list', () => {
  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '157.240.22.35',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '223.255.255.255',
    '2606:4700::1111',
    '2a03:2880:f12f:83:face:b00c:0:25de',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])('%s may be reached by TLS only', (address) => {
    expect([guard.refusal('a.example', address, true), guard.refusal('a.example', address, false)]).toEqual([
      undefined,
      'http is not encrypted: use https, or allow the host',
    ]);
  });

  const forbidden: readonly (readonly [address: string, kind: string, written?: string])[] = [
    ['127.0.0.1', "the machine's own"],
    ['127.255.255.255', "the machine's own"],
    ['0.0.0.0', 'no address of anybody'],
    ['0.1.2.3', 'no address of anybody'],
    ['10.0.0.1', 'of a private network'],
    ['172.16.0.0', 'of a private network'],
    ['172.31.255.255', 'of a private network'],
    ['192.168.1.1', 'of a private network'],
    ['169.254.1.1', 'link-local'],
    ['100.64.0.0', "of a carrier's network"],
    ['100.127.255.255', "of a carrier's network"],
    ['192.0.0.1', 'reserved'],
    ['192.0.2.1', 'reserved'],
    ['198.51.100.1', 'reserved'],
    ['203.0.113.1', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['198.19.255.255', 'reserved'],
    ['192.88.99.1', 'reserved'],
    ['224.0.0.1', 'a multicast group'],
    ['239.255.255.255', 'a multicast group'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'a broadcast'],
    ['::', 'no address of anybody'],
    ['::1', "the machine's own"],
    ['::127.0.0.1', 'reserved', '::7f00:1'],
    ['::ffff:127.0.0.1', "the machine's own", '127.0.0.1'],
    ['::ffff:7f00:1', "the machine's own", '127.0.0.1'],
    ['::ffff:0:127.0.0.1', 'reserved', '::ffff:0:7f00:1'],
    ['::ffff:10.0.0.1', 'of a private network', '10.0.0.1'],
    ['64:ff9b::7f00:1', "the machine's own"],
    ['64:ff9b::10.0.0.1', 'of a private network', '64:ff9b::a00:1'],
    ['64:ff9b:1::808:808', 'reserved'],
    ['2002:7f00:1::', 'a tunnel (6to4)'],
    ['2002:808:808::', 'a tunnel (6to4)'],
    ['2001::1', 'a tunnel (Teredo)'],
    ['2001:2::1', 'reserved'],
    ['2001:db8::1', 'reserved'],
    ['3fff::1', 'reserved'],
    ['100::1', 'reserved'],
    ['5f00::1', 'reserved'],
    ['4000::1', 'reserved'],
    ['fc00::1', 'of a private network'],
    ['fdff::1', 'of a private network'],
    ['fe80::1', 'link-local'],
    ['febf::1', 'link-local'],
    ['fec0::1', 'of a private network'],
    ['ff02::1', 'a multicast group'],
  ];
  test.each(forbidden.map(([address, kind, written = address]) => [address, kind, written] as const))(
    '%s may not be reached: it is %s',
    (address, kind, written) => {
      expect(guard.refusal('a.example', address, true)).toBe(
        `${written} is ${kind}: allow the host or the range if it is to be reached`,
      );
    },
  );

  const metadata = [
    '169.254.169.254',
    '169.254.170.2',
    '169.254.170.23',
    '168.63.129.16',
    '100.100.100.200',
    '192.0.0.192',
    'fd00:ec2::254',
    'fd00:ec2::23',
    'fd20:ce::254',
    '64:ff9b::a9fe:a9fe',
  ];
  test.each(metadata)('%s is what a cloud tells its secrets by', (address) => {
    const lists = [
      [],
      ['0.0.0.0/0', '::/0', 'metadata.internal'],
      [address],
      [`${address}/${address.includes(':') ? 128 : 32}`],
    ];
    const refused = `${address} gives out a cloud's secrets: it is reached by nobody`;
    expect(lists.map((list) => createAddressGuard(list).refusal('metadata.internal', address, true))).toEqual([
      refused,
      refused,
      undefined,
      undefined,
    ]);
  });

  test('a cloud’s secrets are not given to IPv4 written as IPv6 either', () => {
    expect(guard.refusal('a.example', '::ffff:169.254.169.254', true)).toBe(
      "169.254.169.254 gives out a cloud's secrets: it is reached by nobody",
    );
  });

  test.each(['0x7f.1', '2130706433', '127.1', 'localhost', '1.1.1.1.', '', '1.1.1.1\u001b[2J'])(
    '%j of a resolver is no address',
    (text) => {
      expect(guard.refusal('a.example', text, true)).toBe(`${text.replace('\u001b', '\\u001b')} is no address`);
    },
  );

  test('IPv4 is judged alike however it is written in IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const judged = guard.refusal('a.example', address, true);
        expect(guard.refusal('a.example', `::ffff:${address}`, true)).toBe(judged);
        expect(guard.refusal('a.example', `64:ff9b::${address}`, true) === undefined).toBe(judged === undefined);
      }),
    );
  });
});

describe('a list', () => {
  const reached = (allow: readonly string[], host: string, address: string): readonly boolean[] => {
    const { refusal } = createAddressGuard(allow);
    return [refusal(host, address, true) === undefined, refusal(host, address, false) === undefined];
  };

  test.each<[entry: string, host: string, address: string]>([
    ['127.0.0.1', '127.0.0.1', '127.0.0.1'],
    ['127.0.0.1', 'anything.example', '127.0.0.1'],
    ['::ffff:127.0.0.1', '127.0.0.1', '127.0.0.1'],
    ['2130706433', '127.0.0.1', '127.0.0.1'],
    ['10.0.0.0/8', 'a.example', '10.255.0.1'],
    ['::ffff:10.0.0.0/104', 'a.example', '10.255.0.1'],
    ['0.0.0.0/0', 'a.example', '192.168.0.1'],
    ['[::1]', '::1', '::1'],
    ['::1', '::1', '0:0:0:0:0:0:0:1'],
    ['fd00::/8', 'a.example', 'fd12::1'],
    ['64:ff9b::/96', 'a.example', '64:ff9b::7f00:1'],
    ['collector.internal', 'collector.internal', '10.0.0.1'],
    ['Collector.Internal.', 'collector.internal', '10.0.0.1'],
    ['collector.internal', 'collector.internal.', 'fd00::1'],
    [' localhost ', 'localhost', '127.0.0.1'],
    ['münchen.example', 'xn--mnchen-3ya.example', '10.0.0.1'],
    ['db_1', 'db_1', '10.0.0.1'],
  ])('with %j lets %s at %s be reached, by http too', (entry, host, address) => {
    expect(reached([entry], host, address)).toEqual([true, true]);
  });

  test.each<[entry: string, host: string, address: string]>([
    ['127.0.0.1', '127.0.0.2', '127.0.0.2'],
    ['10.0.0.0/8', 'a.example', '11.0.0.1/8'],
    ['10.0.0.0/9', 'a.example', '10.128.0.0'],
    ['0.0.0.0/0', 'a.example', '::1'],
    ['::/0', 'a.example', '127.0.0.1'],
    ['collector.internal', 'a.collector.internal', '10.0.0.1'],
    ['collector.internal', 'collector.internal.evil.example', '10.0.0.1'],
    ['collector.internal', 'xcollector.internal', '10.0.0.1'],
  ])('with %j does not let %s at %s be reached', (entry, host, address) => {
    expect(reached([entry], host, address)).toEqual([false, false]);
  });

  test.each([
    '',
    '*',
    '*.internal',
    'a b',
    'localhost:8080',
    '10.0.0.1:80',
    'http://localhost',
    'localhost/x',
    'user@localhost',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '10.0/8',
    '::ffff:10.0.0.0/95',
    '::1/129',
    'internal/8',
    '[::1',
    '1.2.3.256',
    'a..b',
  ])('with %j is refused', (entry) => {
    expect(() => createAddressGuard(['10.0.0.1', entry])).toThrow(
      new AllowListError(
        `"${entry}" is neither a host nor a range that may be reached: write it as collector.internal, 10.1.2.3 or 10.0.0.0/8`,
      ),
    );
  });

  test('may be of any texts: reading it throws nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.domain()), (entry) => {
        try {
          createAddressGuard([entry]).refusal('a.example', '127.0.0.1', true);
        } catch (error) {
          expect(error).toBeInstanceOf(AllowListError);
        }
      }),
    );
  });
});

test('no guard lets everything through', () => {
  expect(noGuard.refusal('a.example', '169.254.169.254', false)).toBeUndefined();
});
