import { describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import type { ServerApp } from '../../src/server/create-app.ts';
import { fakeEngine, recordingOf } from './support/fake-engine.ts';
import { RawConnection } from './support/raw-connection.ts';
import { start } from './support/start.ts';

const get = 'GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n';

/** An engine that answers when told to. */
function slowEngine(): { engine: Engine; called: Promise<void>; finish: () => void } {
  const called = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  const engine: Engine = {
    async handle(request) {
      called.resolve();
      await done.promise;
      return recordingOf(request, 'slow', { status: 200, body: 'done' });
    },
  };
  return { engine, called: called.promise, finish: () => done.resolve() };
}

describe('close', () => {
  test('lets what is in flight finish, and says that the connection ends', async () => {
    const { engine, called, finish } = slowEngine();
    const { server, port, recorder } = await start({ engine, closeTimeoutMs: 60_000 });
    const caller = (await RawConnection.open(port)).send(get);
    await called;
    const closed = server.close();
    finish();
    const response = await caller.response();
    expect([response?.status, response?.headers['connection'], response?.body]).toEqual([200, 'close', 'done']);
    await closed;
    await caller.closed;
    expect([recorder.list().length, server.stats.connections]).toEqual([1, 0]);
  });

  test('finishes what a caller left behind', async () => {
    const { engine, called, finish } = slowEngine();
    const { server, port, recorder } = await start({ engine, closeTimeoutMs: 60_000 });
    const caller = (await RawConnection.open(port)).send(get);
    await called;
    caller.close();
    await caller.closed;
    let closed = false;
    const closing = server.close().then(() => {
      closed = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect([closed, server.stats.running]).toEqual([false, 1]);
    finish();
    await closing;
    expect([recorder.list().length, server.stats.running]).toEqual([1, 0]);
  });

  test('closes idle connections at once, kept alive or never used', async () => {
    const { server, port } = await start({ closeTimeoutMs: 60_000 });
    const used = (await RawConnection.open(port)).send(get);
    expect((await used.response())?.status).toBe(400);
    const fresh = await RawConnection.open(port);
    await server.close();
    await Promise.all([used.closed, fresh.closed]);
  });

  test('closes a connection when the answer begun before is out', async () => {
    const called = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    const extend = (app: ServerApp): void => {
      app.get('/slow', async (c) => {
        called.resolve();
        await done.promise;
        return c.text('done');
      });
    };
    const { server, port } = await start({ extend, closeTimeoutMs: 60_000, keepAliveMs: 60_000 });
    const caller = (await RawConnection.open(port)).send('GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await called.promise;
    const closed = server.close();
    done.resolve();
    expect((await caller.response())?.body).toBe('done');
    await closed;
  });

  test('takes no new connections', async () => {
    const { server, port } = await start();
    await server.close();
    await expect(RawConnection.open(port)).rejects.toThrow('ECONNREFUSED');
  });

  test('a request on an open connection gets 503 and when to come back', async () => {
    const { engine, called, finish } = slowEngine();
    const { server, port, recorder } = await start({ engine, closeTimeoutMs: 60_000 });
    const caller = (await RawConnection.open(port)).send(get);
    await called;
    const late = await RawConnection.open(port);
    // Begun before the server closes, so that its connection is not idle.
    late.send('POST /mp/collect HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n');
    while (server.stats.connections < 2) await new Promise((resolve) => setImmediate(resolve));
    const closed = server.close();
    late.send('\r\n{}');
    const refused = await late.response();
    expect([refused?.status, refused?.headers['connection'], refused?.headers['retry-after'], refused?.body]).toEqual([
      503,
      'close',
      '5',
      '{"error":{"message":"the server is shutting down","help":"Send the request again in a few seconds."}}',
    ]);
    finish();
    expect((await caller.response())?.status).toBe(200);
    await closed;
    expect(recorder.list().map((recording) => recording.id)).toEqual(['slow']);
  });

  test('cuts off what does not finish in time', async () => {
    const { engine, called } = slowEngine();
    const { server, port, log } = await start({ engine, closeTimeoutMs: 50 });
    const caller = (await RawConnection.open(port)).send(get);
    await called;
    await server.close();
    expect([await caller.response(), log.map((line) => [line.fields, line.message])]).toEqual([
      undefined,
      [[{ timeoutMs: 50 }, 'cut off requests that did not finish before the server closed']],
    ]);
  });

  test('may be called twice, and before listen', async () => {
    const { server } = await start();
    expect(server.close()).toBe(server.close());
    await server.close();
    const { createServer } = await import('../../src/server/create-server.ts');
    const { createRecorder } = await import('../../src/recordings/recorder.ts');
    await createServer({ engine: fakeEngine().engine, recorder: createRecorder(), port: 0 }).close();
  });
});
