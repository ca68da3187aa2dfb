import type { IncomingRequest } from '../../runtime/request.ts';
import type { Client } from '../client.ts';
import { type GtagSettings, isGtagHit, runGtag } from './gtag.ts';
import { type MpSettings, runMeasurementProtocol } from './measurement-protocol.ts';
import type { VisitorFromRequest } from './visitor.ts';

/** What a GA4 client can be told in the container file. */
export interface Ga4ClientOptions {
  readonly name: string;
  /** Clients with a higher one are asked first; 0 unless given. */
  readonly priority?: number | undefined;
  /**
   * The paths it claims; `/mp/collect` and `/g/collect` unless given. One that ends in `/mp/collect` takes the
   * Measurement Protocol, one that ends in `/g/collect` gtag's hits. Any other takes both: a POST whose body begins
   * with `{`, or is declared JSON, is the Measurement Protocol, and all else a gtag hit.
   */
  readonly paths?: readonly string[] | undefined;
  /** Further paths that take only the Measurement Protocol, whatever they end in. */
  readonly mpPaths?: readonly string[] | undefined;
  /** Further paths that take only gtag's hits, whatever they end in. */
  readonly gPaths?: readonly string[] | undefined;
  /** Event names to be replaced as events come in, such as `purchase_completed` by `purchase`. */
  readonly eventNames?: Readonly<Record<string, string>> | undefined;
  /** Whether the request's own User-Agent and address are the visitor's; `auto` unless given. */
  readonly visitorFromRequest?: VisitorFromRequest | undefined;
  /** The largest bodies taken: 133,120 bytes (GA4's 130 kB) and 262,144 unless given. */
  readonly maxBodyBytes?: { readonly mp?: number | undefined; readonly gtag?: number | undefined } | undefined;
}

/** What a path takes. */
type Protocol = 'mp' | 'gtag' | 'either';

/**
 * The GA4 client: Measurement Protocol and gtag requests in, event data out, as sGTM's built-in client of that name.
 * Sources: https://developers.google.com/tag-platform/tag-manager/server-side/how-it-works,
 * https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference
 */
export function ga4Client(options: Ga4ClientOptions): Client {
  const protocols = protocolsOf(options);
  const eventNames = new Map(Object.entries(options.eventNames ?? {}));
  const visitorFromRequest = options.visitorFromRequest ?? 'auto';
  const mp: MpSettings = { eventNames, visitorFromRequest, maxBodyBytes: options.maxBodyBytes?.mp ?? 130 * 1024 };
  const gtag: GtagSettings = { eventNames, visitorFromRequest, maxBodyBytes: options.maxBodyBytes?.gtag ?? 256 * 1024 };
  const elsewhere = `the path is none of ${[...protocols.keys()].join(', ')}`;

  function isMp(request: IncomingRequest): boolean {
    const protocol = protocols.get(request.path) ?? 'either';
    return protocol === 'either' ? request.method === 'POST' && holdsJson(request) : protocol === 'mp';
  }

  return {
    name: options.name,
    type: 'ga4',
    priority: options.priority ?? 0,
    claims: (request) => {
      if (!protocols.has(request.path)) return elsewhere;
      return isMp(request) || request.method === 'OPTIONS' || isGtagHit(request);
    },
    run: (request, runtime) => (isMp(request) ? runMeasurementProtocol(request, mp) : runGtag(request, gtag, runtime)),
  };
}

function protocolsOf(options: Ga4ClientOptions): ReadonlyMap<string, Protocol> {
  const protocols = new Map<string, Protocol>();
  for (const path of options.paths ?? ['/mp/collect', '/g/collect']) {
    protocols.set(path, path.endsWith('/mp/collect') ? 'mp' : path.endsWith('/g/collect') ? 'gtag' : 'either');
  }
  for (const path of options.mpPaths ?? []) protocols.set(path, 'mp');
  for (const path of options.gPaths ?? []) protocols.set(path, 'gtag');
  return protocols;
}

function holdsJson(request: IncomingRequest): boolean {
  if (/^[^;]*\bjson\b/i.test(request.headers['content-type'] ?? '')) return true;
  return request.body?.trimStart().startsWith('{') === true;
}
