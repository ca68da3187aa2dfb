import { createAddressGuard, noGuard } from './address-guard.ts';
import { checkRequest } from './check-request.ts';
import { exchange } from './exchange.ts';
import { type Resolve, sharedResolve, systemResolve } from './guarded-lookup.ts';
import { Pools } from './pools.ts';
import { redirected } from './redirect.ts';
import type { Sent, Transport, WireRequest } from './transport.ts';
import { vendorAddress } from './vendor-address.ts';

/** How a transport sends; all of it may be left out. */
export interface TransportOptions {
  /** Hosts, addresses and CIDR ranges that may be reached though they are not public, and by http. */
  readonly allow?: readonly string[];
  /** Vendor simulators that get every request instead of the platforms; may be anywhere. */
  readonly vendors?: URL;
  /** Connections to one origin, at most. Default: 50. */
  readonly connections?: number;
  /** From a name to a connection, TLS and all, milliseconds. Default: 5,000. */
  readonly connectMs?: number;
  /** From a request to the headers of its answer, milliseconds. Default: 10,000. */
  readonly headersMs?: number;
  /** Between two parts of an answer's body, milliseconds. Default: 10,000. */
  readonly bodyMs?: number;
  /** For all of it, redirects among it, milliseconds. Default: 15,000. */
  readonly totalMs?: number;
  /** Bytes of an answer's body that are read; for more, the connection is closed. Default: 65,536. */
  readonly maxAnswerBytes?: number;
  /** Bytes of an answer's headers, at most. Default: 16,384. */
  readonly maxHeaderBytes?: number;
  /** Origins whose connections are kept. Default: 64. */
  readonly maxOrigins?: number;
  /** After how long without a request an origin's connections are given up, milliseconds. Default: 60,000. */
  readonly idleMs?: number;
  /** Finds a host's addresses; default: the machine's resolver. */
  readonly resolve?: Resolve;
  /** PEM certificates of authorities trusted instead of the machine's. */
  readonly authorities?: string;
}

/** Redirects of one request that are followed, at most. */
const maxRedirects = 2;

/**
 * Sends requests over HTTP/1.1, with connections kept by origin. Only public addresses by TLS are reached, unless
 * `allow` or `vendors` says otherwise; certificates always have to hold. Throws an AllowListError where an entry of
 * `allow` cannot be read.
 */
export function createTransport(options: TransportOptions = {}): Transport {
  const { vendors, authorities } = options;
  const totalMs = options.totalMs ?? 15_000;
  const limits = {
    headersMs: options.headersMs ?? 10_000,
    bodyMs: options.bodyMs ?? 10_000,
    maxBytes: options.maxAnswerBytes ?? 65_536,
  };
  const guard = createAddressGuard(options.allow ?? []);
  const pools = new Pools({
    guard: vendors === undefined ? guard : noGuard,
    resolve: sharedResolve(options.resolve ?? systemResolve),
    timeoutMs: options.connectMs ?? 5_000,
    connections: options.connections ?? 50,
    maxHeaderBytes: options.maxHeaderBytes ?? 16_384,
    maxPools: options.maxOrigins ?? 64,
    idleMs: options.idleMs ?? 60_000,
    ...(authorities === undefined ? {} : { authorities }),
  });
  let closed = false;

  const send = async (first: WireRequest): Promise<Sent> => {
    const deadline = performance.now() + totalMs;
    let request = first;
    for (let redirects = 0; ; redirects += 1) {
      const url = checkRequest(request);
      if (!(url instanceof URL)) return url;
      if (closed) return { failure: 'unsent', message: `${url.host} was not asked: the program is stopping` };
      const target = vendors === undefined ? url : vendorAddress(vendors, url);
      const left = Math.max(1, deadline - performance.now());
      const sent = await pools.use(target.origin, (pool) =>
        exchange(pool, target, request, { ...limits, totalMs: left }),
      );
      if (!('answer' in sent) || redirects === maxRedirects) return sent;
      const next = redirected(request, url, sent.answer);
      if (next === undefined) return sent;
      request = next;
    }
  };

  return {
    send,
    close() {
      closed = true;
      return pools.close();
    },
  };
}
