import { hash } from 'node:crypto';

interface Purchase {
  readonly event_id: string;
  readonly user_id: string;
  readonly page_location: string;
  readonly page_referrer: string;
  readonly ip_override: string;
  readonly user_agent: string;
  readonly value: number;
  readonly currency: string;
  readonly transaction_id: string;
  readonly items: readonly {
    item_id: string;
    item_name: string;
    item_brand?: string;
    item_category: string;
    price: number;
    quantity: number;
  }[];
  readonly user_data: {
    readonly email_address: string;
    readonly phone_number: string;
    readonly external_id: string;
    readonly address: Readonly<
      Record<'first_name' | 'last_name' | 'city' | 'region' | 'postal_code' | 'country', string>
    >;
  };
}

const sha = (text: string): string => hash('sha256', text, 'hex');

/** The least a person could write by hand: one purchase to Meta's payload, nine identifiers hashed, nothing checked. */
export function handWritten(event: Purchase, now: number): string {
  const { user_data: user } = event;
  const { address } = user;
  return JSON.stringify({
    data: [
      {
        event_name: 'Purchase',
        event_time: Math.floor(now / 1000),
        event_id: event.event_id,
        action_source: 'website',
        event_source_url: event.page_location,
        referrer_url: event.page_referrer,
        user_data: {
          em: [sha(user.email_address.trim().toLowerCase())],
          ph: [sha(user.phone_number.replace(/\D/g, ''))],
          fn: [sha(address.first_name.trim().toLowerCase())],
          ln: [sha(address.last_name.trim().toLowerCase())],
          ct: [sha(address.city.toLowerCase().replace(/[^a-z]/g, ''))],
          st: [sha(address.region.toLowerCase().replace(/[^a-z]/g, ''))],
          zp: [sha(address.postal_code.slice(0, 5))],
          country: [sha(address.country.toLowerCase())],
          external_id: [sha(user.external_id)],
          client_ip_address: event.ip_override,
          client_user_agent: event.user_agent,
          fbc: `fb.1.${now}.${/[?&]fbclid=([^&#]*)/.exec(event.page_location)?.[1]}`,
        },
        custom_data: {
          value: event.value,
          currency: event.currency,
          order_id: event.transaction_id,
          content_type: 'product',
          content_ids: event.items.map((item) => item.item_id),
          contents: event.items.map((item) => ({ id: item.item_id, quantity: item.quantity, item_price: item.price })),
          num_items: event.items.reduce((sum, item) => sum + item.quantity, 0),
        },
      },
    ],
  });
}
