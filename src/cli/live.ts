import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Logger as PinoLogger } from 'pino';
import type { Container } from '../container/compile.ts';
import type { Contracts } from '../contracts/contract.ts';
import { systemClock } from '../delivery/clock.ts';
import { createOutboxControl } from '../delivery/control/outbox-control.ts';
import { createDispatcher } from '../delivery/create-dispatcher.ts';
import { limitedDestination } from '../delivery/outbox/limited-destination.ts';
import { type Outbox, OutboxOpenError } from '../delivery/outbox/outbox.ts';
import { createTokens } from '../delivery/tokens/create-tokens.ts';
import { createTransport } from '../delivery/transport/create-transport.ts';
import { createEngine } from '../engine/create-engine.ts';
import { createLiveEngine } from '../engine/live-engine.ts';
import { deliveries } from '../platforms/deliveries.ts';
import { chain } from '../runtime/maybe-promise.ts';
import type { HttpResponse, IncomingRequest } from '../runtime/request.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import type { AcceptObserver } from '../server/accept.ts';
import { controlGuard } from '../server/control-token.ts';
import type { Readiness, ServerApp } from '../server/create-app.ts';
import { createCollect } from '../server/live/collect.ts';
import { addOutboxRoutes, controlPath } from '../server/live/outbox-routes.ts';
import { createMetrics, metricsRoute } from '../server/metrics.ts';
import type { ServerStats } from '../server/stats.ts';
import { environmentSecrets } from './environment-secrets.ts';
import type { Io } from './io.ts';
import { logCollected, observing } from './live-log.ts';
import { liveSecrets } from './live-secrets.ts';
import { collect, megabytes, serverUrl } from './options.ts';
import { defaultOutbox, openOutboxFile } from './outbox-file.ts';
import { UserError } from './user-error.ts';

/** What `--live` can be told. */
export interface LiveOptions {
  readonly live?: boolean;
  readonly outbox?: string;
  readonly outboxMaxMb?: number;
  readonly vendors?: string;
  readonly allowHost: readonly string[];
  readonly strict?: boolean;
}

/** Adds the options of delivering to a command. */
export function addLiveOptions(command: Command): Command {
  return command
    .option('--live', 'deliver: what is answered 2xx is on disk, and goes to the platforms')
    .option(
      '--outbox <file>',
      `with --live: the file events are kept in until they are delivered (default: ${defaultOutbox})`,
    )
    .option('--outbox-max-mb <number>', 'with --live: how large it may grow; beyond, callers get 503', megabytes)
    .option(
      '--vendors <url>',
      'with --live: send to vendor simulators (sgtm vendors) instead of the internet',
      serverUrl,
    )
    .option(
      '--allow-host <host>',
      'with --live: a host, address or CIDR range that is not public and may be sent to all the same (again for more)',
      collect,
      [],
    );
}

/** Options that mean nothing without `--live` are refused rather than passed over. */
export function refuseLiveOptions(options: LiveOptions): void {
  const given = [
    options.outbox !== undefined && '--outbox',
    options.outboxMaxMb !== undefined && '--outbox-max-mb',
    options.vendors !== undefined && '--vendors',
    options.allowHost.length > 0 && '--allow-host',
  ].filter((one) => one !== false);
  if (given.length > 0) throw new UserError(`${given.join(', ')}: only with --live`);
}

/** A server's delivering half. */
export interface Live {
  readonly collect: (request: IncomingRequest) => Promise<HttpResponse>;
  readonly readiness: () => Readiness;
  /** Adds the routes of operations. */
  readonly extend: (app: ServerApp) => void;
  readonly observer: AcceptObserver;
  /** Reads the server's counters at each scrape. */
  watch(stats: Readonly<ServerStats>): void;
  /** The values no log line may hold. */
  secretValues(): readonly string[];
  /** Takes up where the last process stopped. */
  start(): Promise<void>;
  /** Delivers by another container from now on; what is on its way is built by it too. */
  renew(container: Container, contracts: Contracts): void;
  /** Lets deliveries in flight finish for a while, writes down where each destination stopped. */
  stop(): Promise<void>;
}

