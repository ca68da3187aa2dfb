import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const calls = new Set<() => void>();
process.once('exit', () => {
  for (const call of calls) call();
});
// The exit is what cleans up.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

/** Calls `call` when the measuring ends, however it does but for SIGKILL. Gives what takes that back. */
export function atExit(call: () => void): () => void {
  calls.add(call);
  return () => void calls.delete(call);
}

/** A folder to measure in, on the disk of the machine's temporary files; gone when it is let go of. */
export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

/** Makes one. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'sgtm-bench-'));
  const forget = atExit(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    async [Symbol.asyncDispose]() {
      forget();
      await rm(path, { recursive: true, force: true });
    },
  };
}
