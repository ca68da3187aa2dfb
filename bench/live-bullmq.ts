import { execFile, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { atExit, temporaryFolder } from './leftovers.ts';
import { type Rate, summarise } from './measure.ts';
import { machineLoad, rate } from './print.ts';
import { purchaseBody } from './purchase.ts';

const run = promisify(execFile);
const inFlight = 50;

/** What of bullmq is used. It is no dependency: it is looked for in the folder BULLMQ_DIR names. */
interface BullMq {
  readonly Queue: new (
    name: string,
    options: { readonly connection: { readonly host: string; readonly port: number } },
  ) => { add(name: string, data: unknown): Promise<unknown>; close(): Promise<void> };
}

/**
 * Jobs a second BullMQ adds to a Redis that syncs each write (`appendfsync always`), 50 under way: what takes events as durably.
 * Prints them, or why they are left out.
 */
export async function liveBullMq(rounds = 5, seconds = 3): Promise<void> {
  const bullmq = await find();
  if (typeof bullmq === 'string') {
    console.log(`BullMQ on Redis, for comparison: left out, ${bullmq}\n`);
    return;
  }
  await using folder = await temporaryFolder();
  await using redis = await startRedis(folder.path);
  const queue = new bullmq.Queue('bench', { connection: { host: '127.0.0.1', port: redis.port } });
  try {
    const rates: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const found = await added(queue, round === 0 ? 1 : seconds);
      if (round > 0) rates.push(found);
    }
    print(summarise(rates));
  } finally {
    await queue.close();
  }
}

function print(found: Rate): void {
  console.log('BullMQ on Redis, appendfsync always, for comparison');
  console.log(`  adds   ${rate(found)} /s, ${inFlight} in flight, the sample purchase as data`);
  console.log(`  ${machineLoad()}\n`);
}

async function added(queue: InstanceType<BullMq['Queue']>, seconds: number): Promise<number> {
  const data: unknown = JSON.parse(purchaseBody);
  const begun = performance.now();
  let done = 0;
  const one = async (): Promise<void> => {
    for (; performance.now() - begun < seconds * 1_000; done++) await queue.add('purchase', data);
  };
  await Promise.all(Array.from({ length: inFlight }, one));
  return (done / (performance.now() - begun)) * 1_000;
}

/** bullmq; or why there is none. */
async function find(): Promise<BullMq | string> {
  const folder = process.env['BULLMQ_DIR'];
  if (folder === undefined) {
    return 'it needs redis-server, and BULLMQ_DIR: a folder in which npm install bullmq was run';
  }
  try {
    await run('redis-server', ['--version']);
  } catch {
    return 'redis-server is not on the PATH (apt-get install redis-server)';
  }
  const require = createRequire(join(resolve(folder), 'here.js'));
  try {
    return require('bullmq') as BullMq;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    return `there is no bullmq in ${folder} (run npm install bullmq there)`;
  }
}

/** A Redis for nobody else, in a folder of its own, on a free port of this machine. */
async function startRedis(folder: string): Promise<AsyncDisposable & { readonly port: number }> {
  const port = await freePort();
  const settings = {
    bind: '127.0.0.1',
    port: String(port),
    dir: folder,
    save: '',
    appendonly: 'yes',
    appendfsync: 'always',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const forget = atExit(() => child.kill('SIGKILL'));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void ended.then(forget);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  while (!said.includes('Ready to accept connections')) {
    if (child.exitCode !== null) throw new Error(`redis-server ended:\n${said}`);
    await wait(20);
  }
  return {
    port,
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
