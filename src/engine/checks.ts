import type { CheckedRequest, Contracts } from '../contracts/contract.ts';
import { createPiiGuard, type PiiPolicy } from '../contracts/pii/pii-guard.ts';
import type { Violation } from '../contracts/violation.ts';
import type { EventView } from '../event/event-view.ts';
import type { Json } from '../event/json.ts';
import { nearest } from '../text/nearest.ts';
import { knownPerson } from './known-person.ts';
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

/** Checks against contracts; personal data on its way out is dealt with by the container's policy. */
export function createChecks(contracts: Contracts, policy: PiiPolicy): Checks {
  return {
    incoming(name, body, now) {
      const contract = name === undefined || body === undefined ? undefined : contracts.get(name);
      return contract?.check(body, now) ?? none;
    },
    forEvent(event, now) {
      const guard = createPiiGuard(knownPerson(event));
      return {
        event: () => contracts.get(`events/${event.name}`)?.check(event.data, now) ?? none,
        outgoing(request) {
          const broken = request.contract === null ? none : checkOutgoing(request, request.contract, contracts, now);
          const found = guard(request);
          return found.length === 0 ? broken : [...broken, ...guarded(found, broken, policy)];
        },
      };
    },
  };
}

function checkOutgoing(request: CheckedRequest, name: string, contracts: Contracts, now: number): readonly Violation[] {
  const contract = contracts.get(name);
  if (contract !== undefined) return contract.checkRequest(request, now);
  const near = nearest(name, contracts.names);
  return [
    {
      contract: name,
      severity: 'error',
      path: '',
      rule: 'contract',
      message: `there is no contract ${name}${near === undefined ? '' : `; did you mean ${near}?`}`,
      help: `write contracts/${name}.schema.json, or name another`,
    },
  ];
}

/** What the guard found, as severe as the container has it; what a contract has told of the same place is not told twice. */
function guarded(found: readonly Violation[], broken: readonly Violation[], policy: PiiPolicy): readonly Violation[] {
  const told = new Set(broken.filter(({ rule }) => rule === 'sha256').map((one) => `${one.in ?? ''}${one.path}`));
  const fresh = found.filter((one) => !told.has(`${one.in ?? ''}${one.path}`));
  return policy === 'warn' ? fresh.map((one) => ({ ...one, severity: 'warning' })) : fresh;
}
