import { describe, expect, test } from 'vitest';
import { OutboxFullError } from '../../src/delivery/outbox/outbox.ts';
import { MissingTagError } from '../../src/engine/live-engine.ts';
import { type OutgoingRequest, TagError } from '../../src/platforms/tag.ts';
import { parseSecrets } from '../../src/runtime/secret.ts';
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
import { MemoryOutbox } from '../support/memory-outbox.ts';

describe('events', () => {
  test('go to each destination they are for, in order, and are settled', async () => {
    const kit = createKit();
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1', 'meta/2'] }, { id: 'b', to: ['meta/2'] }, { id: 'c', to: ['meta/1'] });
    await settled();
    expect([kit.ids('meta/1'), kit.ids('meta/2'), await kit.cursors(), await kit.rows('waiting')]).toEqual([
      ['a', 'c'],
      ['a', 'b'],
      { 'meta/1': 3, 'meta/2': 3 },
      [],
    ]);
  });

  test('that were there before are read from the outbox, then go on from memory', async () => {
    const kit = createKit();
    await kit.append(...events(700, 'meta/1'));
    const restarted = createKit({ outbox: kit.outbox });
    await restarted.dispatcher.start();
    await restarted.add({ id: 'new', to: ['meta/1'] });
    await settled();
    expect(restarted.ids()).toEqual([...Array.from({ length: 700 }, (_, index) => `e${index + 1}`), 'new']);
  });

  test('that are offered out of turn are sent once, in theirs', async () => {
    const kit = createKit();
    await kit.dispatcher.start();
    const first = await kit.append(...events(2, 'meta/1'));
    kit.outbox.skip();
    const second = await kit.append({ id: 'later', to: ['meta/1'] });
    kit.dispatcher.offer(second);
    kit.dispatcher.offer(first);
    kit.dispatcher.offer(first);
    await settled();
    expect([kit.ids(), await kit.cursors()]).toEqual([['e1', 'e2', 'later'], { 'meta/1': 4 }]);
  });

  test('with several tags for a destination are settled when all are', async () => {
    const kit = createKit({ platform: (_, count) => (count === 1 ? ok : answer(500)) });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1#lead', 'meta/1#purchase'] });
    await settled();
    expect([kit.ids(), await kit.cursors(), await kit.rows('waiting')]).toEqual([
      ['a', 'a'],
      { 'meta/1': 1 },
      ['meta/1 1 purchase: transient after 1, 0 taken: said 500'],
    ]);
  });

  test('that were set aside before they were read keep nobody from going on', async () => {
    const kit = createKit();
    await kit.append(...events(3, 'meta/1'));
    kit.outbox.lose(2);
    kit.outbox.lose(3);
    const restarted = createKit({ outbox: kit.outbox });
    await restarted.dispatcher.start();
    await settled();
    await restarted.add({ id: 'new', to: ['meta/1'] });
    await settled();
    expect([restarted.ids(), await restarted.cursors()]).toEqual([['e1', 'new'], { 'meta/1': 4 }]);
  });

  test('nobody can read are dead, and nothing else is', async () => {
    const kit = createKit();
    await kit.add({ id: 'a', to: ['meta/1'] });
    const broken = { key: undefined, receivedAt: 0, destinations: ['meta/1'], body: '{"half' };
    await kit.outbox.append([broken, { ...broken, body: '{"executions":"none"}' }]);
    const restarted = createKit({ outbox: kit.outbox });
    await restarted.dispatcher.start();
    await restarted.add({ id: 'b', to: ['meta/1'] });
    await settled();
    const words = 'unreadable after 0, 0 taken: its text in the log is no event; it may have been for others';
    expect([restarted.ids(), await restarted.rows('dead'), await restarted.cursors()]).toEqual([
      ['a', 'b'],
      [`meta/1 2 : ${words}`, `meta/1 3 : ${words}`],
      { 'meta/1': 4 },
    ]);
  });
});

