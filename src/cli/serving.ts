import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Container } from '../container/compile.ts';
import type { Contracts } from '../contracts/contract.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { Recording } from '../engine/recording.ts';
import { createRecorder, type Recorder } from '../recordings/recorder.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { type Admission, createAdmission } from '../server/admission/admission.ts';
import { createServer, type Listening, type SgtmServer } from '../server/create-server.ts';
import { ListenError } from '../server/listen-error.ts';
import type { Logger } from '../server/logger.ts';
import { watchTls } from '../server/tls.ts';
import { TrustedProxyError } from '../server/trusted-proxies.ts';
import { environmentSecrets } from './environment-secrets.ts';
import { openContainer } from './find-container.ts';
import type { Io } from './io.ts';
import { openTls, type TlsOptions } from './open-tls.ts';
import { collect, port } from './options.ts';
import { openSaving, type Saving } from './saving.ts';
import { UserError } from './user-error.ts';

/** Where a command listens, and what for. */
export interface ListeningOptions extends TlsOptions {
  readonly container?: string;
  readonly port: number;
  readonly host: string;
  readonly trustProxy: readonly string[];
  readonly strict?: boolean;
}

/** Options of the commands that serve. */
export interface ServingOptions extends ListeningOptions {
  readonly save?: string;
  readonly keepPersonalData?: boolean;
}

/** Adds where to listen, and what for, to a command. */
export function addListeningOptions(command: Command): Command {
  return command
    .option('-c, --container <file>', 'container file (default: sgtm.yaml, sgtm.json or sgtm.ts here)')
    .option('-p, --port <port>', 'port to listen on; 0 for any free one', port, 8080)
    .option('--host <address>', 'address to listen on; others than 127.0.0.1 can be reached from outside', '127.0.0.1')
    .option('--trust-proxy <cidr>', 'a proxy whose X-Forwarded-For or Forwarded counts (again for more)', collect, [])
    .option('--tls-cert <file>', 'certificate (PEM, with its chain): to serve HTTPS; read again when it changes')
    .option('--tls-key <file>', 'its private key (PEM)')
    .option('--strict', 'answer 422, with the violations, to what breaks a contract or leads to what does');
}

/** Adds the options of serving to a command. */
export function addServingOptions(command: Command): Command {
  return addListeningOptions(command)
    .option('--save <file>', 'add each recording to a file; persons are replaced by made-up ones')
    .option('--keep-personal-data', 'with --save: as it came, personal data and all');
}

/** A server that listens, and what is behind it. */
export interface Serving {
  readonly container: Container;
  readonly contracts: Contracts;
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
  const { container, contracts } = await openContainer(io, options.container);
  const recorder = createRecorder();
  const tls = await openTls(io, options, systemRuntime.now(), logger);
  const admission = admissionOf(io, container, logger);
  const saving = await savingOf(io, options, container, contracts, logger);
  try {
    const server = createServer({
      engine: createEngine(container, systemRuntime, { contracts, strict: options.strict === true }),
      recorder,
      host: options.host,
      port: options.port,
      trustedProxies: options.trustProxy,
      logger,
      admission,
      ...(tls && { tls: tls.pair }),
      onRecording: (recording) => {
        saving?.add(recording);
        onRecording(recording);
      },
    });
    const listening = await server.listen();
    const watch = tls && (await watchTls({ files: tls.files, renew: server.renewTls, logger, now: systemRuntime.now }));
    const stop = async (): Promise<void> => {
      watch?.stop();
      await server.close();
      await saving?.close();
    };
    return { container, contracts, recorder, server, listening, stop };
  } catch (error) {
    if (error instanceof ListenError || error instanceof TrustedProxyError) throw new UserError(error.message);
    throw error;
  }
}

/** Who may send events. An `api_secret` whose value is not set is not asked for: record mode does without secrets. */
function admissionOf(io: Io, { access }: Container, logger: Logger): Admission {
  const secrets = environmentSecrets([...(access?.apiSecrets.values() ?? [])].flat(), io.env);
  return createAdmission(access, { secrets, elapsed: systemRuntime.elapsed, unset: 'open', logger });
}

/** The file `--save` names, open to be added to; undefined without the option. */
async function savingOf(
  io: Io,
  { save, keepPersonalData = false }: ServingOptions,
  container: Container,
  contracts: Contracts,
  logger: Logger,
): Promise<Saving | undefined> {
  if (save === undefined) return undefined;
  const onError = (error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error);
    logger.error({ file: save }, `could not save a recording: ${message}`);
  };
  return openSaving({ path: resolve(io.cwd, save), container, contracts, keepPersonalData, onError });
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
