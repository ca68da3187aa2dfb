import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inlineOutbox } from '../delivery/outbox/inline-outbox.ts';
import { temporaryFolder } from '../delivery/outbox/temporary-folder.ts';
import { compileDisk, whyNoDisk } from './power-cut/disk.ts';

const why = whyNoDisk();
if (why !== undefined)
  process.stderr.write(`\nNO DISK FAILS: ${why}. What an outbox does when its disk fails is NOT TESTED.\n\n`);

/** Does steps to a new outbox on a disk that takes orders; gives what was said, and what a next process reads. */
async function does(...steps: readonly string[]): Promise<unknown> {
  const folder = temporaryFolder();
  const { stdout, stderr, status } = compileDisk(folder)('steps.ts', 'run', { arguments: steps });
  const outbox = inlineOutbox({ path: join(folder, 'run', 'disk', 'outbox.db') });
  const after = (await outbox.read(0, 100, 10_000)).map(({ body }) => body);
  await outbox.close();
  return { said: stdout.trim().split('\n'), stderr, status, after };
}

describe.skipIf(why !== undefined)('an outbox whose disk', () => {
  const failed =
    "OutboxFailedError: the outbox's disk failed (disk I/O error): nothing more is taken until a restart; check the disk first";

  // 5: EIO. A second fsync would succeed; what the first one lost would be lost.
  test.each(['fsync', 'write'])('fails to %s once takes nothing more, and gives what it has', async (call) => {
    const steps = [
      'append a b',
      `order ${call} 5`,
      'group c d',
      'order nothing',
      'append e',
      'settle 1',
      'prune',
      'read',
    ];
    expect(await does(...steps)).toEqual({
      said: [
        'append a b: [{"kept":true,"seq":1},{"kept":true,"seq":2}]',
        'group c d: ["OutboxFailedError","OutboxFailedError"]',
        `append e: ${failed}`,
        `settle 1: ${failed}`,
        `prune: ${failed}`,
        'read: ["a","b"]',
      ],
      stderr: '',
      status: 0,
      after: ['a', 'b'],
    });
  });

  // 28: ENOSPC.
  test('is full keeps nothing of what it refuses, and takes more when there is room', async () => {
    const full = 'OutboxFullError';
    const steps = [
      'append a',
      'order write 28',
      'group b c',
      'settle 1',
      'order nothing',
      'append d',
      'settle 1',
      'read',
    ];
    expect(await does(...steps)).toEqual({
      said: [
        'append a: [{"kept":true,"seq":1}]',
        `group b c: ["${full}","${full}"]`,
        `settle 1: ${full}: the outbox's disk is full (database or disk is full)`,
        'append d: [{"kept":true,"seq":2}]',
        'settle 1: done',
        'read: ["a","d"]',
      ],
      stderr: '',
      status: 0,
      after: ['a', 'd'],
    });
  });

  test('is nearly full takes no events, and what became of deliveries is still written down', async () => {
    const steps = ['append a b', 'order room 1048576', 'append c', 'settle 1', 'prune', 'order nothing', 'append d'];
    expect(await does(...steps)).toEqual({
      said: [
        'append a b: [{"kept":true,"seq":1},{"kept":true,"seq":2}]',
        'append c: OutboxFullError: the disk of the outbox PATH has 1.0 MiB left; 32.0 MiB are kept free for deliveries to go on',
        'settle 1: done',
        'prune: 1',
        'append d: [{"kept":true,"seq":3}]',
      ],
      stderr: '',
      status: 0,
      after: ['b', 'd'],
    });
  });
});
