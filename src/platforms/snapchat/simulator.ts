import type { VendorAnswer, VendorContext, VendorFault, VendorSimulator } from '../simulator.ts';
import { faultsOf, idsOf, readVendor, type VendorBody, type VendorFaultPlace } from '../vendor-body.ts';

/**
 * The Conversions API v3: refuses a request with bad records and lists them, so that the others are to be sent again.
 * `/events/validate` answers the same of valid and invalid, and takes nothing. The forms are v2's and those of
 * `/events/validate` (inferred).
 * Source: developers.snap.com/api/marketing-api/Conversions-API/VerifySetUp; github.com/Snapchat/business-sdk-python
 */
export const snapchatSimulator: VendorSimulator = {
  platform: 'snapchat',
  hosts: ['tr.snapchat.com'],
  answer(request, context) {
    const given = readVendor(request);
    const dry = /^\/v3\/[^/]+\/events(\/validate)?$/.exec(given.path);
    if (dry === null || request.method !== 'POST') return undefined;
    const refusal = refusalOf(given, context);
    if (refusal !== undefined) return { ...refusal, taken: [] };
    if (dry[1] !== undefined) return { status: 200, body: { status: 'VALID', reason: '' }, taken: [] };
    return { status: 200, body: { status: 'SUCCESS', reason: 'All records processed' }, taken: idsOf(given.events) };
  },
};

type Refusal = Omit<VendorAnswer, 'taken'>;

function refusalOf(given: VendorBody, context: VendorContext): Refusal | undefined {
  if (context.fault !== undefined) return faults[context.fault](given.events.length);
  if ((given.query.get('access_token') ?? '') === '') return failed(401, 'The access token is missing');
  if (given.body === undefined) return invalid('The body is not a JSON object');
  const found = faultsOf(context, 'snapchat/events', given.body);
  const whole = found.find(({ index }) => index === undefined);
  if (whole !== undefined) return invalid(whole.message);
  return found.length === 0 ? undefined : { status: 400, body: listing(found) };
}

const faults: Readonly<Record<VendorFault, (events: number) => Refusal>> = {
  throttled: () => failed(429, 'Too many requests'),
  server_error: () => failed(500, 'Internal error'),
  // As users saw it, rather than 401: a 400 that is not the payload's fault.
  wrong_token: () => failed(400, 'invalid token'),
  invalid: () => invalid('Invalid request'),
  partial: () => ({
    status: 200,
    body: {
      status: 'FAILED',
      reason: 'Some records failed',
      error_records: [{ reason: 'The record could not be processed', record_indexes: [0] }],
    },
  }),
};

function failed(status: number, reason: string): Refusal {
  return { status, body: { status: 'FAILED', reason } };
}

function invalid(reason: string): Refusal {
  return { status: 400, body: { status: 'INVALID', reason } };
}

/** Each reason once, with the records it is true of. */
function listing(found: readonly VendorFaultPlace[]): unknown {
  const places = new Map<string, Set<number>>();
  for (const { index = 0, message } of found) {
    const known = places.get(message) ?? new Set();
    places.set(message, known.add(index));
  }
  return {
    status: 'INVALID',
    reason: 'Some records are invalid',
    error_records: Array.from(places, ([reason, indexes]) => ({ reason, record_indexes: [...indexes] })),
  };
}
