import type { Json } from '../../../src/event/json.ts';
import { pseudonymise } from '../../../src/recordings/pseudonymise.ts';
import { type IncomingRequest, parseQuery } from '../../../src/runtime/request.ts';

/** A POST to /mp/collect. */
export function request(parts: Partial<IncomingRequest> = {}): IncomingRequest {
  const queryString = parts.queryString ?? '';
  return {
    method: 'POST',
    path: '/mp/collect',
    query: parseQuery(queryString),
    queryString,
    headers: {},
    body: undefined,
    remoteAddress: '',
    ...parts,
  };
}

/** A body, pseudonymised. */
export function made(body: Json): unknown {
  return JSON.parse(pseudonymise(request({ body: JSON.stringify(body) })).body ?? '');
}

/** A text that stands under no telling name, pseudonymised. */
export const text: (value: string) => unknown = (value) => (made({ note: value }) as { note: unknown }).note;
/** Who stands for jane@example.com. */
export const jane: string = 'person-eca0530d@example.com';
