import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { temporaryFolder } from './leftovers.ts';
import { type Rate, summarise } from './measure.ts';
import { figures, machineLoad, progress, rate, verdict } from './print.ts';
import { purchaseBody } from './purchase.ts';
import { post, type Relay, startRelay } from './relay.ts';
import { type Simulators, startSimulators } from './simulators.ts';
import { load, purchaseScript } from './wrk.ts';

const tags = 3;
const target = 8_000;
/** How long events are posted; SGTM_BENCH_SECONDS for longer. */
const postedFor = Number(process.env['SGTM_BENCH_SECONDS'] ?? 10);
const lookEveryMs = 250;
/** Without any progress for so long it is given up. */
const patienceMs = 30_000;

/** One relaying, from the first event posted until all are at the simulators. */
interface Relayed {
  readonly events: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  /** Resident memory of the relay, MB: before, half-way, when all is delivered, the most there was. */
  readonly rss: readonly [number, number, number, number];
  /** CPU of the relay and of the simulators for one event, µs. */
  readonly cpu: readonly [number, number];
  /** Why it does not count; empty where all arrived once. */
  readonly faults: readonly string[];
}

/** Relays purchases to the simulators of three platforms, as fast as they are taken; prints what came of it. Needs wrk. */
export async function liveRelay(rounds = 3): Promise<void> {
  await using folder = await temporaryFolder();
  const script = await purchaseScript(folder.path);
  await using simulators = await startSimulators(folder.path);
  const bare = await bareRequests(simulators);
  progress(`bare undici: ${figures(bare.median)} requests/s`);
  const all: Relayed[] = [];
  for (let round = 1; round <= rounds; round++) {
    progress(`round ${round} of ${rounds}`);
    const container = fileURLToPath(new URL('./three-tags.yaml', import.meta.url));
    const outbox = join(folder.path, `${round}.db`);
    await using relay = await startRelay({ folder: folder.path, container, outbox, vendors: simulators.url });
    await post(relay.collectUrl, purchaseBody);
    await simulators.reset();
    all.push(await relayed(relay, simulators, script, `${round}`));
  }
  print(all, bare);
}

async function relayed(relay: Relay, simulators: Simulators, script: string, prefix: string): Promise<Relayed> {
  const start = await settled(relay, 0);
  await simulators.reset();
  const looks = [relay.rss()];
  const [relayCpu, simulatorsCpu] = [relay.cpuMs(), simulators.cpuMs()];
  const begun = performance.now();
  const watch = setInterval(() => looks.push(relay.rss()), lookEveryMs);
  try {
    const { p50, p99 } = await load(relay.collectUrl, script, postedFor, prefix);
    const { at, kept, failed } = await settled(relay, start.kept);
    const seconds = (at - begun) / 1_000;
    const events = kept - start.kept;
    const each = (before: number | undefined, now: number | undefined): number =>
      (((now ?? Number.NaN) - (before ?? Number.NaN)) * 1_000) / events;
    const cpu = [each(relayCpu, relay.cpuMs()), each(simulatorsCpu, simulators.cpuMs())] as const;
    const look = (share: number): number => looks[Math.floor((looks.length - 1) * share)] ?? Number.NaN;
    const rss = [look(0), look(0.5), look(1), Math.max(...looks)] as const;
    const faults = [
      ...(failed > start.failed ? [`${failed - start.failed} deliveries went wrong`] : []),
      ...(await missing(simulators, events)),
    ];
    return { events, seconds, p50, p99, rss, cpu, faults };
  } finally {
    clearInterval(watch);
  }
}

