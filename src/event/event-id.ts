import { type EventData, eventName, textOf } from './event-data.ts';

/**
 * The event with the id platforms tell repeats by: its own `event_id`, else one made of its name and
 * `transaction_id`, so that an order posted twice stays one order, else the next of `draw`.
 */
export function withEventId(event: EventData, draw: () => string): EventData {
  const given = event['event_id'];
  if (typeof given === 'string' && given !== '') return event;
  const transaction = textOf(event['transaction_id']);
  const id = textOf(given) ?? (transaction === undefined ? draw() : `${eventName(event)}.${transaction}`);
  return { ...event, event_id: id };
}
