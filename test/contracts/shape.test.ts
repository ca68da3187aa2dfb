import { describe, expect, test } from 'vitest';
import { shapeOf } from '../../src/contracts/shape.ts';
import { nameOfOne, typeNameOf } from '../../src/contracts/type-name.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The shape of `acme/orders`, which may refer to `acme/items`. */
function shape(orders: Schema, items: Schema = {}): Schema {
  return shapeOf('acme/orders', (name) => ({ 'acme/orders': orders, 'acme/items': items })[name]);
}

/** The shape of one of its keys. */
function shapeOfKey(schema: unknown): unknown {
  const { properties } = shape({ properties: { key: schema } });
  return (properties as Schema)['key'];
}

/** A schema that asks for one thing where a condition holds, and for another where it does not. */
function when(condition: object, thereupon: object, otherwise: object): object {
  // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's word
  return { if: condition, then: thereupon, else: otherwise };
}

describe('a value', () => {
  test.each<[string, unknown, unknown]>([
    ['keeps its type and what it is one of', { type: 'string', enum: ['a'] }, { type: 'string', enum: ['a'] }],
    ['loses its rules', { type: 'string', pattern: '^a', minLength: 1, allOf: [{ maxLength: 2 }] }, { type: 'string' }],
    ['of no type is unknown', { pattern: '^a' }, { tsType: 'unknown' }],
    ['of any kind is unknown', true, { tsType: 'unknown' }],
    ['that must not be is never', { not: {}, message: 'gone' }, { tsType: 'never' }],
    ['that must not be is never, told by false', false, { tsType: 'never' }],
    ['that should not be may be', { not: {}, severity: 'warning' }, { tsType: 'unknown' }],
    ['is one of its forms', { anyOf: [{ type: 'null' }, { const: 1 }] }, { anyOf: [{ type: 'null' }, { const: 1 }] }],
    [
      'has no forms that only ask for keys',
      { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
      { tsType: 'unknown' },
    ],
    [
      'is one thing or the other by its type',
      when({ type: 'array' }, { items: { type: 'string' } }, { type: 'string' }),
      { anyOf: [{ type: 'array', items: { type: 'string' } }, { type: 'string' }] },
    ],
    ['is not told by other conditions', when({ minLength: 1 }, {}, {}), { tsType: 'unknown' }],
    [
      'is all of its parts, advice aside',
      { allOf: [{ type: 'string' }, { maxLength: 2 }, { severity: 'warning', type: 'number' }] },
      { allOf: [{ type: 'string' }] },
    ],
  ])('%s', (_, schema, expected) => {
    expect(shapeOfKey(schema)).toEqual(expected);
  });
});

describe('an object', () => {
  const named = (more: Schema): unknown => ({ title: 'AcmeOrdersKey', properties: { a: { type: 'string' } }, ...more });
  const a = { properties: { a: { type: 'string' } } };
  test.each<[string, unknown, unknown]>([
    ['takes other keys', a, named({ additionalProperties: true })],
    ['takes no others', { ...a, additionalProperties: false }, named({ additionalProperties: false })],
    [
      'should have no others',
      { ...a, allOf: [{ severity: 'warning', properties: { a: true }, additionalProperties: false }] },
      named({ additionalProperties: false }),
    ],
    [
      'takes others of a type',
      { ...a, additionalProperties: { type: 'number', help: 'send it as a number', maximum: 3 } },
      named({ additionalProperties: { type: 'number', description: 'send it as a number' } }),
    ],
    [
      'has keys by their form',
      { ...a, patternProperties: { '^b\\.': { type: 'number' }, '^c\\d+$': {}, '^(d|e)$': {}, '^f': false } },
      named({
        properties: {
          a: { type: 'string' },
          'keys of the form b.${string}': { type: 'number' },
          'keys of the form c${number}': {},
        },
        additionalProperties: true,
      }),
    ],
    ['is a map', { type: 'object' }, { type: 'object', additionalProperties: true }],
    [
      'is a map of one type',
      { additionalProperties: { type: 'string' } },
      { additionalProperties: { type: 'string' } },
    ],
    [
      'is a map by patterns',
      { patternProperties: { '^[a-z]+$': { type: 'string' } } },
      { additionalProperties: { anyOf: [{ type: 'string' }] } },
    ],
    [
      'in a list is named after the list',
      { type: 'array', items: { ...a, help: 'send each' } },
      { type: 'array', items: { title: 'AcmeOrdersKeyItem', ...a, additionalProperties: true } },
    ],
  ])('%s', (_, schema, expected) => {
    expect(shapeOfKey(schema)).toEqual(expected);
  });
});

describe('a comment', () => {
  test.each<[string, unknown, unknown]>([
    ['is the description', { enum: [1], description: 'One.', help: 'send 1' }, { enum: [1], description: 'One.' }],
    [
      'else what to do',
      { type: 'string', format: 'uri', help: 'send it whole' },
      { type: 'string', description: 'send it whole' },
    ],
    [
      'else what to do where it is missing',
      { enum: [1], help: { required: 'send 1' } },
      { enum: [1], description: 'send 1' },
    ],
    ['is not about the type alone', { type: 'string', help: 'in quotes', message: 'must be text' }, { type: 'string' }],
    ['says that it is deprecated', { type: 'string', deprecated: true }, { type: 'string', deprecated: true }],
  ])('%s', (_, schema, expected) => {
    expect(shapeOfKey(schema)).toEqual(expected);
  });
});

describe('a reference', () => {
  test('to text is the text, to an object its name, with a comment around it', () => {
    expect(
      shape({
        properties: {
          id: { $ref: '#/$defs/id' },
          line: { $ref: '#/$defs/line' },
          gift: { $ref: '#/$defs/line', description: 'Free of charge.' },
          nowhere: { $ref: '#/$defs/none' },
        },
        $defs: {
          id: { $ref: '#/$defs/text' },
          text: { type: 'string', maxLength: 9 },
          line: { required: ['id'], properties: { id: true } },
        },
      }),
    ).toEqual({
      properties: {
        id: { type: 'string' },
        line: { $ref: '#/definitions/AcmeOrdersLine' },
        gift: { description: 'Free of charge.', allOf: [{ $ref: '#/definitions/AcmeOrdersLine' }] },
        nowhere: { tsType: 'unknown' },
      },
      additionalProperties: true,
      definitions: {
        AcmeOrdersLine: { properties: { id: { tsType: 'unknown' } }, required: ['id'], additionalProperties: true },
      },
    });
  });

  test('into another contract brings what it leads to along, under names of this one', () => {
    const items = {
      payload: 'query',
      properties: { item: { properties: { name: true, parts: { type: 'array', items: { $ref: '#/$defs/line' } } } } },
      $defs: { line: { properties: { of: { $ref: '#/properties/item' } } } },
    };
    const orders = {
      properties: {
        line: { $ref: '#/$defs/line' },
        other: { $ref: 'acme/items#/$defs/line' },
        all: { $ref: 'acme/items' },
      },
      $defs: { line: { enum: ['a'] } },
    };
    expect(shape(orders, items)).toEqual({
      properties: {
        line: { $ref: '#/definitions/AcmeOrdersLine' },
        other: { $ref: '#/definitions/AcmeOrdersLine2' },
        all: { $ref: '#/definitions/AcmeOrdersAcmeItems' },
      },
      additionalProperties: true,
      definitions: {
        AcmeOrdersLine: { enum: ['a'] },
        AcmeOrdersLine2: { properties: { of: { $ref: '#/definitions/AcmeOrdersItem' } }, additionalProperties: true },
        AcmeOrdersItem: {
          properties: {
            name: { type: 'string' },
            parts: { type: 'array', items: { $ref: '#/definitions/AcmeOrdersLine2' } },
          },
          additionalProperties: true,
        },
        AcmeOrdersAcmeItems: {
          properties: {
            item: {
              title: 'AcmeOrdersAcmeItemsItem',
              properties: {
                name: { type: 'string' },
                parts: { type: 'array', items: { $ref: '#/definitions/AcmeOrdersLine2' } },
              },
              additionalProperties: true,
            },
          },
          additionalProperties: true,
        },
      },
    });
  });

  test('beside a type of its own is a rule', () => {
    expect(
      shapeOfKey({ type: ['string', 'array'], $ref: '#/$defs/digest', items: { type: 'string', $ref: '#' } }),
    ).toEqual({
      type: ['string', 'array'],
      items: { type: 'string' },
    });
  });

  test('to the whole contract is to its root', () => {
    expect(shapeOfKey({ $ref: '#' })).toEqual({ $ref: '#' });
  });
});

test('names of types', () => {
  expect([typeNameOf('meta/events'), typeNameOf('google_ads/conversion-2'), typeNameOf('24sales/x')]).toEqual([
    'MetaEvents',
    'GoogleAdsConversion2',
    '_24salesX',
  ]);
  expect(['Lines', 'Categories', 'Address', 'Data'].map(nameOfOne)).toEqual([
    'Line',
    'Category',
    'AddressItem',
    'DataItem',
  ]);
});
