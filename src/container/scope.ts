import type { EventView } from '../event/event-view.ts';
import type { IncomingRequest } from '../runtime/request.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** What the variables of one event are read from, besides the event itself. */
export interface Occasion {
  readonly request: IncomingRequest;
  readonly runtime: Runtime;
  /** When the request came in, epoch milliseconds. */
  readonly receivedAt: number;
  readonly clientName: string;
}

/** Stands in a scope's values for a variable nobody has read yet. */
export const unread: unique symbol = Symbol('unread');

/** One view of one event, and the variables read from it so far, by slot. */
export interface Scope {
  readonly event: EventView;
  readonly occasion: Occasion;
  readonly values: unknown[];
}

/** A scope in which no variable has been read. */
export function createScope(event: EventView, occasion: Occasion, slots: number): Scope {
  return { event, occasion, values: new Array(slots).fill(unread) };
}

/** A variable, compiled: `read` works its value out (or a promise of it), `slot` is where scopes keep it. */
export interface Variable {
  readonly name: string;
  readonly slot: number;
  readonly read: (scope: Scope) => unknown;
}
