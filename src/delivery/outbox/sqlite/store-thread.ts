import { Worker } from 'node:worker_threads';
import { OutboxFailedError, OutboxOpenError } from '../outbox.ts';
import type { Job, Outcome } from './calls.ts';
import type { StoreOptions, StoreState } from './sync-store.ts';
import type { Ask, Told } from './thread-messages.ts';

/** A store on a thread of its own. */
export interface StoreThread {
  /** Makes a group's calls; one group at a time. Rejects with an OutboxFailedError where the thread ended. */
  run(jobs: readonly Job[], now: number): Promise<readonly Outcome[]>;
  /** As of the last group. */
  state(): StoreState;
  close(): Promise<void>;
}

/** Starts the thread and opens the file. Rejects with an OutboxOpenError. */
export async function startStoreThread(options: StoreOptions): Promise<StoreThread> {
  // node:sqlite calls itself experimental in some Nodes, on stderr; what is used of it is stable.
  const worker = new Worker(workerFile(import.meta.url), {
    workerData: options,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    name: 'outbox',
  });
  let heard: ((told: Told) => void) | undefined;
  let lost: ((error: Error) => void) | undefined;
  let end: Error | undefined;
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const next = (): Promise<Told> =>
    new Promise((resolve, reject) => {
      if (end !== undefined) return reject(end);
      heard = resolve;
      lost = reject;
      worker.ref();
    });
  const stop = (reason: string): void => {
    end ??= new OutboxFailedError(`the outbox's thread ended (${reason}): nothing more is taken until a restart`);
    lost?.(end);
  };
  worker.on('message', (told: Told) => {
    // Whoever forgets to close it shall not be kept from ending.
    worker.unref();
    heard?.(told);
  });
  worker.on('error', (error) => stop(error instanceof Error ? error.message : String(error)));
  worker.on('exit', (code) => stop(`code ${code}`));

  const first = await next();
  if (first.kind === 'refused') throw new OutboxOpenError(first.message, first.inUse);
  if (first.kind !== 'opened') throw new OutboxOpenError(`${options.path}: its thread said ${first.kind} first`);
  let { state } = first;
  return {
    async run(jobs, now) {
      const answer = next();
      worker.postMessage({ kind: 'run', jobs, now } satisfies Ask);
      const told = await answer;
      if (told.kind !== 'done') throw new OutboxFailedError(`the outbox's thread said ${told.kind}`);
      ({ state } = told);
      return told.outcomes;
    },
    state: () => state,
    async close() {
      worker.ref();
      worker.postMessage({ kind: 'close' } satisfies Ask);
      await ended;
    },
  };
}

/** The thread's file: beside this one in the sources; where the program is bundled an entry of its own, one folder down as all are. */
export function workerFile(self: string): URL {
  return new URL(self.endsWith('.ts') ? './worker.ts' : '../outbox/worker.js', self);
}
