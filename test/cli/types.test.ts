import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sgtm } from '../support/cli.ts';
import { inProcess } from '../support/in-process.ts';
import { shop } from './support/shop.ts';

const orders = {
  title: 'Orders of the warehouse',
  description: 'One order.',
  type: 'object',
  required: ['id', 'lines'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', pattern: '^SO-[0-9]+$', help: 'send the number on the invoice, such as SO-10442' },
    lines: { type: 'array', items: { $ref: '#/$defs/line' } },
    channel: { enum: ['web', 'phone'] },
  },
  $defs: {
    line: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' }, quantity: { type: 'integer' } } },
  },
};

const files = { 'contracts/warehouse/orders.schema.json': JSON.stringify(orders) };

describe('sgtm types', () => {
  it("writes a contract's payload and the names of the container's tags", async () => {
    expect(await sgtm(['types', 'warehouse/orders'], { cwd: shop(files) })).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "// Written by \`sgtm types\`: change the contracts and the container instead, and run it again.

      /** The tags of the container. */
      export type TagName =
        | 'Meta'
        | 'Warehouse';

      /**
       * One order.
       */
      export interface WarehouseOrders {
        /**
         * send the number on the invoice, such as SO-10442
         */
        id: string;
        lines: WarehouseOrdersLine[];
        channel?: 'web' | 'phone';
      }
      export interface WarehouseOrdersLine {
        sku: string;
        quantity?: number;
        [k: string]: unknown;
      }
      ",
      }
    `);
  });

  it('writes to a file', async () => {
    const cwd = shop(files);
    const { stdout } = await inProcess(['types', 'warehouse/orders'], { cwd });
    const written = await inProcess(['types', 'warehouse/orders', '-o', 'src/types.ts'], { cwd });
    expect(written).toEqual({ code: 0, stdout: '', stderr: 'wrote src/types.ts\n' });
    expect(readFileSync(join(cwd, 'src/types.ts'), 'utf8')).toBe(stdout);
  });

  it('gives each type of all contracts a name of its own', async () => {
    const { code, stdout } = await inProcess(['types'], { cwd: shop(files) });
    const names = [...stdout.matchAll(/^export (?:type|interface) (\w+)/gm)].map(([, name]) => name);
    expect([code, names.filter((name, index) => names.indexOf(name) !== index)]).toEqual([0, []]);
    expect(names.filter((name) => name === 'TagName' || name === 'WarehouseOrders')).toEqual([
      'TagName',
      'WarehouseOrders',
    ]);
  });

  it.each([
    [
      'an unknown contract',
      ['types', 'warehouse/order'],
      'there is no contract warehouse/order; did you mean warehouse/orders? (sgtm validate --list shows them all)\n',
    ],
    [
      'a container that is not there',
      ['types', '-c', 'nowhere.yaml'],
      'CWD/nowhere.yaml: there is no such file: make one with `sgtm init`, or name yours with --container\n',
    ],
  ])('says what is wrong with %s, exit code 2', async (_, args, message) => {
    const cwd = shop(files);
    const { code, stdout, stderr } = await sgtm(args, { cwd });
    expect([code, stdout, stderr.replaceAll(cwd, 'CWD')]).toEqual([2, '', message]);
  });
});