const dayMs = 86_400_000;
const pruneMs = 60_000;
/** Of the ten seconds a stop may take; answering what was accepted comes before. */
const stopMs = 5_000;

/** Opens what delivering needs. Throws a UserError where a secret, the outbox or an option does not allow it. */
export async function openLive(
  io: Io,
  options: LiveOptions,
  first: Container,
  contracts: Contracts,
  log: PinoLogger,
): Promise<Live> {
  let container = first;
  const simulated = options.vendors !== undefined;
  let secrets = liveSecrets(container, io.env, simulated);
  let engine = createLiveEngine(container, systemRuntime, contracts);
  let strict = createEngine(container, systemRuntime, { contracts, strict: true });
  const own = environmentSecrets(['SGTM_CONTROL_TOKEN'], io.env);
  const outbox = await openOutbox(io, options);
  const known = new Set((await outbox.destinations()).map(({ name }) => name));
  const transport = createTransport({
    allow: options.allowHost,
    ...(options.vendors !== undefined && { vendors: new URL(options.vendors) }),
  });
  const lookup = (name: string): string | undefined => secrets(name);
  const metrics = createMetrics({ logger: log, outbox });
  const state: { failed?: string } = {};
  const dispatcher = createDispatcher({
    outbox,
    build: (event, execution) => engine.build(event, execution),
    deliveries,
    transport,
    tokens: createTokens({ transport, secrets: lookup, clock: systemClock }),
    secrets: lookup,
    clock: systemClock,
    random: Math.random,
    observer: observing(metrics, log, (error) => {
      state.failed = error;
    }),
  });
  metrics.read({ dispatcher });
  const collect = createCollect({
    engine: () => engine,
    outbox,
    dispatcher,
    destination(name) {
      const limited = limitedDestination(name, known);
      known.add(limited);
      return limited;
    },
    ...(options.strict === true && {
      refuse: (request) =>
        chain(strict.handle(request), ({ response: { status, headers, body } }) =>
          status === 422
            ? { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }
            : undefined,
        ),
    }),
    onCollected: (collected) => logCollected(collected, container, metrics, log),
  });
  const prune = setInterval(() => {
    outbox.prune(Date.now() - dayMs).catch((error: unknown) => {
      log.error({ error: error instanceof Error ? error.message : String(error) }, 'the outbox could not be pruned');
    });
  }, pruneMs);
  prune.unref();

  return {
    collect,
    observer: metrics,
    readiness() {
      if (state.failed !== undefined) return { ready: false, reason: `the outbox failed: ${state.failed}` };
      const { bytes, most } = outbox.size();
      return bytes < most ? { ready: true } : { ready: false, reason: 'the outbox is full' };
    },
    extend(app) {
      metricsRoute(app, metrics);
      const refused = (reason: string): void => log.warn({}, `turned a request to the control API away: ${reason}`);
      app.use(`${controlPath}/*`, controlGuard({ live: true, token: own('SGTM_CONTROL_TOKEN'), onRefused: refused }));
      addOutboxRoutes(app, createOutboxControl(outbox, Date.now, dispatcher));
    },
    watch: (stats) => metrics.read({ stats }),
    secretValues: () => {
      const values = [...container.secrets.keys()].map(lookup);
      return [...values, own('SGTM_CONTROL_TOKEN')].filter((value) => value !== undefined);
    },
    start: () => dispatcher.start(),
    renew(next, nextContracts) {
      secrets = liveSecrets(next, io.env, simulated);
      engine = createLiveEngine(next, systemRuntime, nextContracts);
      strict = createEngine(next, systemRuntime, { contracts: nextContracts, strict: true });
      container = next;
      dispatcher.wake();
    },
    async stop() {
      clearInterval(prune);
      await dispatcher.stop(stopMs);
      await transport.close();
      await outbox.close();
    },
  };
}

async function openOutbox(io: Io, { outbox = defaultOutbox, outboxMaxMb }: LiveOptions): Promise<Outbox> {
  try {
    return await openOutboxFile(
      io,
      resolve(io.cwd, outbox),
      outboxMaxMb === undefined ? undefined : outboxMaxMb * 2 ** 20,
    );
  } catch (error) {
    if (error instanceof OutboxOpenError) throw new UserError(error.message);
    throw error;
  }
}
