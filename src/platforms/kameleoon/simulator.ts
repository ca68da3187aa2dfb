import { textOf } from '../../event/event-data.ts';
import { isObject, type Json } from '../../event/json.ts';
import { digestOf, jsonOf, pathOf, queryOf } from '../simulated-request.ts';
import type { VendorAnswer, VendorContext, VendorRequest, VendorSimulator } from '../simulator.ts';

/**
 * Kameleoon's Data API, and its token endpoint. Its bodies are ours, for it says nothing of them.
 * Sources: docs.kameleoon.com/api-reference/visit/send-visitor-events, developers.kameleoon.com/apis/data-api-rest/overview
 */
export const kameleoonSimulator: VendorSimulator = {
  platform: 'kameleoon',
  hosts: [
    'data.kameleoon.io',
    'eu-data.kameleoon.io',
    'eu-data.kameleoon.eu',
    'na-data.kameleoon.io',
    'na-data.kameleoon.eu',
    'data.kameleoon.net',
    'api.kameleoon.com',
  ],
  answer(request, context) {
    const path = pathOf(request);
    if (request.method !== 'POST') return undefined;
    if (request.host === 'api.kameleoon.com') return path === '/oauth/token' ? token(request, context) : undefined;
    return path === '/visit/events' ? visitEvents(request, context) : undefined;
  },
};

/** Bots and HTTP libraries, as the lists of the IAB have them; about what Kameleoon refuses. */
const bot = /bot\b|crawler|spider|^(?:axios|curl|wget|undici|node|python|okhttp|go-http|java)\b|node-fetch|^$/i;

const longestBytes = 3_000_000;

function visitEvents(request: VendorRequest, { fault, violations }: VendorContext): VendorAnswer | undefined {
  const { headers, body } = request;
  if (fault === 'throttled') return refused(429, 'Too many requests');
  if (fault === 'server_error') return refused(503, 'Service unavailable');
  if (fault === 'wrong_token') return refused(401, 'The access token is not valid');
  if (fault === 'invalid') return refused(400, 'The events are not valid');
  if (fault === 'partial') return undefined;
  if (bot.test(headers['user-agent'] ?? '')) return refused(403, 'The user agent is one of a bot');
  if (Buffer.byteLength(body) > longestBytes) return refused(413, 'The body is larger than 3 MB');
  const query = queryOf(request);
  if (typeof query['siteCode'] !== 'string' || query['siteCode'] === '') return refused(400, 'siteCode is missing');
  if (query['json'] !== 'true') return { status: 200, taken: body.split('\n').flatMap(idOfLine) };
  const payload = jsonOf(body);
  if (!Array.isArray(payload)) return refused(400, 'The body is not a JSON array');
  const [wrong] = violations('kameleoon/visit_events', payload);
  if (wrong !== undefined) return refused(400, `${wrong.path}: ${wrong.message}`);
  const named = typeof query['visitorCode'] === 'string';
  if (!named && payload.some((event: Json) => !isObject(event) || !(event['visitorCode'] ?? event['mappingValue'])))
    return refused(400, 'visitorCode is missing');
  return { status: 200, taken: payload.map(idOf) };
}

function idOf(event: Json): string {
  return (isObject(event) ? textOf(event['nonce']) : undefined) ?? digestOf(JSON.stringify(event));
}

/** A line of text is an event where it is not empty. */
function idOfLine(line: string): readonly string[] {
  if (line === '') return [];
  return [/(?:^|&)nonce=([^&]+)/.exec(line)?.[1] ?? digestOf(line)];
}

function refused(status: number, message: string): VendorAnswer {
  return { status, body: { message }, taken: [] };
}

function token({ body }: VendorRequest, { fault }: VendorContext): VendorAnswer | undefined {
  if (fault === 'throttled') return refused(429, 'Too many requests');
  if (fault === 'server_error') return refused(503, 'Service unavailable');
  if (fault === 'partial') return undefined;
  const form = new URLSearchParams(body);
  if (form.get('grant_type') !== 'client_credentials')
    return { status: 400, body: { error: 'unsupported_grant_type' }, taken: [] };
  const client = form.get('client_id') ?? '';
  if (fault !== undefined || client === '' || (form.get('client_secret') ?? '') === '')
    return { status: 401, body: { error: 'invalid_client' }, taken: [] };
  const answer = { access_token: `simulated.${digestOf(client)}.token`, expires_in: 7200, token_type: 'bearer' };
  return { status: 200, body: answer, taken: [] };
}
