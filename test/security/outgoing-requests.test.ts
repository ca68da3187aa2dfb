import { describe, expect, test } from 'vitest';
import { httpServer, open, post } from '../delivery/transport/support/loopback.ts';

describe('B6: a header that would become two never reaches the wire', () => {
  test.each([
    ['a line break', 'a\r\nx-injected: 1'],
    ['a bare carriage return', 'a\rx'],
    ['a bare line feed', 'a\nx'],
    ['a folded line', 'a\r\n b'],
    ['a whole second request', 'a\r\n\r\nPOST /evil HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['a NUL', 'a\u0000b'],
    ['an escape', 'a\u001b[2Jb'],
    ['a delete', 'a\u007fb'],
    ['what becomes a line break when cut to one byte', 'a\u010d\u010ax-injected: 1'],
    ['what is not latin1', 'Zoë 🎉'],
    ['a Unicode line separator', 'a\u2028b'],
  ])('%s in a value', async (_, value) => {
    const server = await httpServer();
    const headers = { 'user-agent': 'Mozilla/5.0', 'x-client-id': value };
    const sent = await open().send(post(`http://127.0.0.1:${server.port}/`, { headers }));
    expect([sent, server.connections()]).toEqual([
      {
        failure: 'forbidden',
        message: 'the request is not sent: header x-client-id holds a line break or another character no header can',
      },
      0,
    ]);
  });

  const noName = "it holds a name that cannot be a header's: letters, digits and hyphens";
  test.each([
    ['a line break', 'x\r\ny', `x\\u000d\\u000ay: ${noName}`],
    ['a colon', 'x: y', `x: y: ${noName}`],
    ['nothing', '', `: ${noName}`],
    ['what is not ASCII', 'x-zoë', `x-zoë: ${noName}`],
    ['the length', 'content-length', 'content-length: it cannot set content-length: it belongs to the connection'],
    [
      'the coding',
      'transfer-encoding',
      'transfer-encoding: it cannot set transfer-encoding: it belongs to the connection',
    ],
    ['the host', 'host', 'host: it cannot set host: it belongs to the connection'],
    ['an upgrade', 'upgrade', 'upgrade: it cannot set upgrade: it belongs to the connection'],
  ])('%s as a name', async (_, name, told) => {
    const server = await httpServer();
    const sent = await open().send(post(`http://127.0.0.1:${server.port}/`, { headers: { [name]: 'secret' } }));
    expect([sent, server.connections()]).toEqual([
      { failure: 'forbidden', message: `the request is not sent: header ${told}` },
      0,
    ]);
  });

  test.each(['a b', 'a"b', 'GET\r\nx: y', 'POST /evil HTTP/1.1\r\n\r\n', ''])('%j as the method', async (method) => {
    const server = await httpServer();
    const sent = await open().send(post(`http://127.0.0.1:${server.port}/`, { method }));
    expect([sent, server.arrived]).toEqual([
      {
        failure: 'forbidden',
        message: `the request to 127.0.0.1:${server.port} is not sent: HTTP does not allow it (UND_ERR_INVALID_ARG)`,
      },
      [],
    ]);
  });
});

describe('B7: an address that is more than an address is refused', () => {
  test.each([
    ['a user', 'https://secret@127.0.0.1/', 'holds a user name or a password'],
    ['a user and a password', 'https://graph.facebook.com:secret@127.0.0.1/', 'holds a user name or a password'],
    ['a password', 'https://:secret@127.0.0.1/', 'holds a user name or a password'],
    ['a fragment', 'https://127.0.0.1/#secret', 'holds a fragment (#)'],
    ['a fragment before an at', 'https://127.0.0.1#@evil.example/', 'holds a fragment (#)'],
    ['an empty fragment', 'https://127.0.0.1/#', 'holds a fragment (#)'],
    ['a line break', 'https://127.0.0.1/a\r\nx-injected:%20secret', 'holds a line break or another control character'],
    ['a tab in the host', 'https://127.0\t.0.1/', 'holds a line break or another control character'],
    ['a NUL', 'https://127.0.0.1/\u0000', 'holds a line break or another control character'],
    ['a file', 'file:///etc/passwd', 'is neither https nor http'],
    ['FTP', 'ftp://127.0.0.1/secret', 'is neither https nor http'],
    ['data', 'data:text/plain,secret', 'is neither https nor http'],
    ['a web socket', 'wss://127.0.0.1/secret', 'is neither https nor http'],
    ['no scheme', '127.0.0.1/secret', 'cannot be read as a URL'],
    ['a relative address', '//127.0.0.1/secret', 'cannot be read as a URL'],
    ['nothing', '', 'cannot be read as a URL'],
    ['a port beyond', 'https://127.0.0.1:65536/secret', 'cannot be read as a URL'],
    ['a host that is none', 'https://a b/secret', 'cannot be read as a URL'],
  ])('%s', async (_, url, told) => {
    expect(await open().send(post(url))).toEqual({
      failure: 'forbidden',
      message: `the request is not sent: its address ${told}`,
    });
  });

  test.each([
    ['dots that climb', '/123/../../me?x=', '/me?x='],
    ['encoded dots that climb', '/123/%2e%2e/%2E%2E/me', '/me'],
    ['backslashes', '\\evil.example\\x', '/evil.example/x'],
    ['an at in the path', '/a@evil.example/', '/a@evil.example/'],
    ['spaces', '/a b?c d', '/a%20b?c%20d'],
    ['what is not ASCII', '/é?é', '/%C3%A9?%C3%A9'],
  ])('%s stay with the host', async (_, path, target) => {
    const server = await httpServer();
    await open().send(post(`http://127.0.0.1:${server.port}${path}`));
    expect(server.arrived.map(({ url, headers }) => [url, headers['host']])).toEqual([
      [target, `127.0.0.1:${server.port}`],
    ]);
  });
});
