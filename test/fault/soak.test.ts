import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { fixedRuntime } from '../../src/runtime/runtime.ts';
import { openScene, purchase } from './support/scene.ts';
import { isLong, seed } from './support/tally.ts';
import { hasUsage, middle, openFiles, residentBytes } from './support/usage.ts';

const minutes = 5;
/** The first half with kills; in the second half one process stays, and is measured. */
const [steps, stepMs, perSecond] = [minutes * 60, 1_000, 300];
const kinds = [
  '429',
  '5xx',
  'reset',
  'reset_after_commit',
  'garbage',
  'refuse',
  'timeout',
  'slow_drip',
  'wrong_token',
] as const;
/** Of so many events one is too old for Meta. */
const oldOf = 100;
const eightDays = 8 * 86_400_000;

test.runIf(isLong && hasUsage)(
  'F23: five minutes of random faults and kills lose nothing and use up nothing',
  async () => {
    const chance = fixedRuntime(0, seed);
    const isOld = (number: number): boolean => number % oldOf === 0;
    await using scene = await openScene({
      body: (id, number) => {
        const body = purchase(id);
        if (!isOld(number)) return body;
        return JSON.stringify({ ...(JSON.parse(body) as object), timestamp_micros: (Date.now() - eightDays) * 1000 });
      },
    });
    const load = scene.load(perSecond);
    const memory: number[] = [];
    const files: number[] = [];
    let [faults, recoveryMs] = [0, 0];
    for (let step = 0; step < steps; step++) {
      await wait(stepMs);
      const platform = chance.integer(0, 1) === 0 ? 'meta' : 'tiktok';
      const fault = kinds[chance.integer(0, kinds.length - 1)] ?? '5xx';
      scene.vendors.fault({ platform, fault, count: 1, ...(fault === '429' && { retryAfter: '1' }) });
      faults += 1;
      if (step < steps / 2 && step % 15 === 14) {
        await scene.relay.end('SIGKILL');
        recoveryMs = Math.max(recoveryMs, (await scene.restart()).startedIn);
      }
      for (const { name, paused } of (await scene.relay.status()).destinations) {
        if (paused !== undefined) await scene.relay.tell('resume', { destination: name });
      }
      // After the last kill a minute goes by before memory has found its level.
      if (step < steps * 0.7) continue;
      memory.push(residentBytes(scene.relay.child.pid ?? 0));
      files.push(openFiles(scene.relay.child.pid ?? 0));
    }
    await scene.heal();
    for (const { name } of (await scene.relay.status()).destinations)
      await scene.relay.tell('resume', { destination: name });
    const result = await scene.conclude({ fault: 'F23 soak', runs: faults, recoveryMs }, load);
    const dead = await scene.relay.dead();
    const old = [...load.accepted].filter((id) => isOld(numberOf(id)));
    console.log(`F23: MiB ${memory.map((bytes) => Math.round(bytes / 2 ** 20)).join(' ')}; files ${files.join(' ')}`);
    expect({
      lost: result.lost,
      oldAndNotDead: old.filter((id) => dead.get('meta')?.has(id) !== true),
      // One that was kept and not answered, its relay being killed, was not accepted.
      deadAndNotOld: [...dead.values()].flatMap((ids) => [...ids]).filter((id) => !isOld(numberOf(id))),
      deadElsewhere: [...dead.keys()].filter((platform) => platform !== 'meta'),
      isMemoryFlat:
        middle(memory.slice(-memory.length / 3)) - middle(memory.slice(0, memory.length / 3)) < 20 * 2 ** 20,
      areFilesFlat: Math.max(...files) < 200,
    }).toEqual({
      lost: 0,
      oldAndNotDead: [],
      deadAndNotOld: [],
      deadElsewhere: [],
      isMemoryFlat: true,
      areFilesFlat: true,
    });
  },
  1_200_000,
);

/** Which event of its load it is. */
function numberOf(id: string): number {
  return Number(id.split('-')[1]);
}
