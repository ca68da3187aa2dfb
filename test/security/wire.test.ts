import { describe, expect, test } from 'vitest';
import { RawConnection, type RawResponse } from '../server/support/raw-connection.ts';
import { start } from '../server/support/start.ts';

const host = 'Host: localhost\r\n';
const post = `POST /mp/collect HTTP/1.1\r\n${host}`;
const event = '{"client_id":"test_client_123"}';
const wellFormed = `${post}Content-Length: ${event.length}\r\n\r\n${event}`;
const proxyHelp = 'Send a well-formed HTTP/1.1 request; a proxy in between may have changed it.';
const broken = (reason: string, help = proxyHelp): object => ({
  error: { message: `this is not HTTP/1.1: ${reason}`, help },
});

/** Sends bytes on a connection of their own; gives status, `connection` and JSON body of the one answer. */
async function exchange(port: number, bytes: string): Promise<{ answer: unknown; connection: RawConnection }> {
  const connection = (await RawConnection.open(port)).send(bytes);
  const response = (await connection.response()) as RawResponse;
  const body = response.body.startsWith('{') ? JSON.parse(response.body) : response.body;
  return { answer: [response.status, response.headers['connection'], body], connection };
}

describe('what is no HTTP request is answered 400, and its connection closed', () => {
  test.each<[name: string, bytes: string, body: object]>([
    [
      'Content-Length and Transfer-Encoding',
      `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      broken("Transfer-Encoding can't be present with Content-Length"),
    ],
    [
      'Transfer-Encoding and Content-Length',
      `${post}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`,
      broken("Content-Length can't be present with Transfer-Encoding"),
    ],
    [
      'two Content-Lengths',
      `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
      broken('Duplicate Content-Length'),
    ],
    ['Content-Length: +2', `${post}Content-Length: +2\r\n\r\n{}`, broken('Invalid character in Content-Length')],
    ['Content-Length: 0x2', `${post}Content-Length: 0x2\r\n\r\n{}`, broken('Invalid character in Content-Length')],
    ['a negative length', `${post}Content-Length: -1\r\n\r\n{}`, broken('Invalid character in Content-Length')],
    [
      'a length beyond 64 bits',
      `${post}Content-Length: ${'9'.repeat(30)}\r\n\r\n{}`,
      broken('Content-Length overflow'),
    ],
    [
      'Transfer-Encoding: xchunked',
      `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
      {
        error: {
          message: 'only the transfer coding chunked is taken',
          help: 'Send the body with Content-Length, or with Transfer-Encoding: chunked alone.',
        },
      },
    ],
    [
      'a chunk of no size',
      `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
      broken('Invalid character in chunk size'),
    ],
    ['a space before the colon', `${post}Content-Length : 2\r\n\r\n{}`, broken('Invalid header field char')],
    ['a bare line feed', `POST /mp/collect HTTP/1.1\n${host}\r\n`, broken('Expected CRLF after version')],
    [
      'a bare line feed in the headers',
      `POST /mp/collect HTTP/1.1\r\nHost: localhost\nX: a\r\n\r\n`,
      broken('Missing expected CR after header value'),
    ],
    ['NUL in a header', `${post}X: a\0b\r\n\r\n`, broken('Invalid header value char')],
    ['a folded header', `${post}X: a\r\n b\r\n\r\n`, broken('Unexpected whitespace after header value')],
    ['a target without a slash', `POST mp HTTP/1.1\r\n${host}\r\n`, broken('Invalid characters in url')],
    ['garbage', '\x01\x02garbage\r\n\r\n', broken('Invalid method encountered')],
    ['an unknown method', `BREW /pot HTTP/1.1\r\n${host}\r\n`, broken('Invalid method encountered')],
    ['an unknown version', `GET / HTTP/9.9\r\n${host}\r\n`, broken('Invalid HTTP version')],
    [
      'TLS',
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
      broken('it is a TLS handshake', 'The server speaks plain HTTP: use http://, or a proxy in front of it for TLS.'),
    ],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', broken('it is HTTP/2', 'Use HTTP/1.1 (curl --http1.1).')],
    [
      'no Host',
      `POST /mp/collect HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}`,
      {
        error: {
          message: 'the Host header is missing',
          help: 'HTTP/1.1 asks for one; every client library sends it.',
        },
      },
    ],
  ])('%s', async (_name, bytes, body) => {
    const { port, requests } = await start();
    const { answer, connection } = await exchange(port, bytes);
    expect(answer).toEqual([400, 'close', body]);
    await connection.closed;
    expect(requests).toEqual([]);
    // The server is as well as before.
    expect((await exchange(port, wellFormed)).answer).toEqual([204, 'keep-alive', '']);
  });

  test('it is counted, and logged without a byte of it', async () => {
    const { port, server, log } = await start();
    const { connection } = await exchange(port, 'jane.doe@example.com\r\n\r\n');
    await connection.closed;
    expect([server.stats.malformed, server.stats.aborted]).toEqual([1, 0]);
    expect(log).toEqual([
      {
        level: 'warn',
        fields: { status: 400, code: 'HPE_INVALID_METHOD' },
        message: 'closed a connection: this is not HTTP/1.1: Invalid method encountered',
      },
    ]);
  });
});

