import { splitRequest } from '../contracts/split-request.ts';
import { sha256 } from '../event/hash.ts';
import type { VendorRequest } from './simulator.ts';

/** The path a simulator was asked for, without the query. */
export function pathOf({ target }: VendorRequest): string {
  const end = target.indexOf('?');
  return end < 0 ? target : target.slice(0, end);
}

/** The query's parameters, decoded; one given several times holds a list. */
export function queryOf({ target }: VendorRequest): Readonly<Record<string, string | readonly string[]>> {
  return splitRequest({ method: '', url: target, headers: {}, body: null }).query;
}

/** The JSON value a body holds; undefined where it is none. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    // A simulator answers what its platform says of such a body.
    return undefined;
  }
}

/** An id for an event that has none: the same event has the same. */
export function digestOf(event: string): string {
  return sha256(event).slice(0, 16);
}
