import { expect, test } from 'vitest';
import { meta, openScene, purchase, tiktok } from './support/scene.ts';
import { isLong } from './support/tally.ts';

const rounds = isLong ? 5 : 1;
const recoveryTargetMs = 5_000;

test('F5: a full outbox is refused with 503 and Retry-After, and takes events again by itself when it has drained', async () => {
  await using scene = await openScene({ args: ['--outbox-max-mb', '1'] });
  const load = scene.load(isLong ? 1_000 : 400);
  await load.reached(1);
  const seen: unknown[] = [];
  let recoveryMs = 0;
  for (let round = 0; round < rounds; round++) {
    for (const destination of [meta, tiktok]) await scene.relay.tell('pause', { destination });
    await scene.until(async () => (await post(scene.relay.url)).status === 503);
    const { status, headers } = await post(scene.relay.url);
    const { ok: isAlive } = await fetch(`${scene.relay.url}/healthy`);
    seen.push({ status, retryAfter: headers.get('retry-after'), isAlive });

    const back = performance.now();
    for (const destination of [meta, tiktok]) await scene.relay.tell('resume', { destination });
    await load.reached(load.accepted.size + 100);
    recoveryMs = Math.max(recoveryMs, performance.now() - back);
  }
  const result = await scene.conclude({ fault: 'F5 full disk', runs: rounds, recoveryMs }, load);
  expect({
    seen,
    refused: [...load.refused.keys()],
    torn: load.torn(),
    lost: result.lost,
    dead: result.dead,
    duplicates: result.duplicates,
    isSoonBack: !isLong || recoveryMs < recoveryTargetMs,
  }).toEqual({
    seen: Array(rounds).fill({ status: 503, retryAfter: '5', isAlive: true }),
    refused: [503],
    torn: 0,
    lost: 0,
    dead: 0,
    duplicates: 0,
    isSoonBack: true,
  });
}, 600_000);

let probes = 0;

/** Posts one event more; it is none of the load's. */
function post(url: string): Promise<Response> {
  probes += 1;
  return fetch(`${url}/mp/collect?measurement_id=G-1`, { method: 'POST', body: purchase(`probe-${probes}`) });
}
