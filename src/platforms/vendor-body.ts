import { createHash } from 'node:crypto';
import { isObject, type JsonObject } from '../event/json.ts';
import { pointerKeys } from '../text/json-pointer.ts';
import type { VendorContext, VendorRequest } from './simulator.ts';

/** A request as simulators of platforms read it whose events stand in the body's `data`. */
export interface VendorBody {
  readonly path: string;
  readonly query: URLSearchParams;
  /** Undefined where the body is no JSON object. */
  readonly body: JsonObject | undefined;
  readonly events: readonly unknown[];
}

/** What is wrong with a payload, and with which of its events. */
export interface VendorFaultPlace {
  /** The event's place among the events; undefined where it is none of them. */
  readonly index: number | undefined;
  /** Keys and places on the way there, from the body's root: `['data', '3', 'event_time']`. */
  readonly keys: readonly string[];
  readonly message: string;
}

/** Reads a request. */
export function readVendor(request: VendorRequest): VendorBody {
  const { pathname, searchParams } = new URL(request.target, `https://${request.host}`);
  const body = parsed(request.body);
  const data = body?.['data'];
  return { path: pathname, query: searchParams, body, events: Array.isArray(data) ? data : [] };
}

/** What breaks a contract, by events. */
export function faultsOf(context: VendorContext, contract: string, body: JsonObject): readonly VendorFaultPlace[] {
  return context.violations(contract, body).map(({ path, message }) => {
    const keys = pointerKeys(path);
    const [list, place] = keys;
    return { index: list === 'data' && place !== undefined ? Number(place) : undefined, keys, message };
  });
}

/** The ids of events; one without has none to be known by. */
export function idsOf(events: readonly unknown[]): readonly string[] {
  return events.flatMap((event) => {
    const id = isObject(event) ? event['event_id'] : undefined;
    return typeof id === 'string' ? [id] : [];
  });
}

/** A trace id, the same for the same body: letters and digits, at most 64. */
export function traceOf(body: string, length: number): string {
  return createHash('sha256').update(body).digest('hex').slice(0, length);
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    // The simulator says so in the platform's words.
    return undefined;
  }
}
