import { describe, expect, test } from 'vitest';
import { vendorAddress } from '../../../src/delivery/transport/vendor-address.ts';
import { bodyOf, httpServer, open, post } from './support/loopback.ts';

describe('vendorAddress', () => {
  test.each([
    [
      'http://127.0.0.1:9090',
      'https://graph.facebook.com/v24.0/1/events?a=b%20c',
      '/graph.facebook.com/v24.0/1/events?a=b%20c',
    ],
    ['http://127.0.0.1:9090/', 'https://tr.snapchat.com', '/tr.snapchat.com/'],
    ['http://127.0.0.1:9090/base/', 'https://tr.snapchat.com/v3/', '/base/tr.snapchat.com/v3/'],
    ['http://127.0.0.1:9090/base?x=1#y', 'http://collector.internal:8443/p?q', '/base/collector.internal:8443/p?q'],
    ['http://127.0.0.1:9090', 'https://example.com/../../a/%2e%2e/b', '/example.com/b'],
    ['http://127.0.0.1:9090', 'https://[2001:db8::1]/a', '/[2001:db8::1]/a'],
    ['http://127.0.0.1:9090', 'https://münchen.example/?', '/xn--mnchen-3ya.example/'],
  ])('at %s, %s is %s', (vendors, url, target) => {
    expect(vendorAddress(new URL(vendors), new URL(url)).href).toBe(`http://127.0.0.1:9090${target}`);
  });
});

test('every request goes to the vendor simulators, wherever they are, and no name is looked up', async () => {
  const server = await httpServer();
  const vendors = new URL(`http://127.0.0.1:${server.port}`);
  const asked: string[] = [];
  const transport = open({
    allow: [],
    vendors,
    resolve: (host) => {
      asked.push(host);
      return Promise.reject(new Error('no name is looked up'));
    },
  });
  const sent = [
    await transport.send(post('https://graph.facebook.com/v24.0/1/events?access_token=a')),
    await transport.send(post('http://169.254.169.254/latest')),
    await transport.send(post('http://[::1]:70/x')),
  ];
  expect([sent.map(bodyOf), server.arrived.map(({ url }) => url), asked]).toEqual([
    ['ok', 'ok', 'ok'],
    ['/graph.facebook.com/v24.0/1/events?access_token=a', '/169.254.169.254/latest', '/[::1]:70/x'],
    [],
  ]);
});

test('a redirect of a vendor simulator is the platform’s: followed to the same platform only', async () => {
  const server = await httpServer((response, { url }) => {
    const to: Record<string, string> = {
      '/a.example/absolute': 'https://a.example/2',
      '/a.example/relative': '/2',
      '/a.example/away': 'https://b.example/2',
      '/a.example/home': `http://127.0.0.1:${server.port}/a.example/2`,
    };
    const location = to[url];
    if (location === undefined) response.end('done');
    else response.writeHead(307, { location }).end('moved');
  });
  const transport = open({ allow: [], vendors: new URL(`http://127.0.0.1:${server.port}`) });
  const followed: unknown[] = [];
  for (const path of ['absolute', 'relative', 'away', 'home']) {
    followed.push([path, bodyOf(await transport.send(post(`https://a.example/${path}`, { redirects: [307] })))]);
  }
  expect(followed).toEqual([
    ['absolute', 'done'],
    ['relative', 'done'],
    ['away', 'moved'],
    ['home', 'moved'],
  ]);
});

test('what may not be sent to the internet is not sent to them either', async () => {
  const server = await httpServer();
  const transport = open({ allow: [], vendors: new URL(`http://127.0.0.1:${server.port}`) });
  const sent = await transport.send(post('https://user:secret@a.example/'));
  expect([sent, server.arrived]).toEqual([
    { failure: 'forbidden', message: 'the request is not sent: its address holds a user name or a password' },
    [],
  ]);
});
