import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { event } from '../delivery/outbox/conformance.ts';
import { inlineOutbox } from '../delivery/outbox/inline-outbox.ts';
import { temporaryFolder } from '../delivery/outbox/temporary-folder.ts';

const isLong = process.env['SGTM_FAULT_LONG'] !== undefined;
const bodies = Array.from({ length: 8 }, (_, index) => `event ${index + 1} ${'x'.repeat(index * 200)}`);

test('an outbox whose WAL was cut off anywhere in its last three commits has all before', {
  timeout: 1_200_000,
}, async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'outbox.db');
  const outbox = inlineOutbox({ path });
  /** How long the WAL is when so many events are in it. */
  const ends = [0];
  for (const [index, body] of bodies.entries()) {
    await outbox.append([event(body, { key: `aa0${index}` })]);
    ends.push(statSync(`${path}-wal`).size);
  }
  const [database, wal] = [readFileSync(path), readFileSync(`${path}-wal`)];
  await outbox.close();

  const torn = join(folder, 'torn.db');
  const opensWithAllBefore = async (length: number): Promise<void> => {
    writeFileSync(torn, database);
    writeFileSync(`${torn}-wal`, wal.subarray(0, length));
    const whole = ends.findLastIndex((end) => end <= length);
    const again = inlineOutbox({ path: torn });
    const rows = (await again.read(0, 100, 100_000)).map(({ seq, body }) => [seq, body]);
    const next = await again.append([
      event('again', { key: `aa0${whole - 1}` }),
      event('next', { key: `aa0${whole}` }),
    ]);
    const aside = await again.setAside();
    await again.close();
    expect({ length, rows, next, aside }).toEqual({
      length,
      rows: bodies.slice(0, whole).map((body, index) => [index + 1, body]),
      next: [{ kept: false }, { kept: true, seq: whole + 1 }],
      aside: [],
    });
  };

  const from = ends[5] as number;
  if (isLong) for (let length = from; length <= wal.length; length++) await opensWithAllBefore(length);
  const atEnds = ends.slice(5).flatMap((end) => [end - 1, end, end + 1]);
  for (const length of atEnds.filter((each) => each <= wal.length)) await opensWithAllBefore(length);
  await fc.assert(fc.asyncProperty(fc.integer({ min: from, max: wal.length }), opensWithAllBefore), { numRuns: 50 });
});
