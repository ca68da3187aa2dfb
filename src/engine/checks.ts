import type { Contracts } from '../contracts/contract.ts';
import type { Violation } from '../contracts/violation.ts';
import type { EventView } from '../event/event-view.ts';
import type { Json } from '../event/json.ts';
import type { RecordedOutgoingRequest } from './recording.ts';

/** Holds what comes in and what goes out against the contracts. Pure: the clock comes with each call, as epoch milliseconds. */
export interface Checks {
  /** A request's body, by the contract its client names. */
  incoming(contract: string | undefined, body: Json | undefined, now: number): readonly Violation[];
  /** For all of one event's run. */
  forEvent(event: EventView, now: number): EventChecks;
}

/** The checks of one event and of the requests it led to. */
export interface EventChecks {
  /** The event's data, by the contract `events/<event_name>`, where there is one. */
  event(): readonly Violation[];
  outgoing(request: Omit<RecordedOutgoingRequest, 'violations' | 'response'>): readonly Violation[];
}

const none: readonly Violation[] = [];

/** No contracts: nothing is checked. */
export const noChecks: Checks = {
  incoming: () => none,
  forEvent: () => ({ event: () => none, outgoing: () => none }),
};

/** Checks against contracts. */
export function createChecks(contracts: Contracts): Checks {
  return {
    incoming(name, body, now) {
      const contract = name === undefined || body === undefined ? undefined : contracts.get(name);
      return contract?.check(body, now) ?? none;
    },
    forEvent: (event, now) => ({
      event: () => contracts.get(`events/${event.name}`)?.check(event.data, now) ?? none,
      outgoing: (request) =>
        (request.contract === null ? undefined : contracts.get(request.contract))?.checkRequest(request, now) ?? none,
    }),
  };
}
