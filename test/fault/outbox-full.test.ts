import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OutboxFullError } from '../../src/delivery/outbox/outbox.ts';
import { event } from '../delivery/outbox/conformance.ts';
import { inlineOutbox } from '../delivery/outbox/inline-outbox.ts';
import { temporaryFolder } from '../delivery/outbox/temporary-folder.ts';

const mebibyte = 2 ** 20;

test('an outbox takes as much as it may, then nothing, then more when there is room: round and round, nothing lost', async () => {
  const path = join(temporaryFolder(), 'outbox.db');
  const maxBytes = 4 * mebibyte;
  const outbox = inlineOutbox({ path, maxBytes });
  const kept: string[] = [];
  const delivered: string[] = [];
  let cursor = 0;
  let refused = 0;
  let largest = 0;
  for (let offered = 0; offered < 10_000; offered += 20) {
    const bodies = Array.from({ length: 20 }, (_, index) => `${offered + index} `.padEnd(1_000, 'x'));
    try {
      await outbox.append(bodies.map((body) => event(body)));
      kept.push(...bodies);
    } catch (error) {
      if (!(error instanceof OutboxFullError)) throw error;
      refused++;
      const rows = await outbox.read(cursor, 2_000, mebibyte);
      delivered.push(...rows.map(({ body }) => body));
      cursor = rows.at(-1)?.seq ?? cursor;
      await outbox.settle({ cursors: new Map([['meta/1', cursor]]) });
      await outbox.prune(0);
    }
    const wal = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    largest = Math.max(largest, statSync(path).size + wal);
  }
  const rest = await outbox.read(cursor, 100_000, 100 * mebibyte);
  await outbox.close();
  expect([...delivered, ...rest.map(({ body }) => body)]).toEqual(kept);
  expect({ refusedOften: refused > 2, stayedWithin: largest < maxBytes * 1.1 }).toEqual({
    refusedOften: true,
    stayedWithin: true,
  });
});

test('an outbox that was large gives room back to the disk', async () => {
  const path = join(temporaryFolder(), 'outbox.db');
  const outbox = inlineOutbox({ path });
  for (let index = 0; index < 30; index++) await outbox.append([event('x'.repeat(mebibyte))]);
  await outbox.settle({ cursors: new Map([['meta/1', 29]]) });
  const before = outbox.size().bytes;
  await outbox.prune(0);
  const after = outbox.size().bytes;
  await outbox.close();
  const file = statSync(path).size;
  expect([before > 30 * mebibyte, after < 20 * mebibyte, file < 20 * mebibyte]).toEqual([true, true, true]);
});
