import type { Readable } from 'node:stream';

/** The program's ends: streams, environment and working directory, so that commands can be run by tests. */
export interface Io {
  readonly stdin: Readable;
  readonly stdout: { write(text: string): unknown; isTTY?: boolean; columns?: number };
  readonly stderr: { write(text: string): unknown; isTTY?: boolean; columns?: number };
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

/** The process's own. */
export const processIo: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
};

/** Columns to print in: the terminal's, but no fewer than 40; 100 where there is none. */
export function widthOf({ stdout }: Io): number {
  return stdout.isTTY === true ? Math.max(40, stdout.columns ?? 100) : 100;
}
