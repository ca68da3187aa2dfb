import { expect, it } from 'vitest';
import { inBatches } from '../../src/server/batches.ts';

it('does the work of what came in together before any of it is answered', async () => {
  const order: string[] = [];
  const run = inBatches((item: number) => {
    order.push(`run ${item}`);
    return item * 2;
  });
  const results = await Promise.all(
    [1, 2, 3].map(async (item) => {
      const result = await run(item);
      order.push(`answer ${item}`);
      return result;
    }),
  );
  expect(results).toEqual([2, 4, 6]);
  expect(order).toEqual(['run 1', 'run 2', 'run 3', 'answer 1', 'answer 2', 'answer 3']);
});

it('lets others in after 16', async () => {
  let ran = 0;
  const run = inBatches(() => {
    ran += 1;
  });
  const all = Array.from({ length: 40 }, () => run(undefined));
  const counts: number[] = [];
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    counts.push(ran);
  }
  await Promise.all(all);
  expect(counts).toEqual([16, 32, 40]);
});

it('rejects for what throws, and for nothing else', async () => {
  const run = inBatches((item: number) => {
    if (item === 2) throw new Error('two');
    return item;
  });
  const settled = await Promise.allSettled([run(1), run(2), run(3)]);
  expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
    1,
    'Error: two',
    3,
  ]);
});

it('waits for a promise the work gives', async () => {
  expect(await inBatches(async (item: number) => item + 1)(1)).toBe(2);
});
