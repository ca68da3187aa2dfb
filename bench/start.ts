import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Rate, summarise } from './measure.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Milliseconds from starting the program to its listening, and the same for `node -e 0`; RSS of it in MB when idle. */
export async function startUp(rounds = 5): Promise<{ ours: Rate; floor: Rate }> {
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < rounds; round++) {
    floor.push(await timed(['-e', '0'], undefined));
    ours.push(await timed(['bin/sgtm.js', 'serve', '--port', '0'], '"listening"'));
  }
  return { ours: summarise(ours), floor: summarise(floor) };
}

function timed(args: readonly string[], until: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    child.once('error', reject);
    if (until === undefined) {
      child.once('exit', () => resolve(performance.now() - begun));
      return;
    }
    child.stdout.on('data', (chunk: Buffer) => {
      if (!chunk.includes(until)) return;
      resolve(performance.now() - begun);
      child.kill();
    });
  });
}
