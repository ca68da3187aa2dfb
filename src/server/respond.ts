import type { RecordedResponse } from '../engine/recording.ts';
import type { Logger } from './logger.ts';

/** Headers that are the connection's affair: a container that set them could make answers run into each other. */
const connectionHeaders: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const headerName = /^[!#$%&'*+\-.^_`|~\w]+$/;
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * The container's answer as a response. A header that HTTP cannot carry, or that is the connection's affair, is left
 * out and logged by name; a status that is no final one is a 500.
 */
export function toResponse(recorded: RecordedResponse, logger: Logger): Response {
  const { status, body } = recorded;
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    logger.error({ status }, 'the container answered with a status that HTTP does not know; the caller got 500');
    return new Response(null, { status: 500 });
  }
  const headers: Record<string, string> = {};
  let typed = false;
  for (const name in recorded.headers) {
    const value = recorded.headers[name] as string;
    const lower = name.toLowerCase();
    if (connectionHeaders.has(lower) || !headerName.test(name) || !headerValue.test(value)) {
      logger.warn({ header: JSON.stringify(name) }, 'left out a header of the container that HTTP cannot carry');
      continue;
    }
    typed ||= lower === 'content-type';
    headers[name] = value;
  }
  if (status === 204 || status === 304) return new Response(null, { status, headers });
  if (body === null || body === '' || status === 205) {
    headers['content-length'] = '0';
    return new Response(null, { status, headers });
  }
  if (!typed) headers['content-type'] = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
}
