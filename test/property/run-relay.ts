import { loadContracts, shippedContracts } from '../../src/contracts/load.ts';
import type { Violation } from '../../src/contracts/violation.ts';
import { createChecks } from '../../src/engine/checks.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { RecordedEvent, RecordedOutgoingRequest, Recording } from '../../src/engine/recording.ts';
import { breachesOf } from '../../src/engine/refuse-broken.ts';
import { EventView } from '../../src/event/event-view.ts';
import { fixedRuntime } from '../../src/runtime/runtime.ts';
import { goldenNow, mpRequest, reference } from '../support/reference.ts';
import type { RelayBody } from './relay-events.ts';

const contracts = await loadContracts([shippedContracts]);

/** The reference container, its clock at `goldenNow`, everything held against the shipped contracts. */
const engine: Engine = createEngine(reference, fixedRuntime(goldenNow, 1), { contracts });

/** Runs a body as a relay posts it, for a stream of its own where the storefront has none. */
export async function run(body: RelayBody): Promise<Recording> {
  return engine.handle(mpRequest(body, { measurement_id: 'G-RELAY12345' }));
}

/** `Tag: contract /path rule: message` of every error in a recording; the request's own and the events' without a tag. */
export function breaches(recording: Recording): readonly string[] {
  return breachesOf(recording).map(({ tag, event, violation }) => `${tag ?? event ?? 'request'}: ${words(violation)}`);
}

/** `contract /path rule: message`. */
export function words({ contract, in: part, path, rule, message }: Violation): string {
  return `${contract} ${part === undefined ? '' : `${part}:`}${path} ${rule}: ${message}`;
}

/** Every outgoing request of an event. */
export function requestsOf(event: RecordedEvent): readonly RecordedOutgoingRequest[] {
  return event.tags.flatMap(({ requests }) => requests);
}

/** What the contract and the guard say of requests about an event. */
export function checker(event: RecordedEvent): (request: RecordedOutgoingRequest) => readonly Violation[] {
  const view = new EventView(event.data, { cookies: {}, defaultRegion: reference.defaultRegion });
  const { outgoing } = createChecks(contracts, 'fail').forEvent(view, goldenNow);
  return outgoing;
}
