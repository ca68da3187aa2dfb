import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AllowListError } from '../../../src/delivery/transport/address-guard.ts';
import { createTransport } from '../../../src/delivery/transport/create-transport.ts';
import { bodyOf, closedPort, httpServer, open, post, rawServer } from './support/loopback.ts';

describe('a request', () => {
  test('goes out as it is: method, path, query, headers, body', async () => {
    const server = await httpServer();
    const url = `http://127.0.0.1:${server.port}/v24.0/1%2F2/events?access_token=a%20b&x=%F0%9F%8E%89`;
    const headers = { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 \u00e9', 'x-empty': '' };
    await open().send(post(url, { headers, body: '{"name":"Zoë 🎉"}' }));
    expect(server.arrived).toEqual([
      {
        method: 'POST',
        url: '/v24.0/1%2F2/events?access_token=a%20b&x=%F0%9F%8E%89',
        headers: {
          host: `127.0.0.1:${server.port}`,
          connection: 'keep-alive',
          'content-type': 'application/json',
          'user-agent': 'Mozilla/5.0 \u00e9',
          'x-empty': '',
          'content-length': '20',
        },
        body: '{"name":"Zoë 🎉"}',
      },
    ]);
  });

  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('%s without a body', async (method) => {
    const server = await httpServer();
    await open().send(post(`http://127.0.0.1:${server.port}/pixel?x=1`, { method, body: undefined }));
    expect(server.arrived.map(({ method, url, body }) => [method, url, body])).toEqual([[method, '/pixel?x=1', '']]);
  });

  test('may take any form: sending it never rejects', async () => {
    const port = await closedPort();
    const transport = open({ resolve: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })) });
    const url = fc.oneof(
      fc.string(),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.string().map((rest) => `http://127.0.0.1:${port}/${rest}`),
    );
    const headers = fc.dictionary(fc.string(), fc.string());
    const request = fc.record({ url, headers, method: fc.string(), body: fc.option(fc.string(), { nil: undefined }) });
    await fc.assert(
      fc.asyncProperty(request, async (made) => {
        const sent = await transport.send({ ...made, redirects: [] });
        expect(sent).toEqual({ failure: expect.stringMatching(/^(?:unsent|forbidden)$/), message: expect.any(String) });
      }),
      { numRuns: 50 },
    );
  });
});

describe('an answer', () => {
  test('is read: status, headers in lower case and joined, body', async () => {
    const server = await httpServer((response) => {
      response.sendDate = false;
      response.writeHead(429, [
        ...['Retry-After', '7'],
        ...['X-Usage', 'a', 'x-usage', 'b'],
        ...['Set-Cookie', 'c=1', 'Set-Cookie', 'd=2'],
        ...['__proto__x', 'e'],
      ]);
      response.end('{"error":"café"}');
    });
    expect(await open().send(post(`http://127.0.0.1:${server.port}/`))).toEqual({
      answer: {
        status: 429,
        headers: {
          'retry-after': '7',
          'x-usage': 'a, b',
          'set-cookie': 'c=1, d=2',
          __proto__x: 'e',
          connection: 'keep-alive',
          'keep-alive': 'timeout=5',
          'transfer-encoding': 'chunked',
        },
        body: '{"error":"café"}',
        truncated: false,
      },
    });
  });

  test('without a body has an empty one', async () => {
    const server = await httpServer((response) => {
      response.sendDate = false;
      response.writeHead(204).end();
    });
    expect(await open().send(post(`http://127.0.0.1:${server.port}/`))).toEqual({
      answer: {
        status: 204,
        headers: { connection: 'keep-alive', 'keep-alive': 'timeout=5' },
        body: '',
        truncated: false,
      },
    });
  });
});

describe('connections', () => {
  test('are kept and bounded', async () => {
    const server = await httpServer();
    const transport = open({ connections: 3 });
    const many = Array.from({ length: 30 }, () => transport.send(post(`http://127.0.0.1:${server.port}/`)));
    await Promise.all(many);
    expect([server.arrived.length, server.connections()]).toEqual([30, 3]);
  });

  test('of an origin in use are not closed for another', async () => {
    const held = Promise.withResolvers<() => void>();
    const slow = await httpServer((response) => held.resolve(() => response.end('late')));
    const other = await httpServer();
    const transport = open({ maxOrigins: 1 });
    const first = transport.send(post(`http://127.0.0.1:${slow.port}/`));
    await transport.send(post(`http://127.0.0.1:${other.port}/`));
    (await held.promise)();
    expect(bodyOf(await first)).toBe('late');
  });
});

describe('close', () => {
  test('cuts off what is in flight, and nothing is sent after it', async () => {
    const asked = Promise.withResolvers<unknown>();
    const server = await rawServer((socket) => socket.once('data', asked.resolve));
    const transport = open();
    const request = post(`http://127.0.0.1:${server.port}/`);
    const sending = transport.send(request);
    await asked.promise;
    await transport.close();
    const stopping = `127.0.0.1:${server.port} was not`;
    expect([await sending, await transport.send(request), server.connections()]).toEqual([
      { failure: 'unknown', message: `${stopping} waited for: the program is stopping (UND_ERR_DESTROYED)` },
      { failure: 'unsent', message: `${stopping} asked: the program is stopping` },
      1,
    ]);
  });
});

test('a list of what may be reached that cannot be read is refused', () => {
  expect(() => createTransport({ allow: ['10.0.0.0/8', 'no host'] })).toThrow(
    new AllowListError(
      '"no host" is neither a host nor a range that may be reached: write it as collector.internal, 10.1.2.3 or 10.0.0.0/8',
    ),
  );
});
