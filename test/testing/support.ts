import type { ContainerFile } from '../../src/container/container-file.ts';

/** A container of one Meta tag. */
export const shop: ContainerFile = {
  name: 'shop',
  triggers: { Purchase: { when: [{ variable: '{{Event Name}}', equals: 'purchase' }] } },
  tags: {
    'Meta CAPI - Purchase': {
      type: 'meta',
      triggers: ['Purchase'],
      pixel_id: '1234567890',
      access_token: '${META_ACCESS_TOKEN}',
      event_source_url: 'https://shop.example/',
    },
    'Meta CAPI - Other': { type: 'meta', pixel_id: '1234567890', access_token: '${META_ACCESS_TOKEN}' },
  },
};

/** A purchase that keeps every contract. */
export const purchase: Readonly<Record<string, unknown>> = {
  client_id: '1849235714.1795275000',
  user_agent: 'Mozilla/5.0',
  ip_override: '203.0.113.7',
  user_data: { email_address: 'jane.doe@example.com' },
  events: [{ name: 'purchase', params: { event_id: 'T-1', transaction_id: 'T-1', value: 9.99, currency: 'USD' } }],
};

/** The moment tests stand at. */
export const now = '2026-11-21T16:00:00Z';
