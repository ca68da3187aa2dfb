import type { LookupAddress } from 'node:dns';
import { describe, expect, test } from 'vitest';
import { httpServer, type Loopback, open, post } from '../delivery/transport/support/loopback.ts';

const own = (address: string): string =>
  `${address} is the machine's own: allow the host or the range if it is to be reached`;
const refused = (host: string, why: string): unknown => ({
  failure: 'forbidden',
  message: `${host} is not to be reached: ${why}`,
});
const closed = (address: string, kind: string): string =>
  `${address} is ${kind}: allow the host or the range if it is to be reached`;

/** A name of the resolver's that stands for these addresses. */
const standsFor =
  (...addresses: readonly string[]) =>
  (): Promise<readonly LookupAddress[]> =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

/** Sends to a host at the port of a server that must get nothing. */
async function send(server: Loopback, host: string, addresses: readonly string[] = []): Promise<unknown> {
  const transport = open({ allow: [], resolve: standsFor(...addresses) });
  const sent = [
    await transport.send(post(`http://${host}:${server.port}/latest/meta-data?token=secret`)),
    await transport.send(post(`https://${host}:${server.port}/latest/meta-data?token=secret`)),
  ];
  expect([sent[1], server.connections()]).toEqual([sent[0], 0]);
  return sent[0];
}

describe('B8: an address that is not of the public internet is not connected to', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1', own('127.0.0.1')],
    ['127.1', '127.0.0.1', own('127.0.0.1')],
    ['127.0.0.1.', '127.0.0.1', own('127.0.0.1')],
    ['0x7f.1', '127.0.0.1', own('127.0.0.1')],
    ['0x7f000001', '127.0.0.1', own('127.0.0.1')],
    ['0177.0.0.1', '127.0.0.1', own('127.0.0.1')],
    ['2130706433', '127.0.0.1', own('127.0.0.1')],
    ['%31%32%37.0.0.1', '127.0.0.1', own('127.0.0.1')],
    ['127。0。0。1', '127.0.0.1', own('127.0.0.1')],
    ['127．0．0．1', '127.0.0.1', own('127.0.0.1')],
    ['１２７.0.0.1', '127.0.0.1', own('127.0.0.1')],
    ['①②⑦.0.0.1', '127.0.0.1', own('127.0.0.1')],
    ['0.0.0.0', '0.0.0.0', closed('0.0.0.0', 'no address of anybody')],
    ['0', '0.0.0.0', closed('0.0.0.0', 'no address of anybody')],
    ['10.0.0.1', '10.0.0.1', closed('10.0.0.1', 'of a private network')],
    ['172.16.0.1', '172.16.0.1', closed('172.16.0.1', 'of a private network')],
    ['192.168.0.1', '192.168.0.1', closed('192.168.0.1', 'of a private network')],
    ['100.64.0.1', '100.64.0.1', closed('100.64.0.1', "of a carrier's network")],
    ['169.254.1.1', '169.254.1.1', closed('169.254.1.1', 'link-local')],
    ['169.254.169.254', '169.254.169.254', "169.254.169.254 gives out a cloud's secrets: it is reached by nobody"],
    ['0xa9fea9fe', '169.254.169.254', "169.254.169.254 gives out a cloud's secrets: it is reached by nobody"],
    ['198.18.0.1', '198.18.0.1', closed('198.18.0.1', 'reserved')],
    ['240.0.0.1', '240.0.0.1', closed('240.0.0.1', 'reserved')],
    ['224.0.0.1', '224.0.0.1', closed('224.0.0.1', 'a multicast group')],
    ['[::1]', '::1', own('::1')],
    ['[0:0:0:0:0:0:0:1]', '::1', own('::1')],
    ['[::]', '::', closed('::', 'no address of anybody')],
    ['[::ffff:127.0.0.1]', '::ffff:7f00:1', own('127.0.0.1')],
    ['[::127.0.0.1]', '::7f00:1', closed('::7f00:1', 'reserved')],
    ['[64:ff9b::7f00:1]', '64:ff9b::7f00:1', own('64:ff9b::7f00:1')],
    ['[64:ff9b::127.0.0.1]', '64:ff9b::7f00:1', own('64:ff9b::7f00:1')],
    ['[2002:7f00:1::]', '2002:7f00:1::', closed('2002:7f00:1::', 'a tunnel (6to4)')],
    ['[2001::7f00:1]', '2001::7f00:1', closed('2001::7f00:1', 'a tunnel (Teredo)')],
    ['[fc00::1]', 'fc00::1', closed('fc00::1', 'of a private network')],
    ['[fd00:ec2::254]', 'fd00:ec2::254', "fd00:ec2::254 gives out a cloud's secrets: it is reached by nobody"],
    ['[fe80::1]', 'fe80::1', closed('fe80::1', 'link-local')],
    ['[ff02::1]', 'ff02::1', closed('ff02::1', 'a multicast group')],
  ])('%s', async (host, read, why) => {
    expect(await send(await httpServer(), host)).toEqual(refused(read, why));
  });

  test.each([
    ['localhost', ['127.0.0.1', '::1'], 'localhost', own('127.0.0.1')],
    ['localhost.', ['127.0.0.1'], 'localhost.', own('127.0.0.1')],
    ['LOCALHOST', ['::1'], 'localhost', own('::1')],
    ['ⓛocalhost', ['::1'], 'localhost', own('::1')],
    ['127.0.0.1.nip.example', ['127.0.0.1'], '127.0.0.1.nip.example', own('127.0.0.1')],
    [
      'metadata.example',
      ['169.254.169.254'],
      'metadata.example',
      "169.254.169.254 gives out a cloud's secrets: it is reached by nobody",
    ],
    ['mapped.example', ['::ffff:127.0.0.1'], 'mapped.example', own('127.0.0.1')],
    ['translated.example', ['64:ff9b::7f00:1'], 'translated.example', own('64:ff9b::7f00:1')],
    ['tunnel.example', ['2002:7f00:1::'], 'tunnel.example', closed('2002:7f00:1::', 'a tunnel (6to4)')],
    ['network.example', ['10.0.0.1', '192.168.0.1'], 'network.example', closed('10.0.0.1', 'of a private network')],
    ['zone.example', ['fe80::1%lo'], 'zone.example', closed('fe80::1%lo', 'link-local')],
    ['odd.example', ['0x7f.1'], 'odd.example', '0x7f.1 is no address'],
  ])('the name %s, which stands for %j', async (host, addresses, read, why) => {
    expect(await send(await httpServer(), host, addresses)).toEqual(refused(read, why));
  });

  test.each(['graph.facebook.com@127.0.0.1', 'graph.facebook.com:443@127.0.0.1', '@127.0.0.1', ':@127.0.0.1'])(
    'a user before the host: %s',
    async (authority) => {
      const server = await httpServer();
      const sent = await open({ allow: [] }).send(post(`http://${authority}:${server.port}/`));
      const user = {
        failure: 'forbidden',
        message: 'the request is not sent: its address holds a user name or a password',
      };
      expect([sent, server.connections()]).toEqual([
        authority.startsWith('graph') ? user : refused('127.0.0.1', own('127.0.0.1')),
        0,
      ]);
    },
  );

  test('the machine’s own resolver is asked where none is given', async () => {
    const server = await httpServer();
    const sent = await open({ allow: [] }).send(post(`https://localhost:${server.port}/`));
    const told = sent as { readonly failure: string; readonly message: string };
    expect([told.failure, told.message.replace('::1', '127.0.0.1'), server.connections()]).toEqual([
      'forbidden',
      `localhost is not to be reached: ${own('127.0.0.1')}`,
      0,
    ]);
  });
});

