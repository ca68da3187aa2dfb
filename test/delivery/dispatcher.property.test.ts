import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FailedItem, Verdict } from '../../src/platforms/delivery.ts';
import {
  type Arrival,
  batching,
  createKit,
  type Given,
  type Kit,
  noAnswer,
  randomOf,
  spoken,
  verdict,
  wait,
} from '../support/dispatcher-kit.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { MemoryOutbox } from '../support/memory-outbox.ts';

const destinations = ['meta/1', 'batch/1', 'batch/2'];
const limits = { window: 24, startConcurrency: 2, mostConcurrency: 4 };
const maxEvents = 5;
/** Settled events behind one that is not, of each destination. */
const ahead = limits.window / 4;

/** A platform of moods: what it takes it counts, by destination, event and tag; some events it never takes. */
function moody(random: () => number, taken: Map<string, number>, clock: FakeClock) {
  return async (arrival: Arrival) => {
    await wait(clock, 1 + Math.floor(random() * 400));
    const items = JSON.parse(arrival.body) as readonly { readonly id: string; readonly tag: string }[];
    const take = (index: number): void => {
      const { id, tag } = items[index] as { id: string; tag: string };
      const key = `${arrival.to} ${id} ${tag}`;
      taken.set(key, (taken.get(key) ?? 0) + 1);
    };
    const bad = items.flatMap(({ id }, index) => (id.startsWith('bad') ? [index] : []));
    const mood = random();
    if (mood < 0.1) return noAnswer(mood < 0.05 ? 'unsent' : 'unknown');
    if (mood < 0.2) return verdict({ outcome: 'transient', message: 'oh' });
    if (mood < 0.25) return verdict({ outcome: 'throttled', message: 'busy' });
    if (bad.length > 0 && mood < 0.8) {
      const message = 'bad';
      return verdict({ outcome: 'invalid', message, ...(mood < 0.5 ? { culprits: bad } : {}) });
    }
    const failed: FailedItem[] = [];
    for (const index of items.keys()) {
      if (bad.includes(index)) failed.push({ index, message: 'bad', retry: false });
      else if (random() < 0.1) failed.push({ index, message: 'later', retry: true });
      else take(index);
    }
    const result: Verdict = failed.length === 0 ? { outcome: 'delivered' } : { outcome: 'partial', failed };
    return verdict(result);
  };
}

function someEvents(random: () => number, count: number): readonly Given[] {
  return Array.from({ length: count }, (_, index) => {
    const to = destinations.flatMap((name) => {
      const tags = Math.floor(random() * 3);
      return Array.from({ length: tags }, (_, tag) => `${name}#tag${tag}`);
    });
    return { id: `${random() < 0.05 ? 'bad' : 'good'}${index}`, to: to.length === 0 ? ['meta/1#tag0'] : to };
  });
}

function kitOf(random: () => number, taken: Map<string, number>, clock: FakeClock, outbox: MemoryOutbox): Kit {
  return createKit({
    clock,
    outbox,
    platform: moody(random, taken, clock),
    deliveries: [spoken('meta'), spoken('batch', batching({ maxEvents }))],
    limits,
    seed: Math.floor(random() * 1e9),
  });
}

/** What there is to be of each delivery: `taken` or `dead`, as a model has it. */
function expected(given: readonly Given[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.flatMap(({ id, to }) =>
      to.map((name) => [`${name.replace('#', ` ${id} `)}`, id.startsWith('bad') ? 'dead' : 'taken']),
    ),
  );
}

/** What became of each delivery. */
async function actual(
  kit: Kit,
  taken: ReadonlyMap<string, number>,
  ids: readonly string[],
): Promise<Record<string, string>> {
  const dead = await kit.outbox.pending({ state: 'dead' }, 1e6);
  const found: Record<string, string> = {};
  for (const key of taken.keys()) found[key] = 'taken';
  for (const { destination, seq, tag } of dead) {
    const key = `${destination} ${ids[seq - 1]} ${tag}`;
    found[key] = found[key] === undefined ? 'dead' : 'both';
  }
  return found;
}

/** Adds them a few at a time, each time some hundred milliseconds on. */
async function addAll(kit: Kit, given: readonly Given[], random: () => number): Promise<void> {
  for (let i = 0; i < given.length; ) {
    const count = 1 + Math.floor(random() * 30);
    const rows = await kit.append(...given.slice(i, i + count));
    // Offers may be late, and out of turn.
    const middle = Math.floor(rows.length / 2);
    if (random() < 0.3) {
      kit.dispatcher.offer(rows.slice(middle));
      await kit.clock.advance(random() * 20);
      kit.dispatcher.offer(rows.slice(0, middle));
    } else kit.dispatcher.offer(rows);
    i += count;
    await kit.clock.advance(random() * 300);
  }
}

test('whatever the platforms say, each delivery is taken once, or dead', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 120 }), async (seed, count) => {
      const random = randomOf(seed);
      const taken = new Map<string, number>();
      const given = someEvents(random, count);
      const kit = kitOf(random, taken, new FakeClock(), new MemoryOutbox());
      await kit.dispatcher.start();
      await addAll(kit, given, random);
      await kit.clock.advance(3_600_000);
      const ids = given.map(({ id }) => id);
      expect(await actual(kit, taken, ids)).toEqual(expected(given));
      expect([...taken.values()].filter((times) => times > 1)).toEqual([]);
      expect(await kit.rows('waiting')).toEqual([]);
      expect(kit.told.filter((line) => line.startsWith('failed'))).toEqual([]);
      await kit.dispatcher.stop(0);
      const last = Object.fromEntries((await kit.outbox.destinations()).map(({ name }) => [name, count]));
      expect(await kit.cursors()).toEqual(last);
    }),
    { numRuns: 25 },
  );
});

test('over crashes too nothing is lost, and little is sent twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 20, max: 120 }), async (seed, count) => {
      const random = randomOf(seed);
      const taken = new Map<string, number>();
      const given = someEvents(random, count);
      const crashes = 3;
      let outbox = new MemoryOutbox();
      let rest = given;
      for (let crash = 0; crash < crashes; crash++) {
        const kit = kitOf(random, taken, new FakeClock(), outbox);
        await kit.dispatcher.start();
        await addAll(kit, rest.slice(0, count / crashes), random);
        rest = rest.slice(count / crashes);
        outbox = outbox.copy();
      }
      const kit = kitOf(random, taken, new FakeClock(), outbox);
      await kit.dispatcher.start();
      await addAll(kit, rest, random);
      await kit.clock.advance(3_600_000);
      const ids = given.map(({ id }) => id);
      const found = await actual(kit, taken, ids);
      expect({ ...found, ...expected(given) }).toEqual(found);
      expect(await kit.rows('waiting')).toEqual([]);
      const twice = [...taken.values()].reduce((sum, times) => sum + times - 1, 0);
      const most = crashes * destinations.length * 2 * (ahead + maxEvents * limits.mostConcurrency);
      expect(twice).toBeLessThanOrEqual(most);
    }),
    { numRuns: 25 },
  );
});
