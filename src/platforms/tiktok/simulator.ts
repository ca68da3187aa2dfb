import type { VendorAnswer, VendorContext, VendorFault, VendorRequest, VendorSimulator } from '../simulator.ts';
import { faultsOf, idsOf, readVendor, traceOf, type VendorBody } from '../vendor-body.ts';

/** A code, what it says, and the status it comes with. */
interface Refusal {
  readonly code: number;
  readonly message: string;
  readonly status: number;
}

/**
 * The Events API 2.0: one bad row has the whole request refused, named by its dotted path. Errors come with 200, as
 * they were seen, but for those the page gives 401. Only the fault `partial` has it take some rows: TikTok has a code
 * for that, 20001; that its message names the rows as others do is inferred.
 * Source: business-api.tiktok.com, responses-and-errors
 */
export const tiktokSimulator: VendorSimulator = {
  platform: 'tiktok',
  hosts: ['business-api.tiktok.com'],
  answer(request, context) {
    const given = readVendor(request);
    if (!/^\/open_api\/v1\.3\/event\/track\/?$/.test(given.path) || request.method !== 'POST') return undefined;
    const answered = ({ code, message, status }: Refusal, taken: readonly string[]): VendorAnswer => ({
      status,
      body: { code, message, request_id: traceOf(request.body, 32), data: {} },
      taken,
    });
    const refusal = refusalOf(request, given, context);
    const ids = idsOf(given.events);
    if (refusal === undefined) return answered({ code: 0, message: 'OK', status: 200 }, ids);
    return answered(refusal, refusal.code === 20_001 ? idsOf(given.events.slice(1)) : []);
  },
};

function refusalOf(request: VendorRequest, given: VendorBody, context: VendorContext): Refusal | undefined {
  if (context.fault !== undefined) return faults[context.fault];
  if ((request.headers['access-token'] ?? '') === '') {
    return { code: 40_104, message: 'Access token is empty.', status: 401 };
  }
  if (given.body === undefined) return { code: 40_002, message: 'The body is not a JSON object.', status: 200 };
  const [first] = faultsOf(context, 'tiktok/event_track', given.body);
  if (first === undefined) return undefined;
  const path = first.index === undefined ? first.keys : ['Batch', ...first.keys.slice(1)];
  const message = path.length === 0 ? first.message : `${path.join('.')}: ${first.message}`;
  return { code: 40_002, message, status: 200 };
}

const faults: Readonly<Record<VendorFault, Refusal>> = {
  throttled: { code: 40_100, message: 'Too many requests. Try again in some time.', status: 401 },
  server_error: { code: 50_000, message: 'Internal error. Try again later.', status: 200 },
  wrong_token: { code: 40_105, message: 'Access token is incorrect or has been revoked.', status: 200 },
  invalid: { code: 40_002, message: 'Invalid parameter.', status: 200 },
  partial: { code: 20_001, message: 'Partial success. Batch.0: the row could not be processed.', status: 200 },
};
