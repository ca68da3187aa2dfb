import type { EventData } from '../../src/event/event-data.ts';
import type { Fields, OutgoingRequest, TagType } from '../../src/platforms/tag.ts';
import { receivedAt, tagInput } from './tag-input.ts';

/** A purchase that every platform takes; by its number another id. */
export function purchase(number: number, more: EventData = {}): EventData {
  return {
    event_name: 'purchase',
    event_id: `order-${number}`,
    client_id: '1849235714.1771200000',
    timestamp_micros: (receivedAt - 60_000) * 1_000,
    page_location: 'https://shop.example/thank-you',
    ip_override: '203.0.113.7',
    user_agent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)',
    transaction_id: `order-${number}`,
    value: 89.9,
    currency: 'USD',
    items: [{ item_id: 'SKU-19', price: 42.5, quantity: 2 }],
    user_data: { email_address: 'john_smith@shop.example' },
    ...more,
  };
}

/** A tag's request for each event, secrets in it by name. */
export async function requestsOf(
  tag: TagType,
  fields: Fields,
  events: readonly EventData[],
): Promise<OutgoingRequest[]> {
  const built = await Promise.all(events.map((event) => tag.build(tagInput(event, fields).input)));
  return built.flat();
}

/** A request, its events changed: by place, the keys that are other. */
export function withEvents(request: OutgoingRequest, changes: Readonly<Record<number, object>>): OutgoingRequest {
  const body = request.body as { data: readonly object[] };
  const data = body.data.map((event, index) => ({ ...event, ...changes[index] }));
  return { ...request, body: { ...body, data } };
}

/** Numbers from 0. */
export function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** The ids of purchases, but for some. */
export function orderIds(count: number, without: readonly number[] = []): readonly string[] {
  return numbers(count).flatMap((number) => (without.includes(number) ? [] : [`order-${number}`]));
}
