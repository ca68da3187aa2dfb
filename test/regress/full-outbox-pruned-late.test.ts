import { expect, it } from 'vitest';
import { pruneRegularly } from '../../src/cli/prune-regularly.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';

const log = { error: () => undefined };

it('prunes an outbox with little room at once, not a minute later', async () => {
  const clock = new FakeClock();
  const begin = clock.elapsed();
  let bytes = 10;
  const pruned: number[] = [];
  const outbox = {
    size: () => ({ bytes, most: 100 }),
    prune: async () => pruned.push(clock.elapsed() - begin),
  };
  const stop = pruneRegularly(outbox, log, clock);
  await clock.advance(70_000);
  bytes = 80;
  await clock.advance(3_000);
  bytes = 10;
  await clock.advance(70_000);
  stop();
  await clock.advance(200_000);
  expect(pruned).toEqual([60_000, 71_000, 72_000, 73_000, 133_000]);
});

it('leaves an outbox that stays full most of its time', async () => {
  const clock = new FakeClock();
  const begin = clock.elapsed();
  const pruned: number[] = [];
  const outbox = {
    size: () => ({ bytes: 99, most: 100 }),
    // Takes half a second.
    prune: () =>
      new Promise<number>((resolve) => {
        pruned.push(clock.elapsed() - begin);
        clock.after(500, () => resolve(0));
      }),
  };
  const stop = pruneRegularly(outbox, log, clock);
  await clock.advance(30_000);
  await settled();
  stop();
  expect(pruned).toEqual([1_000, 11_500, 22_000]);
});
