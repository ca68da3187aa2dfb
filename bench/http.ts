import { type ChildProcess, execFile, fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Row } from './engine.ts';
import { summarise } from './measure.ts';
import { purchaseBody } from './purchase.ts';

const run = promisify(execFile);

/** HTTP accept in record mode against a bare Hono route that parses the same JSON. Needs wrk; undefined without it. */
export async function httpRow(rounds = 5, seconds = 3): Promise<Row | undefined> {
  try {
    await run('wrk', ['-v']).catch((error: { code?: unknown }) => {
      if (error.code === 'ENOENT') throw error;
    });
  } catch {
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'sgtm-bench-'));
  const script = join(folder, 'post.lua');
  await writeFile(
    script,
    `wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\nwrk.body = [==[${purchaseBody}]==]\n`,
  );
  const figures: Record<string, number[]> = { ours: [], floor: [] };
  const servers = { ours: await start('ours'), floor: await start('floor') };
  try {
    for (let round = 0; round <= rounds; round++) {
      for (const name of ['ours', 'floor'] as const) {
        const url = `http://127.0.0.1:${servers[name].port}/mp/collect?measurement_id=G-BOSLEY123&api_secret=secret`;
        const { stdout } = await run('wrk', ['-t1', '-c50', `-d${round === 0 ? 2 : seconds}s`, '-s', script, url]);
        const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
        if (/Non-2xx/.test(stdout)) throw new Error(`${name} refused requests:\n${stdout}`);
        if (round > 0) figures[name]?.push(rate);
      }
    }
  } finally {
    for (const { child } of Object.values(servers)) child.kill();
    await rm(folder, { recursive: true });
  }
  const ours = summarise(figures['ours'] ?? []);
  const against = summarise(figures['floor'] ?? []);
  const ratio = ours.median / against.median;
  return {
    what: 'HTTP accept, record mode, reference container',
    floor: 'bare Hono route, same JSON parsed',
    ours,
    against,
    target: '≥ 0.30',
    ratio,
    met: ratio >= 0.3,
  };
}

function start(kind: 'ours' | 'floor'): Promise<{ child: ChildProcess; port: number }> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./http-server.ts', import.meta.url), [kind]);
    child.once('message', (port) => resolve({ child, port: Number(port) }));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the ${kind} server ended with ${code}`)));
  });
}
