import type { IncomingRequest } from '../runtime/request.ts';
import { replaceNumber, replaceValue } from './personal-fields.ts';
import { replaceInText } from './personal-text.ts';
import { rewriteJson } from './rewrite-json.ts';
import { rewriteQuery } from './rewrite-query.ts';

/**
 * A request with everybody in it replaced by somebody made up: emails, phones, names, streets, cities, postal codes and
 * birth dates by the keys they stand under (`user_data` as Google and Meta name it, and their long names anywhere), and
 * whatever looks like an email, an international phone or an IP address in path, query, headers and body. Digests in
 * `user_data` become digests of made-up values. The same person is replaced by the same one in every request and run.
 * Shape and validity stay; ids (`client_id`, `user_id`, `transaction_id`), country and region do too.
 */
export function pseudonymise(request: IncomingRequest): IncomingRequest {
  const body = request.body === undefined ? undefined : rewriteBody(request.body);
  return {
    method: request.method,
    path: replaceInText(request.path),
    query: rewriteMap(request.query, (name, value) =>
      typeof value === 'string' ? replaceParameter(name, value) : value.map((one) => replaceParameter(name, one)),
    ),
    queryString: rewriteQuery(request.queryString, replaceParameter),
    headers: rewriteMap(request.headers, (name, value) => rewriteHeader(name, value, body)),
    body,
    remoteAddress: replaceInText(request.remoteAddress),
  };
}

const byteOrderMark = '\ufeff';

function rewriteBody(body: string): string {
  if (body.startsWith(byteOrderMark)) return byteOrderMark + rewriteBody(body.slice(1));
  const json = rewriteJson(body, { key: replaceInText, string: replaceValue, number: replaceNumber });
  if (json !== undefined) return json;
  // gtag sends its events as lines of parameters.
  return body
    .split('\n')
    .map((line) => (parameters.test(line) ? rewriteQuery(line, replaceParameter) : replaceInText(line)))
    .join('\n');
}

const parameters = /^[\w.%[\]~-]{1,100}=/;

/** A parameter's name may be a path: `ep.user_data.email_address`, `user_data[em]`. */
function replaceParameter(name: string, value: string): string {
  return replaceValue(name.split(/[.[\]]+/), value);
}

function rewriteHeader(name: string, value: string, body: string | undefined): string {
  if (name === 'content-length') return body === undefined ? value : String(Buffer.byteLength(body));
  if (name === 'cookie') return rewriteQuery(value, replaceParameter, ';');
  if (/^https?:\/\//i.test(value)) return replaceValue([name], value);
  return replaceInText(value, name === 'user-agent' || name.startsWith('sec-ch-ua'));
}

/** A copy without a prototype, as the request's maps are. */
function rewriteMap<T>(map: Readonly<Record<string, T>>, rewrite: (name: string, value: T) => T): Record<string, T> {
  const copy: Record<string, T> = Object.create(null);
  for (const name of Object.keys(map)) copy[replaceInText(name)] = rewrite(name, map[name] as T);
  return copy;
}
