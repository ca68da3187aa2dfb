import { readFileSync } from 'node:fs';
import { parseContainer } from '../src/container/load.ts';
import { loadContracts, shippedContracts } from '../src/contracts/load.ts';
import { systemClock } from '../src/delivery/clock.ts';
import type { NewEvent } from '../src/delivery/outbox/outbox.ts';
import { openSqliteOutbox } from '../src/delivery/outbox/sqlite/open-sqlite-outbox.ts';
import { createLiveEngine } from '../src/engine/live-engine.ts';
import type { IncomingRequest } from '../src/runtime/request.ts';
import { systemRuntime } from '../src/runtime/runtime.ts';
import { figures, progress } from './print.ts';

const atOnce = 1_000;
const marker = 'EVENT-ID';

/** An order with one item, of a person known by email: about 1 kB in the outbox. */
export const smallBody: string = JSON.stringify({
  client_id: '1849235714.1795275000',
  user_data: { email_address: 'jane.doe@example.com' },
  events: [
    {
      name: 'purchase',
      params: {
        event_id: marker,
        transaction_id: marker,
        value: 89.9,
        currency: 'USD',
        page_location: 'https://bosley.example/checkout/thank-you?utm_source=google&utm_medium=cpc&utm_campaign=autumn',
        items: [{ item_id: 'SKU-19', item_name: 'Hair care set', price: 89.9, quantity: 1 }],
      },
    },
  ],
});

/** What came of it. */
export interface Filled {
  /** Of one event's text. */
  readonly bytes: number;
  readonly seconds: number;
}

/** Makes an outbox with so many events that a container's tags are still to send; all destinations are paused. */
export async function fillOutbox(path: string, container: string, events: number): Promise<Filled> {
  const contracts = await loadContracts([shippedContracts]);
  const engine = createLiveEngine(parseContainer(readFileSync(container, 'utf8')), systemRuntime, contracts);
  const { events: accepted } = await engine.accept(requestOf(smallBody));
  const { event } = accepted[0] ?? {};
  if (event === undefined) throw new Error('the small purchase made no event');
  const destinations = [...new Set(event.executions.map(({ destination }) => destination))];
  const text = JSON.stringify(event);
  const rowOf = (index: number): NewEvent => ({
    key: index.toString(16).padStart(32, '0'),
    receivedAt: event.receivedAt,
    destinations,
    body: text.replaceAll(marker, `QUEUED-${index}`),
  });
  const outbox = await openSqliteOutbox({ path, clock: systemClock });
  const begun = performance.now();
  const waiting: Promise<unknown>[] = [];
  for (let index = 0; index < events; index += atOnce) {
    waiting.push(outbox.append(Array.from({ length: Math.min(atOnce, events - index) }, (_, i) => rowOf(index + i))));
    if (waiting.length >= 4) await waiting.shift();
    if (index % 100_000 === 0 && index > 0) progress(`${figures(index)} of ${figures(events)} events in the outbox`);
  }
  await Promise.all(waiting);
  for (const name of destinations) await outbox.pause(name, 'npm run bench');
  await outbox.close();
  return { bytes: Buffer.byteLength(text), seconds: (performance.now() - begun) / 1_000 };
}

function requestOf(body: string): IncomingRequest {
  return {
    method: 'POST',
    path: '/mp/collect',
    query: { measurement_id: 'G-BOSLEY123', api_secret: 'secret' },
    queryString: 'measurement_id=G-BOSLEY123&api_secret=secret',
    headers: { 'content-type': 'application/json', host: '127.0.0.1:8080', 'user-agent': 'relay' },
    body,
    remoteAddress: '127.0.0.1',
  };
}
