import { describe, expect, test } from 'vitest';
import { type Arrival, createKit, type Kit, noAnswer, ok, spoken, wait } from '../support/dispatcher-kit.ts';
import { FakeClock } from '../support/fake-clock.ts';

const platforms = ['ga4', 'meta', 'tiktok', 'google', 'kameleoon', 'snapchat'];
const deliveries = platforms.map((platform) => spoken(platform));
const minute = 60_000;

/** Ten events a second for each of the destinations. */
async function liveTraffic(kit: Kit, to: readonly string[], from: number, until: number): Promise<void> {
  for (let at = from; at < until; at += 100) {
    await kit.add({ id: `${at}`, to });
    await kit.clock.advance(100);
  }
}

const others = (arrivals: readonly Arrival[]): readonly string[] =>
  arrivals.filter(({ to }) => to !== 'meta').map(({ to, ids, at }) => `${to} ${ids[0]} ${at}`);

describe('a platform that is down (F7)', () => {
  const downFor = 5 * minute;
  const run = async (isDown: boolean): Promise<Kit> => {
    const clock = new FakeClock();
    const kit = createKit({
      clock,
      deliveries,
      latency: 40,
      platform: ({ to, at }) => (isDown && to === 'meta' && at < downFor ? noAnswer('unsent') : ok),
    });
    await kit.dispatcher.start();
    await liveTraffic(kit, platforms, 0, downFor + 3 * minute);
    return kit;
  };

  test('changes nothing for the others, and catches up when it is back, in order', async () => {
    const [well, ill] = [await run(false), await run(true)];
    expect(others(ill.arrivals)).toEqual(others(well.arrivals));

    const back = ill.arrivals.filter(({ to, at }) => to === 'meta' && at >= downFor);
    const first = back[0]?.at ?? Number.POSITIVE_INFINITY;
    const missed = Array.from({ length: downFor / 100 }, (_, index) => String(index * 100));
    const arrivedBy = new Map(back.map(({ ids, at }) => [ids[0] as string, at]));
    // All that was missed while it was down came within half that time, beside what went on coming in.
    const late = missed.filter((id) => (arrivedBy.get(id) ?? Number.POSITIVE_INFINITY) > first + downFor / 2);
    expect([first <= downFor + 45_000, late, ill.arrivals.filter(({ to }) => to === 'meta').length < 5_000]).toEqual([
      true,
      [],
      true,
    ]);

    const retried = new Set(
      ill.arrivals.filter(({ to, at }) => to === 'meta' && at < downFor).map(({ ids }) => ids[0]),
    );
    const firstTries = back.map(({ ids }) => ids[0] as string).filter((id) => !retried.has(id));
    expect(firstTries).toEqual(firstTries.toSorted((a, b) => Number(a) - Number(b)));
    expect([await ill.rows('dead'), await ill.rows('waiting')]).toEqual([[], []]);
  });
});

describe('a platform that never answers (F8)', () => {
  test('gets one request at a time within a minute, and holds up nobody', async () => {
    const clock = new FakeClock();
    let [inFlight, most] = [0, 0];
    const kit = createKit({
      clock,
      deliveries,
      platform: async ({ to, at }) => {
        if (to !== 'meta') return ok;
        inFlight += 1;
        if (at >= minute) most = Math.max(most, inFlight);
        await wait(clock, 15_000);
        inFlight -= 1;
        return noAnswer('unknown');
      },
    });
    await kit.dispatcher.start();
    await liveTraffic(kit, ['meta', 'tiktok'], 0, 5 * minute);
    const standing = (await kit.dispatcher.status()).map(({ name, concurrency }) => ({ name, concurrency }));
    expect([most, standing[0], kit.ids('tiktok').length, kit.ids('meta').length < 40]).toEqual([
      1,
      { name: 'meta', concurrency: 1 },
      (5 * minute) / 100,
      true,
    ]);
  });
});
