import { expect, test } from 'vitest';
import type { EventData } from '../../src/event/event-data.ts';
import { type Item, readItems, unitCount } from '../../src/event/items.ts';

const empty: Item = {
  id: undefined,
  item_id: undefined,
  item_name: undefined,
  item_brand: undefined,
  item_category: undefined,
  price: undefined,
  quantity: undefined,
};

test('items as GA4 names them', () => {
  const items = [
    { item_id: 'SKU-1', item_name: 'Tonic', item_brand: 'Acme', item_category: 'Care', price: 10.5, quantity: 2 },
    { item_name: 'Comb', price: '3.25', quantity: '4', colour: 'red' },
    { item_id: 7, price: 'free', quantity: null },
    {},
  ];
  expect(readItems({ items })).toEqual([
    {
      id: 'SKU-1',
      item_id: 'SKU-1',
      item_name: 'Tonic',
      item_brand: 'Acme',
      item_category: 'Care',
      price: 10.5,
      quantity: 2,
    },
    { ...empty, id: 'Comb', item_name: 'Comb', price: 3.25, quantity: 4 },
    { ...empty, id: '7', item_id: '7' },
    empty,
  ]);
});

test.each<[string, EventData, readonly Item[]]>([
  ['no items', {}, []],
  ['items that are no list', { items: { item_id: 'SKU-1' } }, []],
  [
    'entries that are no objects',
    { items: [null, 'SKU-1', ['SKU-2'], { item_id: 'SKU-3' }] },
    [{ ...empty, id: 'SKU-3', item_id: 'SKU-3' }],
  ],
])('%s', (_, event, items) => {
  expect(readItems(event)).toEqual(items);
});

test.each([
  [[], 0],
  [[{ quantity: 2 }, { quantity: '3' }], 5],
  [[{ item_id: 'SKU-1' }, { quantity: 2 }], 3],
  [[{ quantity: 0 }], 0],
])('units of %j', (items, units) => {
  expect(unitCount(readItems({ items }))).toBe(units);
});
