import type { Accepted, Rejected } from '../../../src/clients/client.ts';
import { type Ga4ClientOptions, ga4Client } from '../../../src/clients/ga4/client.ts';
import { type IncomingRequest, parseQuery } from '../../../src/runtime/request.ts';
import { fixedRuntime } from '../../../src/runtime/runtime.ts';

/** 2026-11-21T16:00:00Z, when test requests come in. */
export const receivedAt: number = Date.UTC(2026, 10, 21, 16);

export const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36';

/** A request as the server would hand it over. */
export function request(
  method: string,
  url: string,
  more: Partial<Pick<IncomingRequest, 'headers' | 'body' | 'remoteAddress'>> = {},
): IncomingRequest {
  const mark = url.indexOf('?');
  const queryString = mark < 0 ? '' : url.slice(mark + 1);
  return {
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    query: parseQuery(queryString),
    queryString,
    headers: {},
    body: '',
    remoteAddress: '',
    ...more,
  };
}

/** Runs a request through a GA4 client with the given options. */
export function run(incoming: IncomingRequest, options: Partial<Ga4ClientOptions> = {}): Accepted | Rejected {
  return ga4Client({ name: 'GA4 Client', ...options }).run(incoming, fixedRuntime(receivedAt, 1));
}

/** Posts a value as JSON to /mp/collect. */
export function post(body: unknown, options: Partial<Ga4ClientOptions> = {}): Accepted | Rejected {
  return run(request('POST', '/mp/collect', { body: JSON.stringify(body) }), options);
}

/** The only event of an accepted outcome. */
export function onlyEvent(outcome: Accepted | Rejected): unknown {
  if (outcome.status !== 'accepted') throw new Error(outcome.reason);
  if (outcome.events.length !== 1) throw new Error(`${outcome.events.length} events`);
  return JSON.parse(JSON.stringify(outcome.events[0]));
}
