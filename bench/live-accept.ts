import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diskFigures } from './disk.ts';
import type { Row } from './engine.ts';
import { temporaryFolder } from './leftovers.ts';
import { type Rate, summarise } from './measure.ts';
import { startServer } from './measured-server.ts';
import { figures, machineLoad, progress, rate } from './print.ts';
import { startRelay } from './relay.ts';
import { startSimulators } from './simulators.ts';
import { type Load, load, purchaseScript } from './wrk.ts';

const containers = { 'reference container': '../sgtm.yaml', 'three tags': './three-tags.yaml' } as const;
const contenders = ['floor', ...(Object.keys(containers) as (keyof typeof containers)[])] as const;
/** Of the sample purchase as the outbox keeps it, about. */
const rowBytes = 2_200;
/** Events in one commit: with 50 connections, 50 at most. */
const groups = [1, 25, 50];

interface Sample extends Load {
  /** CPU of the server for one request, µs. */
  readonly cpu: number;
}

/**
 * HTTP accept in live, each answer given after its event is on disk, nothing sent meanwhile; the floor keeps nothing.
 * Every request is a new event. Prints what the disk can do first. Needs wrk.
 */
export async function liveAcceptRows(rounds = 5, seconds = 3): Promise<readonly Row[]> {
  await using folder = await temporaryFolder();
  printDisk(folder.path);
  const script = await purchaseScript(folder.path);
  await using simulators = await startSimulators(folder.path);
  const start = async (name: keyof typeof containers) => {
    const container = fileURLToPath(new URL(containers[name], import.meta.url));
    const outbox = join(folder.path, `${name}.db`);
    const relay = await startRelay({ folder: folder.path, container, outbox, vendors: simulators.url });
    await relay.pause();
    return relay;
  };
  await using floor = await startServer('floor');
  await using reference = await start('reference container');
  await using three = await start('three tags');
  const servers = {
    floor: { url: `http://127.0.0.1:${floor.port}/mp/collect`, cpuMs: floor.cpuMs },
    'reference container': { url: reference.collectUrl, cpuMs: reference.cpuMs },
    'three tags': { url: three.collectUrl, cpuMs: three.cpuMs },
  };
  const samples = new Map<string, Sample[]>(contenders.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of contenders) {
      const { url, cpuMs } = servers[name];
      const before = cpuMs();
      const found = await load(url, script, round === 0 ? 2 : seconds, `${round}`);
      const cpu = (((cpuMs() ?? Number.NaN) - (before ?? Number.NaN)) * 1_000) / found.requests;
      progress(`round ${round} of ${rounds}: ${name} ${figures(found.rate)}/s, p99 ${found.p99.toFixed(1)} ms`);
      // The first is the warm-up.
      if (round > 0) samples.get(name)?.push({ ...found, cpu });
    }
  }
  const of = (name: string, what: keyof Sample): Rate => summarise((samples.get(name) ?? []).map((one) => one[what]));
  return contenders.slice(1).map((name): Row => {
    const [ours, against] = [of(name, 'rate'), of('floor', 'rate')];
    const ratio = ours.median / against.median;
    const cpu = `CPU of one request ${of(name, 'cpu').median.toFixed(0)} µs, of the floor's ${of('floor', 'cpu').median.toFixed(0)} µs`;
    const times = `p50 ${of(name, 'p50').median.toFixed(1)} ms, p99 ${of(name, 'p99').median.toFixed(1)} ms`;
    const what = `HTTP accept, live, on disk before the answer, ${name}`;
    const floorOf = 'bare Hono route, same JSON parsed, nothing kept';
    const notes = [times, cpu, machineLoad()];
    return { what, floor: floorOf, ours, against, target: '≥ 0.30', ratio, met: ratio >= 0.3, notes };
  });
}

function printDisk(folder: string): void {
  const { fsync, fdatasync, rows } = diskFigures(folder, rowBytes, groups);
  const time = ({ median, min, max }: Rate): string => `${median.toFixed(2)} ms (${min.toFixed(2)}–${max.toFixed(2)})`;
  console.log(`the disk (${machineLoad()})`);
  console.log(`  4 kB appended: fsync ${time(fsync)}, fdatasync ${time(fdatasync)}`);
  for (const [group, found] of rows) {
    console.log(`  plain append + fdatasync, ${group} rows of ${rowBytes / 1_000} kB a time: ${rate(found)} rows/s`);
  }
  console.log('');
}
