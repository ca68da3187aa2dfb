import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Logger as PinoLogger } from 'pino';
import type { Container } from '../container/compile.ts';
import type { Contracts } from '../contracts/contract.ts';
import { systemClock } from '../delivery/clock.ts';
import { createOutboxControl } from '../delivery/control/outbox-control.ts';
import { createDispatcher } from '../delivery/create-dispatcher.ts';
import { limitedDestination } from '../delivery/outbox/limited-destination.ts';
import { OutboxOpenError } from '../delivery/outbox/outbox.ts';
import { createTokens } from '../delivery/tokens/create-tokens.ts';
import { AllowListError } from '../delivery/transport/address-guard.ts';
import { createTransport } from '../delivery/transport/create-transport.ts';
import type { Transport } from '../delivery/transport/transport.ts';
import { deliveries } from '../platforms/deliveries.ts';
import type { HttpResponse, IncomingRequest } from '../runtime/request.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import type { AcceptObserver } from '../server/accept.ts';
import { controlGuard, controlTokenVariable } from '../server/control-token.ts';
import type { Readiness, ServerApp } from '../server/create-app.ts';
import { createCollect } from '../server/live/collect.ts';
import { createLiveReadiness } from '../server/live/live-readiness.ts';
import { addOutboxRoutes, controlPath } from '../server/live/outbox-routes.ts';
import { createMetrics, metricsRoute } from '../server/metrics.ts';
import type { ServerStats } from '../server/stats.ts';
import { environmentSecrets } from './environment-secrets.ts';
import { growingRedactor } from './growing-redactor.ts';
import type { Io } from './io.ts';
import { liveContainer } from './live-container.ts';
import { logCollected, observing } from './live-log.ts';
import type { LiveOptions } from './live-options.ts';
import { defaultOutbox, openOutboxFile, outboxKeyVariable } from './outbox-file.ts';
import { pruneRegularly } from './prune-regularly.ts';
import { redactingTransport } from './redacting-transport.ts';
import { UserError } from './user-error.ts';

/** A server's delivering half. */
export interface Live {
  readonly collect: (request: IncomingRequest) => Promise<HttpResponse>;
  readonly readiness: () => Readiness;
  /** Adds the routes of operations. */
  readonly extend: (app: ServerApp) => void;
  readonly observer: AcceptObserver;
  /** Reads the server's counters at each scrape. */
  watch(stats: Readonly<ServerStats>): void;
  /** Takes every secret out of a text; those of before a reload, too: what is under way may still say them. */
  readonly redact: (text: string) => string;
  /** Takes up where the last process stopped. */
  start(): Promise<void>;
  /**
   * Delivers by another container from now on; what is on its way is built by it too. Throws a UserError where a secret of it
   * is missing, and then all stays as it was.
   */
  renew(container: Container, contracts: Contracts): void;
  /** Lets deliveries in flight finish for so long, writes down where each destination stopped, lets go of the outbox; once. */
  stop(milliseconds: number): Promise<void>;
}

/**
 * Opens what delivering needs; `open`: the outbox. Rejects with a UserError where a secret, the outbox or an option does not
 * allow it.
 */
export async function openLive(
  io: Pick<Io, 'env' | 'cwd'>,
  options: LiveOptions,
  container: Container,
  contracts: Contracts,
  log: PinoLogger,
  open: typeof openOutboxFile = openOutboxFile,
): Promise<Live> {
  const own = environmentSecrets([controlTokenVariable, outboxKeyVariable], io.env);
  const { redact, add } = growingRedactor();
  add([own(controlTokenVariable) ?? '', ...(own(outboxKeyVariable) ?? '').split(',')]);
  let current = liveContainer(container, contracts, io.env, options, log);
  add(current.secrets.values);
  const transport = openTransport(options);
  const path = resolve(io.cwd, options.outbox ?? defaultOutbox);
  const { outboxMaxMb } = options;
  const outbox = await open(io, path, outboxMaxMb && outboxMaxMb * 2 ** 20).catch(unusable);

  const known = new Set((await outbox.destinations()).map(({ name }) => name));
  const lookup = (name: string): string | undefined => current.secrets.lookup(name);
  const metrics = createMetrics({ logger: log, outbox });
  const readiness = createLiveReadiness(systemRuntime.elapsed);
  const tokens = createTokens({ transport, secrets: lookup, clock: systemClock });
  const dispatcher = createDispatcher({
    outbox,
    build: (event, execution) => current.engine.build(event, execution),
    deliveries,
    transport: redactingTransport(transport, redact),
    tokens,
    secrets: lookup,
    clock: systemClock,
    random: Math.random,
    observer: observing(metrics, log, readiness.failed),
  });
  metrics.read({ dispatcher });
  const collect = createCollect({
    engine: () => current.engine,
    outbox,
    dispatcher,
    destination(name) {
      const limited = limitedDestination(name, known);
      known.add(limited);
      return limited;
    },
    refuse: (request) => current.strict?.(request),
    onCollected(collected) {
      if (collected.refused !== undefined) readiness.refused(collected.refused);
      logCollected(collected, current.typeOf, metrics, log);
    },
  });
  const control = createOutboxControl({
    outbox,
    file: realpathSync(path),
    dispatcher,
    now: systemClock.now,
    onResume: tokens.reset,
  });
  const stopPruning = pruneRegularly(outbox, log);
  let stopping: Promise<void> | undefined;

  return {
    collect,
    observer: metrics,
    readiness: readiness.state,
    extend(app) {
      metricsRoute(app, metrics);
      const onRefused = (reason: string): void => log.warn({}, `turned a request to the control API away: ${reason}`);
      app.use(`${controlPath}/*`, controlGuard({ live: true, token: own(controlTokenVariable), onRefused }));
      addOutboxRoutes(app, control);
    },
    watch: (stats) => metrics.read({ stats }),
    redact,
    start: () => dispatcher.start(),
    renew(next, rules) {
      current = liveContainer(next, rules, io.env, options, log);
      add(current.secrets.values);
      dispatcher.wake();
    },
    stop(milliseconds) {
      stopping ??= (async () => {
        stopPruning();
        await dispatcher.stop(milliseconds);
        await transport.close();
        await outbox.close();
      })();
      return stopping;
    },
  };
}

function openTransport({ allowHost, vendors }: LiveOptions): Transport {
  try {
    return createTransport({ allow: allowHost, ...(vendors !== undefined && { vendors: new URL(vendors) }) });
  } catch (error) {
    if (error instanceof AllowListError) throw new UserError(`--allow-host: ${error.message}`);
    throw error;
  }
}

function unusable(error: unknown): never {
  if (error instanceof OutboxOpenError) throw new UserError(error.message);
  throw error;
}
