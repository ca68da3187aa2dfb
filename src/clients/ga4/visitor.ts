import type { IncomingRequest } from '../../runtime/request.ts';

/**
 * Whether the request's own User-Agent header and address are the visitor's. `auto`: on gtag paths always, on the
 * Measurement Protocol's only where the header is a browser's; a backend's are its own.
 */
export type VisitorFromRequest = 'auto' | 'always' | 'never';

/** What the connection tells of the visitor; undefined where it tells nothing. */
export interface Visitor {
  readonly userAgent: string | undefined;
  readonly ip: string | undefined;
}

const nobody: Visitor = { userAgent: undefined, ip: undefined };

/** The visitor as the request's own header and address show them. `browsersOnly` is what `auto` means on this path. */
export function visitorOf(request: IncomingRequest, mode: VisitorFromRequest, browsersOnly: boolean): Visitor {
  if (mode === 'never') return nobody;
  const userAgent = request.headers['user-agent'];
  // Every browser begins so, and no HTTP library does unless told to.
  if (mode === 'auto' && browsersOnly && userAgent?.startsWith('Mozilla/') !== true) return nobody;
  return { userAgent: userAgent || undefined, ip: request.remoteAddress || undefined };
}
