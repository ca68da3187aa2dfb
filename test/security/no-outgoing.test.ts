import dns from 'node:dns';
import { readdirSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.ts';
import { systemRuntime } from '../../src/runtime/runtime.ts';
import { RawConnection } from '../server/support/raw-connection.ts';
import { start } from '../server/support/start.ts';
import { reference } from '../support/reference.ts';

const samples = new URL('../../samples/', import.meta.url);

test('in record mode the server opens no connection and looks up no name, whatever comes in', async () => {
  const { port, recorder } = await start({ engine: createEngine(reference, systemRuntime) });
  const connection = await RawConnection.open(port);
  const connect = vi.spyOn(Socket.prototype, 'connect');
  const lookups = [
    vi.spyOn(dns, 'lookup'),
    vi.spyOn(dns, 'resolve'),
    vi.spyOn(dns.promises, 'lookup'),
    vi.spyOn(dns.promises, 'resolve'),
  ];
  onTestFinished(() => void vi.restoreAllMocks());

  const files = readdirSync(samples).sort();
  const statuses: unknown[] = [];
  const post = async (target: string, body: string): Promise<void> => {
    const head = `POST ${target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
    statuses.push((await connection.send(head).send(Buffer.from(body).toString('latin1')).response())?.status);
  };
  for (const file of files) await post('/mp/collect', readFileSync(new URL(file, samples), 'utf8'));
  await post('http://169.254.169.254/mp/collect', readFileSync(new URL(files[0] as string, samples), 'utf8'));
  await post('http://169.254.169.254/latest/meta-data', '{}');

  expect(statuses).toEqual([...files.map(() => 204), 204, 400]);
  const fired = recorder
    .list()
    .flatMap(({ events }) => events.flatMap(({ tags }) => tags.flatMap(({ requests }) => requests)));
  expect(fired.length).toBeGreaterThan(files.length);
  expect(fired.filter(({ response }) => response !== null)).toEqual([]);
  expect([connect.mock.calls, ...lookups.map((lookup) => lookup.mock.calls)]).toEqual([[], [], [], [], []]);
  connection.close();
});
