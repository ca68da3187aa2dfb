import { isObject } from '../event/json.ts';
import { SecretText } from '../runtime/secret.ts';
import type { Batching } from './delivery.ts';
import type { OutgoingRequest } from './tag.ts';

/**
 * Batching of requests whose bodies are the same but for one array. They go together where method, address, headers,
 * contract, authorization and all else in the body are equal; secrets are compared by name, and text that reads like a
 * secret's name is none. A request whose body has no such array, or an empty one, goes alone.
 */
export function mergeEvents(events: string, limits: Pick<Batching, 'maxEvents' | 'maxBytes' | 'waitMs'>): Batching {
  return {
    ...limits,
    key(request) {
      const { platform, method, url, headers, body, contract, authorization } = request;
      if (!isObject(body)) return undefined;
      const { [events]: list, ...rest } = body;
      if (!Array.isArray(list) || list.length === 0) return undefined;
      return JSON.stringify([platform, method, url, headers, contract, authorization, rest], secretsByName);
    },
    merge(requests) {
      const [first] = requests;
      if (first === undefined) throw new RangeError('no requests to merge');
      if (requests.length === 1) return first;
      const body = first.body as Readonly<Record<string, unknown>>;
      return { ...first, body: { ...body, [events]: requests.flatMap((request) => eventsOf(request, events)) } };
    },
  };
}

function eventsOf(request: OutgoingRequest, events: string): readonly unknown[] {
  return (request.body as Readonly<Record<string, readonly unknown[]>>)[events] ?? [];
}

/** JSON.stringify hands over what `toJSON` made of a value; what it was is still in its holder. */
function secretsByName(this: unknown, key: string, value: unknown): unknown {
  const held = (this as Readonly<Record<string, unknown>>)[key];
  return held instanceof SecretText ? { secret: held.parts } : value;
}
