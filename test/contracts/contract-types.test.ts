import { expect, test } from 'vitest';
import type { Contract } from '../../src/contracts/contract.ts';
import { contractTypes } from '../../src/contracts/contract-types.ts';
import { contractsOf } from '../../src/contracts/load.ts';
import { parseSource } from '../../src/text/source.ts';

/** The types of the first of some contracts, as the file they stand in. */
async function typesOf(schemas: Readonly<Record<string, unknown>>): Promise<string> {
  const contracts = contractsOf(
    Object.entries(schemas).map(([name, one]) => [name, parseSource(`${name}.schema.json`, JSON.stringify(one))]),
  );
  return await contractTypes(contracts.get(Object.keys(schemas)[0] as string) as Contract, contracts, '// Made.');
}

/** A schema that asks for one thing where a condition holds, and for another where it does not. */
function when(condition: object, thereupon: object, otherwise: object): object {
  // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's word
  return { if: condition, then: thereupon, else: otherwise };
}

test('a contract with definitions, references, other contracts, open and closed objects', async () => {
  const types = await typesOf({
    'acme/orders': {
      title: 'Acme orders',
      description: 'POST https://api.acme.example/orders',
      type: 'object',
      required: ['orders', 'sent_at'],
      additionalProperties: false,
      properties: {
        orders: { type: 'array', minItems: 1, items: { $ref: '#/$defs/order' } },
        sent_at: { type: 'integer', maxAge: '7d', help: { required: 'send Unix seconds', maxAge: 'send it sooner' } },
        test: { type: ['boolean', 'null'], deprecated: true, description: 'Of version 1.' },
        partner: { $ref: 'acme/partners#/$defs/partner' },
        retry_of: { $ref: '#', description: 'The orders that were refused.' },
      },
      $defs: {
        order: {
          type: 'object',
          required: ['id', 'status'],
          properties: {
            id: { $ref: '#/$defs/id' },
            status: { $ref: '#/$defs/status', help: 'say what became of it' },
            email: {
              type: ['string', 'array'],
              $ref: '#/$defs/digest',
              items: { type: 'string', $ref: '#/$defs/digest' },
            },
            amount: { anyOf: [{ $ref: '#/$defs/money' }, { type: 'number' }, { type: 'null' }] },
            lines: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } } } },
            labels: { type: 'object', additionalProperties: { type: 'string' } },
            extra: { type: 'object' },
            anything: true,
            currency: false,
          },
          allOf: [when({ required: ['id'] }, { required: ['amount'] }, {})],
        },
        id: { type: 'string', pattern: '^\\d+$', help: 'send digits' },
        status: { enum: ['paid', 'refunded'] },
        digest: { pattern: '^[0-9a-f]{64}$', sha256: 'hex' },
        money: {
          type: 'object',
          required: ['value'],
          properties: { value: { type: 'number' }, currency: { const: 'USD' } },
          additionalProperties: false,
        },
      },
    },
    'acme/partners': {
      $defs: {
        partner: {
          type: 'object',
          properties: { name: { $ref: '#/$defs/name' }, part_of: { $ref: '#/$defs/partner' } },
        },
        name: { type: 'string' },
      },
    },
  });
  expect(types).toMatchInlineSnapshot(`
    "// Made.

    export type AcmeOrdersStatus = 'paid' | 'refunded';

    /**
     * POST https://api.acme.example/orders
     */
    export interface AcmeOrders {
      orders: AcmeOrdersOrder[];
      /**
       * send Unix seconds
       */
      sent_at: number;
      /**
       * @deprecated
       * Of version 1.
       */
      test?: boolean | null;
      partner?: AcmeOrdersPartner;
      /**
       * The orders that were refused.
       */
      retry_of?: AcmeOrders;
    }
    export interface AcmeOrdersOrder {
      /**
       * send digits
       */
      id: string;
      /**
       * say what became of it
       */
      status: AcmeOrdersStatus;
      email?: string | string[];
      amount?: AcmeOrdersMoney | number | null;
      lines?: AcmeOrdersOrderLine[];
      labels?: {
        [k: string]: string;
      };
      extra?: {
        [k: string]: unknown;
      };
      anything?: unknown;
      currency?: never;
      [k: string]: unknown;
    }
    export interface AcmeOrdersMoney {
      value: number;
      currency?: 'USD';
    }
    export interface AcmeOrdersOrderLine {
      sku?: string;
      [k: string]: unknown;
    }
    export interface AcmeOrdersPartner {
      name?: string;
      part_of?: AcmeOrdersPartner;
      [k: string]: unknown;
    }
    "
  `);
});

test('a query, whose parameters are text and go by forms of names too', async () => {
  const types = await typesOf({
    'acme/pixel': {
      payload: 'query',
      required: ['v'],
      properties: {
        v: { const: '2' },
        ip: { anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] },
        rdp: { enum: ['0', '1'] },
        cu: { allOf: [{ severity: 'warning', pattern: '^[A-Z]{3}$' }] },
        known: true,
      },
      patternProperties: {
        '^ep\\.': { maxLength: 100 },
        '^pr\\d+$': { $ref: '#/$defs/item' },
        '^(?:a|b)$': { maxLength: 3 },
        '^old_': { not: {}, message: 'old_ is gone' },
      },
      additionalProperties: false,
      $defs: { item: { pattern: '^id' } },
    },
  });
  expect(types).toMatchInlineSnapshot(`
    "// Made.

    export interface AcmePixel {
      v: '2';
      ip?: string;
      rdp?: '0' | '1';
      cu?: string;
      known?: string;
      [k: \`ep.\${string}\`]: string;
      [k: \`pr\${number}\`]: string;
    }
    "
  `);
});

test('a payload that is a list, with one value or several by its type', async () => {
  const types = await typesOf({
    'acme/visits-2': {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          hashes: { $ref: '#/$defs/hashes' },
          place: when({ type: 'array' }, { items: { $ref: '#/$defs/place' } }, { $ref: '#/$defs/place' }),
        },
        additionalProperties: { type: 'number' },
      },
      $defs: {
        hashes: when({ type: 'array' }, { maxItems: 3, items: { $ref: '#/$defs/hash' } }, { $ref: '#/$defs/hash' }),
        hash: { type: 'string', sha256: 'hex' },
        place: {
          allOf: [
            { $ref: '#/$defs/named' },
            { properties: { zip: { type: 'string' } } },
            { severity: 'warning', type: 'object' },
          ],
        },
        named: { type: ['object', 'null'], properties: { name: { type: 'string' } } },
      },
    },
  });
  expect(types).toMatchInlineSnapshot(`
    "// Made.

    export type AcmeVisits2Hashes = string[] | string;
    export type AcmeVisits2Place = AcmeVisits2Named & {
      zip?: string;
      [k: string]: unknown;
    };
    export type AcmeVisits2Named = {
      name?: string;
      [k: string]: unknown;
    } | null;
    export type AcmeVisits2 = AcmeVisits2Item[];

    export interface AcmeVisits2Item {
      hashes?: AcmeVisits2Hashes;
      place?: AcmeVisits2Place[] | AcmeVisits2Place;
      [k: string]: number | AcmeVisits2Hashes | AcmeVisits2Place[] | AcmeVisits2Place | undefined;
    }
    "
  `);
});
