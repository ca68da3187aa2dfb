import { expect, test } from 'vitest';
import type { EventData } from '../../src/event/event-data.ts';
import { withEventId } from '../../src/event/event-id.ts';

test.each<[string, EventData, string]>([
  ['its own', { event_name: 'purchase', event_id: 'e-1', transaction_id: 'T-1' }, 'e-1'],
  ['its own, a number', { event_name: 'purchase', event_id: 5 }, '5'],
  ['of its order', { event_name: 'purchase', transaction_id: 'T-1' }, 'purchase.T-1'],
  ['of its order where its own is empty', { event_name: 'purchase', event_id: '', transaction_id: 7 }, 'purchase.7'],
  ['drawn', { event_name: 'purchase' }, 'drawn'],
  [
    'of a prescription: the same each time, and nobody can read it',
    { event_name: 'rx_issued', transaction_id: 'Finasteride 90017' },
    'rx_issued.d1cb56c528f29d994fe4c045c2e1a9de',
  ],
])('%s', (_, event, id) => {
  expect(withEventId(event, () => 'drawn')).toEqual({ ...event, event_id: id });
});
