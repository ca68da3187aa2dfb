import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Rate, summarise } from './measure.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../', import.meta.url));
const names = ['purchase', 'add_to_cart', 'begin_checkout', 'generate_lead', 'sign_up', 'rx_issued', 'consult_started'];

/** Milliseconds of `sgtm test` over 100 scenarios of the reference container, start included, and of `node -e 0`. */
export async function scenarioTimes(rounds = 7): Promise<{ ours: Rate; floor: Rate }> {
  const folder = await mkdtemp(join(tmpdir(), 'sgtm-bench-'));
  try {
    await copyFile(join(root, 'sgtm.yaml'), join(folder, 'sgtm.yaml'));
    await mkdir(join(folder, 'contracts'));
    for (let i = 0; i < 100; i++) {
      const name = names[i % names.length];
      const text = `name: ${name} ${i}\nsend: ${name}\nexpect:\n  tags: { fired: [GA4 - All Events] }\n  requests:\n    - { platform: ga4, body: { events: [{ name: ${name} }] } }\n`;
      await writeFile(join(folder, 'contracts', `${i}.scenario.yaml`), text);
    }
    const ours: number[] = [];
    const floor: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const times = [await timed(['-e', '0'], folder), await timed([join(root, 'bin/sgtm.js'), 'test'], folder)];
      // The first run is the disk's and the compile cache's.
      if (round === 0) continue;
      floor.push(times[0] as number);
      ours.push(times[1] as number);
    }
    return { ours: summarise(ours), floor: summarise(floor) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function timed(args: readonly string[], cwd: string): Promise<number> {
  const begun = performance.now();
  await run(process.execPath, args, { cwd });
  return performance.now() - begun;
}
