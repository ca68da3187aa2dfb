import { type EventData, eventName, textOf } from './event-data.ts';
import { sha256 } from './hash.ts';
import { healthEvents } from './health-events.ts';

/**
 * The event with the id platforms tell repeats by: its own `event_id`, else one made of its name and
 * `transaction_id`, so that an order posted twice stays one order, else the next of `draw`. Of an event about a
 * person's health it is made of the digest of both: what a prescription's number says is nobody's to read.
 */
export function withEventId(event: EventData, draw: () => string): EventData {
  const given = event['event_id'];
  if (typeof given === 'string' && given !== '') return event;
  const transaction = textOf(event['transaction_id']);
  return { ...event, event_id: textOf(given) ?? (transaction === undefined ? draw() : made(event, transaction)) };
}

function made(event: EventData, transaction: string): string {
  const name = eventName(event);
  const id = `${name}.${transaction}`;
  return healthEvents.has(name) ? `${name}.${sha256(id).slice(0, 32)}` : id;
}
