import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { fillOutbox, smallBody } from './fill-outbox.ts';
import { temporaryFolder } from './leftovers.ts';
import { type Rate, summarise } from './measure.ts';
import { figures, machineLoad, progress, verdict } from './print.ts';
import { programKind } from './program.ts';
import { post, type RelayOptions, startRelay } from './relay.ts';
import { startSimulators } from './simulators.ts';

const queued = 1_000_000;
const targets = { seconds: 2, megabytes: 300 };
const rssAfterMs = 5_000;

/** A start of the relay with everything queued. */
interface Restart {
  /** From starting the program to the first 2xx. */
  readonly seconds: number;
  /** Resident, five seconds after that. */
  readonly megabytes: number;
}

/**
 * A million deliveries in the outbox: how soon a relay that crashed takes events again, and what memory it has then; with the
 * destination paused, and with it being delivered to at once. Prints what came of it.
 */
export async function liveQueue(rounds = 3): Promise<void> {
  await using folder = await temporaryFolder();
  const container = fileURLToPath(new URL('./one-tag.yaml', import.meta.url));
  const outbox = join(folder.path, 'outbox.db');
  const filled = await fillOutbox(outbox, container, queued);
  await using simulators = await startSimulators(folder.path);
  const options: RelayOptions = { folder: folder.path, container, outbox, vendors: simulators.url };
  const paused = await restarts(options, rounds, 'paused');
  {
    await using relay = await startRelay(options);
    await relay.resume();
    await relay.kill();
  }
  const delivering = await restarts(options, rounds, 'delivering');
  const left = figures(
    queued - Object.values(await simulators.received()).reduce((sum, { distinct }) => sum + distinct, 0),
  );
  const size = `${figures(queued)} queued deliveries of ${figures(filled.bytes)} bytes`;
  console.log(`${size}, put there in ${filled.seconds.toFixed(0)} s: restart after a crash, ${programKind}`);
  print('its destination paused', paused);
  print(`delivering at once (${left} left at the end)`, delivering);
  console.log(`  ${machineLoad()}\n`);
}

async function restarts(options: RelayOptions, rounds: number, what: string): Promise<readonly Restart[]> {
  const all: Restart[] = [];
  for (let round = 1; round <= rounds; round++) {
    const begun = performance.now();
    const relay = await startRelay(options);
    try {
      // Another one each time.
      await post(relay.collectUrl, smallBody.replaceAll('EVENT-ID', randomBytes(8).toString('hex')));
      const seconds = (performance.now() - begun) / 1_000;
      await wait(rssAfterMs);
      const megabytes = relay.rss();
      all.push({ seconds, megabytes });
      progress(`${what}, ${round} of ${rounds}: ${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`);
    } finally {
      await relay.kill();
    }
  }
  return all;
}

function print(what: string, all: readonly Restart[]): void {
  const seconds = summarise(all.map((one) => one.seconds));
  const megabytes = summarise(all.map((one) => one.megabytes));
  const spread = ({ median, min, max }: Rate, digits: number): string =>
    `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
  const met = { soon: seconds.median < targets.seconds, small: megabytes.median < targets.megabytes };
  console.log(`  ${what}`);
  console.log(`    first accept after ${spread(seconds, 2)} s, target < ${targets.seconds}: ${verdict(met.soon)}`);
  console.log(`    memory after 5 s ${spread(megabytes, 0)} MB, target < ${targets.megabytes}: ${verdict(met.small)}`);
}