describe('an execution with several requests', () => {
  const three = (event: Parameters<typeof requestOf>[0], execution: Parameters<typeof requestOf>[1]) => {
    const request = requestOf(event, execution);
    const part = (name: string): OutgoingRequest => ({
      ...request,
      body: [{ id: `${event.data['event_id']}${name}` }],
    });
    return { requests: [part('1'), part('2'), part('3')], blocked: [] };
  };

  test('sends them one after the other', async () => {
    const kit = createKit({ build: three, latency: 10 });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1'] });
    await kit.clock.advance(100);
    expect(kit.arrivals.map(({ ids, at }) => `${ids[0]} ${at}`)).toEqual(['a1 0', 'a2 10', 'a3 20']);
  });

  test('does not send again what was taken', async () => {
    const kit = createKit({ build: three, platform: (_, count) => (count === 2 || count === 3 ? answer(500) : ok) });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1'] });
    await settled();
    const waiting = await kit.rows('waiting');
    await kit.clock.advance(60_000);
    expect([kit.ids(), waiting, await kit.rows('waiting'), await kit.cursors()]).toEqual([
      ['a1', 'a2', 'a2', 'a2', 'a3'],
      ['meta/1 1 tag: transient after 2, 1 taken: said 500'],
      [],
      { 'meta/1': 1 },
    ]);
  });

  test('without any is delivered', async () => {
    const kit = createKit({ build: () => ({ requests: [], blocked: [] }) });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1'] });
    await settled();
    expect([kit.ids(), kit.told, await kit.cursors()]).toEqual([
      [],
      ['delivered meta/1 1 tag: delivered after 0'],
      { 'meta/1': 1 },
    ]);
  });
});

describe('batches', () => {
  test('wait for others, no longer than they may', async () => {
    const kit = createKit();
    await kit.dispatcher.start();
    await kit.add(...events(3, 'batch/1'));
    await kit.clock.advance(30);
    await kit.add({ id: 'f', to: ['batch/1'] });
    await kit.clock.advance(30);
    await kit.add({ id: 'g', to: ['batch/1'] });
    await kit.clock.advance(100);
    expect(kit.arrivals.map(({ ids, at }) => `${ids.join('+')} ${at}`)).toEqual(['e1+e2+e3+f 50', 'g 110']);
  });

  test('go at once when they are full', async () => {
    const kit = createKit({ deliveries: [spoken('batch', batching({ maxEvents: 2 }))] });
    await kit.dispatcher.start();
    await kit.add(...events(5, 'batch/1'));
    await settled();
    expect(kit.ids()).toEqual(['e1+e2', 'e3+e4']);
  });

  test('do not wait for others that there is no room for', async () => {
    const key = ({ body }: OutgoingRequest): string => JSON.stringify(body);
    const deliveries = [spoken('batch', batching({ key, waitMs: 3_600_000 }))];
    const kit = createKit({ deliveries, limits: { window: 8 } });
    await kit.dispatcher.start();
    await kit.add(...events(9, 'batch/1'));
    await settled();
    expect(kit.ids()).toEqual(['e1', 'e2']);
  });

  test('of events that have waited long enough go at once', async () => {
    const kit = createKit();
    await kit.append(...events(3, 'batch/1'));
    await kit.clock.advance(1_000);
    const restarted = createKit({ outbox: kit.outbox, clock: kit.clock });
    await restarted.dispatcher.start();
    await settled();
    expect(restarted.ids()).toEqual(['e1+e2+e3']);
  });

  test('that grew too long are halved before they are sent', async () => {
    const kit = createKit({ deliveries: [spoken('batch', batching({ maxBytes: 160 }))] });
    await kit.dispatcher.start();
    await kit.add(...events(8, 'batch/1'));
    await kit.clock.advance(100);
    expect([kit.ids(), kit.arrivals.every(({ body }) => body.length <= 160)]).toEqual([
      ['e1+e2', 'e3+e4', 'e5+e6', 'e7+e8'],
      true,
    ]);
  });

  test('refused with culprits are sent again without them', async () => {
    const refusal = verdict({ outcome: 'invalid', message: 'no value', culprits: [1, 3] });
    const kit = createKit({ platform: (_, count) => (count === 1 ? refusal : ok) });
    await kit.dispatcher.start();
    await kit.add(...events(5, 'batch/1'));
    await kit.clock.advance(50);
    expect([kit.ids(), await kit.rows('dead'), await kit.cursors()]).toEqual([
      ['e1+e2+e3+e4+e5', 'e1+e3+e5'],
      ['batch/1 2 tag: invalid after 1, 0 taken: no value', 'batch/1 4 tag: invalid after 1, 0 taken: no value'],
      { 'batch/1': 5 },
    ]);
  });

  test('refused without are split until the bad one stands alone', async () => {
    const kit = createKit({ platform: ({ ids }) => (ids.includes('e3') ? answer(400) : ok) });
    await kit.dispatcher.start();
    await kit.add(...events(6, 'batch/1'));
    await kit.clock.advance(50);
    expect([kit.ids(), await kit.rows('dead'), await kit.cursors()]).toEqual([
      ['e1+e2+e3+e4+e5+e6', 'e1+e2+e3', 'e4+e5+e6', 'e1+e2', 'e3'],
      ['batch/1 3 tag: invalid after 3, 0 taken: said 400'],
      { 'batch/1': 6 },
    ]);
  });

  test('that fail are tried again together', async () => {
    const kit = createKit({ platform: (_, count) => (count === 1 ? answer(500) : ok) });
    await kit.dispatcher.start();
    await kit.add(...events(4, 'batch/1'));
    await kit.clock.advance(5_000);
    expect([kit.ids(), await kit.rows('waiting')]).toEqual([['e1+e2+e3+e4', 'e1+e2+e3+e4'], []]);
  });
});

