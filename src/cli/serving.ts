import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Container } from '../container/compile.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { Recording } from '../engine/recording.ts';
import { createRecorder, type Recorder } from '../recordings/recorder.ts';
import { openRunningFile } from '../recordings/running-file.ts';
import { withoutPersons } from '../recordings/without-persons.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { createServer, type Listening, type SgtmServer } from '../server/create-server.ts';
import { ListenError } from '../server/listen-error.ts';
import type { Logger } from '../server/logger.ts';
import { TrustedProxyError } from '../server/trusted-proxies.ts';
import { openContainer } from './find-container.ts';
import type { Io } from './io.ts';
import { collect, port } from './options.ts';
import { UserError } from './user-error.ts';

/** Options of the commands that serve. */
export interface ServingOptions {
  readonly container?: string;
  readonly port: number;
  readonly host: string;
  readonly trustProxy: readonly string[];
  readonly save?: string;
  readonly keepPersonalData?: boolean;
}

/** Adds them to a command. */
export function addServingOptions(command: Command): Command {
  return command
    .option('-c, --container <file>', 'container file (default: sgtm.yaml, sgtm.json or sgtm.ts here)')
    .option('-p, --port <port>', 'port to listen on; 0 for any free one', port, 8080)
    .option('--host <address>', 'address to listen on; others than 127.0.0.1 can be reached from outside', '127.0.0.1')
    .option('--trust-proxy <cidr>', 'a proxy whose X-Forwarded-For or Forwarded counts (again for more)', collect, [])
    .option('--save <file>', 'add each recording to a file; persons are replaced by made-up ones')
    .option('--keep-personal-data', 'with --save: as it came, personal data and all');
}

/** A server that listens, and what is behind it. */
export interface Serving {
  readonly container: Container;
  readonly recorder: Recorder;
  readonly server: SgtmServer;
  readonly listening: Listening;
  /** Stops taking requests, lets those in flight finish, writes what is still to be saved. */
  stop(): Promise<void>;
}

/** Loads the container and serves it in record mode: nothing leaves the machine. A wrong container never starts. */
export async function startServing(
  io: Io,
  options: ServingOptions,
  logger: Logger,
  onRecording: (recording: Recording) => void,
): Promise<Serving> {
  const container = await openContainer(io, options.container);
  const recorder = createRecorder();
  const saving = await openSaving(io, options, container, logger);
  try {
    const server = createServer({
      engine: createEngine(container, systemRuntime),
      recorder,
      host: options.host,
      port: options.port,
      trustedProxies: options.trustProxy,
      logger,
      onRecording: (recording) => {
        saving?.add(recording);
        onRecording(recording);
      },
    });
    const listening = await server.listen();
    const stop = async (): Promise<void> => {
      await server.close();
      await saving?.close();
    };
    return { container, recorder, server, listening, stop };
  } catch (error) {
    if (error instanceof ListenError || error instanceof TrustedProxyError) throw new UserError(error.message);
    throw error;
  }
}

interface Saving {
  add(recording: Recording): void;
  close(): Promise<void>;
}

/** Recordings that may wait for their persons to be replaced; each is held whole until then. */
const mostWaiting = 1_000;

/** The file `--save` names, open to be added to; undefined without the option. */
async function openSaving(
  io: Io,
  options: ServingOptions,
  container: Container,
  logger: Logger,
): Promise<Saving | undefined> {
  if (options.save === undefined) return undefined;
  const onError = (error: unknown): void => {
    logger.error(
      { file: options.save },
      `could not save a recording: ${error instanceof Error ? error.message : String(error)}`,
    );
  };
  const file = await openRunningFile({ path: resolve(io.cwd, options.save), container: container.name, onError });
  if (options.keepPersonalData === true) return file;
  let pending: Promise<void> = Promise.resolve();
  let waiting = 0;
  return {
    add(recording) {
      if (waiting === mostWaiting) {
        onError(new Error(`events come faster than persons in them can be replaced; ${recording.id} is left out`));
        return;
      }
      waiting += 1;
      pending = pending
        .then(async () => file.add(await withoutPersons(recording, container)))
        .catch(onError)
        .finally(() => {
          waiting -= 1;
        });
    },
    async close() {
      await pending;
      await file.close();
    },
  };
}

/** Settles at SIGINT or SIGTERM; a second signal ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let stopping = false;
    const stop = (signal: NodeJS.Signals): void => {
      if (stopping) process.exit(signal === 'SIGINT' ? 130 : 143);
      stopping = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
