import { describe, expect, test } from 'vitest';
import { contractOf, faults, now } from './support.ts';

describe('what is wrong, in words', () => {
  test.each<[string, unknown, unknown, readonly string[]]>([
    ['a key that is missing', { required: ['id'] }, {}, ['/id required: id must be given']],
    [
      'a key that depends on another',
      { dependentRequired: { value: ['currency'] } },
      { value: 1 },
      ['/currency dependentRequired: currency must be given where value is'],
    ],
    [
      'a key nobody knows',
      { properties: { event_name: {} }, additionalProperties: false },
      { event_nam: 1 },
      ['/event_nam additionalProperties: event_nam: unknown key; did you mean event_name?'],
    ],
    [
      'a key where none goes',
      { additionalProperties: false },
      { 'a/b': 1 },
      ['/a~1b additionalProperties: a/b: unknown key: nothing goes here'],
    ],
    [
      'another type',
      { properties: { value: { type: 'number' } } },
      { value: '1' },
      ['/value type: value must be a number'],
    ],
    [
      'none of two types',
      { properties: { value: { type: ['string', 'integer'] } } },
      { value: true },
      ['/value type: value must be text or a whole number'],
    ],
    ['a value not among some', { enum: ['a', 'b'] }, 'c', [' enum: the payload must be one of a, b']],
    [
      'a value not among many',
      { enum: Array.from({ length: 15 }, (_, i) => i) },
      'c',
      [' enum: the payload must be one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more'],
    ],
    ['another value', { const: 'POST' }, 'GET', [' const: the payload must be "POST"']],
    ['a pattern', { items: { pattern: '^a' } }, ['b'], ['/0 pattern: item 0 must match ^a']],
    ['a format', { properties: { ip: { format: 'ipv4' } } }, { ip: 'x' }, ['/ip format: ip must be an IPv4 address']],
    [
      'too short',
      { properties: { id: { minLength: 1 }, no: { minLength: 3 } } },
      { id: '', no: 'ab' },
      ['/id minLength: id must not be empty', '/no minLength: no must have at least 3 characters'],
    ],
    [
      'too long',
      { properties: { id: { maxLength: 2 } } },
      { id: 'abc' },
      ['/id maxLength: id must have at most 2 characters'],
    ],
    [
      'too few and too many',
      { properties: { a: { minItems: 1 }, b: { maxItems: 1 }, c: { minProperties: 1 }, d: { maxProperties: 1 } } },
      { a: [], b: [1, 2], c: {}, d: { x: 1, y: 2 } },
      [
        '/a minItems: a must not be empty',
        '/b maxItems: b must have at most 1 items',
        '/c minProperties: c must not be empty',
        '/d maxProperties: d must have at most 1 keys',
      ],
    ],
    ['twice the same', { uniqueItems: true }, [1, 1], [' uniqueItems: the payload must not have the same item twice']],
    [
      'out of range',
      { properties: { a: { minimum: 1 }, b: { exclusiveMaximum: 5 }, c: { multipleOf: 2 } } },
      { a: 0, b: 5, c: 3 },
      ['/a minimum: a must be >= 1', '/b exclusiveMaximum: b must be < 5', '/c multipleOf: c must be a multiple of 2'],
    ],
    ['not allowed at all', { properties: { a: false } }, { a: 1 }, ['/a false schema: a must not be given']],
    [
      'an item',
      { properties: { em: { items: { type: 'string' } } } },
      { em: [1] },
      ['/em/0 type: an item of em must be text'],
    ],
    [
      'none of some forms beside patterns of keys',
      { patternProperties: { '^b': {} }, anyOf: [{ properties: { a: {} }, required: ['a'] }, { type: 'string' }] },
      { b: 1 },
      [' anyOf: the payload takes none of the forms it may have'],
    ],
    [
      'none of some forms, told once',
      { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
      {},
      [' anyOf: the payload takes none of the forms it may have'],
    ],
    [
      'both of two forms',
      { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
      { a: 1, b: 1 },
      [' oneOf: the payload must take exactly one of the forms it may have'],
    ],
    ['what must not be', { not: { required: ['a'] } }, { a: 1 }, [' not: the payload must not be so']],
    [
      'a condition speaks of what follows alone',
      // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's word
      { if: { required: ['a'] }, then: { required: ['b'] } },
      { a: 1 },
      ['/b required: b must be given'],
    ],
    [
      'the name of a key',
      { propertyNames: { maxLength: 3 } },
      { long_name: 1 },
      ['/long_name maxLength: long_name must have at most 3 characters'],
    ],
    [
      'the name of a key, by a definition',
      { propertyNames: { $ref: '#/$defs/name' }, $defs: { name: { maxLength: 3 } } },
      { ok: 1, long_name: 1, longer_name: 2 },
      [
        '/long_name maxLength: long_name must have at most 3 characters',
        '/longer_name maxLength: longer_name must have at most 3 characters',
      ],
    ],
    [
      'a list without the item it needs',
      { contains: { const: 1 } },
      [2, 3],
      [' contains: the payload must contain at least 1 valid item(s)'],
    ],
    [
      'a list without the item it needs, by a definition',
      { contains: { $ref: '#/$defs/pair' }, minContains: 2, maxContains: 3, $defs: { pair: { required: ['id'] } } },
      [{ id: 1 }, {}],
      [' contains: the payload must contain at least 2 and no more than 3 valid item(s)'],
    ],
    [
      'more than a list may have',
      { prefixItems: [{}, {}], items: false },
      [1, 2, 3],
      [' items: the payload must NOT have more than 2 items'],
    ],
    [
      'several at once: of the type where what else is said of the type stands',
      {
        type: 'array',
        required: ['b'],
        properties: { a: { type: ['string', 'null'], maximum: 1 } },
        maxItems: 1,
        not: {},
        enum: [1],
      },
      { a: 2 },
      [
        ' enum: the payload must be 1',
        ' not: the payload must not be so',
        ' type: the payload must be an array',
        '/b required: b must be given',
        '/a type: a must be text or null',
        '/a maximum: a must be <= 1',
      ],
    ],
  ])('%s', (_, schema, value, expected) => {
    expect(faults(schema, value)).toEqual(expected);
  });

  test('patterns beside each other', () => {
    const schema = { properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' } } };
    expect([faults(schema, { a: 'a', b: 'b' }), faults(schema, { a: 'b', b: 'b' })]).toEqual([
      [],
      ['/a pattern: a must match ^a$'],
    ]);
  });

  test('all faults of a payload at once, fifty at the most', () => {
    const value = Array.from({ length: 60 }, () => 'x');
    expect(faults({ items: { type: 'number' } }, value)).toEqual(
      value.slice(0, 50).map((_, index) => `/${index} type: item ${index} must be a number`),
    );
  });
});

describe('what the contract says itself', () => {
  test('message, help, code, rule, source and severity, and where it says so', () => {
    const schema = {
      source: 'https://acme.example/orders',
      properties: {
        advice: {
          severity: 'warning',
          properties: {
            coupon: { type: 'string', message: 'coupon is text', help: 'quote it', code: 'E7', rule: 'coupon' },
          },
        },
      },
    };
    expect(contractOf(schema).check({ advice: { coupon: 5 } }, now)).toEqual([
      {
        contract: 'acme/orders',
        severity: 'warning',
        path: '/advice/coupon',
        rule: 'coupon',
        message: 'coupon is text',
        actual: '5',
        help: 'quote it',
        code: 'E7',
        source: 'https://acme.example/orders',
        rulePath: '/properties/advice/properties/coupon/type',
      },
    ]);
  });

  test('a missing key says what its own schema says of its absence', () => {
    const id = {
      message: { required: 'id is the order number', type: 'id is text' },
      help: { required: 'send it' },
      code: { required: 'E1' },
    };
    expect(contractOf({ required: ['id'], properties: { id } }).check({}, now)).toEqual([
      {
        contract: 'acme/orders',
        severity: 'error',
        path: '/id',
        rule: 'required',
        message: 'id is the order number',
        help: 'send it',
        code: 'E1',
        rulePath: '/required',
      },
    ]);
  });

  test('a schema further down may be stricter than what is above it', () => {
    const schema = {
      severity: 'warning',
      properties: { a: { severity: 'error', type: 'string' }, b: { type: 'string' } },
    };
    expect(
      contractOf(schema)
        .check({ a: 1, b: 1 }, now)
        .map(({ path, severity }) => [path, severity]),
    ).toEqual([
      ['/a', 'error'],
      ['/b', 'warning'],
    ]);
  });

  test('what must not be given at all is as severe as what is around it', () => {
    const schema = { severity: 'warning', source: 'https://acme.example/orders', properties: { old: false } };
    expect(contractOf(schema).check({ old: 1 }, now)).toEqual([
      {
        contract: 'acme/orders',
        severity: 'warning',
        path: '/old',
        rule: 'false schema',
        message: 'old must not be given',
        actual: '1',
        source: 'https://acme.example/orders',
        rulePath: '/false schema',
      },
    ]);
  });

  test('and as what is around it in a definition, or below a pattern of keys', () => {
    const old = { severity: 'warning', properties: { old: false } };
    const schema = {
      patternProperties: { '^a b': { severity: 'warning', items: false } },
      items: { $ref: '#/$defs/old' },
      $defs: { old },
    };
    const check = (value: unknown): unknown =>
      contractOf(schema)
        .check(value, now)
        .map(({ severity, path, rulePath }) => [severity, path, rulePath]);
    expect([check({ 'a b': [1] }), check([{ old: 1 }])]).toEqual([
      [['warning', '/a b/0', '/patternProperties/^a b/false schema']],
      [['warning', '/0/old', '/$defs/old/false schema']],
    ]);
  });

  test('the rules of another contract keep their words', () => {
    const items = {
      $defs: { item: { type: 'string', message: 'an item is text', source: 'https://acme.example/items' } },
    };
    expect(contractOf({ items: { $ref: 'acme/items#/$defs/item' } }, { 'acme/items': items }).check([1], now)).toEqual([
      {
        contract: 'acme/orders',
        severity: 'error',
        path: '/0',
        rule: 'type',
        message: 'an item is text',
        actual: '1',
        source: 'https://acme.example/items',
        rulePath: 'acme/items#/$defs/item/type',
      },
    ]);
  });
});

describe('what was found is shown without giving anybody away', () => {
  test.each<[unknown, string]>([
    ['jane.doe@example.com', '"<redacted email>"'],
    ['mail jane%40example.com now', '"mail <redacted email> now"'],
    ['call +1 (202) 555-0143', '"call <redacted phone>"'],
    ['tv.1~pn.+16505551212', '"tv.1~pn.<redacted phone>"'],
    ['x'.repeat(200), `"${'x'.repeat(78)}…`],
    ['a\u001b[31mb', '"a\\u001b[31mb"'],
    [[1, 2], 'an array of 2'],
    [{}, '{}'],
    [{ em: 1, ph: 2 }, '{ em, ph }'],
    [null, 'null'],
    [true, 'true'],
    ['', '""'],
    [-0.5, '-0.5'],
  ])('%j', (value, actual) => {
    expect(
      contractOf({ not: {} })
        .check(value, now)
        .map((one) => one.actual),
    ).toEqual([actual]);
  });
});

test('an address and what stands below a person are not shown', () => {
  const text = { type: 'number' };
  const person = { properties: { fn: text, em: text, ge: { enum: ['f'] } } };
  const schema = { properties: { user_data: person, ip_override: text, note: text } };
  const digest = '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f';
  const value = { user_data: { fn: 'Jane', em: digest, ge: 5 }, ip_override: '10.0.0.1', note: 'gift' };
  expect(
    contractOf(schema)
      .check(value, now)
      .map(({ path, actual }) => [path, actual]),
  ).toEqual([
    ['/user_data/fn', '<redacted text of 4 characters>'],
    ['/user_data/em', `"${digest}"`],
    ['/user_data/ge', '5'],
    ['/ip_override', '<redacted address>'],
    ['/note', '"gift"'],
  ]);
});
