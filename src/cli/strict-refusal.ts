import type { Logger } from 'pino';
import type { Container } from '../container/compile.ts';
import type { Contracts } from '../contracts/contract.ts';
import { createEngine } from '../engine/create-engine.ts';
import { chain, type MaybePromise } from '../runtime/maybe-promise.ts';
import type { HttpResponse, IncomingRequest } from '../runtime/request.ts';
import { systemRuntime } from '../runtime/runtime.ts';

/** The answer to a request that breaks a contract, or leads to what does; undefined to any other. */
export type StrictRefusal = (request: IncomingRequest) => MaybePromise<HttpResponse | undefined>;

/** What `--strict` does in live: a request is run as in record mode first, and refused with 422 where that is. */
export function strictRefusal(container: Container, contracts: Contracts, log: Pick<Logger, 'warn'>): StrictRefusal {
  const engine = createEngine(container, systemRuntime, { contracts, strict: true });
  return (request) =>
    chain(engine.handle(request), ({ client, response: { status, headers, body } }) => {
      if (status !== 422) return undefined;
      log.warn({ status, client }, 'turned a request away: it breaks a contract');
      return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
    });
}
