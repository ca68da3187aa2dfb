import { describe, expect, test } from 'vitest';
import { EventRows } from '../../src/delivery/event-rows.ts';
import type { PendingRow } from '../../src/delivery/outbox/outbox.ts';
import { Retries } from '../../src/delivery/retries.ts';
import { createTime } from '../../src/delivery/time.ts';
import { createKit, events, settled } from '../support/dispatcher-kit.ts';
import { FakeClock } from '../support/fake-clock.ts';

const start = Date.UTC(2026, 10, 21, 16);

const row = (seq: number, own: Partial<PendingRow> = {}): Omit<PendingRow, 'id'> => ({
  ...{ destination: 'meta/1', seq, tag: 'tag', state: 'waiting', dueAt: start, attempts: 2, since: start - 5_000 },
  ...{ taken: 0, outcome: 'transient', message: '' },
  ...own,
});

/** Retries of a destination with five events in the log, and what they loaded. */
async function retriesOf(rows: readonly Omit<PendingRow, 'id'>[]) {
  const kit = createKit({ clock: new FakeClock(start) });
  await kit.append(...events(5, 'meta/1'));
  await kit.outbox.settle({ put: rows });
  const loads: string[][] = [];
  const retries = new Retries({
    destination: 'meta/1',
    outbox: kit.outbox,
    rows: new EventRows(10),
    time: createTime(kit.clock),
    loaded: (due, lost) => {
      const found = due.map(({ seq, attempts, since }) => `${seq} after ${attempts} since ${since}`);
      loads.push([...found, ...lost.map(({ seq }) => `${seq} lost`)]);
    },
    fail: (error) => expect.unreachable(String(error)),
  });
  return { kit, retries, loads };
}

describe('retries', () => {
  test('are loaded when they are due, those due longest first', async () => {
    const rows = [row(1, { dueAt: start + 1 }), row(2), row(3, { dueAt: start - 1 }), row(4, { state: 'dead' })];
    const { retries, loads } = await retriesOf(rows);
    await retries.load();
    expect([loads, retries.dueAt, retries.held]).toEqual([
      [[`3 after 2 since ${start - 5_000}`, `2 after 2 since ${start - 5_000}`]],
      start + 1,
      2,
    ]);
  });

  test('are not loaded again while they are under way', async () => {
    const { retries, loads } = await retriesOf([row(1)]);
    await retries.load();
    await retries.load();
    retries.release('1 tag');
    await retries.load();
    const load = `1 after 2 since ${start - 5_000}`;
    expect([loads, retries.dueAt]).toEqual([[[load], [], [load]], start + 1_000]);
  });

  test('are not believed where they were let go while the outbox was asked', async () => {
    const { kit, retries, loads } = await retriesOf([row(1)]);
    retries.hold('1 tag');
    const { due } = kit.outbox;
    kit.outbox.due = async (...given) => {
      const rows = await due.apply(kit.outbox, given);
      retries.release('1 tag');
      return rows;
    };
    await retries.load();
    expect(loads).toEqual([[]]);
  });

  test('without an event are lost', async () => {
    const { retries, loads } = await retriesOf([row(9), row(1, { tag: 'other' })]);
    await retries.load();
    expect(loads).toEqual([['9 lost', '1 lost']]);
  });

  test('of a clock that was ahead count from now', async () => {
    const { retries, loads } = await retriesOf([row(1, { since: start + 1e12 })]);
    await retries.load();
    expect(loads).toEqual([[`1 after 2 since ${start}`]]);
  });

  test('are not put off further than an hour', async () => {
    const { retries } = await retriesOf([row(1, { dueAt: start + 1e12 })]);
    await retries.load();
    expect(retries.dueAt).toBe(start + 3_600_000);
  });

  test('are many at a time, and the rest when there is time', async () => {
    const { kit, retries, loads } = await retriesOf([]);
    await kit.append(...events(150, 'meta/1'));
    await kit.outbox.settle({ put: Array.from({ length: 150 }, (_, index) => row(index + 1)) });
    await retries.load();
    const { dueAt } = retries;
    await retries.load();
    await settled();
    expect([loads.map(({ length }) => length), dueAt <= start, retries.held]).toEqual([[100, 50], true, 150]);
  });
});
