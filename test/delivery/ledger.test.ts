import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/delivery/delivery.ts';
import { Ledger } from '../../src/delivery/ledger.ts';
import type { PendingRow } from '../../src/delivery/outbox/outbox.ts';
import type { AcceptedEvent } from '../../src/engine/accepted-event.ts';

function delivery(seq: number, tag = 'tag'): Delivery {
  const event = { receivedAt: 1_000 * seq } as AcceptedEvent;
  const execution = { tag, destination: 'meta/1', times: 1 };
  const fresh = { entry: undefined, attempts: 0, since: undefined, taken: 0, requests: undefined, isDoubtful: false };
  return { seq, event, execution, ...fresh };
}

const row = (seq: number, tag = 'tag'): Omit<PendingRow, 'id'> => ({
  ...{ destination: 'meta/1', seq, tag, state: 'waiting', dueAt: 0, attempts: 1, since: 0, taken: 0 },
  ...{ outcome: 'transient', message: '' },
});

/** A ledger at work on events, a delivery each. */
function opened(seqs: readonly number[], limits = { window: 100, ahead: 10 }): { ledger: Ledger; by: Delivery[] } {
  const ledger = new Ledger(0, limits);
  const by: Delivery[] = [];
  for (const seq of seqs) {
    by[seq] = delivery(seq);
    ledger.open(seq, [by[seq]]);
  }
  return { ledger, by };
}

const settle = (ledger: Ledger, ...deliveries: readonly (Delivery | undefined)[]): void => {
  for (const one of deliveries) ledger.settle(one as Delivery, 'meta/1');
};

describe('ledger', () => {
  test('the cursor stands before the oldest event that is not settled', () => {
    const { ledger, by } = opened([2, 5, 9]);
    const cursors = [ledger.cursor];
    for (const seq of [5, 2, 9]) {
      settle(ledger, by[seq]);
      cursors.push(ledger.cursor);
    }
    ledger.skip(12);
    expect([...cursors, ledger.cursor]).toEqual([1, 1, 8, 9, 12]);
  });

  test('an event is settled when all its deliveries are', () => {
    const ledger = new Ledger(0, { window: 100, ahead: 10 });
    const both = [delivery(1, 'a'), delivery(1, 'b')];
    ledger.open(1, both);
    settle(ledger, both[1]);
    const half = ledger.cursor;
    settle(ledger, both[0]);
    expect([half, ledger.cursor]).toEqual([0, 1]);
  });

  test('a row goes with the cursor that passes its event', () => {
    const { ledger, by } = opened([1, 2]);
    ledger.put(row(1));
    ledger.leave(by[1] as Delivery);
    expect(ledger.take()).toEqual({
      cursor: 1,
      rows: new Map([['1 tag', { put: row(1), isUnderWay: false }]]),
      passed: 1,
    });
  });

  test('what had a row is removed', () => {
    const { ledger } = opened([]);
    settle(ledger, delivery(7));
    const remove = { destination: 'meta/1', seq: 7, tag: 'tag' };
    expect([ledger.isDue, ledger.take()]).toEqual([
      true,
      { cursor: undefined, rows: new Map([['7 tag', { remove }]]), passed: 0 },
    ]);
  });

  test('makes room only when the settlement is on disk', () => {
    const { ledger, by } = opened([1, 2], { window: 2, ahead: 10 });
    const room = [ledger.hasRoom];
    settle(ledger, by[1]);
    room.push(ledger.hasRoom);
    ledger.take();
    room.push(ledger.hasRoom);
    ledger.written();
    expect([...room, ledger.hasRoom]).toEqual([false, false, false, true]);
  });

  test('is due for what it settled, not for what it only read', () => {
    const { ledger, by } = opened([1]);
    ledger.skip(5);
    const due = [ledger.isDue];
    settle(ledger, by[1]);
    due.push(ledger.isDue);
    ledger.take();
    due.push(ledger.isDue);
    ledger.written();
    expect([...due, ledger.isDue, ledger.take()]).toEqual([false, true, false, false, undefined]);
  });

  test('tells who holds up the others', () => {
    const { ledger, by } = opened([1, 2, 3, 4, 5], { window: 100, ahead: 2 });
    settle(ledger, by[3], by[4]);
    const held = [ledger.overtaken()];
    settle(ledger, by[5]);
    held.push(ledger.overtaken());
    ledger.leave(by[1] as Delivery);
    expect([...held, ledger.overtaken(), ledger.cursor, ledger.unsettled(), ledger.oldestReceivedAt]).toEqual([
      [],
      [by[1]],
      [by[2]],
      1,
      [by[2]],
      2_000,
    ]);
  });

  test('the cursor never passes what is not settled, and gets past what is', () => {
    const steps = fc.array(
      fc.record({ act: fc.constantFrom('read', 'skip', 'settle', 'put', 'take', 'written'), at: fc.nat() }),
      {
        size: 'large',
      },
    );
    fc.assert(
      fc.property(steps, (given) => {
        const ledger = new Ledger(0, { window: 20, ahead: 5 });
        const open: Delivery[] = [];
        let seq = 0;
        let room = 20;
        let onDisk = 0;
        let taken: number | undefined;
        for (const { act, at } of given) {
          const index = at % (open.length || 1);
          if (act === 'read' && ledger.hasRoom) {
            seq += 1 + (at % 3);
            const deliveries = at % 2 === 0 ? [delivery(seq)] : [delivery(seq, 'a'), delivery(seq, 'b')];
            ledger.open(seq, deliveries);
            open.push(...deliveries);
          } else if (act === 'skip') ledger.skip(++seq);
          else if (act === 'settle' && open.length > 0) settle(ledger, ...open.splice(index, 1));
          else if (act === 'put' && open.length > 0) {
            const [one] = open.splice(index, 1) as [Delivery];
            ledger.put(row(one.seq, one.execution.tag));
            ledger.leave(one);
          } else if (act === 'take' && taken === undefined) taken = ledger.take()?.cursor;
          else if (act === 'written') {
            ledger.written();
            onDisk = taken ?? onDisk;
            taken = undefined;
          }
          const oldest = open.reduce((least, one) => Math.min(least, one.seq), seq + 1);
          expect(ledger.cursor).toBe(oldest - 1);
          expect(onDisk).toBeLessThan(oldest);
          room = new Set(open.map((one) => one.seq)).size;
          expect(room).toBeLessThanOrEqual(20);
        }
      }),
      { numRuns: 50 },
    );
  });
});
