import { createHash } from 'node:crypto';
import type { EventData } from '../event/event-data.ts';
import { textOf } from '../event/event-data.ts';

/**
 * By what an event that a relay posts twice is told: a digest (hex) of its measurement id, its name, and the request's
 * `Idempotency-Key`, else its `event_id`, else its `transaction_id`; undefined where it has none of these. `event` is as the
 * client made it; `ordinal` counts the events of one name in its request, so that one header tells several apart.
 */
export function idempotencyKey(event: EventData, header: string | undefined, ordinal: number): string | undefined {
  const id = identityOf(event, header, ordinal);
  if (id === undefined) return undefined;
  const parts = [textOf(event['x-ga-measurement_id']) ?? '', String(event['event_name']), ...id];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

function identityOf(event: EventData, header: string | undefined, ordinal: number): readonly string[] | undefined {
  if (header !== undefined && header !== '') return ['header', header, String(ordinal)];
  const id = textOf(event['event_id']);
  if (id !== undefined) return ['event_id', id];
  const transaction = textOf(event['transaction_id']);
  return transaction === undefined ? undefined : ['transaction_id', transaction];
}