describe('what is never sent', () => {
  test.each([
    ['a tag error', new TagError('pixel_id is missing'), 'unbuildable after 0, 0 taken: pixel_id is missing'],
    ['a tag that is gone', new MissingTagError('no tag x'), 'unbuildable after 0, 0 taken: no tag x'],
    [
      'any other error, without its words',
      new TypeError('jane@example.com is not a function'),
      'unbuildable after 0, 0 taken: the tag could not make its request: TypeError',
    ],
  ])('%s', async (_, error, expected) => {
    const kit = createKit({
      build: (_event, execution) => {
        if (execution.tag === 'sync') throw error;
        return Promise.reject(error);
      },
    });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1#sync', 'meta/1#async'] });
    await settled();
    expect([kit.ids(), await kit.rows('dead'), await kit.cursors()]).toEqual([
      [],
      [`meta/1 1 sync: ${expected}`, `meta/1 1 async: ${expected}`],
      { 'meta/1': 1 },
    ]);
  });

  test('what the PII guard holds back', async () => {
    const violation = { contract: 'pii', severity: 'error', rule: 'pii' } as const;
    const blocked = [
      { ...violation, path: '/data/0/em', message: 'an email in clear' },
      { ...violation, path: '', message: 'a phone' },
    ];
    const kit = createKit({ build: (event, execution) => ({ requests: [requestOf(event, execution)], blocked }) });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1'] });
    await settled();
    expect([kit.ids(), await kit.rows('dead')]).toEqual([
      [],
      ['meta/1 1 tag: blocked after 0, 0 taken: /data/0/em: an email in clear; a phone'],
    ]);
  });

  test('what is too old', async () => {
    const tooOld = (_: OutgoingRequest, occurredAt: number, now: number): string | undefined =>
      now - occurredAt > 7_000 ? `it is ${(now - occurredAt) / 1000} s old` : undefined;
    const kit = createKit({ deliveries: [spoken('meta', { tooOld })] });
    await kit.append({ id: 'a', to: ['meta/1'] });
    await kit.clock.advance(8_000);
    const restarted = createKit({ deliveries: [spoken('meta', { tooOld })], outbox: kit.outbox, clock: kit.clock });
    await restarted.dispatcher.start();
    await restarted.add({ id: 'b', to: ['meta/1'] });
    await settled();
    expect([restarted.ids(), await restarted.rows('dead')]).toEqual([
      ['b'],
      ['meta/1 1 tag: too_old after 0, 0 taken: it is 8 s old'],
    ]);
  });

  test('what would go where nothing may', async () => {
    const kit = createKit({ platform: () => noAnswer('forbidden') });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1'] });
    await settled();
    expect(await kit.rows('dead')).toEqual([
      'meta/1 1 tag: forbidden after 1, 0 taken: no answer (forbidden); change where the tag sends to, then replay',
    ]);
  });
});

