import { describe, expect, test } from 'vitest';
import {
  type Arrival,
  answer,
  createKit,
  events,
  type Kit,
  ok,
  randomOf,
  settled,
  spoken,
} from '../support/dispatcher-kit.ts';
import { FakeClock } from '../support/fake-clock.ts';

const hour = 3_600_000;
const tenYears = 10 * 365.25 * 24 * hour;
const httpDate = (at: number): string => new Date(at).toUTCString();

describe('too many requests (F9)', () => {
  const start = Date.UTC(2026, 10, 21, 16);
  test.each([
    ['7', 7_000, 7_700],
    [httpDate(start + 30_000), 30_000, 33_000],
    ['garbage', 1_000, 1_000],
    [httpDate(start + tenYears), hour, hour],
    ['-7', 1_000, 1_000],
    [httpDate(start - 30_000), 1_000, 1_000],
  ])('retry-after: %s', async (header, least, most) => {
    const kit = createKit({
      clock: new FakeClock(start),
      platform: (_, count) => (count === 1 ? answer(429, { 'retry-after': header }) : ok),
      limits: { startConcurrency: 1 },
    });
    await kit.dispatcher.start();
    await kit.add(...events(5, 'meta/1'));
    await kit.clock.advance(2 * hour);
    const [, second = Number.NaN] = kit.arrivals.map(({ at }) => at);
    expect([kit.ids(), second >= least && second <= most, kit.told[0]]).toEqual([
      ['e1', 'e1', 'e2', 'e3', 'e4', 'e5'],
      true,
      'delivered meta/1 1 tag: delivered after 1',
    ]);
  });

  test('that goes on for a day is given up, but only what was tried', async () => {
    const kit = createKit({
      platform: () => answer(429, { 'retry-after': '3000' }),
      limits: { startConcurrency: 1, mostConcurrency: 1 },
    });
    await kit.dispatcher.start();
    await kit.add(...events(3, 'meta/1'));
    await kit.clock.advance(26 * hour);
    expect([await kit.rows('dead'), new Set(kit.ids())]).toEqual([
      ['meta/1 1 tag: throttled after 0, 0 taken: said 429'],
      new Set(['e1', 'e2']),
    ]);
  });
});

describe('a storm of errors (F10)', () => {
  test('does not become a storm of retries', async () => {
    const seconds = 300;
    const perSecond = 40;
    const random = randomOf(7);
    const kit = createKit({ platform: () => (random() < 0.3 ? answer(500) : ok), latency: 50 });
    await kit.dispatcher.start();
    for (let i = 0; i < seconds * perSecond; i++) {
      await kit.add({ id: `e${i}`, to: ['meta/1'] });
      await kit.clock.advance(1000 / perSecond);
    }
    const storm = kit.arrivals;
    const inTenths = new Map<number, number>();
    for (const { at } of storm) inTenths.set(Math.floor(at / 100), (inTenths.get(Math.floor(at / 100)) ?? 0) + 1);
    const busiest = Math.max(...inTenths.values());
    const mean = storm.length / (seconds * 10);
    const opened = kit.told.filter((line) => line.startsWith('breaker'));
    expect([storm.length <= 1.2 * seconds * perSecond + 3 * seconds + 10, busiest <= 3 * mean, opened]).toEqual([
      true,
      true,
      [],
    ]);
    expect(new Set(kit.ids()).size).toBe(seconds * perSecond);
  });

  test('what failed together does not come back together', async () => {
    const tried = new Set<string>();
    const kit = createKit({
      platform: ({ ids: [id = ''] }) => {
        const fails = Number(id.slice(1)) % 3 === 0 && !tried.has(id);
        tried.add(id);
        return fails ? answer(500) : ok;
      },
      limits: { startConcurrency: 50 },
    });
    await kit.dispatcher.start();
    await kit.add(...events(45, 'meta/1'));
    await kit.clock.advance(60_000);
    const retries = kit.arrivals.slice(45).map(({ at }) => Math.floor(at / 100));
    const inTenths = new Map<number, number>();
    for (const tenth of retries) inTenths.set(tenth, (inTenths.get(tenth) ?? 0) + 1);
    // Fifteen within a second: at most three times the mean in any tenth of it.
    expect([retries.length, Math.max(...inTenths.values()) <= 3 * 1.5]).toEqual([15, true]);
  });

  test('what was tried for a day is dead, with the last answer', async () => {
    const kit = createKit({ platform: () => answer(503) });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1'] });
    await kit.clock.advance(23 * hour);
    const waiting = (await kit.rows('waiting')).length;
    await kit.clock.advance(2 * hour);
    const [row] = await kit.outbox.pending({ state: 'dead' }, 9);
    const { outcome, message } = row ?? {};
    expect([waiting, outcome, message, await kit.cursors()]).toEqual([1, 'transient', 'said 503', { 'meta/1': 1 }]);
  });
});

describe('a wall clock that jumps (F18)', () => {
  const tooOld = (_: unknown, occurredAt: number, now: number): string | undefined =>
    now - occurredAt > 7 * 24 * hour ? 'too old' : undefined;

  /** A delivery that fails five times, and a destination that is throttled, with a jump after the first tries. */
  const run = async (jump: number): Promise<Kit> => {
    const kit = createKit({
      deliveries: [spoken('meta', { tooOld })],
      platform: ({ to }, count) => {
        if (to === 'meta/throttled') return count === 1 ? answer(429, { 'retry-after': '90' }) : ok;
        return count <= 5 ? answer(500) : ok;
      },
    });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/failing'] }, { id: 'b', to: ['meta/throttled'] });
    await kit.clock.advance(10);
    kit.clock.jump(jump);
    await kit.clock.advance(2 * hour);
    return kit;
  };
  const times = (arrivals: readonly Arrival[]): readonly string[] => arrivals.map(({ to, at }) => `${to} ${at}`);

  test.each([hour, -hour, tenYears, -tenYears])('by %d ms changes no wait, and kills nothing', async (jump) => {
    const [still, jumped] = [await run(0), await run(jump)];
    expect(times(jumped.arrivals)).toEqual(times(still.arrivals));
    expect([await jumped.rows('dead'), await jumped.rows('waiting'), jumped.arrivals.length]).toEqual([[], [], 8]);
  });

  test('back before a restart does not leave rows waiting for the old time', async () => {
    const clock = new FakeClock(Date.UTC(2036, 10, 21));
    const kit = createKit({ clock, platform: () => answer(500) });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1'] });
    await settled();
    const restarted = createKit({ outbox: kit.outbox.copy(), clock: new FakeClock(Date.UTC(2026, 10, 21)) });
    await restarted.dispatcher.start();
    await restarted.clock.advance(300_000);
    expect([restarted.ids(), await restarted.rows('waiting')]).toEqual([['a'], []]);
  });

  test('ahead does not keep what is replayed from being sent', async () => {
    const kit = createKit({ platform: (_, count) => (count === 1 ? answer(400) : ok) });
    await kit.dispatcher.start();
    await kit.add({ id: 'a', to: ['meta/1'] });
    await settled();
    kit.clock.jump(hour);
    await kit.outbox.replay({ state: 'dead' }, kit.clock.now());
    kit.dispatcher.wake();
    await settled();
    expect(kit.ids()).toEqual(['a', 'a']);
  });
});
