import { type Logger as PinoLogger, pino } from 'pino';
import type { Container } from '../container/compile.ts';
import { ContainerError } from '../container/container-error.ts';
import { createEngine } from '../engine/create-engine.ts';
import { createRecorder } from '../recordings/recorder.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { type Admission, AdmissionError, createAdmission } from '../server/admission/admission.ts';
import { createServer } from '../server/create-server.ts';
import { ListenError } from '../server/listen-error.ts';
import { watchTls } from '../server/tls.ts';
import { TrustedProxyError } from '../server/trusted-proxies.ts';
import { FileError } from '../text/file-error.ts';
import { environmentSecrets } from './environment-secrets.ts';
import { type OpenContainer, openContainer } from './find-container.ts';
import type { Io } from './io.ts';
import { openLive } from './live.ts';
import { faultOf } from './live-log.ts';
import type { LiveOptions } from './live-options.ts';
import { namelessAccounts } from './nameless-accounts.ts';
import { onHangup } from './on-hangup.ts';
import { openTls } from './open-tls.ts';
import { type ListeningOptions, untilStopped } from './serving.ts';
import { UserError } from './user-error.ts';

/** What `sgtm serve --live` can be told. */
export interface ServeLiveOptions extends ListeningOptions, LiveOptions {
  readonly logLevel: string;
}

/** Of the ten seconds a stop may take: for requests that are being answered, until deliveries are cut off, until the process gives up. */
const stopMs = { answering: 4_000, delivering: 8_500, all: 9_800 };
/** Nothing of what is delivered is kept in memory beside what delivering needs. */
const keepsNothing = { maxCount: 1, maxBytes: 0 };

/**
 * `sgtm serve --live`: takes events, keeps them on disk, delivers them, until SIGINT or SIGTERM; reads container,
 * contracts and secrets anew at SIGHUP. Rejects with a UserError where it cannot start.
 */
export async function serveLive(io: Io, options: ServeLiveOptions): Promise<void> {
  let redact = (line: string): string => line;
  const log = pino(
    { level: options.logLevel, base: null },
    { write: (line: string) => void io.stdout.write(redact(line)) },
  );
  const { container, contracts } = await openContainer(io, options.container);
  refuseNamelessAccounts(container);
  const tls = await openTls(io, options, systemRuntime.now(), log);
  let admission = admissionOf(io, container, log);
  const live = await openLive(io, options, container, contracts, log);
  redact = live.redact;
  try {
    const server = createServer({
      engine: createEngine(container, systemRuntime),
      recorder: createRecorder(keepsNothing),
      host: options.host,
      port: options.port,
      trustedProxies: options.trustProxy,
      logger: log,
      admission: { admit: (request) => admission.admit(request) },
      observer: live.observer,
      collect: live.collect,
      readiness: live.readiness,
      extend: live.extend,
      closeTimeoutMs: stopMs.answering,
      ...(tls && { tls: tls.pair }),
    });
    live.watch(server.stats);
    // Before anybody knows that it runs, so that no signal comes too early.
    const stopped = untilStopped();
    const endReloads = onHangup(() =>
      reload(io, options, log, (next) => {
        refuseNamelessAccounts(next.container);
        const nextAdmission = admissionOf(io, next.container, log);
        live.renew(next.container, next.contracts);
        admission = nextAdmission;
      }),
    );
    await live.start();
    const listening = await server.listen();
    const watch =
      tls && (await watchTls({ files: tls.files, renew: server.renewTls, logger: log, now: systemRuntime.now }));
    log.info({ url: listening.url, container: container.name, tags: container.tags.length, mode: 'live' }, 'listening');
    await stopped;
    log.info({}, 'stopping');
    const inTime = giveUpLater(log);
    const stopBy = systemRuntime.elapsed() + stopMs.delivering;
    watch?.stop();
    await Promise.all([server.close(), endReloads()]);
    await live.stop(Math.max(0, stopBy - systemRuntime.elapsed()));
    inTime();
    log.info({ ...server.stats }, 'stopped');
  } catch (error) {
    if (error instanceof ListenError || error instanceof TrustedProxyError) throw new UserError(error.message);
    throw error;
  } finally {
    await live.stop(stopMs.delivering);
  }
}

/** A disk that never says it has written must not keep the process. Gives what calls it off. */
function giveUpLater(log: PinoLogger): () => void {
  const timer = setTimeout(() => {
    log.error({}, 'stopping took too long: what was not written down is delivered again');
    process.exit(1);
  }, stopMs.all);
  return () => clearTimeout(timer);
}

/** A wrong new file keeps the old one running. */
async function reload(
  io: Io,
  options: ServeLiveOptions,
  log: PinoLogger,
  renew: (next: OpenContainer) => void,
): Promise<void> {
  try {
    const next = await openContainer(io, options.container);
    renew(next);
    const { name, tags } = next.container;
    log.info({ container: name, tags: tags.length }, 'reloaded: container, contracts and secrets are new');
  } catch (error) {
    const known = error instanceof FileError || error instanceof ContainerError || error instanceof UserError;
    log.error(known ? { error: error.message } : faultOf(error), 'not reloaded: what ran before goes on');
  }
}

/** Who may send events. An `api_secret` whose value is not set lets nobody in. */
function admissionOf(io: Io, { access }: Container, log: PinoLogger): Admission {
  const secrets = environmentSecrets([...(access?.apiSecrets.values() ?? [])].flat(), io.env);
  try {
    return createAdmission(access, { secrets, elapsed: systemRuntime.elapsed, unset: 'refuse', logger: log });
  } catch (error) {
    if (error instanceof AdmissionError) throw new UserError(error.message);
    throw error;
  }
}

function refuseNamelessAccounts(container: Container): void {
  const lines = namelessAccounts(container);
  if (lines.length === 0) return;
  throw new UserError(
    `these tags name no account, and delivering needs one:\n${lines.map((line) => `  ${line}`).join('\n')}`,
  );
}