describe('tokens', () => {
  const authorization = { type: 'google_service_account', credentials: parseSecrets('${GOOGLE}'), scope: 'x' } as const;
  const authorized: Parameters<typeof createKit>[0] = {
    build: (event, execution) => ({ requests: [{ ...requestOf(event, execution), authorization }], blocked: [] }),
  };

  test('that are refused are fetched anew, once, before the destination is paused', async () => {
    let fetched = 0;
    const forgotten: string[] = [];
    let token: string | undefined;
    const kit = createKit({
      ...authorized,
      tokens: {
        get: async () => {
          token ??= `token ${++fetched}`;
          return { token };
        },
        forget: (_, old) => {
          forgotten.push(old);
          token = undefined;
        },
      },
      platform: ({ headers }) => (headers['authorization'] === 'Bearer token 2' ? ok : answer(401)),
    });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1'] });
    await settled();
    token = undefined;
    await kit.add({ id: 'b', to: ['meta/1'] });
    await settled();
    expect([kit.arrivals.map(({ headers }) => headers['authorization']), forgotten, kit.told]).toEqual([
      ['Bearer token 1', 'Bearer token 2', 'Bearer token 3', 'Bearer token 4'],
      ['token 1', 'token 3', 'token 4'],
      ['delivered meta/1 1 tag: delivered after 1', 'paused meta/1: said 401'],
    ]);
  });

  test.each([
    ['auth', ['paused meta/1: no token'], []],
    [
      'transient',
      ['retry meta/1 1 tag: unsent after 1: no token'],
      ['meta/1 1 tag: unsent after 1, 0 taken: no token'],
    ],
  ] as const)('that cannot be had (%s) are not sent without', async (failure, told, waiting) => {
    const tokens = { get: async () => ({ failure, message: 'no token' }), forget: () => undefined };
    const kit = createKit({ ...authorized, tokens });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1'] });
    await settled();
    expect([kit.ids(), kit.told, await kit.rows('waiting')]).toEqual([[], told, waiting]);
  });
});

describe('secrets', () => {
  test('that are not set pause the destination, and are looked up for each request', async () => {
    const secrets = new Map<string, string>();
    const kit = createKit({
      secrets: (name) => secrets.get(name),
      build: (event, execution) => ({
        requests: [{ ...requestOf(event, execution), headers: { token: parseSecrets('${META_TOKEN}') } }],
        blocked: [],
      }),
    });
    await kit.dispatcher.start();
    await kit.add(...events(2, 'meta/1'));
    await settled();
    const before = [kit.ids(), await kit.rows('dead'), await kit.cursors()];
    secrets.set('META_TOKEN', 'one');
    await kit.dispatcher.resume('meta/1');
    await settled();
    secrets.set('META_TOKEN', 'two');
    await kit.add({ id: 'c', to: ['meta/1'] });
    await settled();
    expect([before, kit.arrivals.map(({ ids, headers }) => [...ids, headers['token']])]).toEqual([
      [[], [], { 'meta/1': 0 }],
      [
        ['e1', 'one'],
        ['e2', 'one'],
        ['c', 'two'],
      ],
    ]);
    expect(kit.told[0]).toBe('paused meta/1: secret META_TOKEN is not set: set it, then resume the destination');
  });
});

describe('a certificate that does not hold', () => {
  test('pauses the destination', async () => {
    const kit = createKit({ platform: () => noAnswer('insecure') });
    await kit.dispatcher.start();
    await kit.add(...events(3, 'meta/1'));
    await settled();
    expect([kit.told, await kit.rows('dead'), await kit.cursors()]).toEqual([
      ['paused meta/1: no answer (insecure)'],
      [],
      { 'meta/1': 0 },
    ]);
  });
});

