import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import supertest from 'supertest';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import type { Recording } from '../../src/engine/recording.ts';
import { createRecorder } from '../../src/recordings/recorder.ts';
import { fixedRuntime } from '../../src/runtime/runtime.ts';
import { createServer } from '../../src/server/create-server.ts';
import { ListenError } from '../../src/server/listen-error.ts';
import { TrustedProxyError } from '../../src/server/trusted-proxies.ts';
import { fakeEngine, recordingOf } from './support/fake-engine.ts';
import { start } from './support/start.ts';

const purchase = '{"client_id":"test_client_123","events":[{"name":"purchase"}]}';

describe('requests', () => {
  test('an event goes to the engine as it came, and its recording to the recorder', async () => {
    const { url, port, recorder, requests, server } = await start();
    const answer = await supertest(url)
      .post('/mp/collect?measurement_id=G-XXXXXXXXX')
      .set({ 'content-type': 'application/json', 'user-agent': 'relay/1.0', 'accept-encoding': 'identity' })
      .send(purchase);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(requests).toEqual([
      {
        method: 'POST',
        path: '/mp/collect',
        query: { measurement_id: 'G-XXXXXXXXX' },
        queryString: 'measurement_id=G-XXXXXXXXX',
        headers: {
          host: `127.0.0.1:${port}`,
          'accept-encoding': 'identity',
          'content-type': 'application/json',
          'user-agent': 'relay/1.0',
          'content-length': String(purchase.length),
          connection: 'close',
        },
        body: purchase,
        remoteAddress: '127.0.0.1',
      },
    ]);
    expect(recorder.list().map((recording) => recording.id)).toEqual(['r1']);
    expect({ ...server.stats, connections: 0 }).toEqual({
      connections: 0,
      dropped: 0,
      running: 0,
      requests: 1,
      refused: 0,
      malformed: 0,
      aborted: 0,
      failed: 0,
    });
  });

  test('the caller gets what the recording says', async () => {
    const { engine } = fakeEngine(() => ({
      status: 422,
      headers: { 'content-type': 'application/json', 'x-container': 'upscript' },
      body: '{"violations":[]}',
    }));
    const { url } = await start({ engine });
    const answer = await supertest(url).post('/mp/collect').send(purchase);
    expect([answer.status, answer.headers['x-container'], answer.text]).toEqual([422, 'upscript', '{"violations":[]}']);
  });

  test('an engine may answer later', async () => {
    const engine: Engine = { handle: async (request) => recordingOf(request, 'later', { status: 200, body: 'done' }) };
    const { url, recorder } = await start({ engine });
    const answer = await supertest(url).post('/mp/collect').send(purchase);
    expect([answer.status, answer.text, recorder.list().length]).toEqual([200, 'done', 1]);
  });

  test('any method and path that is not the server’s own goes to the engine', async () => {
    const { url, requests } = await start();
    await supertest(url).get('/nowhere');
    await supertest(url).put('/healthy').send('x');
    await supertest(url).trace('/mp/collect');
    await supertest(url).options('/g/collect');
    await supertest(url).head('/x');
    await supertest(url).get('/healthy/x');
    expect(requests.map((request) => `${request.method} ${request.path}`)).toEqual([
      'GET /nowhere',
      'PUT /healthy',
      'TRACE /mp/collect',
      'OPTIONS /g/collect',
      'HEAD /x',
      'GET /healthy/x',
    ]);
  });

  test('a watcher that throws changes nothing for the caller', async () => {
    const onRecording = (): void => {
      throw new Error('of jane.doe@example.com');
    };
    const { url, recorder, log } = await start({ onRecording });
    expect((await supertest(url).post('/mp/collect').send(purchase)).status).toBe(204);
    expect([recorder.list().length, log.map((line) => line.message)]).toEqual([1, ['a watcher of recordings failed']]);
  });

  test('a watcher sees each recording after the recorder has it', async () => {
    const recorder = createRecorder();
    const seen: [string, boolean][] = [];
    const onRecording = (recording: Recording): void => {
      seen.push([recording.id, recorder.get(recording.id) === recording]);
    };
    const { url } = await start({ recorder, onRecording });
    await supertest(url).post('/mp/collect').send(purchase);
    await supertest(url).post('/mp/collect').send(purchase);
    expect(seen).toEqual([
      ['r1', true],
      ['r2', true],
    ]);
  });
});

describe('an engine that throws', () => {
  const secret = 'jane.doe@example.com';
  const engines: [string, Engine][] = [
    [
      'at once',
      {
        handle() {
          throw new TypeError(`cannot read ${secret}`);
        },
      },
    ],
    ['later', { handle: () => Promise.reject(new TypeError(`cannot read ${secret}`)) }],
  ];
  test.each(engines)('%s: the caller gets an id, the log a place, neither the message', async (_name, engine) => {
    const runtime = fixedRuntime(0, 1);
    const id = fixedRuntime(0, 1).uuid();
    const { url, log, server, recorder } = await start({ engine, runtime });
    const answer = await supertest(url).post('/mp/collect').send(purchase);
    expect([answer.status, answer.body]).toEqual([
      500,
      {
        error: {
          id,
          message: `the container failed on this request; the log says more under ${id}`,
          help: 'This is a fault of the workbench, not of the request: report it with that line of the log.',
        },
      },
    ]);
    expect(log).toEqual([
      {
        level: 'error',
        fields: { id, error: 'TypeError', at: expect.any(Array) },
        message: 'the engine failed on a request',
      },
    ]);
    expect(JSON.stringify(log)).not.toContain(secret);
    expect([server.stats.failed, recorder.list()]).toEqual([1, []]);
    expect((await supertest(url).get('/healthy')).status).toBe(200);
  });

  test('a thrown value that is no error is named by its kind', async () => {
    const engine: Engine = {
      handle() {
        throw secret;
      },
    };
    const { url, log } = await start({ engine });
    expect((await supertest(url).post('/mp/collect').send(purchase)).status).toBe(500);
    expect(log.map((line) => line.fields)).toEqual([{ id: expect.any(String), error: 'string' }]);
  });
});

