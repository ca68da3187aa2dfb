import { gzipSync } from 'node:zlib';
import supertest from 'supertest';
import { describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { recordingOf } from '../server/support/fake-engine.ts';
import { RawConnection } from '../server/support/raw-connection.ts';
import { type Started, start } from '../server/support/start.ts';

const host = 'Host: localhost\r\n';
const post = `POST /mp/collect HTTP/1.1\r\n${host}`;
const get = `GET /x HTTP/1.1\r\n${host}\r\n`;
const tooLarge = (bytes: number): object => ({
  error: {
    message: `the body is larger than ${bytes} bytes`,
    help: 'Send fewer events in one request; GA4 takes 25 events and 130 kB at most.',
  },
});

/** Lets the loop turn until something is so. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

describe('the body', () => {
  const declared = (size: number): string => `${post}Content-Length: ${size}\r\n\r\n${'x'.repeat(size)}`;
  const chunked = (size: number): string =>
    `${post}Transfer-Encoding: chunked\r\n\r\n${size.toString(16)}\r\n${'x'.repeat(size)}\r\n0\r\n\r\n`;

  test.each([
    ['declared', declared],
    ['chunked', chunked],
  ])('%s: the limit is taken, one byte more is not', async (_name, make) => {
    const { port, requests, recorder, server } = await start({ maxBodyBytes: 1_000 });
    for (const [size, status] of [
      [999, 204],
      [1_000, 204],
      [1_001, 413],
    ] as const) {
      const connection = (await RawConnection.open(port)).send(make(size));
      const response = await connection.response();
      expect(response?.status).toBe(status);
      if (status === 413) expect(JSON.parse(response?.body ?? '')).toEqual(tooLarge(1_000));
      connection.close();
    }
    expect(requests.map(({ body }) => body?.length)).toEqual([999, 1_000]);
    expect([server.stats.refused, recorder.list().length]).toEqual([1, 3]);
  });

  test('the limit is 256 KiB unless given', async () => {
    const { url } = await start();
    const send = async (size: number): Promise<number> =>
      (await supertest(url).post('/mp/collect').type('text/plain').send('x'.repeat(size))).status;
    expect([await send(262_144), await send(262_145)]).toEqual([204, 413]);
  });

  test('a declared length over the limit is refused before the body is sent', async () => {
    const { port } = await start({ maxBodyBytes: 1_000 });
    const connection = (await RawConnection.open(port)).send(`${post}Content-Length: 99999999\r\n\r\n`);
    expect((await connection.response())?.status).toBe(413);
    const expecting = (await RawConnection.open(port)).send(
      `${post}Expect: 100-continue\r\nContent-Length: 1001\r\n\r\n`,
    );
    expect((await expecting.response())?.status).toBe(413);
    connection.close();
    expecting.close();
  });

  test('a body without end is not kept, and cut off', async () => {
    const { port, server } = await start({
      maxBodyBytes: 1_000,
      headersTimeoutMs: 100,
      requestTimeoutMs: 200,
      checkIntervalMs: 20,
    });
    const connection = (await RawConnection.open(port)).send(`${post}Transfer-Encoding: chunked\r\n\r\n`);
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const pump = (): void => {
      while (!connection.socket.destroyed && connection.socket.write(chunk));
    };
    connection.socket.on('drain', pump);
    pump();
    expect((await connection.response())?.status).toBe(413);
    await connection.closed;
    expect([server.stats.refused, server.stats.aborted]).toEqual([1, 0]);
  });

  test('what was refused is recorded in its session, credentials redacted', async () => {
    const { url, recorder } = await start({ maxBodyBytes: 10 });
    await supertest(url)
      .post('/mp/collect?measurement_id=G-XXXXXXXXX&api_secret=s3cret')
      .set({ 'x-sgtm-session': 'checkout', authorization: 'Bearer s3cret' })
      .send('{"client_id":"test_client_123"}');
    const [recording] = recorder.list({ session: 'checkout' });
    expect(recording).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      session: 'checkout',
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      request: {
        method: 'POST',
        path: '/mp/collect',
        query: { measurement_id: 'G-XXXXXXXXX', api_secret: '<redacted>' },
        headers: expect.objectContaining({ authorization: '<redacted>', 'content-length': '31' }),
        body: null,
        remoteAddress: '127.0.0.1',
      },
      client: null,
      reason: 'the body is larger than 10 bytes',
      response: {
        status: 413,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(tooLarge(10)),
      },
      violations: [],
      events: [],
    });
    expect(JSON.stringify(recorder.list())).not.toContain('s3cret');
  });

  test('compressed: never inflated, whatever it would become', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const { url, requests, recorder } = await start();
    for (const encoding of ['gzip', 'br', 'zstd', 'identity, gzip', 'x-unknown']) {
      const answer = await supertest(url)
        .post('/mp/collect')
        .set({ 'content-encoding': encoding, 'content-type': 'application/json' })
        .send(bomb);
      expect([answer.status, answer.body, answer.headers['accept-encoding']]).toEqual([
        415,
        {
          error: {
            message: 'compressed bodies are not taken',
            help: 'Send the body as it is, without Content-Encoding.',
          },
        },
        'identity',
      ]);
    }
    expect([requests.length, recorder.list().map(({ reason }) => reason)]).toEqual([
      0,
      Array.from({ length: 5 }, () => 'compressed bodies are not taken'),
    ]);
  });

  test('a caller that goes away in the midst is counted and logged, not recorded', async () => {
    const { port, server, log, recorder } = await start();
    const connection = (await RawConnection.open(port)).send(
      `${post}Content-Length: 100\r\nExpect: 100-continue\r\n\r\n`,
    );
    expect((await connection.response())?.status).toBe(100);
    connection.send('{"email":"jane.doe@example.com').close();
    await until(() => server.stats.aborted === 1);
    expect([recorder.list(), log]).toEqual([
      [],
      [{ level: 'warn', fields: { method: 'POST' }, message: 'a caller went away before its request was in' }],
    ]);
  });

  test('so is one that goes away in the midst of the headers, or of a second request', async () => {
    const { port, server } = await start();
    const connection = (await RawConnection.open(port)).send('POST /mp/coll');
    connection.socket.end();
    await connection.closed;
    await until(() => server.stats.aborted === 1);
    const second = (await RawConnection.open(port)).send(`${post}Content-Length: 2\r\n\r\n{}POST /mp/coll`);
    second.socket.end();
    expect((await second.responses()).map(({ status }) => status)).toEqual([204]);
    await until(() => server.stats.aborted === 2);
    expect(server.stats.malformed).toBe(0);
  });

  test('a caller that goes away before its answer harms nobody', async () => {
    const called = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const engine: Engine = {
      async handle(request) {
        called.resolve();
        await finish.promise;
        return recordingOf(request, 'late', { status: 200, body: 'x'.repeat(100_000) });
      },
    };
    const { port, server, recorder, log } = await start({ engine });
    const connection = (await RawConnection.open(port)).send(get);
    await called.promise;
    connection.close();
    await until(() => server.stats.connections === 0);
    finish.resolve();
    await until(() => recorder.list().length === 1);
    // The event came in and was worked on; that nobody waits for the answer is no fault.
    expect([server.stats.aborted, log]).toEqual([0, []]);
  });
});

describe('slow callers', () => {
  const timing = { headersTimeoutMs: 100, requestTimeoutMs: 200, checkIntervalMs: 20, keepAliveMs: 50 };
  const late = {
    error: {
      message: 'the request did not arrive in time',
      help: 'Send headers within 0.1 s and the whole request within 0.2 s.',
    },
  };

  test.each([
    ['nothing at all', ''],
    ['half a request line', 'POST /mp/col'],
    ['headers without end', `${post}X: a\r\n`],
    ['a body that does not come', `${post}Content-Length: 10\r\n\r\n{`],
    ['a chunk that does not come', `${post}Transfer-Encoding: chunked\r\n\r\na\r\n{`],
  ])('%s: 408, and the connection is closed', async (_name, bytes) => {
    const { port, server, requests } = await start(timing);
    const connection = (await RawConnection.open(port)).send(bytes);
    const response = await connection.response();
    expect([response?.status, JSON.parse(response?.body ?? '')]).toEqual([408, late]);
    await connection.closed;
    expect([requests, server.stats.malformed, server.stats.aborted]).toEqual([[], 1, 0]);
  });

  test('one byte at a time is no way around it', async () => {
    const { port } = await start(timing);
    const connection = await RawConnection.open(port);
    const drip = setInterval(() => connection.send('x'), 10);
    connection.send(`${post}X: `);
    const response = await connection.response();
    clearInterval(drip);
    expect(response?.status).toBe(408);
    await connection.closed;
  });

  test('a connection that was used and is idle is closed without a word', async () => {
    const { port } = await start(timing);
    const connection = (await RawConnection.open(port)).send(get);
    expect((await connection.responses()).map(({ status }) => status)).toEqual([400]);
    await connection.closed;
  });

  test('1,000 idle connections and 200 slow ones: others are served, all are closed in the end', async () => {
    const { port, url, server } = await start({ ...timing, headersTimeoutMs: 1_000, requestTimeoutMs: 1_000 });
    const idle = await Promise.all(Array.from({ length: 1_000 }, () => RawConnection.open(port)));
    const slow = await Promise.all(
      Array.from({ length: 200 }, async () => (await RawConnection.open(port)).send(`${post}X: a\r\n`)),
    );
    for (let i = 0; i < 20; i += 1) expect((await supertest(url).post('/mp/collect').send('{}')).status).toBe(204);
    await Promise.all([...idle, ...slow].map(({ closed }) => closed));
    await until(() => server.stats.connections === 0);
    expect(server.stats.malformed).toBe(1_200);
  });
});

describe('numbers of connections and requests', () => {
  test('over the limit of connections, further ones are closed at once and counted', async () => {
    const { port, server } = await start({ maxConnections: 3 });
    const open = await Promise.all(Array.from({ length: 3 }, () => RawConnection.open(port)));
    await until(() => server.stats.connections === 3);
    const over = await RawConnection.open(port);
    await over.closed;
    expect([server.stats.dropped, server.stats.connections]).toEqual([1, 3]);
    for (const connection of open) expect((await connection.send(get).response())?.status).toBe(400);
    for (const connection of open) connection.close();
    await until(() => server.stats.connections === 0);
    const next = (await RawConnection.open(port)).send(get);
    expect((await next.response())?.status).toBe(400);
    next.close();
  });

  test('after its number of requests a connection is closed', async () => {
    const { port } = await start({ maxRequestsPerConnection: 3, keepAliveMs: 50 });
    const connection = await RawConnection.open(port);
    const seen: unknown[] = [];
    for (let i = 0; i < 3; i += 1) {
      const response = await connection.send(get).response();
      seen.push([response?.status, response?.headers['connection']]);
    }
    await connection.closed;
    expect(seen).toEqual([
      [400, 'keep-alive'],
      [400, 'keep-alive'],
      [400, 'close'],
    ]);
  });
});

describe('hostile bytes', () => {
  test('1,000 random and mutated requests: the server answers the next one', async () => {
    const { port, url, server }: Started = await start({
      headersTimeoutMs: 300,
      requestTimeoutMs: 300,
      checkIntervalMs: 20,
    });
    const whole = `${post}Content-Type: application/json\r\nContent-Length: 31\r\n\r\n{"client_id":"test_client_123"}`;
    let seed = 20_261_121;
    const draw = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const mutate = (): string => {
      let bytes = whole;
      for (let i = 0; i <= draw(4); i += 1) {
        const at = draw(bytes.length);
        const kind = draw(4);
        if (kind === 0) bytes = bytes.slice(0, at) + String.fromCharCode(draw(256)) + bytes.slice(at + 1);
        else if (kind === 1) bytes = bytes.slice(0, at) + bytes.slice(at + 1 + draw(20));
        else if (kind === 2) bytes = bytes.slice(0, at) + bytes.slice(0, draw(60)) + bytes.slice(at);
        else bytes = bytes.slice(0, at);
      }
      return draw(10) === 0 ? Array.from({ length: draw(200) }, () => String.fromCharCode(draw(256))).join('') : bytes;
    };
    for (let round = 0; round < 20; round += 1) {
      const connections = await Promise.all(
        Array.from({ length: 50 }, async () => (await RawConnection.open(port)).send(mutate())),
      );
      for (const connection of connections) connection.socket.end();
      await Promise.all(connections.map(({ closed }) => closed));
    }
    expect((await supertest(url).post('/mp/collect').send('{}')).status).toBe(204);
    expect(server.stats.failed).toBe(0);
  });
});