describe('of several addresses', () => {
  test('only those that may be reached are', async () => {
    const [forbidden, allowed] = [await httpServer(), await httpServer(undefined, '127.0.0.2')];
    // The other address is tried first by whoever does not look.
    const resolve = standsFor('127.0.0.1', '10.0.0.1', '127.0.0.2');
    const transport = open({ allow: ['127.0.0.2'], resolve });
    await transport.send(post(`http://several.example:${allowed.port}/a`));
    const sent = await transport.send(post(`http://several.example:${forbidden.port}/b`));
    expect([forbidden.connections(), allowed.arrived.map(({ url }) => url), sent]).toEqual([
      0,
      ['/a'],
      { failure: 'unsent', message: 'several.example refuses connections (ECONNREFUSED)' },
    ]);
  });
});

describe('what the list allows is reached', () => {
  test.each([
    ['by name', 'collector.internal', ['collector.internal']],
    ['by name, whatever the dot at its end', 'collector.internal.', ['collector.internal']],
    ['by address', 'collector.internal', ['127.0.0.1']],
    ['by range', 'collector.internal', ['127.0.0.0/8']],
    ['as an address', '127.0.0.1', ['127.0.0.0/8']],
    ['as an address in another spelling', '0x7f.1', ['127.0.0.0/8']],
  ])('%s', async (_, host, allow) => {
    const server = await httpServer();
    await open({ allow, resolve: standsFor('127.0.0.1') }).send(post(`http://${host}:${server.port}/a`));
    expect(server.arrived.map(({ url }) => url)).toEqual(['/a']);
  });
});

test('http is not spoken to a public address', async () => {
  const sent = await open({ allow: [], resolve: standsFor('8.8.8.8') }).send(post('http://public.example/'));
  expect(sent).toEqual(refused('public.example', 'http is not encrypted: use https, or allow the host'));
});
