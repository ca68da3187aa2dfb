import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { OutboxFailedError } from '../../../../src/delivery/outbox/outbox.ts';
import { checkpoints } from '../../../../src/delivery/outbox/sqlite/checkpoints.ts';
import { transactions } from '../../../../src/delivery/outbox/sqlite/transactions.ts';
import { event } from '../conformance.ts';
import { inlineOutbox } from '../inline-outbox.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const mebibyte = 2 ** 20;

describe('a WAL', () => {
  test.each([
    ['many small events', 400, 1_000],
    ['few large ones', 20, 200_000],
  ])('stays short under %s', async (_, count, size) => {
    const path = join(temporaryFolder(), 'outbox.db');
    const outbox = inlineOutbox({ path, maxBytes: 16 * mebibyte });
    onTestFinished(() => outbox.close());
    let longest = 0;
    for (let index = 0; index < count; index++) {
      await outbox.append([event('x'.repeat(size))]);
      longest = Math.max(longest, statSync(`${path}-wal`).size);
    }
    expect(longest < 2.5 * mebibyte).toBe(true);
  });
});

test('where moving the WAL fails, nothing more is written', () => {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  const writes = transactions(database);
  writes.within(() => database.exec('CREATE TABLE some (a)'));
  const wal = checkpoints(database, writes, mebibyte);
  writes.failed(Object.assign(new Error('database or disk is full'), { errcode: 13 }));
  expect(writes.within(() => 'still written')).toBe('still written');
  writes.failed(Object.assign(new Error('disk I/O error'), { errcode: 4106 }));
  wal.wrote(mebibyte);
  wal.checkpoint();
  expect(() => writes.within(() => 'still written')).toThrow(
    new OutboxFailedError(
      "the outbox's disk failed (disk I/O error): nothing more is taken until a restart; check the disk first",
    ),
  );
});
