import { describe, expect, test } from 'vitest';
import { OutboxFailedError, OutboxFullError } from '../../../../src/delivery/outbox/outbox.ts';
import type { Job, Outcome } from '../../../../src/delivery/outbox/sqlite/calls.ts';
import { groupQueue } from '../../../../src/delivery/outbox/sqlite/group-queue.ts';

const job = (seq: number): Job => ({ call: 'get', args: [seq] });
const seqOf = ({ args }: Job): number => args[0] as number;
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** A queue whose groups are done when the test says so. */
function held(mostWeight = 1_000) {
  const groups: { readonly seqs: readonly number[]; readonly finish: () => void }[] = [];
  const queue = groupQueue(
    (jobs) =>
      new Promise((resolve) => {
        const outcomes = jobs.map((one): Outcome => ({ done: true, value: seqOf(one) }));
        groups.push({ seqs: jobs.map(seqOf), finish: () => resolve(outcomes) });
      }),
    mostWeight,
  );
  return { queue, groups, seqs: () => groups.map((group) => group.seqs) };
}

describe('a queue of groups', () => {
  test('takes what one turn asks for together, at its end', async () => {
    const { queue, groups, seqs } = held();
    const asked = [queue.ask(job(1), 1), queue.ask(job(2), 1)];
    expect(seqs()).toEqual([]);
    await turn();
    expect(seqs()).toEqual([[1, 2]]);
    groups[0]?.finish();
    expect(await Promise.all(asked)).toEqual([1, 2]);
  });

  test('takes what comes while a group is under way together as the next', async () => {
    const { queue, groups, seqs } = held();
    const asked = [queue.ask(job(1), 1)];
    await turn();
    asked.push(queue.ask(job(2), 1));
    await turn();
    asked.push(queue.ask(job(3), 1));
    await turn();
    expect(seqs()).toEqual([[1]]);
    groups[0]?.finish();
    await turn();
    expect(seqs()).toEqual([[1], [2, 3]]);
    groups[1]?.finish();
    expect(await Promise.all(asked)).toEqual([1, 2, 3]);
  });

  test('makes groups of so many bytes at most, and one call at least', async () => {
    const { queue, groups, seqs } = held(10);
    const asked = [50, 4, 6, 1, 1].map((weight, index) => queue.ask(job(index), weight));
    for (const index of [0, 1, 2]) {
      await turn();
      groups[index]?.finish();
    }
    expect(await Promise.all(asked)).toEqual([0, 1, 2, 3, 4]);
    expect(seqs()).toEqual([[0], [1, 2], [3, 4]]);
  });

  test('is idle when all is done', async () => {
    const { queue, groups } = held();
    await queue.idle();
    const order: string[] = [];
    const asked = queue.ask(job(1), 1).then(() => order.push('done'));
    const idle = queue.idle().then(() => order.push('idle'));
    await turn();
    groups[0]?.finish();
    await Promise.all([asked, idle]);
    expect(order).toEqual(['done', 'idle']);
  });

  test('tells each call what became of it', async () => {
    const refusals: readonly Outcome[] = [
      { done: true, value: 'value' },
      { done: false, refusal: 'full', message: 'no room' },
      { done: false, refusal: 'failed', message: 'broken' },
      { done: false, refusal: 'other', message: 'nonsense' },
    ];
    const queue = groupQueue(async () => refusals, 1_000);
    expect(await Promise.allSettled(refusals.map((_, index) => queue.ask(job(index), 1)))).toEqual([
      { status: 'fulfilled', value: 'value' },
      { status: 'rejected', reason: new OutboxFullError('no room') },
      { status: 'rejected', reason: new OutboxFailedError('broken') },
      { status: 'rejected', reason: new Error('nonsense') },
    ]);
  });

  test('fails a group that could not be made, and goes on', async () => {
    let count = 0;
    const queue = groupQueue(async () => {
      count++;
      if (count === 1) throw new Error('no thread');
      return [{ done: true, value: 'value' }];
    }, 1_000);
    await expect(queue.ask(job(1), 1)).rejects.toThrow('no thread');
    expect(await queue.ask(job(2), 1)).toBe('value');
  });
});
