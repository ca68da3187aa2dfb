import { type EventData, numberOf } from './event-data.ts';

/** When an event happened, epoch milliseconds: its `timestamp_micros`, else when its request came in. */
export function eventMillis(event: EventData, receivedAt: number): number {
  const micros = numberOf(event['timestamp_micros']);
  return micros !== undefined && micros > 0 ? Math.floor(micros / 1000) : receivedAt;
}

/** As `eventMillis`, in Unix seconds. */
export function eventSeconds(event: EventData, receivedAt: number): number {
  return Math.floor(eventMillis(event, receivedAt) / 1000);
}
