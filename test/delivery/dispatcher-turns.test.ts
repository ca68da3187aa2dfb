import { describe, expect, test } from 'vitest';
import { answer, createKit, events, ok, requestOf, settled, spoken } from '../support/dispatcher-kit.ts';

describe('new events and rows that wait', () => {
  test('share what may be sent: every fifth request is for a row, while there are both', async () => {
    let isUp = false;
    const limits = { startConcurrency: 1, mostConcurrency: 1 };
    const kit = createKit({ platform: () => (isUp ? ok : answer(400)), latency: 10, limits });
    await kit.dispatcher.start();
    await kit.add(...events(20, 'meta/1'));
    await kit.clock.advance(1_000);
    isUp = true;
    const before = kit.arrivals.length;
    await kit.outbox.replay({ state: 'dead' }, kit.clock.now());
    kit.dispatcher.wake();
    await kit.add(...events(40, 'meta/1').map(({ to }, index) => ({ id: `new${index}`, to })));
    await kit.clock.advance(300);
    const order = kit
      .ids()
      .slice(before)
      .map((id) => (id.startsWith('new') ? 'n' : 'r'))
      .join('');
    expect(order).toBe('nrnnnnrnnnnrnnnnrnnnnrnnnnrnnnn');
  });

  test('retries alone keep to their budget', async () => {
    let isUp = false;
    const kit = createKit({ platform: () => (isUp ? ok : answer(500, { 'retry-after': '2' })) });
    await kit.dispatcher.start();
    await kit.add(...events(19, 'meta/1'));
    await settled();
    isUp = true;
    await kit.clock.advance(10_000);
    // Ten at once and three a second; what new events added to that was taken up by its limit.
    const seconds = kit.arrivals.slice(19).map(({ at }) => Math.floor(at / 1_000));
    expect(seconds).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5]);
  });
});

describe('a rate', () => {
  test('is kept', async () => {
    const kit = createKit({ deliveries: [spoken('meta', { requestsPerMinute: 120 })] });
    await kit.dispatcher.start();
    await kit.add(...events(6, 'meta/1'));
    await kit.clock.advance(10_000);
    expect(kit.arrivals.map(({ at }) => at)).toEqual([0, 0, 500, 1_000, 1_500, 2_000]);
  });
});

describe('what has to wait', () => {
  test('is built anew when it is sent, by the container of then', async () => {
    let version = 'old';
    const kit = createKit({
      build: (event, execution) => ({
        requests: [{ ...requestOf(event, execution), body: [{ id: `${event.data['event_id']} ${version}` }] }],
        blocked: [],
      }),
      platform: (_, count) => (count === 1 ? answer(429, { 'retry-after': '10' }) : ok),
    });
    await kit.dispatcher.start();
    // The first batch is full; the second waits for others when the destination is told to wait.
    await kit.add(...events(101, 'batch/1'));
    await kit.clock.advance(5_000);
    version = 'new';
    await kit.clock.advance(20_000);
    const versions = kit.arrivals.slice(1).flatMap(({ ids }) => ids.map((id) => id.split(' ')[1]));
    expect([kit.arrivals.length, new Set(versions), versions.length]).toEqual([3, new Set(['new']), 101]);
  });

  test('was refused before a pause that is over does not pause again', async () => {
    let isRotated = false;
    const kit = createKit({
      platform: async ({ ids }) => {
        const wasRotated = isRotated;
        if (ids[0] === 'e2') await new Promise<void>((resolve) => kit.clock.after(1_000, resolve));
        return wasRotated ? ok : answer(401);
      },
    });
    await kit.dispatcher.start();
    await kit.add(...events(2, 'meta/1'));
    await kit.clock.advance(10);
    isRotated = true;
    await kit.dispatcher.resume('meta/1');
    await kit.clock.advance(10_000);
    expect([kit.ids(), kit.told.filter((line) => line.startsWith('paused'))]).toEqual([
      ['e1', 'e2', 'e1', 'e2'],
      ['paused meta/1: said 401'],
    ]);
  });
});

describe('an execution of which the platform has a part', () => {
  const build: Parameters<typeof createKit>[0] = {
    build: (event, execution) => {
      const request = requestOf(event, execution);
      return { requests: ['1', '2', '3'].map((part) => ({ ...request, body: [{ id: part }] })), blocked: [] };
    },
  };

  test('goes on after a stop where it was', async () => {
    const kit = createKit({ ...build, platform: ({ ids }) => (ids[0] === '2' ? new Promise(() => undefined) : ok) });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1'] });
    await settled();
    const stopped = kit.dispatcher.stop(1_000);
    await kit.clock.advance(1_000);
    await stopped;
    const restarted = createKit({ ...build, outbox: kit.outbox, clock: kit.clock });
    await restarted.dispatcher.start();
    await settled();
    expect([kit.ids(), restarted.ids(), await restarted.cursors(), await restarted.rows('waiting')]).toEqual([
      ['1', '2'],
      ['2', '3'],
      { 'meta/1': 1 },
      [],
    ]);
  });

  test('and after a crash, where it had a row', async () => {
    const kit = createKit({
      ...build,
      platform: ({ ids }, count) => (count === 1 ? answer(500) : ids[0] === '3' ? new Promise(() => undefined) : ok),
    });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1'] });
    await kit.clock.advance(60_000);
    const restarted = createKit({ ...build, outbox: kit.outbox.copy(), clock: kit.clock });
    await restarted.dispatcher.start();
    await settled();
    expect([kit.ids(), restarted.ids()]).toEqual([['1', '1', '2', '3'], ['3']]);
  });
});
