import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogRow } from '../../src/delivery/outbox/outbox.ts';
import { Tail } from '../../src/delivery/tail.ts';
import { settled } from '../support/fake-clock.ts';

const row = (seq: number): LogRow => ({ seq, receivedAt: 0, body: 'x'.repeat(100) });

/** A tail after row 0 over an outbox of these rows, and how often that was read. */
function tailOver(
  stored: readonly number[],
  mostBytes = 100_000,
): { tail: Tail; reads: number[]; grown: () => number } {
  const reads: number[] = [];
  let grown = 0;
  const read = async (after: number, limit: number): Promise<readonly LogRow[]> => {
    reads.push(after);
    return stored
      .filter((seq) => seq > after)
      .slice(0, limit)
      .map(row);
  };
  const tail = new Tail(
    read,
    0,
    mostBytes,
    () => grown++,
    (error) => expect.unreachable(String(error)),
  );
  return { tail, reads, grown: () => grown };
}

const seqs = (rows: readonly LogRow[]): readonly number[] => rows.map(({ seq }) => seq);

describe('tail', () => {
  test('gives what comes after a number', () => {
    const { tail } = tailOver([]);
    tail.offer([1, 2, 3, 4].map(row));
    expect([0, 2, 4, 9].map((seq) => seqs(tail.after(seq, 3)))).toEqual([[1, 2, 3], [3, 4], [], []]);
  });

  test('holds what comes before its turn', async () => {
    const { tail, reads } = tailOver([]);
    tail.offer([row(2)]);
    const early = seqs(tail.after(0, 9));
    tail.offer([row(1)]);
    await settled();
    expect([early, seqs(tail.after(0, 9)), reads]).toEqual([[], [1, 2], [0]]);
  });

  test('asks the outbox where a number may be missing for good', async () => {
    const { tail, reads, grown } = tailOver([1, 2, 5, 6]);
    tail.offer([row(1), row(2), row(5), row(6)]);
    const before = seqs(tail.after(0, 9));
    await settled();
    expect([before, seqs(tail.after(0, 9)), tail.last, reads, grown()]).toEqual([[1, 2], [1, 2, 5, 6], 6, [2], 1]);
  });

  test('and takes what it was offered where the outbox has it no more', async () => {
    const { tail } = tailOver([]);
    tail.offer([row(3), row(2)]);
    await settled();
    expect(seqs(tail.after(0, 9))).toEqual([2, 3]);
  });

  test('ignores what it has', () => {
    const { tail } = tailOver([]);
    tail.offer([row(1), row(1), row(2), row(1)]);
    expect(seqs(tail.after(0, 9))).toEqual([1, 2]);
  });

  test('lets the oldest go when there is no room', () => {
    const { tail } = tailOver([], 900);
    tail.offer([1, 2, 3, 4, 5].map(row));
    expect([tail.covers(1), tail.covers(2), seqs(tail.after(2, 9))]).toEqual([false, true, [3, 4, 5]]);
  });

  test('lets go what everyone has read', () => {
    const { tail } = tailOver([]);
    tail.offer([1, 2, 3].map(row));
    tail.trim(2);
    expect([tail.covers(1), tail.covers(2), seqs(tail.after(2, 9))]).toEqual([false, true, [3]]);
  });

  test('in whatever order rows are offered, all come in theirs, once', async () => {
    const stored = fc.uniqueArray(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(stored, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), async (numbers, chances) => {
        const inOrder = numbers.toSorted((a, b) => a - b);
        const { tail } = tailOver(inOrder);
        const given: number[] = [];
        let at = 0;
        const readOn = (): void => {
          for (const { seq } of tail.after(at, 7)) {
            given.push(seq);
            at = seq;
          }
        };
        for (const [index, seq] of numbers.entries()) {
          tail.offer([row(seq)]);
          readOn();
          if ((chances[index] as number) % 3 === 0) await Promise.resolve();
        }
        await settled();
        for (let i = 0; i < 10; i++) readOn();
        expect(given).toEqual(inOrder);
      }),
      { numRuns: 100 },
    );
  });
});
