import { isObject } from '../../event/json.ts';
import type { VendorAnswer, VendorContext, VendorFault, VendorRequest, VendorSimulator } from '../simulator.ts';
import { faultsOf, idsOf, readVendor, type VendorBody, type VendorFaultPlace } from '../vendor-body.ts';

/**
 * The Conversions API v5: what is not of the schema has the whole request refused (400, that its code is 1 is inferred); events
 * whose time does not suit fail by themselves (422), and the others are taken. `?test=true` answers the same and takes
 * nothing.
 * Source: github.com/pinterest/api-description, v5/openapi.json (events/create)
 */
export const pinterestSimulator: VendorSimulator = {
  platform: 'pinterest',
  hosts: ['api.pinterest.com'],
  answer(request, context) {
    const given = readVendor(request);
    if (!/^\/v5\/ad_accounts\/[^/]+\/events$/.test(given.path) || request.method !== 'POST') return undefined;
    const found = faultsIn(given, context);
    const refusal = refusalOf(request, given, context, found);
    if (refusal !== undefined) return { ...refusal, taken: [] };
    const failures = new Map(found.map(({ index, message }) => [index, message]));
    const rows = given.events.map((_, index) => rowOf(failures.get(index)));
    const taken = given.query.get('test') === 'true' ? [] : given.events.filter((_, index) => !failures.has(index));
    return { ...report(rows, failures.size), taken: idsOf(taken) };
  },
};

/** What is wrong with the events, in their order. The fault `partial` has the first fail. */
function faultsIn({ body }: VendorBody, context: VendorContext): readonly VendorFaultPlace[] {
  if (context.fault === 'partial') return [{ index: 0, keys: [], message: 'The event could not be processed' }];
  return context.fault !== undefined || body === undefined ? [] : faultsOf(context, 'pinterest/events', body);
}

type Refusal = Omit<VendorAnswer, 'taken'>;

function refusalOf(
  request: VendorRequest,
  given: VendorBody,
  { fault }: VendorContext,
  found: readonly VendorFaultPlace[],
): Refusal | undefined {
  if (fault === 'partial') return undefined;
  if (fault !== undefined) return faults[fault];
  if (!/^Bearer \S/i.test(request.headers['authorization'] ?? '')) return error(401, 2, 'Authentication failed.');
  if (given.body === undefined) return error(400, 1, 'The body is not a JSON object');
  const first = found.find((one) => !isOfTime(one, given));
  return first === undefined ? undefined : error(400, 1, `${first.keys.join('.') || 'body'}: ${first.message}`);
}

const faults: Readonly<Record<Exclude<VendorFault, 'partial'>, Refusal>> = {
  throttled: error(429, 8, 'This request exceeded a rate limit. Slow down and try again.'),
  server_error: error(503, 4_197, 'This endpoint is ramped down for now. Try again later.'),
  wrong_token: error(401, 2, 'Authentication failed.'),
  invalid: error(400, 4_196, 'Invalid request'),
};

function error(status: number, code: number, message: string): Refusal {
  return { status, body: { code, message } };
}

/** What is wrong with the time of an event that has one: a matter of the event, not of the schema. */
function isOfTime({ index, keys }: VendorFaultPlace, { events }: VendorBody): boolean {
  const event = index === undefined ? undefined : events[index];
  return isObject(event) && keys.length === 3 && keys[2] === 'event_time' && Number.isInteger(event['event_time']);
}

function rowOf(failure: string | undefined): unknown {
  return { status: failure === undefined ? 'processed' : 'failed', error_message: failure ?? '', warning_message: '' };
}

function report(rows: readonly unknown[], failures: number): Refusal {
  const details = { num_events_received: rows.length, num_events_processed: rows.length - failures, events: rows };
  if (failures === 0) return { status: 200, body: details };
  return { status: 422, body: { code: 953, message: 'Some of the events are invalid', details } };
}
