import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root: string = fileURLToPath(new URL('../../', import.meta.url));

/** What a finished program left. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to start the program. */
export interface Start {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly node?: readonly string[];
}

/** Runs `sgtm` as a process and waits for its end. */
export async function sgtm(args: readonly string[], start: Start = {}): Promise<Finished> {
  const running = startSgtm(args, start);
  running.child.stdin.end(start.stdin ?? '');
  return running.finished;
}

/** A program that runs: what it has printed, and ways to wait for it. */
export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly finished: Promise<Finished>;
  /** Settles when what it has printed matches; rejects when it ends without. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Starts `sgtm` as a process. */
export function startSgtm(args: readonly string[], { cwd = root, env = {}, node = [] }: Start = {}): Running {
  const child = spawn(process.execPath, [...node, join(root, 'bin/sgtm.js'), ...args], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
  });
  let stdout = '';
  let stderr = '';
  const watchers = new Set<() => void>();
  const note = (): void => {
    for (const watch of watchers) watch();
  };
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    note();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    note();
  });
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  const printed = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const watch = (): void => {
        const match = pattern.exec(stdout) ?? pattern.exec(stderr);
        if (match === null) return;
        watchers.delete(watch);
        resolve(match);
      };
      watchers.add(watch);
      watch();
      void finished.then(() => reject(new Error(`ended without printing ${pattern}:\n${stdout}\n${stderr}`)));
    });
  return { child, finished, printed };
}

/** A new empty folder. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'sgtm-test-'));
}
