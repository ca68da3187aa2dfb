import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { TransportOptions } from '../../src/delivery/transport/create-transport.ts';
import type { Sent } from '../../src/delivery/transport/transport.ts';
import { answering, httpServer, type Loopback, open, post, rawServer } from '../delivery/transport/support/loopback.ts';

/** Sends with a secret in address and header, and gives what came of it, the port taken out. */
async function send(server: Loopback, options: TransportOptions = {}): Promise<Sent> {
  const url = `http://127.0.0.1:${server.port}/events?access_token=secret`;
  const sent = await open(options).send(post(url, { headers: { authorization: 'Bearer secret' } }));
  if ('answer' in sent) return sent;
  return { ...sent, message: sent.message.replace(`:${server.port}`, '') };
}

const unknown = (message: string): unknown => ({ failure: 'unknown', message: `127.0.0.1 ${message}` });
const head = 'HTTP/1.1 200 OK\r\n';

describe('F15: an answer that never ends well', () => {
  test.each<[string, string | Buffer, string]>([
    ['is no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'answered with what is not HTTP'],
    ['is bytes', Buffer.from(Array.from({ length: 999 }, (_, i) => i % 256)), 'answered with what is not HTTP'],
    ['has no status', 'HTTP/1.1 OK\r\n\r\n', 'answered with what is not HTTP'],
    ['has a header without a name', `${head}: x\r\n\r\n`, 'answered with what is not HTTP'],
    [
      'gives two lengths',
      `${head}content-length: 1\r\ncontent-length: 2\r\n\r\nab`,
      'answered with another length than it said (UND_ERR_RES_CONTENT_LENGTH_MISMATCH)',
    ],
    ['gives a length that is none', `${head}content-length: -1\r\n\r\n`, 'answered with what is not HTTP'],
    ['has a chunk that is none', `${head}transfer-encoding: chunked\r\n\r\nzz\r\n`, 'answered with what is not HTTP'],
    [
      'is for another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
      'closed the connection before it had answered (UND_ERR_SOCKET)',
    ],
    [
      'has 100,000 headers',
      `${head}${'a: b\r\n'.repeat(100_000)}\r\n`,
      'answered with too many headers (UND_ERR_HEADERS_OVERFLOW)',
    ],
    [
      'has 100,000 empty headers',
      `${head}${'a:\r\n'.repeat(100_000)}\r\n`,
      'answered with too many headers (UND_ERR_HEADERS_OVERFLOW)',
    ],
    [
      'has a header of 1 MB',
      `${head}a: ${'b'.repeat(1_000_000)}\r\n\r\n`,
      'answered with too many headers (UND_ERR_HEADERS_OVERFLOW)',
    ],
  ])('%s', async (_, bytes, told) => {
    expect(await send(await answering(bytes))).toEqual(unknown(told));
  });

  test.each<[string, string, string]>([
    ['before the first byte', '', 'closed the connection before it had answered (UND_ERR_SOCKET)'],
    ['in the headers', `${head}content-le`, 'closed the connection before it had answered (UND_ERR_SOCKET)'],
    [
      'after the headers',
      `${head}content-length: 5\r\n\r\n`,
      'closed the connection before it had answered (UND_ERR_SOCKET)',
    ],
    [
      'in the body',
      `${head}content-length: 5\r\n\r\nab`,
      'closed the connection before it had answered (UND_ERR_SOCKET)',
    ],
    [
      'in a chunk',
      `${head}transfer-encoding: chunked\r\n\r\n5\r\nab`,
      'closed the connection before it had answered (UND_ERR_SOCKET)',
    ],
    [
      'in a body that says it ends with the connection',
      `${head}connection: close\r\ncontent-length: 5\r\n\r\nab`,
      'answered with another length than it said (UND_ERR_RES_CONTENT_LENGTH_MISMATCH)',
    ],
  ])('is broken off %s', async (_, bytes, told) => {
    expect(await send(await answering(bytes, (socket) => socket.end()))).toEqual(unknown(told));
  });

  test.each<[string, string]>([
    ['before the first byte', ''],
    ['in the headers', `${head}content-le`],
  ])('is reset %s', async (_, bytes) => {
    const server = await answering(bytes, (socket) => socket.resetAndDestroy());
    expect(await send(server)).toEqual(unknown('broke the connection off (ECONNRESET)'));
  });
});

describe('F15: an answer there is no waiting for', () => {
  const late: readonly (readonly [what: string, bytes: string, options: TransportOptions, told: string])[] = [
    ['does not begin', '', { headersMs: 20 }, 'did not answer in time (UND_ERR_HEADERS_TIMEOUT)'],
    ['stops in the headers', `${head}a: b\r\n`, { headersMs: 20 }, 'did not answer in time (UND_ERR_HEADERS_TIMEOUT)'],
    ['has interim answers only', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(9), { totalMs: 20 }, 'took too long'],
    [
      'stops after the headers',
      `${head}content-length: 5\r\n\r\n`,
      { bodyMs: 20 },
      'stopped in the middle of its answer (UND_ERR_BODY_TIMEOUT)',
    ],
    [
      'stops in the body',
      `${head}content-length: 5\r\n\r\nab`,
      { bodyMs: 20 },
      'stopped in the middle of its answer (UND_ERR_BODY_TIMEOUT)',
    ],
    ['does not begin, for longer than all may take', '', { totalMs: 20 }, 'took too long'],
  ];
  test('is cut off', async () => {
    // All at once: some of these clocks are coarse.
    const sent = await Promise.all(
      late.map(async ([what, bytes, options]) => [what, await send(await answering(bytes), options)]),
    );
    expect(sent).toEqual(late.map(([what, , , told]) => [what, unknown(told)]));
  });

  const dripping = (first: string, drop: string): Promise<Loopback> =>
    answering(first, (socket) => {
      const drip = (): void => void (socket.writable && socket.write(drop, () => setImmediate(drip)));
      drip();
    });
  test.each<[string, string, string]>([
    ['body', `${head}content-length: 9999999\r\n\r\n`, 'a'],
    ['chunks', `${head}transfer-encoding: chunked\r\n\r\n`, '1\r\na\r\n'],
    ['interim answers', '', 'HTTP/1.1 102 Processing\r\n\r\n'],
  ])('comes drop by drop: %s', async (_, first, drop) => {
    // It is cut off by time, whatever has come by then.
    const sent = await send(await dripping(first, drop), { totalMs: 60, maxAnswerBytes: 100_000_000 });
    expect(sent).toEqual(unknown('took too long'));
  });

  test('does not keep the next request waiting', async () => {
    const server = await rawServer((socket) => {
      socket.once('data', (bytes) => {
        if (String(bytes).startsWith('POST /slow')) return;
        socket.end(`${head}content-length: 4\r\nconnection: close\r\n\r\nfast`);
      });
    });
    const transport = open({ connections: 1, totalMs: 30 });
    const [slow, fast] = await Promise.all([
      transport.send(post(`http://127.0.0.1:${server.port}/slow`)),
      (async () => {
        await transport.send(post(`http://127.0.0.1:${server.port}/slow`));
        return await transport.send(post(`http://127.0.0.1:${server.port}/fast`));
      })(),
    ]);
    expect(['failure' in slow, 'answer' in fast && fast.answer.body]).toEqual([true, 'fast']);
  });

  test('is not waited for by what has not been sent: that is safe to send again', async () => {
    const server = await rawServer(() => {});
    const transport = open({ connections: 1, totalMs: 30 });
    const request = post(`http://127.0.0.1:${server.port}/`);
    const sent = await Promise.all([transport.send(request), transport.send(request)]);
    const message = `127.0.0.1:${server.port} took too long`;
    expect(sent).toEqual([
      { failure: 'unknown', message },
      { failure: 'unsent', message },
    ]);
  });
});

describe('F15: an answer that is more than is read', () => {
  const read = (sent: Sent): unknown =>
    'answer' in sent ? [sent.answer.status, sent.answer.body.length, sent.answer.truncated] : sent;

  test('of 64 kB is read whole', async () => {
    const server = await httpServer((response) => response.end('a'.repeat(65_536)));
    expect(read(await send(server))).toEqual([200, 65_536, false]);
  });

  test('of one byte more is cut, and the connection closed', async () => {
    const ended = Promise.withResolvers<unknown>();
    const server = await httpServer((response, _, { socket }) => {
      socket.on('close', ended.resolve);
      response.end('a'.repeat(65_537));
    });
    expect([read(await send(server)), await ended.promise]).toEqual([[200, 65_536, true], false]);
  });

  test('without end is cut, after no more of it than a socket holds was taken', async () => {
    let written = 0;
    const block = Buffer.alloc(65_536, 'a');
    const ended = Promise.withResolvers<void>();
    const flood = (socket: Socket): void => {
      if (!socket.writable) return;
      written += block.length;
      if (socket.write(block)) setImmediate(flood, socket);
      else socket.once('drain', () => flood(socket));
    };
    const server = await answering(`${head}content-length: 1000000000\r\n\r\n`, (socket) => {
      socket.on('close', () => ended.resolve());
      flood(socket);
    });
    const sent = await send(server);
    await ended.promise;
    expect([read(sent), written < 50_000_000]).toEqual([[200, 65_536, true], true]);
  });

  test('is not read again: the next request has a connection of its own', async () => {
    const server = await httpServer((response, { url }) =>
      response.end(url === '/big' ? 'a'.repeat(200_000) : 'small'),
    );
    const transport = open({ connections: 1 });
    const sent = [
      await transport.send(post(`http://127.0.0.1:${server.port}/big`)),
      await transport.send(post(`http://127.0.0.1:${server.port}/small`)),
    ];
    expect([sent.map(read), server.connections()]).toEqual([
      [
        [200, 65_536, true],
        [200, 5, false],
      ],
      2,
    ]);
  });

  test('is cut between characters', async () => {
    const server = await httpServer((response) => response.end('aé🎉'));
    const cut = await Promise.all([1, 2, 3, 4, 6, 7, 99].map((maxAnswerBytes) => send(server, { maxAnswerBytes })));
    expect(cut.map((sent) => 'answer' in sent && [sent.answer.body, sent.answer.truncated])).toEqual([
      ['a', true],
      ['a', true],
      ['aé', true],
      ['aé', true],
      ['aé', true],
      ['aé🎉', false],
      ['aé🎉', false],
    ]);
  });
});

describe('F15: an answer that is no JSON', () => {
  const plain = (bytes: string | Buffer): Promise<Loopback> =>
    httpServer((response) => {
      response.sendDate = false;
      response.end(bytes);
    });
  test.each<[string, string | Buffer, string]>([
    ['is a page', '<!doctype html><h1>502</h1>', '<!doctype html><h1>502</h1>'],
    ['is cut', '{"events_received":', '{"events_received":'],
    ['begins with a byte order mark', '\ufeff{}', '{}'],
    ['is no UTF-8', Buffer.from([0x61, 0xff, 0xc3, 0x62]), 'a\ufffd\ufffdb'],
    ['is compressed, though nobody asked for that', gzipSync('{}'), gzipSync('{}').toString('utf8')],
    ['is empty', '', ''],
  ])('is given as text: it %s', async (_, bytes, body) => {
    const sent = await send(await plain(bytes));
    expect('answer' in sent && [sent.answer.status, sent.answer.body, sent.answer.truncated]).toEqual([
      200,
      body,
      false,
    ]);
  });
});
