import { isObject } from '../../event/json.ts';
import type { VendorAnswer, VendorContext, VendorFault, VendorRequest, VendorSimulator } from '../simulator.ts';
import { faultsOf, idsOf, readVendor, traceOf, type VendorBody, type VendorFaultPlace } from '../vendor-body.ts';

/** What an error of the Graph API says. */
interface GraphError {
  readonly status: number;
  readonly message: string;
  readonly code: number;
  readonly subcode?: number;
  readonly transient?: boolean;
  readonly title?: string;
  readonly detail?: string;
  readonly blamed?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The Conversions API: takes all events of a request or none, names the first that is at fault. It has no partial
 * success.
 * Source: developers.facebook.com/documentation/ads-commerce/conversions-api/using-the-api, /marketing-api/error-reference
 */
export const metaSimulator: VendorSimulator = {
  platform: 'meta',
  hosts: ['graph.facebook.com'],
  answer(request, context) {
    const given = readVendor(request);
    const pixel = /^\/v\d{1,3}\.\d{1,3}\/([^/]+)\/events$/.exec(given.path)?.[1];
    if (pixel === undefined || context.fault === 'partial') return undefined;
    const error = errorOf(request, given, context, pixel);
    const trace = traceOf(request.body, 23);
    if (error !== undefined) return refusal(error, trace);
    const { events } = given;
    return {
      status: 200,
      body: { events_received: events.length, messages: [], fbtrace_id: trace },
      taken: idsOf(events),
    };
  },
};

function errorOf(
  request: VendorRequest,
  given: VendorBody,
  context: VendorContext,
  pixel: string,
): GraphError | undefined {
  if (context.fault !== undefined) return faults[context.fault]?.(pixel);
  if (!hasToken(request, given)) {
    return { status: 400, code: 104, message: 'An access token is required to request this resource.' };
  }
  if (request.method !== 'POST') {
    const message = `Unsupported ${request.method.toLowerCase()} request.`;
    return { status: 400, code: 100, subcode: 33, message };
  }
  if (given.body === undefined) return { status: 400, code: 100, message: '(#100) The parameter data is required' };
  const [first] = faultsOf(context, 'meta/events', given.body);
  return first === undefined ? undefined : invalid(first, given, context.now);
}

const faults: Partial<Record<VendorFault, (pixel: string) => GraphError>> = {
  wrong_token: () => ({
    status: 401,
    code: 190,
    subcode: 467,
    message: 'Error validating access token: the access token is invalid',
  }),
  throttled: (pixel) => ({
    status: 400,
    code: 80_004,
    subcode: 2_446_079,
    message: '(#80004) There have been too many calls to this ad account. Wait a bit and try again.',
    headers: { 'x-business-use-case-usage': usage(pixel) },
  }),
  server_error: () => ({ status: 500, code: 2, transient: true, message: 'Service temporarily unavailable' }),
  invalid: () => ({ status: 400, code: 100, message: 'Invalid parameter' }),
};

/** One minute to wait: the header counts in minutes. */
function usage(pixel: string): string {
  const used = { type: 'ads_management', call_count: 100, total_cputime: 25, total_time: 25 };
  return JSON.stringify({ [pixel]: [{ ...used, estimated_time_to_regain_access: 1 }] });
}

function hasToken({ headers }: VendorRequest, { query, body }: VendorBody): boolean {
  return [
    query.get('access_token'),
    body?.['access_token'],
    /^Bearer (\S+)/i.exec(headers['authorization'] ?? '')?.[1],
  ].some((token) => typeof token === 'string' && token !== '');
}

function invalid(fault: VendorFaultPlace, { events }: VendorBody, now: number): GraphError {
  const [root = 'data', ...rest] = fault.keys;
  return {
    status: 400,
    code: 100,
    message: 'Invalid parameter',
    ...explained(fault, events, now),
    blamed: `${root}${rest.map((key) => `[${key}]`).join('')}`,
  };
}

const day = 86_400;

/** The errors of events that have a number of their own. */
function explained(
  { index, keys, message }: VendorFaultPlace,
  events: readonly unknown[],
  now: number,
): Pick<GraphError, 'subcode' | 'title' | 'detail'> {
  const event = index === undefined ? undefined : events[index];
  if (!isObject(event)) return { detail: message };
  const [, , key, inner] = keys;
  const time = event['event_time'];
  if (key === 'event_time' && typeof time === 'number' && time < now / 1_000 - 7 * day) {
    return { subcode: 2_804_003, title: 'Event Timestamp Too Old', detail: message };
  }
  const data = event['custom_data'];
  const hasValue = isObject(data) && data['value'] !== undefined;
  if (key === 'custom_data' && (inner === undefined || inner === 'value') && !hasValue) {
    return { subcode: 2_804_009, title: 'Missing Value for Purchase Event', detail: message };
  }
  if (key === 'user_data' && inner === undefined && isObject(event[key])) {
    return { subcode: 2_804_050, title: 'Not Enough Customer Information', detail: message };
  }
  return { detail: message };
}

function refusal(error: GraphError, trace: string): VendorAnswer {
  const { status, message, code, subcode, transient = false, title, detail, blamed, headers } = error;
  return {
    status,
    ...(headers !== undefined && { headers }),
    body: {
      error: {
        message,
        type: 'OAuthException',
        code,
        ...(subcode !== undefined && { error_subcode: subcode }),
        is_transient: transient,
        ...(title !== undefined && { error_user_title: title }),
        ...(detail !== undefined && { error_user_msg: detail }),
        ...(blamed !== undefined && { error_data: { blame_field_specs: [[blamed]] } }),
        fbtrace_id: trace,
      },
    },
    taken: [],
  };
}
