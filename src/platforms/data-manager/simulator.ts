import { textOf } from '../../event/event-data.ts';
import { isObject, type Json } from '../../event/json.ts';
import { pointerKeys } from '../../text/json-pointer.ts';
import { digestOf, jsonOf, pathOf } from '../simulated-request.ts';
import type { VendorAnswer, VendorContext, VendorRequest, VendorSimulator, VendorViolation } from '../simulator.ts';

/**
 * The Data Manager API, and Google's token endpoint. A request is accepted whole or refused whole.
 * Sources: developers.google.com/data-manager/api/reference/rest/v1/events/ingest, github.com/googleapis/googleapis
 * (google/rpc), developers.google.com/identity/protocols/oauth2/service-account
 */
export const dataManagerSimulator: VendorSimulator = {
  platform: 'data_manager',
  hosts: ['datamanager.googleapis.com', 'oauth2.googleapis.com'],
  answer(request, context) {
    const asked = `${request.method} ${request.host}${pathOf(request)}`;
    if (asked === 'POST oauth2.googleapis.com/token') return token(request, context);
    if (asked === 'POST datamanager.googleapis.com/v1/events:ingest') return ingest(request, context);
    return undefined;
  },
};

function ingest({ headers, body }: VendorRequest, { fault, violations }: VendorContext): VendorAnswer | undefined {
  if (fault === 'throttled') return refused(429, 'RESOURCE_EXHAUSTED', overQuota, [errorInfo('RATE_LIMIT_EXCEEDED')]);
  if (fault === 'server_error') return refused(503, 'UNAVAILABLE', 'The service is currently unavailable.');
  if (fault === 'partial') return undefined;
  if (fault === 'wrong_token' || !/^Bearer \S/i.test(headers['authorization'] ?? ''))
    return refused(401, 'UNAUTHENTICATED', badToken, [errorInfo('ACCESS_TOKEN_EXPIRED')]);
  const payload = jsonOf(body);
  if (!isObject(payload)) return refused(400, 'INVALID_ARGUMENT', 'Invalid JSON payload received.');
  const wrong: readonly VendorViolation[] =
    fault === 'invalid'
      ? [{ path: '/events/0/transactionId', message: 'The value is not valid.', code: 'INVALID_FORMAT' }]
      : violations('data_manager/events_ingest', payload);
  if (wrong.length > 0) {
    const fieldViolations = wrong.map(({ path, message, code }) => ({
      field: field(path),
      description: message,
      reason: code ?? 'INVALID_ARGUMENT',
    }));
    const details = [
      errorInfo('INVALID_ARGUMENT'),
      { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations },
    ];
    return refused(400, 'INVALID_ARGUMENT', 'There was a problem with the request.', details);
  }
  const events = payload['events'];
  const kept = Array.isArray(events) && payload['validateOnly'] !== true ? events.map(idOf) : [];
  return { status: 200, body: { requestId: digestOf(body) }, taken: kept };
}

const overQuota =
  "Quota exceeded for quota metric 'Ingestion requests' and limit 'Ingestion requests per minute' of service 'datamanager.googleapis.com'.";
const badToken =
  'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.';

function refused(code: number, status: string, message: string, details?: readonly unknown[]): VendorAnswer {
  return { status: code, body: { error: { code, message, status, details } }, taken: [] };
}

function errorInfo(reason: string): object {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'datamanager.googleapis.com' };
}

/** `/events/0/userData` as the API writes it: `events.events[0].user_data`. */
function field(pointer: string): string {
  const [first = '', ...rest] = pointerKeys(pointer);
  const start = first === 'events' ? 'events.events' : snake(first);
  return start + rest.map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${snake(key)}`)).join('');
}

function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function idOf(event: Json): string {
  return (isObject(event) ? textOf(event['transactionId']) : undefined) ?? digestOf(JSON.stringify(event));
}

/** The service account's signature is not looked at: it cannot be, without its key. */
function token({ body }: VendorRequest, { fault }: VendorContext): VendorAnswer | undefined {
  if (fault === 'throttled') return { status: 429, body: { error: 'rate_limit_exceeded' }, taken: [] };
  if (fault === 'server_error') return { status: 503, body: { error: 'temporarily_unavailable' }, taken: [] };
  if (fault === 'partial') return undefined;
  if (fault !== undefined) return denied('invalid_grant', 'Invalid JWT Signature.');
  const form = new URLSearchParams(body);
  if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer')
    return denied('unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type') ?? ''}`);
  const assertion = form.get('assertion') ?? '';
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(assertion)) return denied('invalid_grant', 'Bad Request');
  const answer = { access_token: `ya29.simulated-${digestOf(assertion)}`, expires_in: 3599, token_type: 'Bearer' };
  return { status: 200, body: answer, taken: [] };
}

function denied(error: string, description: string): VendorAnswer {
  return { status: 400, body: { error, error_description: description }, taken: [] };
}
