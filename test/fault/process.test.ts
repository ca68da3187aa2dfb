import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../src/delivery/limits.ts';
import { freePort, startRelay } from './support/relay.ts';
import { openScene } from './support/scene.ts';
import { isLong } from './support/tally.ts';

const [perSecond, some] = isLong ? [2_000, 2_000] : [200, 100];
const timeout = 300_000;

describe('the process itself', { concurrent: !isLong }, () => {
  test(
    'F19: told to stop under load, with a platform and a client that hang, it finishes what it took and exits with 0',
    async () => {
      const rounds = isLong ? 10 : 1;
      await using scene = await openScene();
      const loads = [];
      const ends: unknown[] = [];
      let longest = 0;
      for (let round = 0; round < rounds; round++) {
        const load = scene.load(perSecond);
        loads.push(load);
        await load.reached(some);
        scene.vendors.fault({ platform: 'meta', fault: 'timeout', count: 2 });
        const slow = connect(scene.place.port, '127.0.0.1');
        slow.on('error', () => undefined);
        slow.write('POST /mp/collect HTTP/1.1\r\nHost: relay\r\nContent-Length: 100\r\n\r\n{');
        const told = performance.now();
        const code = await scene.relay.end('SIGTERM');
        longest = Math.max(longest, performance.now() - told);
        slow.destroy();
        await load.stop();
        ends.push({
          code,
          torn: load.torn(),
          odd: [...load.refused.keys()].filter((status) => status !== 503 && status !== 0),
        });
        await scene.heal();
        await scene.restart();
      }
      const result = await scene.conclude(
        { fault: 'F19 SIGTERM under load', runs: rounds, recoveryMs: longest },
        ...loads,
      );
      expect({
        ends,
        lost: result.lost,
        dead: result.dead,
        // What was settled behind a request that hung is not written down.
        isFew: result.duplicates <= rounds * defaultLimits.window,
        isSoon: !isLong || longest <= 10_000,
      }).toEqual({
        ends: Array(rounds).fill({ code: 0, torn: 0, odd: [] }),
        lost: 0,
        dead: 0,
        isFew: true,
        isSoon: true,
      });
    },
    timeout,
  );

  test(
    'F20: a second one on the same outbox is refused and told who has it; the first goes on',
    async () => {
      await using scene = await openScene();
      const load = scene.load(perSecond);
      await load.reached(some);
      const begin = performance.now();
      const second = startRelay({ ...scene.place, port: await freePort() });
      const refused = await second.then(
        () => 'it started',
        (error: unknown) => String(error),
      );
      const recoveryMs = performance.now() - begin;
      await load.reached(load.accepted.size + some);
      const result = await scene.conclude({ fault: 'F20 second process', runs: 1, recoveryMs }, load);
      const said = refused
        .replace(/^.*\/(?=sgtm-outbox\.db)/m, '')
        .replace(/\d+ on \S+, has/, 'PID, has')
        .trim();
      expect({ said, duplicates: result.duplicates, lost: result.lost, dead: result.dead }).toEqual({
        said: 'Error: the relay ended with 2:\nsgtm-outbox.db: another process, PID, has it open: stop that one first, or give this one another path',
        duplicates: 0,
        lost: 0,
        dead: 0,
      });
    },
    timeout,
  );

  test(
    'F22: one that stood still for two seconds sends nothing twice',
    async () => {
      const rounds = isLong ? 20 : 1;
      await using scene = await openScene();
      const load = scene.load(perSecond);
      for (let round = 0; round < rounds; round++) {
        await load.reached(load.accepted.size + some);
        scene.relay.child.kill('SIGSTOP');
        await wait(2_000);
        scene.relay.child.kill('SIGCONT');
      }
      await load.reached(load.accepted.size + some);
      const { duplicates, lost, dead } = await scene.conclude(
        { fault: 'F22 process stands still for 2 s', runs: rounds },
        load,
      );
      expect({ duplicates, lost, dead, torn: load.torn() }).toEqual({ duplicates: 0, lost: 0, dead: 0, torn: 0 });
    },
    timeout,
  );
});