/** Waits until everything that is kept is delivered. `before`: events kept earlier, all of them delivered. */
async function settled(
  relay: Relay,
  before: number,
): Promise<{ readonly at: number; readonly kept: number; readonly failed: number }> {
  let last = -1;
  let moved = performance.now();
  let told = moved;
  let done: { readonly at: number; readonly kept: number; readonly failed: number } | undefined;
  for (;;) {
    const { kept, delivered, failed } = await relay.counts();
    const at = performance.now();
    // A request may still be on its way: looked at again, nothing more must have come.
    if (done !== undefined && done.kept === kept) return done;
    done = delivered + failed >= kept * tags ? { at, kept, failed } : undefined;
    if (delivered !== last) [last, moved] = [delivered, at];
    if (at - moved > patienceMs) throw new Error(`${figures(kept * tags - delivered)} deliveries do not get on`);
    if (at - told > 1_000) {
      progress(`${figures(kept - before)} events kept, ${figures(delivered / tags - before)} delivered`);
      told = at;
    }
    await wait(lookEveryMs);
  }
}

/** Each platform must have had each event, once. */
async function missing(simulators: Simulators, events: number): Promise<readonly string[]> {
  const received = Object.entries(await simulators.received());
  const wrong = received.filter(([, got]) => got.distinct + got.idsNotKept !== events || got.events !== events);
  return [
    ...(received.length === tags ? [] : [`${received.length} platforms got events instead of ${tags}`]),
    ...wrong.map(([name, got]) => `${name} got ${got.events} events, ${got.distinct} different ones, of ${events}`),
  ];
}

/** Requests a second of undici's Pool to the same simulators, one small event each. */
async function bareRequests({ url, reset }: Simulators, rounds = 5, seconds = 2): Promise<Rate> {
  const pool = new Pool(url, { connections: 50 });
  const event = { event_name: 'Purchase', event_time: 1, event_id: 'bare', action_source: 'website', user_data: {} };
  const request = {
    method: 'POST',
    path: '/graph.facebook.com/v24.0/1248630053164112/events',
    headers: { 'content-type': 'application/json', authorization: 'Bearer bench' },
    body: JSON.stringify({ data: [event] }),
  } as const;
  const rates: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const begun = performance.now();
    let done = 0;
    const one = async (): Promise<void> => {
      for (; performance.now() - begun < seconds * 1_000; done++) {
        const { statusCode, body } = await pool.request(request);
        const text = await body.text();
        if (statusCode !== 200) throw new Error(`the simulator answered ${statusCode}: ${text}`);
      }
    };
    await Promise.all(Array.from({ length: 50 }, one));
    if (round > 0) rates.push((done / (performance.now() - begun)) * 1_000);
  }
  await pool.close();
  await reset();
  return summarise(rates);
}

function print(all: readonly Relayed[], bare: Rate): void {
  const of = (what: (one: Relayed) => number): Rate => summarise(all.map(what));
  const ours = of(({ events, seconds }) => events / seconds);
  const faults = all.flatMap((one) => one.faults);
  const rss = [0, 1, 2, 3].map((index) => of((one) => one.rss[index] ?? 0).median.toFixed(0));
  const cpu = [0, 1].map((index) => of((one) => one.cpu[index] ?? 0).median.toFixed(0));
  console.log(`relayed end to end, live, ${tags} tags, to the simulators, ${postedFor} s of events`);
  console.log(`  ours   ${rate(ours)} events/s, each to ${tags} platforms; all of ${counts(all)} events`);
  console.log(
    `  bare   ${rate(bare)} requests/s of undici's Pool to the same simulators, 50 connections, one event each`,
  );
  console.log(
    `  accept p50 ${of(({ p50 }) => p50).median.toFixed(1)} ms, p99 ${of(({ p99 }) => p99).median.toFixed(1)} ms`,
  );
  console.log(`  memory ${rss[0]} MB at the start, ${rss[1]} half-way, ${rss[2]} at the end; at most ${rss[3]}`);
  console.log(`  CPU of one event: relay ${cpu[0]} µs, simulators ${cpu[1]} µs`);
  console.log(`  ${machineLoad()}`);
  console.log(`  ${faults.length === 0 ? 'nothing lost, nothing twice' : faults.join('; ')}`);
  console.log(`  target ≥ ${figures(target)}: ${verdict(ours.median >= target && faults.length === 0)}\n`);
}

function counts(all: readonly Relayed[]): string {
  return all.map(({ events }) => figures(events)).join(', ');
}
