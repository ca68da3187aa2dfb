import { textOf } from '../../event/event-data.ts';
import { isObject, type Json, type JsonObject } from '../../event/json.ts';
import { pointerKeys } from '../../text/json-pointer.ts';
import { digestOf, jsonOf, pathOf, queryOf } from '../simulated-request.ts';
import type { VendorAnswer, VendorContext, VendorRequest, VendorSimulator } from '../simulator.ts';

/**
 * GA4's collection endpoints. What is wrong with an event, its stream or its secret is taken with a 204 like all else,
 * and lost: only the validation server says something. 429 and 503 are what any server's front may say; GA4 documents
 * neither.
 * Source: developers.google.com/analytics/devguides/collection/protocol/ga4
 */
export const ga4Simulator: VendorSimulator = {
  platform: 'ga4',
  hosts: ['www.google-analytics.com', 'region1.google-analytics.com'],
  answer(request, context) {
    const endpoint = endpoints.get(`${request.method} ${pathOf(request)}`);
    if (endpoint === undefined) return undefined;
    switch (context.fault) {
      case 'throttled':
        return { status: 429, taken: [] };
      case 'server_error':
        return { status: 503, taken: [] };
      case 'partial':
        return undefined;
      default: {
        const answer = endpoint(request, context);
        return context.fault === undefined ? answer : { ...answer, taken: [] };
      }
    }
  },
};

const endpoints: ReadonlyMap<string, (request: VendorRequest, context: VendorContext) => VendorAnswer> = new Map([
  ['POST /mp/collect', collect],
  ['POST /debug/mp/collect', validate],
  ['POST /g/collect', gtag],
  ['GET /g/collect', gtag],
]);

const stream = /[?&](?:measurement_id|firebase_app_id)=[^&]/;
const secret = /[?&]api_secret=[^&]/;

function collect({ target, body }: VendorRequest, context: VendorContext): VendorAnswer {
  const payload = jsonOf(body);
  const events = isObject(payload) ? payload['events'] : undefined;
  if (!Array.isArray(events) || !stream.test(target) || !secret.test(target)) return { status: 204, taken: [] };
  const lost = new Set<number>();
  for (const { path } of context.violations('ga4/mp', payload)) {
    const index = /^\/events\/(\d+)(?:\/|$)/.exec(path)?.[1];
    if (index === undefined) return { status: 204, taken: [] };
    lost.add(Number(index));
  }
  return { status: 204, taken: events.flatMap((event: Json, index) => (lost.has(index) ? [] : [idOf(event)])) };
}

function idOf(event: Json): string {
  const params: JsonObject = isObject(event) && isObject(event['params']) ? event['params'] : {};
  return textOf(params['event_id']) ?? textOf(params['transaction_id']) ?? digestOf(JSON.stringify(event));
}

/** Google's validation server finds what has a code of its own; whatever else GA4 loses it lets pass. */
function validate({ body }: VendorRequest, context: VendorContext): VendorAnswer {
  const payload = jsonOf(body);
  const messages =
    payload === undefined
      ? [{ description: 'Unable to parse Measurement Protocol JSON payload.', validationCode: 'VALUE_INVALID' }]
      : context
          .violations('ga4/mp', payload)
          .filter(({ code }) => code !== undefined)
          .map(({ path, message, code }) => ({
            fieldPath: fieldPath(path),
            description: message,
            validationCode: code,
          }));
  if (context.fault === 'invalid')
    messages.push({
      fieldPath: 'events[0].name',
      description: 'Event at index: [0] has an invalid name.',
      validationCode: 'NAME_INVALID',
    });
  return { status: 200, body: { validationMessages: messages }, taken: [] };
}

/** `/events/0/params/items` as Google writes it: `events[0].params.items`. */
function fieldPath(pointer: string): string {
  return pointerKeys(pointer)
    .map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}

function gtag(request: VendorRequest, context: VendorContext): VendorAnswer {
  const query = queryOf(request);
  // What made the address too long is in the body, one event a line; it has one.
  const more = request.body === '' ? query : { ...query, ...queryOf({ ...request, target: `?${request.body}` }) };
  if (context.violations('ga4/g_collect', more).length > 0) return { status: 204, taken: [] };
  const id = more['ep.event_id'] ?? more['ep.transaction_id'];
  return { status: 204, taken: [typeof id === 'string' ? id : digestOf(request.target + request.body)] };
}
