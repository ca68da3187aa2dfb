import { describe, expect, test } from 'vitest';
import { controlGuard } from '../../src/server/control-token.ts';
import { RawConnection } from '../server/support/raw-connection.ts';
import { start } from '../server/support/start.ts';
import { createApp } from './support/guarded-app.ts';

const why = {
  host: 'the control API is not served under this Host',
  page: 'a page of another site may not use the control API',
};

describe('pages in a browser on this machine', () => {
  const ask = createApp({ live: false, token: undefined });
  const reasonOf = async (headers: Record<string, string>, secure = false): Promise<string> => {
    const { status, reasons } = await ask(headers, secure);
    return status === 200 ? 'in' : `${status} ${reasons[0]}`;
  };

  test.each([
    'localhost',
    'localhost:8080',
    'LOCALHOST:8080',
    '127.0.0.1',
    '127.0.0.1:8080',
    '127.8.8.8',
    '[::1]',
    '[::1]:8080',
  ])('this machine is reached as %s', async (host) => {
    expect(await reasonOf({ host })).toBe('in');
  });

  test.each([
    'evil',
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost.',
    '127.1',
    '0x7f.0.0.1',
    '2130706433',
    '0.0.0.0',
    '[::]',
    '[::ffff:127.0.0.1]',
    '192.168.0.7',
    'localhost@evil',
    'localhost:8080@evil',
    'localhost/',
    'localhost:',
    'localhost:x',
    'localhost, evil',
    '',
    ' ',
  ])('DNS rebinding: the host %j is not', async (host) => {
    expect(await reasonOf({ host })).toBe(`403 ${why.host}`);
  });

  test('a request without a host', async () => {
    expect(await reasonOf({})).toBe(`403 ${why.host}`);
  });

  const host = 'localhost:8080';
  test.each([
    ['its own page', { origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' }, 'in'],
    ['its own page, TLS ended by a proxy', { origin: 'https://localhost:8080' }, 'in'],
    ['typed into the address line', { 'sec-fetch-site': 'none' }, 'in'],
    ['another site', { origin: 'https://evil.example' }, `403 ${why.page}`],
    ['another port', { origin: 'http://localhost:3000' }, `403 ${why.page}`],
    ['another name of this machine', { origin: 'http://127.0.0.1:8080' }, `403 ${why.page}`],
    ['another site that begins alike', { origin: 'http://localhost:8080.evil.example' }, `403 ${why.page}`],
    ['a sandboxed frame or a file', { origin: 'null' }, `403 ${why.page}`],
    ['an empty origin', { origin: '' }, `403 ${why.page}`],
    ['an extension', { origin: 'chrome-extension://localhost:8080' }, `403 ${why.page}`],
    ['an image of another site', { 'sec-fetch-site': 'cross-site' }, `403 ${why.page}`],
    ['another site under the same name', { 'sec-fetch-site': 'same-site' }, `403 ${why.page}`],
  ])('%s', async (_name, headers, outcome) => {
    expect(await reasonOf({ host, ...headers })).toBe(outcome);
  });

  test('over TLS a page without it is another site', async () => {
    expect(await reasonOf({ host, origin: 'http://localhost:8080' }, true)).toBe(`403 ${why.page}`);
    expect(await reasonOf({ host, origin: 'https://localhost:8080' }, true)).toBe('in');
  });
});

describe('on the wire', () => {
  async function guarded(): ReturnType<typeof start> {
    return start({
      extend: (app) => {
        app.use('/__sgtm/*', controlGuard({ live: true, token: 'control-token' }));
        app.all('/__sgtm/purge', (c) => c.text('purged'));
      },
    });
  }

  test.each([
    [
      'a form of another site',
      'POST /__sgtm/purge HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n',
      403,
    ],
    [
      'a name pointed here',
      'POST /__sgtm/purge HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer control-token\r\nContent-Length: 0\r\n',
      403,
    ],
    [
      'two hosts, the good one first',
      'POST /__sgtm/purge HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nContent-Length: 0\r\n',
      403,
    ],
    [
      'HTTP/1.0 without a host',
      'POST /__sgtm/purge HTTP/1.0\r\nAuthorization: Bearer control-token\r\nContent-Length: 0\r\n',
      403,
    ],
    ['a path in other letters', 'POST /%5f%5fsgtm/purge HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n', 403],
    ['a path with a second slash', 'POST //__sgtm/purge HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n', 400],
    ['a path through another', 'POST /x/../__sgtm/purge HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n', 403],
    ['no token', 'POST /__sgtm/purge HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n', 403],
    [
      'the token',
      'POST /__sgtm/purge HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer control-token\r\nContent-Length: 0\r\n',
      200,
    ],
  ])('%s: %s', async (_name, head, status) => {
    const { port } = await guarded();
    const connection = (await RawConnection.open(port)).send(`${head}Connection: close\r\n\r\n`);
    expect((await connection.response())?.status).toBe(status);
  });

  test('collecting stays open to pages of any site', async () => {
    const { url } = await guarded();
    const answer = await fetch(`${url}/mp/collect`, {
      method: 'POST',
      headers: { origin: 'https://shop.example' },
      body: '{}',
    });
    expect(answer.status).toBe(204);
  });
});
