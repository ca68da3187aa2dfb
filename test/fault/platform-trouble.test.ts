import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../src/delivery/limits.ts';
import type { Load } from './support/load.ts';
import { receivedOf } from './support/received-of.ts';
import { meta, openScene, tiktok } from './support/scene.ts';
import { isLong } from './support/tally.ts';

const [few, perSecond] = isLong ? [20_000, 1_000] : [200, 200];
const timeout = 300_000;
const platforms = ['meta', 'tiktok'];

describe('a platform in trouble', { concurrent: !isLong }, () => {
  // The longest first: so many at once, no more.
  test(
    'F15: an answer that is endless, slow or nonsense is no answer: asked again, and nothing is lost',
    async () => {
      await using scene = await openScene();
      const kinds = ['giant_body', 'garbage', 'slow_drip'] as const;
      for (const fault of kinds) scene.vendors.fault({ platform: 'meta', fault, count: 1 });
      const load = scene.load(perSecond, few);
      await load.reached(few);
      await scene.until(async () => (await struckBy(scene.vendors.url)) === kinds.length);
      const { accepted, lost, dead } = await scene.conclude(
        { fault: 'F15 answers that are none', runs: kinds.length },
        load,
      );
      const told = scene.relay.lines().filter(({ msg }) => msg === 'to be tried again');
      const said = new Set(told.map(({ outcome, message = '' }) => `${outcome}: ${message.replace(/^\S+:\d+ /, '')}`));
      expect({ accepted, lost, dead, said: [...said].toSorted() }).toEqual({
        accepted: few,
        lost: 0,
        dead: 0,
        said: [
          'unknown: HTTP 200 with a body that is a page of HTML',
          'unknown: HTTP 200 with a body too long to read',
          'unknown: took too long',
        ],
      });
    },
    timeout,
  );

  test(
    'F8: one that takes requests and never answers delays no other, and is asked one thing at a time',
    async () => {
      await using scene = await openScene();
      scene.vendors.fault({ platform: 'meta', fault: 'timeout' });
      const load = scene.load(perSecond, few);
      await load.reached(few);
      await scene.until(() => receivedOf(scene.vendors, 'tiktok').events === few);
      // Long: until so many requests have run into their timeout that the platform is called down.
      const concurrency = async (): Promise<number | undefined> =>
        (await scene.relay.status()).destinations.find(({ name }) => name === meta)?.concurrency;
      if (isLong) await scene.until(async () => (await concurrency()) === 1);
      const asked = receivedOf(scene.vendors, 'meta').requests;
      await scene.heal();
      await scene.relay.tell('resume', { destination: meta });
      const result = await scene.conclude({ fault: 'F8 one platform never answers', runs: asked }, load);
      expect({ result, isFew: asked <= (isLong ? 3 : 1) * defaultLimits.startConcurrency }).toEqual({
        result: { accepted: few, once: 2 * few, duplicates: 0, lost: 0, dead: 0 },
        isFew: true,
      });
    },
    timeout,
  );

  test(
    'F10: 30 % server errors cost no event, and retries keep to their budget',
    async () => {
      // No batches: an event is a request, so that requests can be counted against events.
      const container = `
name: fault
triggers: { All: {} }
tags:
  Own: { type: http_request, triggers: [All], url: 'https://events.example/take' }
`;
      const events = isLong ? 5_000 : 400;
      await using scene = await openScene({ container, platforms: ['http_request'] });
      scene.vendors.fault({ platform: 'http_request', fault: '5xx', rate: 0.3 });
      const begin = performance.now();
      const load = scene.load(400, events);
      const loads = [load];
      let [retries, overBudget] = [0, 0];
      const look = (): void => {
        const posted = loads.length * events;
        retries = receivedOf(scene.vendors, 'http_request').requests - posted;
        // A fifth of what is new, three a second, ten at once.
        const budget = 0.2 * posted + (3 * (performance.now() - begin)) / 1000 + 10;
        overBudget = Math.max(overBudget, retries - budget);
      };
      await load.reached(events);
      await scene.until(() => {
        look();
        return retries >= events / 5;
      });
      await scene.heal();
      // What is new pays for retries, too.
      loads.push(scene.load(400, events));
      const { answers } = receivedOf(scene.vendors, 'http_request');
      for (const one of loads) await one.reached(events);
      const result = await scene.conclude({ fault: 'F10 30 % server errors', runs: answers['503'] ?? 0 }, ...loads);
      look();
      expect({ result, overBudget, retries }).toEqual({
        result: { accepted: 2 * events, once: 2 * events, duplicates: 0, lost: 0, dead: 0 },
        overBudget: 0,
        retries: receivedOf(scene.vendors, 'http_request').answers['503'],
      });
    },
    timeout,
  );

  test(
    'F7: one that is down delays no other, and gets all of it when it is back, the new in their order',
    async () => {
      await using scene = await openScene();
      scene.vendors.fault({ platform: 'meta', fault: 'refuse' });
      const during = scene.load(perSecond, few);
      await during.reached(few);
      await during.stop();
      await scene.until(() => receivedOf(scene.vendors, 'tiktok').events === few);
      const whileDown = { meta: receivedOf(scene.vendors, 'meta').events, refused: [...during.refused] };

      await scene.heal();
      const back = performance.now();
      await scene.relay.tell('resume', { destination: meta });
      const after = scene.load(perSecond, few);
      await after.reached(few);
      await scene.drained();
      const recoveryMs = performance.now() - back;
      const { order } = receivedOf(scene.vendors, 'meta');
      const result = await scene.conclude({ fault: 'F7 one platform down', runs: 1, recoveryMs }, during, after);
      expect({ whileDown, result, isOrdered: mostAhead(order, [...after.accepted]) <= defaultLimits.window }).toEqual({
        whileDown: { meta: 0, refused: [] },
        result: { accepted: 2 * few, once: 4 * few, duplicates: 0, lost: 0, dead: 0 },
        isOrdered: true,
      });
    },
    timeout,
  );

  test(
    'F12: a refused token pauses its destination with one alarm; nothing is dead, and resuming delivers all',
    async () => {
      await using scene = await openScene();
      scene.vendors.fault({ platform: 'meta', fault: 'wrong_token' });
      const load = scene.load(perSecond, few);
      await load.reached(few);
      await scene.until(() => receivedOf(scene.vendors, 'tiktok').events === few);
      const { destinations } = await scene.drained();
      const alarms = scene.relay.lines().filter(({ msg }) => msg.startsWith('paused:'));
      const asked = receivedOf(scene.vendors, 'meta').requests;
      await scene.heal();
      await scene.relay.tell('resume', { destination: meta });
      const result = await scene.conclude({ fault: 'F12 token refused', runs: 1 }, load);
      expect({
        stood: destinations.map(({ name, paused, waiting, dead }) => ({ name, paused, waiting, dead })),
        alarms: alarms.map(({ destination }) => destination),
        isAskedNoMore: asked <= defaultLimits.startConcurrency,
        result,
      }).toEqual({
        stood: [
          {
            name: meta,
            paused: '190/467: Error validating access token: the access token is invalid',
            waiting: 0,
            dead: 0,
          },
          { name: tiktok, paused: undefined, waiting: 0, dead: 0 },
        ],
        alarms: [meta],
        isAskedNoMore: true,
        result: { accepted: few, once: 2 * few, duplicates: 0, lost: 0, dead: 0 },
      });
    },
    timeout,
  );

  test(
    'F14: an answer lost after the platform took the events is asked for again with the same ids',
    async () => {
      const [rounds, events] = isLong ? [50, 200] : [3, 20];
      await using scene = await openScene();
      const loads: Load[] = [];
      for (let round = 1; round <= rounds; round++) {
        for (const platform of platforms) scene.vendors.fault({ platform, fault: 'reset_after_commit', count: 1 });
        const load = scene.load(perSecond, events);
        loads.push(load);
        await load.reached(events);
        await scene.drained();
      }
      const struck = await struckBy(scene.vendors.url);
      const result = await scene.conclude({ fault: 'F14 answer lost after commit', runs: struck }, ...loads);
      const copies = platforms.flatMap((platform) => Object.values(receivedOf(scene.vendors, platform).ids));
      expect({
        struck,
        accepted: result.accepted,
        lost: result.lost,
        dead: result.dead,
        isTwiceEachTime: result.duplicates >= struck,
        most: Math.max(...copies),
      }).toEqual({ struck: 2 * rounds, accepted: rounds * events, lost: 0, dead: 0, isTwiceEachTime: true, most: 2 });
    },
    timeout,
  );
});

/** How many times the faults have struck. */
async function struckBy(vendors: string): Promise<number> {
  const { faults } = (await (await fetch(`${vendors}/__vendors/faults`)).json()) as { faults: { struck: number }[] };
  return faults.reduce((sum, { struck }) => sum + struck, 0);
}

/** Of these ids: the most places that one came before its turn. `order`: all that came. */
function mostAhead(order: readonly string[], ids: readonly string[]): number {
  const wanted = new Set(ids);
  const numbers = order.filter((id) => wanted.has(id)).map((id) => Number(id.split('-')[1]));
  const turns = new Map(numbers.toSorted((a, b) => a - b).map((number, turn) => [number, turn]));
  return Math.max(0, ...numbers.map((number, place) => (turns.get(number) ?? 0) - place));
}
