import { expect, test } from 'vitest';
import { parseContainer } from '../../../src/container/load.ts';
import { loadContracts } from '../../../src/contracts/load.ts';
import { createLiveEngine } from '../../../src/engine/live-engine.ts';
import { fixedRuntime } from '../../../src/runtime/runtime.ts';
import { createCollect } from '../../../src/server/live/collect.ts';
import { MemoryOutbox } from '../../support/memory-outbox.ts';
import { goldenNow } from '../../support/reference.ts';

const container = parseContainer(`name: shop
triggers: { All: {} }
tags: { GA4: { type: ga4, triggers: [All], measurement_id: G-SHOP, api_secret: '\${GA4_API_SECRET}' } }
`);

test('the event and what variables may read: no session, no credentials, no body, no secret', async () => {
  const outbox = new MemoryOutbox();
  const engine = createLiveEngine(container, fixedRuntime(goldenNow, 1), await loadContracts([]));
  const collect = createCollect({
    engine: () => engine,
    outbox,
    dispatcher: { offer: () => undefined },
    destination: (name) => name,
  });
  const query = { measurement_id: 'G-SHOP', api_secret: 'hush', sgtm_session: 'mine' };
  const { status } = await collect({
    method: 'POST',
    path: '/mp/collect',
    query,
    queryString: new URLSearchParams(query).toString(),
    headers: {
      'x-sgtm-session': 'mine',
      authorization: 'Bearer hush',
      cookie: 'session=hush',
      'user-agent': 'relay/1',
      'x-real-ip': '203.0.113.7',
    },
    body: JSON.stringify({ client_id: '1.2', events: [{ name: 'purchase', params: { event_id: 'order-1' } }] }),
    remoteAddress: '203.0.113.1',
  });
  const row = await outbox.get(1);
  expect([status, JSON.parse(row?.body ?? '')]).toEqual([
    204,
    {
      requestId: expect.any(String),
      receivedAt: goldenNow,
      client: 'GA4 Client',
      seed: expect.any(String),
      data: {
        client_id: '1.2',
        event_id: 'order-1',
        event_name: 'purchase',
        'x-ga-measurement_id': 'G-SHOP',
        'x-ga-protocol_version': '2',
      },
      request: {
        method: 'POST',
        path: '/mp/collect',
        query: { measurement_id: 'G-SHOP', api_secret: '<redacted>' },
        headers: {
          authorization: '<redacted>',
          cookie: 'session=<redacted>',
          'user-agent': 'relay/1',
          'x-real-ip': '203.0.113.7',
        },
        remoteAddress: '203.0.113.1',
      },
      executions: [{ tag: 'GA4', destination: 'ga4/G-SHOP', times: 1 }],
    },
  ]);
});
