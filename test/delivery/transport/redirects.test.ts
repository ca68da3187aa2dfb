import { describe, expect, test } from 'vitest';
import type { Sent } from '../../../src/delivery/transport/transport.ts';
import { type Answering, httpServer, type Loopback, open, post } from './support/loopback.ts';

/** Sends on from /1 to what `location` says, and answers the rest. */
function redirecting(status: number, location: (port: number) => string | undefined): Answering {
  return (response, { url }, { socket }) => {
    response.sendDate = false;
    const to = url === '/1' ? location(socket.localPort as number) : undefined;
    if (url === '/1') response.writeHead(status, to === undefined ? {} : { location: to }).end('moved');
    else response.end('done');
  };
}

/** What came of a request to /1 that may be sent on by 302, 303, 307 and 308, and what arrived. */
async function follow(server: Loopback, redirects = [302, 303, 307, 308]): Promise<unknown> {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer x' };
  const sent = await open().send(post(`http://127.0.0.1:${server.port}/1`, { headers, body: '{"a":1}', redirects }));
  return [
    status(sent),
    ...server.arrived.map(({ method, url, headers, body }) => [method, url, headers['content-type'], body]),
  ];
}

function status(sent: Sent): unknown {
  return 'answer' in sent ? [sent.answer.status, sent.answer.body] : sent.failure;
}

const json = 'application/json';
const first = ['POST', '/1', json, '{"a":1}'];

describe('a redirect to the same host', () => {
  test.each([307, 308])('by %d is followed with method and body', async (status) => {
    const server = await httpServer(redirecting(status, () => '/2?x=1'));
    expect(await follow(server)).toEqual([[200, 'done'], first, ['POST', '/2?x=1', json, '{"a":1}']]);
  });

  test.each([302, 303])('by %d is followed with GET', async (status) => {
    const server = await httpServer(redirecting(status, () => '/2'));
    expect(await follow(server)).toEqual([[200, 'done'], first, ['GET', '/2', undefined, '']]);
  });

  test('may be an absolute address, its fragment left out', async () => {
    const server = await httpServer(redirecting(307, (port) => `http://127.0.0.1:${port}/2#there`));
    expect(await follow(server)).toEqual([[200, 'done'], first, ['POST', '/2', json, '{"a":1}']]);
  });

  test('is not followed by a status the request does not name', async () => {
    const server = await httpServer(redirecting(302, () => '/2'));
    expect(await follow(server, [307, 308])).toEqual([[302, 'moved'], first]);
  });

  test('is followed twice at most', async () => {
    const server = await httpServer((response, { url }) => {
      response.writeHead(307, { location: `/${Number(url.slice(1)) + 1}` }).end('moved');
    });
    const again = (path: string): readonly string[] => ['POST', path, json, '{"a":1}'];
    expect(await follow(server)).toEqual([[307, 'moved'], first, again('/2'), again('/3')]);
  });
});

describe('is the answer itself, and nothing more is sent, where a redirect', () => {
  test.each<[string, (port: number) => string | undefined]>([
    ['leads to another host', (port) => `http://localhost:${port}/2`],
    ['leads to another port', () => 'http://127.0.0.1:1/2'],
    ['leads to another scheme', (port) => `https://127.0.0.1:${port}/2`],
    ['says no location', () => undefined],
    ['cannot be read', () => 'http://['],
    ['is no web address', () => 'javascript:alert(1)'],
  ])('%s', async (_, location) => {
    const server = await httpServer(redirecting(307, location));
    expect(await follow(server)).toEqual([[307, 'moved'], first]);
  });
});

test('a redirect that puts a password into the address is not followed', async () => {
  const server = await httpServer(redirecting(307, (port) => `http://user:pass@127.0.0.1:${port}/2`));
  const sent = await open().send(post(`http://127.0.0.1:${server.port}/1`, { redirects: [307] }));
  expect([sent, server.arrived.length]).toEqual([
    { failure: 'forbidden', message: 'the request is not sent: its address holds a user name or a password' },
    1,
  ]);
});
