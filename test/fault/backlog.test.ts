import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/delivery/clock.ts';
import { openSqliteOutbox } from '../../src/delivery/outbox/sqlite/open-sqlite-outbox.ts';
import type { AcceptedEvent } from '../../src/engine/accepted-event.ts';
import { meta, openScene, purchase, tiktok } from './support/scene.ts';
import { isLong } from './support/tally.ts';
import { hasUsage, middle, residentBytes } from './support/usage.ts';

const backlog = isLong ? 1_000_000 : 2_000;
const atOnce = 1_000;
const [acceptTargetMs, memoryTarget] = [2_000, 300 * 2 ** 20];
const isMeasured = isLong && hasUsage;

test('F21: started with a backlog, it takes new events at once, and delivers all of it in bounded memory', async () => {
  await using scene = await openScene();
  // One event makes the destinations known; paused, they stay so.
  const first = scene.load(100, 1);
  await first.reached(1);
  await scene.drained();
  for (const destination of [meta, tiktok]) await scene.relay.tell('pause', { destination });
  await scene.relay.end('SIGTERM');
  const ids = await fill(join(scene.place.folder, 'sgtm-outbox.db'));

  const begin = performance.now();
  await scene.restart();
  const load = scene.load(100, 1);
  await load.reached(1);
  const recoveryMs = performance.now() - begin;
  const memory = isMeasured ? [residentBytes(scene.relay.child.pid ?? 0)] : [];
  const look = setInterval(() => {
    if (isMeasured) memory.push(residentBytes(scene.relay.child.pid ?? 0));
  }, 1_000);
  const drainBegin = performance.now();
  for (const destination of [meta, tiktok]) await scene.relay.tell('resume', { destination });
  await scene.drained();
  clearInterval(look);
  const perSecond = Math.round(backlog / ((performance.now() - drainBegin) / 1000));
  const kept = { ...load, accepted: ids };
  const result = await scene.conclude({ fault: 'F21 restart with a backlog', runs: 1, recoveryMs }, first, load, kept);
  if (isMeasured)
    console.log(`F21: ${perSecond} events a second; MiB ${memory.map((b) => Math.round(b / 2 ** 20)).join(' ')}`);
  const accepted = backlog + 2;
  const third = Math.floor(memory.length / 3);
  expect({
    result,
    isSoon: !isLong || recoveryMs < acceptTargetMs,
    isSmall: !isMeasured || (memory[0] ?? 0) < memoryTarget,
    isLevel: !isMeasured || middle(memory.slice(-third)) < 1.1 * middle(memory.slice(third, -third)),
  }).toEqual({
    result: { accepted, once: 2 * accepted, duplicates: 0, lost: 0, dead: 0 },
    isSoon: true,
    isSmall: true,
    isLevel: true,
  });
}, 3_600_000);

/** Appends the backlog to the outbox of a relay that has stopped; gives the ids. */
async function fill(path: string): Promise<ReadonlySet<string>> {
  const outbox = await openSqliteOutbox({ path, clock: systemClock });
  const ids = new Set<string>();
  while (ids.size < backlog) {
    const events = Array.from({ length: atOnce }, (_, index) => {
      const id = `b-${ids.size + index}`;
      return {
        key: undefined,
        receivedAt: Date.now(),
        destinations: [meta, tiktok],
        body: JSON.stringify(accepted(id)),
      };
    });
    await outbox.append(events);
    for (let index = ids.size, end = index + atOnce; index < end; index++) ids.add(`b-${index}`);
  }
  await outbox.close();
  return ids;
}

/** An event as the relay keeps it. */
function accepted(id: string): AcceptedEvent {
  const { events, ...shared } = JSON.parse(purchase(id)) as {
    events: { name: string; params: Readonly<Record<string, unknown>> }[];
  };
  const [event] = events;
  return {
    requestId: id,
    receivedAt: Date.now(),
    client: 'GA4 Client',
    seed: `${id}.0`,
    data: { ...shared, event_name: event?.name ?? '', ...event?.params },
    request: {
      method: 'POST',
      path: '/mp/collect',
      query: { measurement_id: 'G-1' },
      headers: { 'content-type': 'application/json' },
      remoteAddress: '127.0.0.1',
    },
    executions: [
      { tag: 'Meta', destination: meta, times: 1 },
      { tag: 'TikTok', destination: tiktok, times: 1 },
    ],
  };
}