describe('pausing by hand', () => {
  test('keeps what comes in, over a restart too, until it is resumed', async () => {
    const kit = createKit();
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1'] });
    await settled();
    await kit.dispatcher.pause('meta/1', 'we move house');
    await kit.add({ id: 'b', to: ['meta/1', 'meta/2'] });
    await kit.clock.advance(60_000);
    const restarted = createKit({ outbox: kit.outbox });
    await restarted.dispatcher.start();
    await settled();
    const paused = restarted.ids();
    await restarted.dispatcher.resume('meta/1');
    await settled();
    expect([kit.ids('meta/1'), kit.ids('meta/2'), paused, restarted.ids()]).toEqual([['a'], ['b'], [], ['b']]);
  });
});

describe('a restart', () => {
  test('does not deliver again what an earlier process gave rows of their own', async () => {
    const kit = createKit({
      platform: ({ ids }) => (ids[0] === 'e1' ? new Promise(() => undefined) : answer(ids[0] === 'e2' ? 500 : 400)),
    });
    await kit.dispatcher.start();
    await kit.add(...events(3, 'meta/1'));
    await settled();
    // It crashes: the first has no answer, so the cursor stands before it.
    const restarted = createKit({ outbox: kit.outbox });
    await restarted.dispatcher.start();
    await settled();
    const first = restarted.ids();
    await restarted.clock.advance(10_000);
    expect([await kit.cursors(), first, restarted.ids(), await restarted.rows('dead')]).toEqual([
      { 'meta/1': 3 },
      ['e1'],
      ['e1', 'e2'],
      ['meta/1 3 tag: invalid after 1, 0 taken: said 400'],
    ]);
  });

  test('with one request that hangs sends little twice', async () => {
    const kit = createKit({
      platform: ({ ids }) => (ids[0] === 'e1' ? new Promise(() => undefined) : ok),
      limits: { window: 40 },
    });
    await kit.dispatcher.start();
    await kit.add(...events(200, 'meta/1'));
    await settled();
    const restarted = createKit({ outbox: kit.outbox });
    await restarted.dispatcher.start();
    await restarted.clock.advance(10);
    expect([kit.ids().length, await kit.cursors(), restarted.ids()]).toEqual([200, { 'meta/1': 200 }, ['e1']]);
  });
});

describe('stopping', () => {
  test('waits for what is under way, writes down where it stopped, and starts nothing', async () => {
    const kit = createKit({ latency: 100, limits: { startConcurrency: 2, mostConcurrency: 2 } });
    await kit.dispatcher.start();
    await kit.add(...events(5, 'meta/1'));
    await settled();
    let isStopped = false;
    const stopped = kit.dispatcher.stop(10_000).then(() => {
      isStopped = true;
    });
    await kit.clock.advance(99);
    const early = isStopped;
    await kit.clock.advance(1);
    await stopped;
    await kit.add({ id: 'late', to: ['meta/1'] });
    await kit.clock.advance(1_000);
    expect([early, kit.ids(), await kit.cursors(), kit.clock.waits]).toEqual([
      false,
      ['e1', 'e2'],
      { 'meta/1': 2 },
      [],
    ]);
  });

  test('does not wait for what takes too long: that alone is sent again', async () => {
    const kit = createKit({ platform: ({ ids }) => (ids[0] === 'e1' ? new Promise(() => undefined) : ok) });
    await kit.dispatcher.start();
    await kit.add(...events(2, 'meta/1'));
    await settled();
    const stopped = kit.dispatcher.stop(5_000);
    await kit.clock.advance(5_000);
    await stopped;
    expect([await kit.cursors(), await kit.rows('waiting')]).toEqual([
      { 'meta/1': 2 },
      ['meta/1 1 tag: unknown after 0, 0 taken: on its way when this was written'],
    ]);
    const restarted = createKit({ outbox: kit.outbox });
    await restarted.dispatcher.start();
    await restarted.clock.advance(10_000);
    expect(restarted.ids()).toEqual(['e1']);
  });
});

