import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { emptyFolder } from '../../support/cli.ts';

const container = `name: shop
variables:
  Dice: { type: random_number, min: 1, max: 1000000 }
  Value: { type: event_data, path: value }
triggers: { Purchase: { when: [{ variable: '{{Event Name}}', equals: purchase }] } }
tags:
  Meta: { type: meta, triggers: [Purchase], pixel_id: '1', access_token: '\${META_ACCESS_TOKEN}' }
  Warehouse:
    type: http_request
    triggers: [Purchase]
    url: https://warehouse.example/orders
    body: { value: '{{Value}}', dice: '{{Dice}}', at: '{{Timestamp}}' }
`;

/** In the place of the contract that comes with the program. */
export const contract = {
  title: 'Events of the shop',
  source: 'https://shop.example/rules',
  properties: {
    data: {
      items: {
        properties: {
          custom_data: {
            properties: {
              value: { maximum: 100, message: 'value is too much', help: 'sell less' },
              currency: { enum: ['USD'], severity: 'warning' },
            },
          },
        },
      },
    },
  },
} as const;

/** A folder with a container, and a contract for what its Meta tag sends. */
export function shop(files: Readonly<Record<string, string>> = {}): string {
  const folder = emptyFolder();
  const all = {
    'sgtm.yaml': container,
    'contracts/meta/events.schema.json': JSON.stringify(contract, null, 2),
    // Those that come with the program ask more of an event than these tests send.
    'contracts/events/purchase.schema.json': '{}',
    'contracts/ga4/mp_incoming.schema.json': '{}',
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** A Measurement Protocol body with one purchase. */
export function purchase(params: Readonly<Record<string, unknown>> = {}): string {
  const user = { email_address: 'jane.doe@customer.test' };
  const events = [{ name: 'purchase', params: { value: 5, currency: 'USD', ...params } }];
  return JSON.stringify({ client_id: '1.2', user_data: user, events });
}