describe('what the server itself refuses', () => {
  const target = (reason: string): object => ({
    error: {
      message: `the request's target or Host header is malformed: ${reason}`,
      help: 'Send a path that begins with a slash, and a plain host.',
    },
  });
  test.each<[name: string, bytes: string, answer: unknown]>([
    [
      'a bad Host',
      `POST /mp/collect HTTP/1.1\r\nHost: a b/../\r\nContent-Length: 2\r\n\r\n{}`,
      [400, 'keep-alive', target('Invalid URL')],
    ],
    [
      'a backslash in the path',
      `GET /a\\b HTTP/1.1\r\n${host}\r\n`,
      [400, 'keep-alive', target('Backslash in request path')],
    ],
    ['OPTIONS *', `OPTIONS * HTTP/1.1\r\n${host}\r\n`, [400, 'keep-alive', target('Invalid URL')]],
    [
      'CONNECT',
      `CONNECT 169.254.169.254:80 HTTP/1.1\r\n${host}\r\n`,
      [
        405,
        'close',
        {
          error: {
            message: 'CONNECT is not taken: this is no proxy',
            help: 'Send the request to the server itself; check the HTTP proxy settings of the caller.',
          },
        },
      ],
    ],
    [
      'a coding beside chunked',
      `${post}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
      [
        501,
        'close',
        {
          error: {
            message: 'only the transfer coding chunked is taken',
            help: 'Send the body with Content-Length, or with Transfer-Encoding: chunked alone.',
          },
        },
      ],
    ],
    [
      'an unknown expectation',
      `${post}Expect: 200-ok\r\nContent-Length: 2\r\n\r\n{}`,
      [
        417,
        'close',
        {
          error: {
            message: 'the Expect header asks for what the server does not do',
            help: 'Leave it out, or send Expect: 100-continue.',
          },
        },
      ],
    ],
    [
      'headers of more than 32 kB',
      `GET /g/collect?x=${'a'.repeat(33_000)} HTTP/1.1\r\n${host}\r\n`,
      [
        431,
        'close',
        {
          error: {
            message: 'the request line and headers are larger than 32768 bytes',
            help: 'Send a long event in the body of a POST instead of the URL, and fewer or shorter cookies.',
          },
        },
      ],
    ],
    [
      'more than 500 headers',
      `GET / HTTP/1.1\r\n${host}${'a:b\r\n'.repeat(500)}\r\n`,
      [431, 'close', { error: { message: 'the request has more than 500 headers', help: 'Send fewer.' } }],
    ],
  ])('%s', async (_name, bytes, expected) => {
    const { port, requests } = await start();
    expect((await exchange(port, bytes)).answer).toEqual(expected);
    expect(requests).toEqual([]);
    expect((await exchange(port, wellFormed)).answer).toEqual([204, 'keep-alive', '']);
  });
});

describe('what is odd but HTTP reaches the engine', () => {
  const summary = async (bytes: string): Promise<unknown> => {
    const { port, requests } = await start();
    await exchange(port, bytes);
    return requests.map(({ method, path, queryString, body }) => `${method} ${path} ?${queryString} ${body}`);
  };
  test.each([
    [
      'an absolute target, whose host is never used',
      `POST http://169.254.169.254/latest?a=b HTTP/1.1\r\n${host}Content-Length: 2\r\n\r\n{}`,
      'POST /latest ?a=b {}',
    ],
    ['TRACE', `TRACE /mp/collect HTTP/1.1\r\n${host}\r\n`, 'TRACE /mp/collect ? '],
    ['an upgrade', `GET /x HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`, 'GET /x ? '],
    ['percent signs that encode nothing', `GET /a%zz%E0?x=%zz HTTP/1.1\r\n${host}\r\n`, 'GET /a%zz%E0 ?x=%zz '],
    ['dots in the path', `GET /a/../%2e%2e/b HTTP/1.1\r\n${host}\r\n`, 'GET /a/../%2e%2e/b ? '],
    ['HTTP/1.0 without Host', 'GET /x HTTP/1.0\r\n\r\n', 'GET /x ? '],
    [
      'a URL of 30 kB',
      `GET /g/collect?x=${'a'.repeat(30_000)} HTTP/1.1\r\n${host}\r\n`,
      `GET /g/collect ?x=${'a'.repeat(30_000)} `,
    ],
    ['chunks', `${post}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n`, 'POST /mp/collect ? {}'],
    ['CHUNKED', `${post}Transfer-Encoding: CHUNKED\r\n\r\n2\r\n{}\r\n0\r\n\r\n`, 'POST /mp/collect ? {}'],
    ['500 headers', `GET /x HTTP/1.1\r\n${host}${'a:b\r\n'.repeat(499)}\r\n`, 'GET /x ? '],
    ['GET with a body', `GET /x HTTP/1.1\r\n${host}Content-Length: 2\r\n\r\n{}`, 'GET /x ? {}'],
    ['bytes that are not UTF-8', `${post}Content-Length: 2\r\n\r\n"\xff`, 'POST /mp/collect ? undefined'],
    [
      'identity as content coding',
      `${post}Content-Encoding: Identity\r\nContent-Length: 2\r\n\r\n{}`,
      'POST /mp/collect ? {}',
    ],
    ['a length of leading zeros', `${post}Content-Length: 0002\r\n\r\n{}`, 'POST /mp/collect ? {}'],
  ])('%s', async (_name, bytes, expected) => {
    expect(await summary(bytes)).toEqual([expected]);
  });

  test('headers of every name', async () => {
    const { port, requests } = await start();
    await exchange(port, `GET /x HTTP/1.1\r\n${host}__proto__: a\r\nconstructor: b\r\nHost: evil.example\r\n\r\n`);
    expect(requests.map(({ headers }) => Object.entries(headers))).toEqual([
      [
        ['host', 'localhost, evil.example'],
        ['__proto__', 'a'],
        ['constructor', 'b'],
      ],
    ]);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  test('what no client claims is recorded', async () => {
    const { port, recorder } = await start();
    await exchange(port, `TRACE /nowhere HTTP/1.1\r\n${host}\r\n`);
    expect(recorder.list().map(({ request, client }) => [request.method, request.path, client])).toEqual([
      ['TRACE', '/nowhere', null],
    ]);
  });
});

describe('one connection', () => {
  test('requests sent at once are answered in order', async () => {
    const { port, requests } = await start();
    const numbered = (n: number): string => `${post}Content-Length: 1\r\n\r\n${n}`;
    const connection = (await RawConnection.open(port)).send(
      `${numbered(1)}${numbered(2)}GET /healthy HTTP/1.1\r\n${host}\r\n${numbered(3)}`,
    );
    const statuses: unknown[] = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await connection.response())?.status);
    connection.close();
    expect([statuses, requests.map(({ body }) => body)]).toEqual([
      [204, 204, 200, 204],
      ['1', '2', '3'],
    ]);
  });

  test('good requests are answered before the bad one behind them closes the connection', async () => {
    const { port, requests } = await start();
    const connection = (await RawConnection.open(port)).send(`${wellFormed}${wellFormed}garbage\r\n\r\n`);
    expect((await connection.responses()).map(({ status }) => status)).toEqual([204, 204, 400]);
    expect(requests.length).toBe(2);
  });

  test('a smuggled request stays in the body it came in', async () => {
    const { port, requests } = await start();
    const smuggled = `GET /admin HTTP/1.1\r\n${host}\r\n`;
    const connection = (await RawConnection.open(port)).send(
      `${post}Content-Length: ${smuggled.length}\r\n\r\n${smuggled}${post}Content-Length: 2\r\n\r\n{}`,
    );
    await connection.response();
    await connection.response();
    connection.close();
    expect(requests.map(({ path, body }) => [path, body])).toEqual([
      ['/mp/collect', smuggled],
      ['/mp/collect', '{}'],
    ]);
  });

  test('Expect: 100-continue', async () => {
    const { port, requests } = await start();
    const connection = (await RawConnection.open(port)).send(
      `${post}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n`,
    );
    expect((await connection.response())?.status).toBe(100);
    connection.send('{}');
    expect((await connection.response())?.status).toBe(204);
    connection.close();
    expect(requests.map(({ body }) => body)).toEqual(['{}']);
  });
});
