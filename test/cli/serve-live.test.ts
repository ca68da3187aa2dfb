import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { deliveredLines, logLines, requestLine, sorted } from './support/live-lines.ts';
import { liveShop, metaIds, outboxOf, startPlatforms, startRelay } from './support/live-shop.ts';

const listening = { url: expect.any(String), container: 'shop', tags: 2, mode: 'live', msg: 'listening' };
const ended = [
  { msg: 'stopping' },
  {
    connections: 0,
    dropped: 0,
    running: 0,
    requests: 4,
    refused: 0,
    malformed: 0,
    aborted: 0,
    failed: 0,
    msg: 'stopped',
  },
];

describe('an event', () => {
  test('is kept, delivered to all it is for, and told of by names alone; a second time it is answered and no more', async () => {
    const platforms = await startPlatforms();
    const relay = await startRelay({ folder: liveShop(), vendors: platforms.url });
    const ready = await fetch(`${relay.url}/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true }]);
    expect(await relay.post('purchase', { transaction_id: 'T-1' })).toBe(204);
    await relay.printed(/("msg":"delivered"[\s\S]*){2}/);
    expect(await relay.post('purchase', { transaction_id: 'T-1' })).toBe(204);
    expect(await relay.post('purchase', { transaction_id: 'T-1' }, { 'idempotency-key': 'k1' })).toBe(204);
    await relay.printed(/("msg":"delivered"[\s\S]*){4}/);
    expect(await relay.post('purchase', { transaction_id: 'T-2' }, { 'idempotency-key': 'k1' })).toBe(204);
    const { code, stdout, stderr } = await relay.stop();
    const lines = logLines(stdout);
    expect([code, stderr, lines[0], sorted(lines.slice(1, -2)), lines.slice(-2), metaIds(platforms)]).toEqual([
      0,
      '',
      listening,
      sorted([
        requestLine(1),
        ...deliveredLines(),
        requestLine(2, { kept: 0, repeated: 1 }),
        requestLine(3),
        ...deliveredLines({ seq: 2, requestId: 'request 3' }),
        requestLine(4, { kept: 0, repeated: 1 }),
      ]),
      ended,
      ['purchase.T-1', 'purchase.T-1'],
    ]);
  });

  test('that no platform can be reached for is kept over a restart, and goes out with the same id and time', async () => {
    const folder = liveShop();
    const nobody = 'http://127.0.0.1:9';
    const first = await startRelay({ folder, vendors: nobody });
    expect(await first.post('purchase', { transaction_id: 'T-1' })).toBe(204);
    await first.printed(/("msg":"to be tried again"[\s\S]*){2}/);
    const { code } = await first.stop();
    const platforms = await startPlatforms();
    const second = await startRelay({ folder, vendors: platforms.url });
    await second.printed(/("msg":"delivered"[\s\S]*){2}/);
    const end = await second.stop('SIGINT');
    const results = logLines(end.stdout).slice(1, -2) as { destination: string; result: string }[];
    expect([
      code,
      end.code,
      metaIds(platforms),
      results.map((one) => [one.destination, one.result]).toSorted(),
    ]).toEqual([
      0,
      0,
      ['purchase.T-1'],
      [
        ['ga4/G-SHOP', 'delivered'],
        ['meta/1', 'delivered'],
      ],
    ]);
    expect([existsSync(`${outboxOf(folder)}-pid`), existsSync(`${outboxOf(folder)}-wal`)]).toEqual([false, false]);
  });

  test('on its way when a second signal ends the process at once is delivered by the next', async () => {
    const folder = liveShop();
    const silent = await startPlatforms(() => 'never');
    const first = await startRelay({ folder, vendors: silent.url });
    await first.post('purchase', { transaction_id: 'T-1' });
    await silent.came(2);
    first.child.kill('SIGTERM');
    await first.printed(/"msg":"stopping"/);
    const { code, signal } = await first.stop().then((end) => ({ ...end, signal: first.child.signalCode }));
    const platforms = await startPlatforms();
    const second = await startRelay({ folder, vendors: platforms.url });
    await second.printed(/("msg":"delivered"[\s\S]*){2}/);
    expect([code, signal, metaIds(platforms)]).toEqual([143, null, ['purchase.T-1']]);
  });
});
