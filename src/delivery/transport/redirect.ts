import type { Answer } from '../../platforms/delivery.ts';
import type { WireRequest } from './transport.ts';

/**
 * The request an answer sends on to; undefined where it is not to be followed: a status that is not among the request's
 * `redirects`, no `location`, or one of another scheme, host or port. 307 and 308 keep method and body, 303 asks with
 * GET, and so do 301 and 302 after a POST (RFC 9110, section 15.4).
 */
export function redirected(request: WireRequest, url: URL, answer: Answer): WireRequest | undefined {
  const location = answer.headers['location'];
  if (location === undefined || !request.redirects.includes(answer.status)) return undefined;
  const next = URL.parse(location, url.href);
  if (next === null || next.origin !== url.origin) return undefined;
  // What a browser keeps to itself is not sent.
  next.hash = '';
  const { status } = answer;
  const asks = status === 303 || ((status === 301 || status === 302) && request.method === 'POST');
  if (!asks) return { ...request, url: next.href };
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !name.startsWith('content-')));
  return { ...request, method: 'GET', url: next.href, headers, body: undefined };
}
