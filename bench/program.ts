import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { atExit } from './leftovers.ts';
import { processFigures } from './process-figures.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

// It is plain JavaScript, without types.
const { isFresh } = (await import(new URL('../bin/fresh.js', import.meta.url).href)) as {
  readonly isFresh: (root: string) => boolean;
};

/** Which program is measured: the built one, or what a clone runs after a change. */
export const programKind: string = isFresh(root)
  ? 'the built program'
  : 'the program from its sources (npm run build first)';

/** A command of ours in a process of its own. */
export interface Program extends AsyncDisposable {
  readonly pid: number;
  /** Where it listens, once it does. */
  listening(): Promise<string>;
  /** Resident memory, MB. */
  rss(): number;
  /** CPU it has used so far, of all its threads, ms; undefined where the machine does not say. */
  cpuMs(): number | undefined;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
}

/** What a program starts with. */
export interface ProgramOptions {
  /** For its log. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether SGTM_BENCH_PROFILE, a folder, is to get a CPU profile of it when it stops. */
  readonly isProfiled?: boolean;
}

const stopMs = 15_000;
const startMs = 60_000;
let started = 0;

/** Starts `sgtm` with these arguments; its log goes to a file. */
export function startProgram(args: readonly string[], { folder, env, isProfiled = false }: ProgramOptions): Program {
  const profiles = process.env['SGTM_BENCH_PROFILE'];
  const profiling = isProfiled && profiles !== undefined ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
  started += 1;
  const log = join(folder, `${started}-${args[0]}.log`);
  const file = openSync(log, 'w');
  const child = spawn(process.execPath, [...profiling, join(root, 'bin/sgtm.js'), ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  const { pid } = child;
  if (pid === undefined) throw new Error(`could not start sgtm ${args.join(' ')}`);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const forget = atExit(() => child.kill('SIGKILL'));
  void ended.then(forget);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (hasEnded()) return;
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), stopMs);
    await ended;
    clearTimeout(late);
  };
  return {
    pid,
    async listening() {
      for (const begun = performance.now(); performance.now() - begun < startMs; await wait(5)) {
        const text = readFileSync(log, 'utf8');
        const url = /listening/.test(text) ? /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] : undefined;
        if (url !== undefined) return url;
        if (hasEnded()) throw new Error(`sgtm ${args.join(' ')} ended:\n${text}`);
      }
      throw new Error(`sgtm ${args.join(' ')} did not listen within ${startMs / 1_000} s`);
    },
    rss: () => processFigures(pid).rssMb,
    cpuMs: () => processFigures(pid).cpuMs,
    kill: () => end('SIGKILL'),
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  };
}
