import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { defaultLimits } from '../../src/delivery/limits.ts';
import { fixedRuntime } from '../../src/runtime/runtime.ts';
import { openScene } from './support/scene.ts';
import { isLong, seed } from './support/tally.ts';

const { kills, perSecond, least } = isLong
  ? { kills: 100, perSecond: 2_000, least: 100_000 }
  : { kills: 3, perSecond: 300, least: 300 };
const platforms = 2;
const recoveryTargetMs = 2_000;

test('F1: a relay that is killed again and again under load loses nothing it accepted', async () => {
  const chance = fixedRuntime(0, seed);
  await using scene = await openScene();
  const load = scene.load(perSecond);
  let recoveryMs = 0;
  for (let kill = 0; kill < kills; kill++) {
    await load.reached(load.accepted.size + 1);
    await wait(chance.integer(0, 600));
    await scene.relay.end('SIGKILL');
    const { startedIn } = await scene.restart();
    recoveryMs = Math.max(recoveryMs, startedIn);
  }
  await load.reached(least);
  const { accepted, duplicates, lost, dead } = await scene.conclude(
    { fault: 'F1 kill −9 under load', runs: kills, recoveryMs },
    load,
  );

  expect({
    lost,
    dead,
    isEnough: accepted >= least,
    // A platform may have what a killed relay had not yet written down: at most what it had read for it.
    isFew: duplicates <= kills * platforms * defaultLimits.window,
    isSoonBack: !isLong || recoveryMs < recoveryTargetMs,
  }).toEqual({ lost: 0, dead: 0, isEnough: true, isFew: true, isSoonBack: true });
  expect(await scene.relay.end('SIGTERM')).toBe(0);
}, 900_000);
