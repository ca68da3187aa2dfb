import { describe, expect, test } from 'vitest';
import {
  answer,
  batching,
  createKit,
  events,
  noAnswer,
  ok,
  requestOf,
  settled,
  spoken,
  verdict,
} from '../support/dispatcher-kit.ts';

const ids = (count: number): readonly string[] => events(count).map(({ id }) => id);

describe('an event the platform refuses (F11)', () => {
  test.each([
    ['alone', 'meta/1', 'invalid after 1, 0 taken: said 400'],
    // It is the last in its batch of 125: then in one of 62, 31, 15, 7, 3, and alone.
    ['in batches', 'batch/1', 'invalid after 7, 0 taken: said 400'],
  ])('%s dies, and of 10,000 no other', async (_, to, expected) => {
    const kit = createKit({
      platform: (arrival) => (arrival.ids.includes('e5000') ? answer(400) : ok),
      deliveries: [spoken('meta'), spoken('batch', batching({ maxEvents: 1_000 }))],
    });
    await kit.dispatcher.start();
    await kit.add(...events(10_000, to));
    await kit.clock.advance(1_000);
    const taken = kit.arrivals.filter((arrival) => !arrival.ids.includes('e5000')).flatMap((arrival) => arrival.ids);
    expect([await kit.rows('dead'), await kit.rows('waiting'), await kit.cursors()]).toEqual([
      [`${to} 5000 tag: ${expected}`],
      [],
      { [to]: 10_000 },
    ]);
    expect(taken.toSorted()).toEqual(
      ids(10_000)
        .filter((id) => id !== 'e5000')
        .toSorted(),
    );
  });
});

describe('a token the platform refuses (F12)', () => {
  test('pauses the destination with one alarm, loses nothing, and resuming delivers all', async () => {
    let isRotated = false;
    const kit = createKit({ platform: ({ to }) => (to === 'meta/1' && !isRotated ? answer(401) : ok), latency: 20 });
    await kit.dispatcher.start();
    await kit.add(...events(20, 'meta/1', 'meta/2'));
    await kit.clock.advance(24 * 3_600_000);
    await kit.add({ id: 'late', to: ['meta/1'] });
    await kit.clock.advance(1_000);
    const asked = kit.ids('meta/1').length;
    const before = [
      await kit.rows('dead'),
      await kit.rows('waiting'),
      (await kit.outbox.destinations()).map(({ name, cursor, paused }) => ({ name, cursor, paused })),
    ];
    isRotated = true;
    await kit.dispatcher.resume('meta/1');
    await kit.clock.advance(1_000);
    expect([asked, before, kit.told.filter((line) => line.startsWith('paused'))]).toEqual([
      4,
      [
        [],
        [],
        [
          { name: 'meta/1', cursor: 0, paused: 'said 401' },
          { name: 'meta/2', cursor: 20, paused: undefined },
        ],
      ],
      ['paused meta/1: said 401'],
    ]);
    expect([kit.ids('meta/1').slice(asked), await kit.rows('dead'), await kit.cursors()]).toEqual([
      [...ids(20), 'late'],
      [],
      { 'meta/1': 21, 'meta/2': 21 },
    ]);
  });
});

describe('a batch that is taken in part (F13)', () => {
  test('is not sent again: what was refused is dead, what may be tried is', async () => {
    const failed = [
      { index: 7, message: 'no value', retry: false },
      { index: 50, message: 'no currency', retry: false },
      { index: 98, message: 'no email', retry: false },
      { index: 99, message: 'try later', retry: true },
    ];
    const kit = createKit({ platform: (_, count) => (count === 1 ? verdict({ outcome: 'partial', failed }) : ok) });
    await kit.dispatcher.start();
    await kit.add(...events(100, 'batch/1'));
    await kit.clock.advance(10_000);
    expect([kit.ids(), await kit.rows('dead'), await kit.rows('waiting'), await kit.cursors()]).toEqual([
      [ids(100).join('+'), 'e100'],
      [
        'batch/1 8 tag: invalid after 1, 0 taken: no value',
        'batch/1 51 tag: invalid after 1, 0 taken: no currency',
        'batch/1 99 tag: invalid after 1, 0 taken: no email',
      ],
      [],
      { 'batch/1': 100 },
    ]);
  });
});

describe('an answer that is lost (F14)', () => {
  test.each(['meta/1', 'batch/1'])('has the same bytes sent again (%s)', async (to) => {
    const kit = createKit({ platform: (_, count) => (count === 1 ? noAnswer('unknown') : ok) });
    await kit.dispatcher.start();
    await kit.add(...events(to === 'meta/1' ? 1 : 3, to));
    await kit.clock.advance(60_000);
    const [first, second, ...more] = kit.arrivals.map(({ body }) => body);
    expect([typeof first, second, more]).toEqual(['string', first, []]);
  });

  test('the same bytes by another process too', async () => {
    const kit = createKit({ platform: () => noAnswer('unknown') });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1'] });
    await settled();
    const restarted = createKit({ outbox: kit.outbox.copy(), clock: kit.clock });
    await restarted.dispatcher.start();
    await restarted.clock.advance(60_000);
    expect(restarted.arrivals.map(({ body }) => body)).toEqual([kit.arrivals[0]?.body]);
  });
});

describe('replaying dead letters (F24)', () => {
  test('sends each once, of that destination only', async () => {
    let isMended = false;
    const kit = createKit({ platform: () => (isMended ? ok : answer(400)) });
    await kit.dispatcher.start();
    await kit.add(...events(30, 'meta/1', 'meta/2'));
    await kit.clock.advance(1_000);
    isMended = true;
    const already = kit.arrivals.length;
    const replay = async (): Promise<readonly [count: number, sent: readonly string[]]> => {
      const before = kit.arrivals.length;
      const count = await kit.outbox.replay({ state: 'dead', destination: 'meta/1' }, kit.clock.now());
      kit.dispatcher.wake();
      await kit.clock.advance(60_000);
      return [count, kit.arrivals.slice(before).map((arrival) => `${arrival.to} ${arrival.ids[0]}`)];
    };
    expect([already, await replay(), await replay()]).toEqual([60, [30, ids(30).map((id) => `meta/1 ${id}`)], [0, []]]);
    expect([(await kit.rows('dead')).length, await kit.rows('waiting')]).toEqual([30, []]);
  });

  test('builds them by the container of now', async () => {
    let tag = 'old';
    const kit = createKit({
      build: (event, execution) => ({ requests: [requestOf(event, { ...execution, tag })], blocked: [] }),
      platform: ({ body }) => (body.includes('old') ? answer(400) : ok),
    });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1'] });
    await settled();
    tag = 'new';
    await kit.outbox.replay({ state: 'dead' }, kit.clock.now());
    kit.dispatcher.wake();
    await settled();
    expect([kit.ids(), await kit.rows('dead'), await kit.rows('waiting')]).toEqual([['a', 'a'], [], []]);
  });
});
