import { debugAnswer } from '../clients/ga4/debug.ts';
import type { HttpResponse, IncomingRequest } from '../runtime/request.ts';
import type { Checks } from './checks.ts';

/** Where GA4 validates what it does not collect. */
export const validationPath = '/debug/mp/collect';

/**
 * What GA4's validation server would answer to a request nobody claimed; undefined where it is not for that server.
 * Nothing is run: what is sent there never reaches a report, nor a tag.
 * Source: https://developers.google.com/analytics/devguides/collection/protocol/ga4/validating-events
 */
export function validateRequest(request: IncomingRequest, checks: Checks, now: number): HttpResponse | undefined {
  if (request.path !== validationPath) return undefined;
  const headers = { 'content-type': 'application/json' };
  if (request.method !== 'POST') {
    const error = {
      message: `${validationPath} takes POST, not ${request.method}`,
      help: 'Post the body to validate.',
    };
    return { status: 405, headers: { ...headers, allow: 'POST' }, body: JSON.stringify({ error }) };
  }
  const { status, body } = debugAnswer(request.body, (payload) => checks.incoming('ga4/mp', payload, now));
  return { status, headers, body: JSON.stringify(body) };
}
