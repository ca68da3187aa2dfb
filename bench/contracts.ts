import { readFileSync } from 'node:fs';
import { parseContainer } from '../src/container/load.ts';
import { loadContracts, shippedContracts } from '../src/contracts/load.ts';
import { createChecks } from '../src/engine/checks.ts';
import { createEngine } from '../src/engine/create-engine.ts';
import type { Recording } from '../src/engine/recording.ts';
import { EventView } from '../src/event/event-view.ts';
import { systemRuntime } from '../src/runtime/runtime.ts';
import { type Row, row } from './engine.ts';
import { race } from './measure.ts';
import { purchaseRequest } from './purchase.ts';

/** What it takes to check what a purchase leads to in the reference container, against making it. */
export async function contractRows(): Promise<readonly Row[]> {
  const container = parseContainer(readFileSync(new URL('../sgtm.yaml', import.meta.url), 'utf8'));
  const contracts = await loadContracts([shippedContracts]);
  const engine = createEngine(container, systemRuntime);
  const { request, events } = engine.handle(purchaseRequest) as Recording;
  const requests = events.flatMap(({ tags }) => tags.flatMap((tag) => tag.requests));
  const checks = createChecks(contracts, container.piiGuard);
  // As in a run: what the tags have hashed is known.
  const digests = new Set(JSON.stringify(events).match(/[0-9a-f]{64}/g));
  const source = { cookies: {}, defaultRegion: container.defaultRegion, digests };
  const keep = (): number => {
    const now = Date.now();
    let found = 0;
    for (const one of requests) found += contracts.get(one.contract ?? '')?.checkRequest(one, now).length ?? 0;
    return found;
  };
  const all = (): number => {
    const now = Date.now();
    let found = checks.incoming('ga4/mp_incoming', request.body, now).length;
    for (const { data } of events) {
      const ofEvent = checks.forEvent(new EventView(data, source), now);
      found += ofEvent.event().length;
      for (const one of requests) found += ofEvent.outgoing(one).length;
    }
    return found;
  };
  const make = (): void => void engine.handle(purchaseRequest);
  const one = race({ ours: () => void keep(), floor: make });
  const whole = race({ ours: () => void all(), floor: make });
  const floor = 'making the seven requests';
  return [
    row('contracts of the seven requests of a purchase', floor, one, '≥ 1', (ratio) => ratio >= 1),
    row('the same, its event, what came in, and the PII guard', floor, whole, 'none', () => true),
  ];
}
