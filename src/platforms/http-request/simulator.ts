import { textOf } from '../../event/event-data.ts';
import { isObject } from '../../event/json.ts';
import { digestOf, jsonOf } from '../simulated-request.ts';
import type { VendorRequest, VendorSimulator } from '../simulator.ts';

/** An address of your own, wherever it is: it takes what comes. */
export const httpRequestSimulator: VendorSimulator = {
  platform: 'http_request',
  hosts: ['*'],
  answer(request, { fault }) {
    switch (fault) {
      case 'throttled':
        return { status: 429, body: { message: 'Too many requests' }, taken: [] };
      case 'server_error':
        return { status: 503, body: { message: 'Service unavailable' }, taken: [] };
      case 'wrong_token':
        return { status: 401, body: { message: 'The credentials are not valid' }, taken: [] };
      case 'invalid':
        return { status: 422, body: { message: 'The event is not valid' }, taken: [] };
      case 'partial':
        return undefined;
      default:
        return { status: 200, body: { ok: true }, taken: [idOf(request)] };
    }
  },
};

/** The event's own id where the whole event was sent, or something that has one. */
function idOf({ method, target, body }: VendorRequest): string {
  const payload = body.startsWith('{') ? jsonOf(body) : undefined;
  const own = isObject(payload) ? (textOf(payload['event_id']) ?? textOf(payload['transaction_id'])) : undefined;
  return own ?? digestOf(`${method} ${target} ${body}`);
}
