import { type IncomingRequest, parseQuery } from '../runtime/request.ts';

const header = 'x-sgtm-session';
const parameter = 'sgtm_session';

/** The session of requests that name none. */
export const defaultSession = 'default';

/** The session a request names by header or query, and the request without that name: it is never passed on. */
export function takeSession(request: IncomingRequest): { session: string; request: IncomingRequest } {
  const named = request.headers[header];
  const asked = request.query[parameter];
  if (named === undefined && asked === undefined) return { session: defaultSession, request };
  const given = named ?? (typeof asked === 'string' ? asked : asked?.[0]) ?? '';
  const queryString = request.queryString
    .split('&')
    .filter((pair) => parseQuery(pair)[parameter] === undefined)
    .join('&');
  const headers = without(request.headers, header);
  const query = without(request.query, parameter);
  return {
    session: given.trim().slice(0, 200) || defaultSession,
    request: { ...request, headers, query, queryString },
  };
}

/** A copy without one key, and like the original without a prototype. */
function without<T>(map: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const copy: Record<string, T> = Object.create(null);
  for (const name in map) if (name !== key) copy[name] = map[name] as T;
  return copy;
}
