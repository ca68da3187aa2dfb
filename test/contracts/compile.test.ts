import { describe, expect, test } from 'vitest';
import { createCompiler } from '../../src/contracts/compile.ts';
import { parseSource } from '../../src/text/source.ts';
import { contractOf, faults, now, words } from './support.ts';

describe('a contract that is compiled once it has checked a lot', () => {
  const schema = { properties: { id: { type: 'string' }, at: { maxAge: '1d' } }, required: ['id'] };

  test('says of the thousandth payload what it said of the first', () => {
    const contract = contractOf(schema);
    const said = [{ id: 'a', at: now / 1000 }, { id: 1 }, { at: 1 }].map((value) =>
      Array.from({ length: 1_000 }, () => contract.check(value, now).map(words).join('; ')),
    );
    expect(said.map((texts) => [...new Set(texts)])).toEqual([
      [''],
      ['/id type: id must be text'],
      ['/id required: id must be given; /at maxAge: at is 20,778 days old, and must be at most 1 day old'],
    ]);
  });
});

describe('what Ajv would misjudge', () => {
  test.each<[string, object, unknown, boolean]>([
    ['an empty list after one that contains the item', { items: { contains: { const: 1 } } }, [[1], []], false],
    ['an empty list alone', { items: { contains: { const: 1 } } }, [[]], false],
    ['lists that contain the item', { items: { contains: { const: 1 } } }, [[1], [2, 1, 1]], true],
    [
      'what follows the first items of a short list',
      { prefixItems: [{}, { const: 2 }], uniqueItems: true },
      [{}],
      true,
    ],
    ['and where it fails', { prefixItems: [true, { const: 2 }], contains: { const: 1 } }, [3], false],
    ['and where it must not be so', { not: { prefixItems: [true, { const: 2 }], contains: { const: 1 } } }, [3], true],
  ])('%s', (_, schema, value, holds) => {
    const compiler = createCompiler();
    compiler.add('acme/orders', parseSource('acme/orders', JSON.stringify(schema)));
    const judge = compiler.verify('acme/orders');
    expect([judge(value, { now }), faults(schema, value).length === 0]).toEqual([holds, holds]);
  });
});
