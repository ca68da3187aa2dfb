import { STATUS_CODES } from 'node:http';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A refusal as a problem of RFC 9457: without a `type` of its own its title is the status's (section 4.2.1). */
export function problem(c: Context, status: ContentfulStatusCode, detail: string): Response {
  const body = { title: STATUS_CODES[status], status, detail };
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json' });
}