describe('an outbox whose disk is full', () => {
  test('is written to again until it has room; nothing is sent twice', async () => {
    const outbox = new MemoryOutbox();
    const kit = createKit({ outbox });
    await kit.dispatcher.start();
    let full = 3;
    outbox.beforeSettle = async () => {
      full -= 1;
      if (full >= 0) throw new OutboxFullError('no room');
    };
    await kit.add(...events(2, 'meta/1'));
    await settled();
    expect([await kit.cursors(), kit.ids(), kit.told.filter((line) => line.startsWith('failed'))]).toEqual([
      { 'meta/1': 0 },
      ['e1', 'e2'],
      [],
    ]);
    await kit.clock.advance(3_000);
    expect([await kit.cursors(), kit.ids()]).toEqual([{ 'meta/1': 2 }, ['e1', 'e2']]);
  });
});

describe('an outbox that fails', () => {
  test('stops all sending, and is told once', async () => {
    const outbox = new MemoryOutbox();
    const kit = createKit({ outbox });
    await kit.dispatcher.start();
    outbox.beforeSettle = async () => {
      throw new Error('the disk is gone');
    };
    await kit.add({ id: 'a', to: ['meta/1', 'meta/2'] });
    await settled();
    await kit.add({ id: 'b', to: ['meta/1'] });
    await kit.clock.advance(60_000);
    await kit.dispatcher.stop(1_000);
    expect([kit.ids(), kit.told.filter((line) => line.startsWith('failed')), await kit.cursors()]).toEqual([
      ['a', 'a'],
      ['failed: the disk is gone'],
      { 'meta/1': 0, 'meta/2': 0 },
    ]);
  });
});

describe('settlements', () => {
  test('are one at a time, for all destinations together', async () => {
    const outbox = new MemoryOutbox();
    const waiting: (() => void)[] = [];
    outbox.beforeSettle = () => new Promise((resolve) => waiting.push(resolve));
    const kit = createKit({ outbox });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1'] });
    await settled();
    await kit.add({ id: 'b', to: ['meta/1', 'meta/2'] }, { id: 'c', to: ['meta/2'] });
    await settled();
    const underWay = waiting.length;
    for (const go of waiting.splice(0)) go();
    await settled();
    for (const go of waiting.splice(0)) go();
    await settled();
    const cursors = outbox.settlements.map((settlement) => Object.fromEntries(settlement.cursors ?? []));
    expect([underWay, cursors]).toEqual([1, [{ 'meta/1': 1 }, { 'meta/1': 3, 'meta/2': 3 }]]);
  });
});

describe('status', () => {
  test('says how each destination stands', async () => {
    const kit = createKit({
      platform: ({ to, ids }) => {
        if (to === 'meta/2') return answer(401);
        if (ids[0] === 'e2') return answer(500, { 'retry-after': '60' });
        return ids[0] === 'e3' ? answer(400) : ok;
      },
    });
    await kit.dispatcher.start();
    const at = kit.clock.now();
    await kit.add(...events(3, 'meta/1', 'meta/2'));
    await kit.clock.advance(4_000);
    await kit.add({ id: 'x', to: ['meta/1'] });
    await kit.clock.advance(3_000);
    const rest = { inFlight: 0, breaker: 'closed', oldestSeconds: 7 };
    expect(await kit.dispatcher.status()).toEqual([
      {
        ...rest,
        ...{ name: 'meta/1', behind: 0, waiting: 1, dead: 1, paused: undefined, delivered: 2, retried: 1 },
        concurrency: 4,
        lastError: { at, outcome: 'invalid', message: 'said 400' },
      },
      {
        ...rest,
        ...{ name: 'meta/2', behind: 4, waiting: 0, dead: 0, paused: 'said 401', delivered: 0, retried: 0 },
        concurrency: 4,
        lastError: { at, outcome: 'auth', message: 'said 401' },
      },
    ]);
  });
});
