import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { noGuard } from '../../../src/delivery/transport/address-guard.ts';
import { Pools } from '../../../src/delivery/transport/pools.ts';
import { httpServer } from './support/loopback.ts';

function open(limits: { readonly maxPools: number; readonly idleMs: number }): Pools {
  const pools = new Pools({
    guard: noGuard,
    resolve: () => Promise.resolve([]),
    timeoutMs: 5_000,
    connections: 1,
    maxHeaderBytes: 16_384,
    ...limits,
  });
  onTestFinished(() => pools.close());
  return pools;
}

const idle = (): Promise<void> => Promise.resolve();

test('beyond the bound, the longest unused is closed', async () => {
  const pools = open({ maxPools: 2, idleMs: 60_000 });
  for (const host of ['a', 'b', 'a', 'c']) await pools.use(`https://${host}.example`, idle);
  expect(pools.origins()).toEqual(['https://a.example', 'https://c.example']);
});

test('a thousand hosts keep no more than the bound', async () => {
  const pools = open({ maxPools: 2, idleMs: 60_000 });
  for (let host = 0; host < 1_000; host++) await pools.use(`https://a${host}.example`, idle);
  expect(pools.origins()).toEqual(['https://a998.example', 'https://a999.example']);
});

test('those in use are kept beyond the bound, and closed once they are not', async () => {
  const pools = open({ maxPools: 1, idleMs: 60_000 });
  const busy = Promise.withResolvers<void>();
  const using = pools.use('https://a.example', () => busy.promise);
  await pools.use('https://b.example', idle);
  await pools.use('https://c.example', idle);
  const meanwhile = pools.origins();
  busy.resolve();
  await using;
  await pools.use('https://d.example', idle);
  expect([meanwhile, pools.origins()]).toEqual([['https://a.example'], ['https://d.example']]);
});

test('what fails is not in use any more', async () => {
  const pools = open({ maxPools: 1, idleMs: 60_000 });
  await expect(pools.use('https://a.example', () => Promise.reject(new Error('failed')))).rejects.toThrow(
    new Error('failed'),
  );
  await pools.use('https://b.example', idle);
  expect(pools.origins()).toEqual(['https://b.example']);
});

test('one nobody uses any more is given up, its connections with it', async () => {
  const closed = Promise.withResolvers<unknown>();
  const server = await httpServer((response, _, { socket }) => {
    closed.resolve(once(socket, 'close'));
    response.end();
  });
  const pools = open({ maxPools: 1, idleMs: 20 });
  await pools.use(`http://127.0.0.1:${server.port}`, async (pool) => {
    const { body } = await pool.request({ path: '/', method: 'GET' });
    await body.dump();
  });
  await closed.promise;
  expect(pools.origins()).toEqual([]);
});

test('one in use is not given up, however long it takes', async () => {
  const server = await httpServer();
  const pools = open({ maxPools: 1, idleMs: 1 });
  const other = open({ maxPools: 1, idleMs: 1 });
  // The other's closing tells that the time is over.
  const over = Promise.withResolvers<void>();
  const told = await pools.use('http://127.0.0.1:1', async () => {
    await other.use(`http://127.0.0.1:${server.port}`, async (pool) => {
      pool.once('disconnect', () => over.resolve());
      const { body } = await pool.request({ path: '/', method: 'GET' });
      await body.dump();
    });
    await over.promise;
    return pools.origins();
  });
  expect(told).toEqual(['http://127.0.0.1:1']);
});
