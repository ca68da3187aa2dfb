import type { Outbox, PendingRow } from '../../src/delivery/outbox/outbox.ts';
import type { AcceptedEvent } from '../../src/engine/accepted-event.ts';

/** When the outbox is looked at: 2026-11-21T16:00:00Z. */
export const lookedAt: number = Date.UTC(2026, 10, 21, 16);

/** Events that came in one a minute from an hour before, and where they go. */
const events: readonly { readonly id: string; readonly to: readonly string[] }[] = [
  { id: 'order-1', to: ['ga4/G-1', 'meta/1'] },
  { id: 'order-2', to: ['ga4/G-1', 'meta/1'] },
  { id: 'order-3', to: ['ga4/G-1', 'meta/1', 'tiktok/2'] },
  { id: 'order-4', to: ['ga4/G-1'] },
];

/** An event as it is kept. */
export function acceptedEvent(id: string, to: readonly string[], receivedAt: number): AcceptedEvent {
  return {
    requestId: `request of ${id}`,
    receivedAt,
    client: 'GA4 Client',
    seed: id,
    data: { event_name: 'purchase', event_id: id, user_data: { email_address: 'jane.doe@customer.test' } },
    request: { method: 'POST', path: '/mp/collect', query: {}, headers: {}, remoteAddress: '203.0.113.1' },
    executions: to.map((destination) => ({ tag: `Tag of ${destination}`, destination, times: 1 })),
  };
}

/**
 * Fills an empty outbox: `ga4/G-1` is done but for the last event, `meta/1` has two dead letters and one delivery that waits,
 * `tiktok/2` is paused and has one that waits.
 */
export async function fill(outbox: Outbox): Promise<void> {
  await outbox.append(
    events.map(({ id, to }, index) => {
      const receivedAt = lookedAt - 3_600_000 + index * 60_000;
      return { key: undefined, receivedAt, destinations: to, body: JSON.stringify(acceptedEvent(id, to, receivedAt)) };
    }),
  );
  await outbox.settle({
    cursors: new Map([
      ['ga4/G-1', 3],
      ['meta/1', 4],
      ['tiktok/2', 4],
    ]),
    put: [
      row({ destination: 'meta/1', seq: 1, outcome: 'invalid', message: 'Invalid parameter (100/2804009)' }),
      row({ destination: 'meta/1', seq: 2, outcome: 'too_old', attempts: 0, message: 'older than 7 days' }),
      row({ destination: 'meta/1', seq: 3, state: 'waiting', attempts: 2, outcome: 'transient', message: '500' }),
      row({ destination: 'tiktok/2', seq: 3, state: 'waiting', outcome: 'unsent', message: 'refuses connections' }),
    ],
  });
  await outbox.pause('tiktok/2', 'the token was refused');
}

function row(own: Partial<PendingRow> & Pick<PendingRow, 'destination' | 'seq' | 'outcome' | 'message'>) {
  return {
    tag: `Tag of ${own.destination}`,
    state: 'dead' as const,
    dueAt: lookedAt - 600_000 + own.seq * 1_000,
    attempts: 1,
    since: lookedAt - 3_000_000,
    taken: 0,
    ...own,
  };
}
