import { progress } from '../workbench/reporters/progress.ts';
import type { Io } from './io.ts';

/** A line on the terminal that says how far a command is. */
export interface Progress {
  /** `done` of `total` are done. */
  tell(done: number, total: number, name: string): void;
  /** Takes the line away, before anything else is written. */
  end(): void;
}

const quietMs = 1_000;

/** How far a command is, on a terminal alone and only where it takes longer than a second. */
export function startProgress(io: Io): Progress {
  const line = progress(io.stderr, io.env);
  const started = Date.now();
  return {
    tell(done, total, name) {
      if (Date.now() - started > quietMs) line.update(done, total, name);
    },
    end: () => line.clear(),
  };
}
