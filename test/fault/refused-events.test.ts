import { describe, expect, test } from 'vitest';
import { receivedOf } from './support/received-of.ts';
import { meta, openScene, purchase, tiktok } from './support/scene.ts';
import { isLong } from './support/tally.ts';

const [few, perSecond] = isLong ? [10_000, 500] : [120, 200];
const timeout = 300_000;
/** Of so many events one is what no platform takes. */
const badOf = 30;

describe('events a platform refuses', { concurrent: !isLong }, () => {
  test(
    'F13: of batches with bad events among good ones exactly the bad are dead, and no good one goes twice',
    async () => {
      const isBad = (number: number): boolean => number % badOf === 0;
      await using scene = await openScene({
        check: true,
        body: (id, number) => purchase(id, isBad(number) ? { currency: 'no currency' } : {}),
      });
      const load = scene.load(perSecond, few);
      await load.reached(few);
      const result = await scene.conclude({ fault: 'F13 bad events in batches', runs: Math.floor(few / badOf) }, load);
      const bad = [...load.accepted].filter((id) => isBad(Number(id.split('-')[1]))).toSorted();
      const dead = await scene.relay.dead();
      expect({ result, meta: idsOf(dead.get('meta')), tiktok: idsOf(dead.get('tiktok')) }).toEqual({
        result: { accepted: few, once: 2 * (few - bad.length), duplicates: 0, lost: 0, dead: 2 * bad.length },
        meta: bad,
        tiktok: bad,
      });
    },
    timeout,
  );

  test(
    'F24: dead letters of one destination, replayed twice, are sent once; others get nothing',
    async () => {
      await using scene = await openScene();
      for (const platform of ['meta', 'tiktok']) scene.vendors.fault({ platform, fault: 'invalid' });
      const load = scene.load(perSecond, few);
      await load.reached(few);
      await scene.drained();
      const dead = idsOf((await scene.relay.dead()).get('meta'));
      const others = receivedOf(scene.vendors, 'tiktok').requests;
      await scene.heal();

      const first = await scene.relay.tell('replay', { destination: meta });
      await scene.drained();
      const asked = receivedOf(scene.vendors, 'meta').requests;
      const second = await scene.relay.tell('replay', { destination: meta });
      const result = await scene.conclude({ fault: 'F24 replay, twice', runs: 2 }, load);
      expect({
        dead,
        first,
        second,
        askedAgain: receivedOf(scene.vendors, 'meta').requests - asked,
        [tiktok]: receivedOf(scene.vendors, 'tiktok').requests - others,
        result,
      }).toEqual({
        dead: idsOf(load.accepted),
        first: { replayed: few },
        second: { replayed: 0 },
        askedAgain: 0,
        [tiktok]: 0,
        result: { accepted: few, once: few, duplicates: 0, lost: 0, dead: few },
      });
    },
    timeout,
  );
});

function idsOf(ids: ReadonlySet<string> = new Set()): readonly string[] {
  return [...ids].toSorted();
}