describe('operations', () => {
  test('GET /healthy', async () => {
    const { url, requests } = await start();
    const answer = await supertest(url).get('/healthy');
    expect([answer.status, answer.text, requests]).toEqual([200, 'ok', []]);
  });

  test('GET /ready', async () => {
    let state: { ready: boolean; reason?: string } = { ready: true };
    const { url } = await start({ readiness: () => state });
    const yes = await supertest(url).get('/ready');
    expect([yes.status, yes.body]).toEqual([200, { ready: true }]);
    state = { ready: false, reason: 'the disk is full' };
    const no = await supertest(url).get('/ready');
    expect([no.status, no.headers['retry-after'], no.body]).toEqual([503, '5', state]);
    const always = await start();
    expect((await supertest(always.url).get('/ready')).body).toEqual({ ready: true });
  });

  test('routes can be added, and come before the container’s', async () => {
    const { url, requests } = await start({ extend: (app) => app.get('/metrics', (c) => c.text('up 1')) });
    expect((await supertest(url).get('/metrics')).text).toBe('up 1');
    await supertest(url).post('/metrics');
    expect(requests.map((request) => request.method)).toEqual(['POST']);
  });

  test('a route that throws is a 500 without its words', async () => {
    const extend = (app: import('../../src/server/create-app.ts').ServerApp): void => {
      app.get('/boom', () => {
        throw new Error('of jane.doe@example.com');
      });
    };
    const { url, log } = await start({ extend });
    const answer = await supertest(url).get('/boom');
    expect([answer.status, answer.body]).toEqual([
      500,
      {
        error: {
          message: 'the server failed on this request',
          help: 'This is a fault of the workbench: report it with the log.',
        },
      },
    ]);
    expect(log).toEqual([{ level: 'error', fields: { error: 'Error' }, message: 'a route failed' }]);
  });
});

describe('listen', () => {
  test('binds 127.0.0.1 unless told otherwise, and says so', async () => {
    const { url, port, log } = await start();
    expect([url, log]).toEqual([`http://127.0.0.1:${port}`, []]);
    const { engine } = fakeEngine();
    const other = createServer({ engine, recorder: createRecorder(), host: '127.0.0.2', port });
    onTestFinished(() => other.close());
    // Were the first one bound to all addresses, this port would be taken here too.
    expect(await other.listen()).toEqual({ url: `http://127.0.0.2:${port}`, port });
  });

  test('beyond this machine only with a warning', async () => {
    const { url, port, log } = await start({ host: '0.0.0.0' });
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(log).toEqual([
      {
        level: 'warn',
        fields: { host: '0.0.0.0' },
        message: 'listening beyond this machine: whoever reaches it can send events',
      },
    ]);
  });

  test('a port in use', async () => {
    const taken = createTcpServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as AddressInfo;
    const { engine } = fakeEngine();
    const server = createServer({ engine, recorder: createRecorder(), port });
    const error = await server.listen().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ListenError);
    expect([(error as ListenError).code, (error as ListenError).message]).toEqual([
      'EADDRINUSE',
      `port ${port} on 127.0.0.1 is in use: stop what listens there, or choose another port (0 takes any free one)`,
    ]);
    await server.close();
  });

  test.each([
    [
      '192.0.2.1',
      8080,
      'EADDRNOTAVAIL',
      '192.0.2.1 is not an address of this machine: use 127.0.0.1, or 0.0.0.0 for all of its addresses',
    ],
    ['127.0.0.1', 70_000, 'ERR_SOCKET_BAD_PORT', '70000 is no port: choose one from 1 to 65535, or 0 for any free one'],
  ])('%s port %d', async (host, port, code, message) => {
    const { engine } = fakeEngine();
    await expect(createServer({ engine, recorder: createRecorder(), host, port }).listen()).rejects.toThrow(
      new ListenError(code, message, undefined),
    );
  });

  test('a malformed list of proxies is refused before anything listens', () => {
    const { engine } = fakeEngine();
    const make = (): unknown =>
      createServer({ engine, recorder: createRecorder(), port: 0, trustedProxies: ['10.0.0.0/99'] });
    expect(make).toThrow(TrustedProxyError);
  });

  test('trusted proxies name the visitor', async () => {
    const { url, requests } = await start({ trustedProxies: ['127.0.0.0/8'] });
    await supertest(url).post('/mp/collect').set('x-forwarded-for', '203.0.113.7').send(purchase);
    expect(requests.map((request) => request.remoteAddress)).toEqual(['203.0.113.7']);
  });
});
