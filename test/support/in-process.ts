import { Readable } from 'node:stream';
import { main } from '../../src/cli/main.ts';
import type { Finished } from './cli.ts';

/** Runs `sgtm` within this process, as a program without a terminal would be: for what needs no process of its own. */
export async function inProcess(
  args: readonly string[],
  { cwd, stdin = '', env = {} }: { readonly cwd: string; readonly stdin?: string; readonly env?: NodeJS.ProcessEnv },
): Promise<Finished> {
  let stdout = '';
  let stderr = '';
  const code = await main(args, {
    stdin: Readable.from([stdin]),
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env,
    cwd,
  });
  return { code, stdout, stderr };
}
