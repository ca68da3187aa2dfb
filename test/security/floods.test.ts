import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { createRateLimiter } from '../../src/server/admission/rate-limiter.ts';
import { type Started, start } from '../server/support/start.ts';

const pem = (name: string): string =>
  readFileSync(new URL(`../server/fixtures/tls/${name}.pem`, import.meta.url), 'utf8');
const timing = { headersTimeoutMs: 100, requestTimeoutMs: 200, checkIntervalMs: 20, keepAliveMs: 50 };
const secure = (): Promise<Started> =>
  start({ tls: { cert: pem('first'), key: pem('first-key') }, closeTimeoutMs: 10_000, ...timing });

/** Lets the loop turn until something is so. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

/** A reset is one of the ways a server may close. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.on('close', () => resolve());
  });
}

/** Plain HTTP is in limits.test.ts. */
describe('over TLS, connections that do nothing are reaped', () => {
  test.each([
    ['before a handshake', (port: number): Socket => connectTcp(port, '127.0.0.1')],
    ['in its midst', (port: number): Socket => connectTcp(port, '127.0.0.1').setNoDelay()],
    ['after it', (port: number): Socket => connect({ port, host: '127.0.0.1', rejectUnauthorized: false })],
  ])('%s', async (name, open) => {
    const { port, server } = await secure();
    const sockets = Array.from({ length: 50 }, () =>
      open(port)
        .on('error', () => undefined)
        .resume(),
    );
    if (name === 'in its midst') for (const socket of sockets) socket.write(Buffer.from('16030102000100', 'hex'));
    await Promise.all(sockets.map(closed));
    await until(() => server.stats.connections === 0);
    expect(server.stats.malformed).toBe(50);
  });

  test('and others are served meanwhile', async () => {
    const { port } = await secure();
    const idle = Array.from({ length: 200 }, () =>
      connectTcp(port, '127.0.0.1')
        .on('error', () => undefined)
        .resume(),
    );
    const caller = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
    caller.write('GET /healthy HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(String((await once(caller, 'data'))[0]).split('\r\n')[0]).toBe('HTTP/1.1 200 OK');
    for (const socket of [...idle, caller]) socket.destroy();
  });
});

describe('a flood of addresses', () => {
  test('10,000 are remembered and no more', () => {
    const limiter = createRateLimiter({ requestsPerSecond: 1, burst: 1 }, () => 0);
    for (let i = 0; i < 50_000; i += 1) limiter.take(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
    expect(limiter.size).toBe(10_000);
  });

  test('who keeps sending is not forgotten for them', () => {
    const limiter = createRateLimiter({ requestsPerSecond: 1, burst: 1 }, () => 0);
    expect(limiter.take('192.0.2.1')).toBe(0);
    const waits = new Set<number>();
    for (let i = 0; i < 50_000; i += 1) {
      limiter.take(`2001:db8:${(i >> 8).toString(16)}:${(i & 255).toString(16)}::1`);
      if (i % 5_000 === 0) waits.add(limiter.take('192.0.2.1'));
    }
    expect([...waits]).toEqual([1]);
  });
});
