import { isSecretHeader, isSecretParameter, redacted } from '../container/credentials.ts';
import type { Json } from '../event/json.ts';
import type { IncomingRequest } from '../runtime/request.ts';
import type { RecordedRequest } from './recording.ts';

/** Cookies that tags read; any other may be somebody's session. */
const readableCookie =
  /^(_ga|_gid|_fb[cp]$|_gcl|FP(ID|LC|AU|GCL|GSID)|_ttp$|ttclid$|_scid$|_scclid$|_epik$|kameleoonVisitorCode$)/;

/** A request as recordings keep it: credentials in query, headers and cookies redacted. `body`: as the client parsed it. */
export function recordRequest(request: IncomingRequest, body: Json | undefined): RecordedRequest {
  return {
    method: request.method,
    path: request.path,
    query: redactQuery(request.query),
    headers: redactHeaders(request.headers),
    body: body ?? request.body ?? null,
    remoteAddress: request.remoteAddress,
  };
}

function redactQuery(query: IncomingRequest['query']): IncomingRequest['query'] {
  let copy: Record<string, string | readonly string[]> | undefined;
  for (const name in query) {
    if (!isSecretParameter(name)) continue;
    copy ??= { ...query };
    copy[name] = redacted;
  }
  return copy ?? query;
}

function redactHeaders(headers: IncomingRequest['headers']): IncomingRequest['headers'] {
  let copy: Record<string, string> | undefined;
  for (const name in headers) {
    if (!isSecretHeader(name) && name !== 'cookie') continue;
    copy ??= { ...headers };
    copy[name] = name === 'cookie' ? redactCookies(headers[name] as string) : redacted;
  }
  return copy ?? headers;
}

function redactCookies(header: string): string {
  return header
    .split(';')
    .map((pair) => {
      const name = (pair.split('=', 1)[0] as string).trim();
      return readableCookie.test(name) ? pair.trim() : `${name}=${redacted}`;
    })
    .join('; ');
}
