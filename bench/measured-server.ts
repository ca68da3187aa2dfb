import { fork } from 'node:child_process';
import { atExit } from './leftovers.ts';
import { processFigures } from './process-figures.ts';

/** A server of `http-server.ts`, in a process of its own. */
export interface MeasuredServer extends AsyncDisposable {
  readonly port: number;
  /** CPU it has used so far, ms; undefined where the machine does not say. */
  cpuMs(): number | undefined;
}

/** Starts `ours`, record mode, or the `floor`. */
export function startServer(kind: 'ours' | 'floor'): Promise<MeasuredServer> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./http-server.ts', import.meta.url), [kind]);
    const forget = atExit(() => child.kill('SIGKILL'));
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    void ended.then(forget);
    child.once('message', (port) =>
      resolve({
        port: Number(port),
        cpuMs: () => processFigures(child.pid as number).cpuMs,
        async [Symbol.asyncDispose]() {
          child.kill();
          await ended;
        },
      }),
    );
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the ${kind} server ended with ${code}`)));
  });
}
