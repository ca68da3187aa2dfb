import { type Logger as PinoLogger, pino } from 'pino';
import type { Container } from '../container/compile.ts';
import { ContainerError } from '../container/container-error.ts';
import type { Contracts } from '../contracts/contract.ts';
import { createEngine } from '../engine/create-engine.ts';
import { createRecorder } from '../recordings/recorder.ts';
import { redactor } from '../runtime/redactor.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { type Admission, AdmissionError, createAdmission } from '../server/admission/admission.ts';
import { createServer } from '../server/create-server.ts';
import { ListenError } from '../server/listen-error.ts';
import { watchTls } from '../server/tls.ts';
import { TrustedProxyError } from '../server/trusted-proxies.ts';
import { FileError } from '../text/file-error.ts';
import { environmentSecrets } from './environment-secrets.ts';
import { openContainer } from './find-container.ts';
import type { Io } from './io.ts';
import { type LiveOptions, openLive } from './live.ts';
import { openTls } from './open-tls.ts';
import { type ListeningOptions, untilStopped } from './serving.ts';
import { UserError } from './user-error.ts';

/** What `sgtm serve --live` can be told. */
export interface ServeLiveOptions extends ListeningOptions, LiveOptions {
  readonly logLevel: string;
}

/** Nothing of what is delivered is kept in memory beside what delivering needs. */
const keepsNothing = { maxCount: 1, maxBytes: 0 };

/**
 * `sgtm serve --live`: takes events, keeps them on disk, delivers them, until SIGINT or SIGTERM; reads container,
 * contracts and secrets anew at SIGHUP. Throws a UserError where it cannot start.
 */
export async function serveLive(io: Io, options: ServeLiveOptions): Promise<void> {
  let redact = (line: string): string => line;
  const write = (line: string): void => void io.stdout.write(redact(line));
  const log = pino({ level: options.logLevel, base: null }, { write });
  const { container, contracts } = await openContainer(io, options.container);
  refuseNamelessAccounts(container);
  const tls = await openTls(io, options, systemRuntime.now(), log);
  let admission = admissionOf(io, container, log);
  const live = await openLive(io, options, container, contracts, log);
  redact = redactor(live.secretValues());
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
      ...(tls && { tls: tls.pair }),
    });
    live.watch(server.stats);
    await live.start();
    const listening = await server.listen();
    const watch =
      tls && (await watchTls({ files: tls.files, renew: server.renewTls, logger: log, now: systemRuntime.now }));
    const renew = (next: Container, nextContracts: Contracts): void => {
      refuseNamelessAccounts(next);
      const nextAdmission = admissionOf(io, next, log);
      live.renew(next, nextContracts);
      admission = nextAdmission;
      redact = redactor(live.secretValues());
    };
    const onHangup = (): void => void reload(io, options, log, renew);
    process.on('SIGHUP', onHangup);
    const stopped = untilStopped();
    log.info({ url: listening.url, container: container.name, tags: container.tags.length, mode: 'live' }, 'listening');
    await stopped;
    log.info({}, 'stopping');
    process.off('SIGHUP', onHangup);
    watch?.stop();
    await server.close();
    await live.stop();
    log.info({ ...server.stats }, 'stopped');
  } catch (error) {
    await live.stop();
    if (error instanceof ListenError || error instanceof TrustedProxyError) throw new UserError(error.message);
    throw error;
  }
}

/** A wrong new file keeps the old one running. */
async function reload(
  io: Io,
  options: ServeLiveOptions,
  log: PinoLogger,
  renew: (container: Container, contracts: Contracts) => void,
): Promise<void> {
  try {
    const { container, contracts } = await openContainer(io, options.container);
    renew(container, contracts);
    log.info(
      { container: container.name, tags: container.tags.length },
      'reloaded: container, contracts and secrets are new',
    );
  } catch (error) {
    const known = error instanceof FileError || error instanceof ContainerError || error instanceof UserError;
    const message = known ? error.message : `${(error as Error).name}, a fault of the workbench`;
    log.error({ error: message }, 'not reloaded: what ran before goes on');
  }
}

function admissionOf(io: Io, { access }: Container, log: PinoLogger): Admission {
  const secrets = environmentSecrets([...(access?.apiSecrets.values() ?? [])].flat(), io.env);
  try {
    return createAdmission(access, { secrets, elapsed: systemRuntime.elapsed, unset: 'refuse', logger: log });
  } catch (error) {
    if (error instanceof AdmissionError) throw new UserError(error.message);
    throw error;
  }
}

/** A tag that says nowhere whose account it is for can deliver nothing. */
function refuseNamelessAccounts({ tags }: Container): void {
  const nameless = tags.filter(({ paused, type: { account }, accountFields }) => {
    if (paused || account?.required !== true || !accountFields.constant) return false;
    return account.of(accountFields.value as Readonly<Record<string, unknown>>, {}) === undefined;
  });
  if (nameless.length === 0) return;
  const lines = nameless.map(({ name, type }) => `  tags.${name}: ${type.account?.fields.join(' or ')} is empty`);
  throw new UserError(`these tags name no account, and delivering needs one:\n${lines.join('\n')}`);
}
