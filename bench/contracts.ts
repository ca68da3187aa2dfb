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

/** What it takes to check all that a purchase leads to in the reference container, against making it. */
export async function contractsRow(): Promise<Row> {
  const container = parseContainer(readFileSync(new URL('../sgtm.yaml', import.meta.url), 'utf8'));
  const contracts = await loadContracts([shippedContracts]);
  const engine = createEngine(container, systemRuntime);
  const { request, events } = engine.handle(purchaseRequest) as Recording;
  const checks = createChecks(contracts, container.piiGuard);
  // As in a run: what the tags have hashed is known.
  const digests = new Set(JSON.stringify(events).match(/[0-9a-f]{64}/g));
  const source = { cookies: {}, defaultRegion: container.defaultRegion, digests };
  const check = (): number => {
    const now = Date.now();
    let found = checks.incoming('ga4/mp_incoming', request.body, now).length;
    for (const { data, tags } of events) {
      const ofEvent = checks.forEvent(new EventView(data, source), now);
      found += ofEvent.event().length;
      for (const tag of tags) for (const outgoing of tag.requests) found += ofEvent.outgoing(outgoing).length;
    }
    return found;
  };
  const rates = race({ ours: () => void check(), floor: () => void engine.handle(purchaseRequest) });
  return row('checking all of a purchase', 'making it: seven requests', rates, '≥ 1', (ratio) => ratio >= 1);
}
