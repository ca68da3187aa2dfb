import type { IncomingRequest } from '../../runtime/request.ts';
import type { Accepted } from '../client.ts';

type Headers = Readonly<Record<string, string>>;

const none: Headers = {};
const visible = /^[\x21-\x7e]+$/;
const names = /^[\w!#$%&'*+.^`|~, -]+$/;

/**
 * Headers that let the page which sent a request read the answer, cookies included; none where no Origin is named.
 * Source: https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function corsHeaders(request: IncomingRequest): Headers {
  const origin = request.headers['origin'];
  if (origin === undefined || !visible.test(origin)) return none;
  return { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true', vary: 'origin' };
}

/** Answers a preflight: GET and POST may be sent, with the headers asked for. It carries no event. */
export function preflight(request: IncomingRequest, cors: Headers): Accepted {
  const asked = request.headers['access-control-request-headers'];
  const methods = { ...cors, 'access-control-allow-methods': 'GET, POST, OPTIONS' };
  const headers =
    asked !== undefined && names.test(asked) ? { ...methods, 'access-control-allow-headers': asked } : methods;
  return { status: 'accepted', events: [], response: { status: 204, headers, body: '' }, violations: [] };
}
