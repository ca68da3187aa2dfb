import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { DeliveryPage, OutboxStatus } from '../../../src/delivery/control/outbox-control.ts';
import { root } from '../../support/cli.ts';
import type { IdsByPlatform } from './tally.ts';

/** Where a relay runs, and how. */
export interface RelayOptions {
  /** Holds the container file and the outbox. */
  readonly folder: string;
  readonly port: number;
  /** Where the vendor simulators are. */
  readonly vendors: string;
  readonly args?: readonly string[];
}

/** `sgtm serve --live` as a process. */
export interface Relay {
  readonly child: ChildProcess;
  readonly url: string;
  /** From starting the process until it is ready, milliseconds. */
  readonly startedIn: number;
  /** Lines of its log, from `warn` up; what is no JSON as `{ msg }`. */
  lines(): readonly LogLine[];
  status(): Promise<OutboxStatus>;
  /** Tells the outbox's control API something, such as `resume`; gives its answer. */
  tell(what: 'pause' | 'resume' | 'replay', body: object): Promise<unknown>;
  /** Ids of dead letters. */
  dead(): Promise<IdsByPlatform>;
  /** Sends a signal and waits for the end; gives the exit code, null where the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** A line of a log. */
export interface LogLine {
  readonly msg: string;
  readonly destination?: string;
  readonly outcome?: string;
  readonly message?: string;
}

const token = 'fault-control-token';
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

/** Starts a relay and waits until it is ready. Rejects with what it printed where it ends before. */
export async function startRelay({ folder, port, vendors, args = [] }: RelayOptions): Promise<Relay> {
  const begin = performance.now();
  const command = ['serve', '--live', '--vendors', vendors, '--port', String(port), '--log-level', 'warn', ...args];
  const child = spawn(process.execPath, [join(root, 'bin/sgtm.js'), ...command], {
    cwd: folder,
    env: { PATH: process.env['PATH'], SGTM_CONTROL_TOKEN: token },
  });
  // A test that is cut off must leave nothing behind.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(`${url}/ready`))) {
    if (hasEnded(child)) throw new Error(`the relay ended with ${child.exitCode}:\n${printed}`);
    await wait(10);
  }
  const startedIn = performance.now() - begin;
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const answer = await fetch(`${url}/__sgtm/outbox${path}`, { ...init, headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  return {
    child,
    url,
    startedIn,
    lines: () => printed.split('\n').filter(Boolean).map(lineOf),
    status: () => ask<OutboxStatus>(''),
    tell: (what, body) => ask(`/${what}`, { method: 'POST', body: JSON.stringify(body) }),
    async dead() {
      const found = new Map<string, Set<string>>();
      for (let after: number | undefined = 0; after !== undefined; ) {
        const page: DeliveryPage = await ask(`/deliveries?state=dead&limit=1000&after=${after}`);
        for (const { destination, event } of page.deliveries) {
          const platform = destination.split('/', 1)[0] ?? '';
          const ids = found.get(platform) ?? new Set();
          found.set(platform, ids.add(event?.id ?? 'unreadable'));
        }
        after = page.next;
      }
      return found;
    },
    async end(signal) {
      if (hasEnded(child)) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill(signal);
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}

/** Whether a process is no more. */
export function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function lineOf(line: string): LogLine {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return { msg: line };
  }
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
