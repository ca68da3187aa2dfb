import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { OutboxOpenError } from '../../src/delivery/outbox/outbox.ts';
import { openSqliteOutbox } from '../../src/delivery/outbox/sqlite/open-sqlite-outbox.ts';
import { temporaryFolder } from '../delivery/outbox/temporary-folder.ts';

const clock = { now: (): number => 1_000 };
const opener = join(import.meta.dirname, '../../src/delivery/outbox/sqlite/open-sqlite-outbox.ts');
const program = `
  const { openSqliteOutbox } = await import(${JSON.stringify(opener)});
  const outbox = await openSqliteOutbox({ path: process.argv[1], clock: { now: () => 1 } });
  await outbox.append([{ key: undefined, receivedAt: 1, destinations: ['meta/1'], body: 'text' }]);
  process.stdout.write('open');
  setInterval(() => undefined, 1_000);`;

test('one process has an outbox; a second is refused, until the first is gone, however it went', async () => {
  const path = join(temporaryFolder(), 'outbox.db');
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');

  const inUse = `${path}: another process, ${child.pid} on ${hostname()}, has it open: stop that one first, or give this one another path`;
  await expect(openSqliteOutbox({ path, clock })).rejects.toEqual(new OutboxOpenError(inUse, true));

  child.kill('SIGKILL');
  await once(child, 'exit');
  expect([existsSync(`${path}-wal`), readFileSync(`${path}-pid`, 'utf8')]).toEqual([
    true,
    `${child.pid} on ${hostname()}\n`,
  ]);
  const outbox = await openSqliteOutbox({ path, clock });
  const rows = await outbox.read(0, 10, 1_000);
  await outbox.close();
  expect(rows).toEqual([{ seq: 1, receivedAt: 1, body: 'text' }]);
});
