import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHeaders, toIncomingRequest } from '../../src/server/incoming-request.ts';
import { noProxies } from '../../src/server/trusted-proxies.ts';

function incoming(url: string, rawHeaders: readonly string[] = []): IncomingMessage {
  return { method: 'POST', url, rawHeaders, socket: { remoteAddress: '203.0.113.7' } } as unknown as IncomingMessage;
}

function convert(url: string, rawHeaders: readonly string[] = [], body = ''): ReturnType<typeof toIncomingRequest> {
  return toIncomingRequest(incoming(url, rawHeaders), Buffer.from(body), noProxies);
}

describe('toIncomingRequest', () => {
  test('takes a request apart', () => {
    const request = convert(
      '/mp/collect?measurement_id=G-XXXXXXXXX&tag=a&tag=b%20c',
      ['Host', 'localhost:8080', 'Content-Type', 'application/json', 'X-Forwarded-For', '198.51.100.9'],
      '{"client_id":"test_client_123"}',
    );
    expect(request).toEqual({
      method: 'POST',
      path: '/mp/collect',
      query: { measurement_id: 'G-XXXXXXXXX', tag: ['a', 'b c'] },
      queryString: 'measurement_id=G-XXXXXXXXX&tag=a&tag=b%20c',
      headers: { host: 'localhost:8080', 'content-type': 'application/json', 'x-forwarded-for': '198.51.100.9' },
      body: '{"client_id":"test_client_123"}',
      remoteAddress: '203.0.113.7',
    });
    expect([Object.getPrototypeOf(request.headers), Object.getPrototypeOf(request.query)]).toEqual([null, null]);
  });

  test.each([
    ['/', '/', ''],
    ['/a?', '/a', ''],
    ['/a?b?c', '/a', 'b?c'],
    ['/a/../b//c', '/a/../b//c', ''],
    ['/%2e%2e/%zz%E0', '/%2e%2e/%zz%E0', ''],
    ['//evil.example/x', '//evil.example/x', ''],
    ['http://169.254.169.254/latest/meta-data?x=1', '/latest/meta-data', 'x=1'],
    ['http://user:pass@169.254.169.254', '/', ''],
    ['HTTP://169.254.169.254?x=1', '/', 'x=1'],
    ['?x=1', '/', 'x=1'],
    ['*', '/*', ''],
  ])('cuts %s', (url, path, queryString) => {
    const request = convert(url);
    expect([request.path, request.queryString]).toEqual([path, queryString]);
  });

  test('a body that is not UTF-8 is undefined, a byte order mark stays', () => {
    const read = (bytes: readonly number[]): string | undefined =>
      toIncomingRequest(incoming('/'), Buffer.from(bytes), noProxies).body;
    expect(read([0x22, 0xc3, 0xa9, 0x22])).toBe('"é"');
    expect(read([0xef, 0xbb, 0xbf, 0x7b, 0x7d])).toBe('\ufeff{}');
    expect(read([0x22, 0xc3])).toBeUndefined();
    expect(read([0xed, 0xa0, 0x80])).toBeUndefined();
    expect(read([0xc0, 0xaf])).toBeUndefined();
    expect(read([0xff, 0xfe, 0x7b, 0x00])).toBeUndefined();
  });

  test('any target of any bytes is taken apart without a throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '/', 'http://', '/a?'), (text, begin) => {
        const request = convert(begin + text);
        return request.path.startsWith('/') && !request.path.includes('?');
      }),
    );
  });
});

describe('readHeaders', () => {
  test('joins what is repeated, in lower case', () => {
    const raw = ['Via', 'a', 'COOKIE', 'x=1', 'via', 'b', 'cookie', 'y=2', 'User-Agent', 'one', 'user-agent', 'two'];
    expect({ ...readHeaders(raw) }).toEqual({ via: 'a, b', cookie: 'x=1; y=2', 'user-agent': 'one, two' });
  });

  test('a header named like a part of every object is just a header', () => {
    const headers = readHeaders(['__proto__', 'polluted', 'Constructor', 'c', 'toString', 's']);
    expect(Object.entries(headers)).toEqual([
      ['__proto__', 'polluted'],
      ['constructor', 'c'],
      ['tostring', 's'],
    ]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
