import { isObject, type JsonObject } from '../event/json.ts';
import { formatQuery, type IncomingRequest, parseQuery } from '../runtime/request.ts';

/** A request written out, of which everything may be missing. */
export interface WrittenRequest {
  readonly method?: string;
  /** May hold a query. */
  readonly path?: string;
  readonly query?: JsonObject;
  readonly headers?: JsonObject;
  readonly body?: unknown;
  readonly remoteAddress?: string;
}

/** The keys of a request written out; JSON with any other is a Measurement Protocol body. */
export const requestKeys: ReadonlySet<string> = new Set([
  'method',
  'path',
  'query',
  'headers',
  'body',
  'remoteAddress',
]);

/** A Measurement Protocol body as a POST to /mp/collect, or a request written out, as it is. */
export function writtenRequest(input: JsonObject): WrittenRequest {
  if ('events' in input || !Object.keys(input).every((key) => requestKeys.has(key))) {
    return { headers: { 'content-type': 'application/json' }, body: input };
  }
  return input as WrittenRequest;
}

/** A request written out, as the engine takes it. */
export function incomingRequest(written: WrittenRequest): IncomingRequest {
  const { method = 'POST', path = '/mp/collect', query = {}, headers = {}, body, remoteAddress = '' } = written;
  const mark = path.indexOf('?');
  const all = parseQuery(mark < 0 ? '' : path.slice(mark + 1));
  for (const [name, value] of Object.entries(query)) {
    all[name] = Array.isArray(value) ? value.map(String) : String(value);
  }
  const lower: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    lower[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
  }
  const text = body === undefined || body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return {
    method: method.toUpperCase(),
    path: mark < 0 ? path : path.slice(0, mark),
    query: all,
    queryString: formatQuery(all),
    headers: lower,
    body: text,
    remoteAddress,
  };
}

/** Whether a JSON value can be sent: a Measurement Protocol body, or a request whose parts are of the right kinds. */
export function isSendable(input: JsonObject): boolean {
  const { method = '', path = '', query = {}, headers = {}, remoteAddress = '' } = writtenRequest(input);
  const texts: readonly unknown[] = [method, path, remoteAddress];
  return texts.every((text) => typeof text === 'string') && isObject(query) && isObject(headers);
}
