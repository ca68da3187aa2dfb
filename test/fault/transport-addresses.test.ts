import { describe, expect, test } from 'vitest';
import type { Resolve } from '../../src/delivery/transport/guarded-lookup.ts';
import { bodyOf, closedPort, httpServer, open, post, rawServer } from '../delivery/transport/support/loopback.ts';

const failing =
  (code: string): Resolve =>
  () =>
    Promise.reject(Object.assign(new Error('getaddrinfo: token=secret'), { code }));

describe('F16: a redirect', () => {
  test.each([
    'http://169.254.169.254/latest/meta-data/iam',
    '//169.254.169.254/latest/meta-data/iam',
    'http://[::ffff:169.254.169.254]/',
    'http://metadata.google.internal/computeMetadata/v1/',
    'https://127.0.0.1:22/',
    'http://localhost/',
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
  ])('to %s is not followed', async (location) => {
    const looked: string[] = [];
    const server = await httpServer((response) => response.writeHead(307, { location }).end('moved'));
    const transport = open({
      resolve: (host) => {
        looked.push(host);
        return Promise.reject(new Error('nobody is to be looked up'));
      },
    });
    const sent = await transport.send(
      post(`http://127.0.0.1:${server.port}/`, { redirects: [301, 302, 303, 307, 308] }),
    );
    expect([bodyOf(sent), server.arrived.length, looked]).toEqual(['moved', 1, []]);
  });
});

describe('F16: a name that moves to the inside', () => {
  const own = {
    failure: 'forbidden',
    message:
      "moving.example is not to be reached: 127.0.0.1 is the machine's own: allow the host or the range if it is to be reached",
  };

  /** One answer after the other; the last stays. */
  const moving = (...addresses: readonly string[]): { resolve: Resolve; asked: () => number } => {
    let asked = 0;
    return {
      asked: () => asked,
      resolve: () => {
        const address = addresses[Math.min(asked, addresses.length - 1)] as string;
        asked += 1;
        return Promise.resolve([{ address, family: 4 }]);
      },
    };
  };

  test('between two connections is not followed', async () => {
    const outside = await httpServer((response) => response.setHeader('connection', 'close').end('ok'), '127.0.0.2');
    const { resolve } = moving('127.0.0.2', '127.0.0.1');
    const transport = open({ allow: ['127.0.0.2'], resolve });
    const request = post(`http://moving.example:${outside.port}/`);
    expect([bodyOf(await transport.send(request)), await transport.send(request), outside.arrived.length]).toEqual([
      'ok',
      own,
      1,
    ]);
  });

  test('between looking and connecting is not followed: it is looked up once', async () => {
    const inside = await httpServer();
    const { resolve, asked } = moving('127.0.0.2', '127.0.0.1');
    const sent = await open({ allow: ['127.0.0.2'], resolve }).send(post(`http://moving.example:${inside.port}/`));
    expect([sent, inside.connections(), asked()]).toEqual([
      { failure: 'unsent', message: 'moving.example refuses connections (ECONNREFUSED)' },
      0,
      1,
    ]);
  });

  test('while a connection is kept makes no difference: it stays with the address that was checked', async () => {
    const outside = await httpServer(undefined, '127.0.0.2');
    const { resolve, asked } = moving('127.0.0.2', '127.0.0.1');
    const transport = open({ allow: ['127.0.0.2'], resolve, connections: 1 });
    const request = post(`http://moving.example:${outside.port}/`);
    expect([bodyOf(await transport.send(request)), bodyOf(await transport.send(request)), asked()]).toEqual([
      'ok',
      'ok',
      1,
    ]);
  });
});

describe('F17: where nothing went out, the same again is safe', () => {
  const url = 'https://graph.example/events?access_token=secret';

  test.each([
    ['ENOTFOUND', 'is a name nobody knows'],
    ['EAI_AGAIN', 'cannot be looked up now'],
    ['EAI_FAIL', 'cannot be connected to'],
  ])('DNS says %s', async (code, told) => {
    expect(await open({ resolve: failing(code) }).send(post(url))).toEqual({
      failure: 'unsent',
      message: `graph.example ${told} (${code})`,
    });
  });

  test('DNS never answers', async () => {
    const never: Resolve = () => new Promise(() => {});
    expect(await open({ resolve: never, connectMs: 20 }).send(post(url))).toEqual({
      failure: 'unsent',
      message: 'graph.example gave no connection within 20 ms',
    });
  });

  test('nobody listens', async () => {
    expect(await open().send(post(`http://127.0.0.1:${await closedPort()}/?access_token=secret`))).toEqual({
      failure: 'unsent',
      message: '127.0.0.1 refuses connections (ECONNREFUSED)',
    });
  });

  test('TLS is not answered', async () => {
    const server = await rawServer(() => {});
    const sent = await open({ connectMs: 20 }).send(post(`https://127.0.0.1:${server.port}/`));
    expect(sent).toEqual({ failure: 'unsent', message: '127.0.0.1 gave no connection within 20 ms' });
  });

  test('TLS is broken off', async () => {
    const server = await rawServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const sent = await open().send(post(`https://127.0.0.1:${server.port}/`));
    expect(sent).toEqual({ failure: 'unsent', message: '127.0.0.1 broke off while connecting (ECONNRESET)' });
  });

  test('it goes through once the name is found', async () => {
    const server = await httpServer();
    let down = true;
    const resolve: Resolve = (host) =>
      down ? failing('EAI_AGAIN')(host) : Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const transport = open({ resolve });
    const request = post(`http://graph.example:${server.port}/`);
    const before = bodyOf(await transport.send(request));
    down = false;
    expect([before, bodyOf(await transport.send(request))]).toEqual([
      'graph.example cannot be looked up now (EAI_AGAIN)',
      'ok',
    ]);
  });

  test('many who connect at once ask for the name once', async () => {
    let asked = 0;
    const resolve: Resolve = (host) => {
      asked += 1;
      return failing('EAI_AGAIN')(host);
    };
    const transport = open({ resolve, connections: 10 });
    await Promise.all(Array.from({ length: 10 }, () => transport.send(post(url))));
    expect(asked).toBe(1);
  });

  test('of many who wait for a connection that fails, each is told', async () => {
    const transport = open({ resolve: failing('ENOTFOUND'), connections: 2 });
    const sent = await Promise.all(Array.from({ length: 20 }, () => transport.send(post(url))));
    const told = { failure: 'unsent', message: 'graph.example is a name nobody knows (ENOTFOUND)' };
    expect(sent).toEqual(Array.from({ length: 20 }, () => told));
  });
});
