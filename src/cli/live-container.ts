import type { Logger } from 'pino';
import type { Container } from '../container/compile.ts';
import type { Contracts } from '../contracts/contract.ts';
import { createLiveEngine, type LiveEngine } from '../engine/live-engine.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import type { TagTypes } from './live-log.ts';
import type { LiveOptions } from './live-options.ts';
import { type LiveSecrets, liveSecrets } from './live-secrets.ts';
import { type StrictRefusal, strictRefusal } from './strict-refusal.ts';

/** What of delivering depends on the container: all of it is made anew when the file is read again. */
export interface LiveContainer {
  readonly secrets: LiveSecrets;
  readonly engine: LiveEngine;
  /** Only with `--strict`. */
  readonly strict: StrictRefusal | undefined;
  readonly typeOf: TagTypes;
}

/** Reads secrets and makes the engine. Throws a UserError where a secret is missing. */
export function liveContainer(
  container: Container,
  contracts: Contracts,
  env: NodeJS.ProcessEnv,
  { vendors, strict }: LiveOptions,
  log: Pick<Logger, 'warn'>,
): LiveContainer {
  const types = new Map(container.tags.map(({ name, type }) => [name, type.type]));
  return {
    secrets: liveSecrets(container, env, vendors !== undefined),
    engine: createLiveEngine(container, systemRuntime, contracts),
    strict: strict === true ? strictRefusal(container, contracts, log) : undefined,
    typeOf: (tag) => types.get(tag) ?? 'unknown',
  };
}
