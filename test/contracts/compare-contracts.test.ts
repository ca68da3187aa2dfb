import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ContractChange, compareContracts } from '../../src/contracts/compare-contracts.ts';
import { loadContracts, shippedContracts } from '../../src/contracts/load.ts';
import { contractOf, now } from './support.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Each change in a line: `breaks /id (/required) must be given now`. */
function changes(before: Schema, after: Schema): readonly string[] {
  return compareContracts(before, after).map(({ path, in: part, rulePath, effect, message }) => {
    const place = part === undefined ? path : `${part}:${path}`;
    return `${effect} ${place} (${rulePath}) ${message}`;
  });
}

/** A rule under a condition. */
function when(condition: unknown, then: unknown, otherwise?: unknown): Schema {
  // Written out, an object with `then` looks like a promise.
  return Object.fromEntries(
    Object.entries({ if: condition, Then: then, else: otherwise }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key.toLowerCase(), value]],
    ),
  );
}

/** The same schema for a key `a`, so that a path is seen. */
const a = (schema: unknown): Schema => ({ properties: { a: schema } });

test('a change says what it does, where in the payload and where in the file', () => {
  const before = { properties: { items: { items: { properties: { 'a/b': { type: ['string', 'null'] } } } } } };
  const after = { properties: { items: { items: { properties: { 'a/b': { type: 'string' } } } } } };
  expect(compareContracts(before, after)).toEqual([
    {
      path: '/items/*/a~1b',
      rulePath: '/properties/items/items/properties/a~1b/type',
      effect: 'breaks',
      message: 'null is no longer taken',
    },
  ]);
});

describe('one rule, both ways', () => {
  test.each<[string, Schema, Schema, readonly string[], readonly string[]]>([
    [
      'a key that must be given',
      {},
      { required: ['id'] },
      ['breaks /id (/required) must be given now'],
      ['loosens /id (/required) need not be given any more'],
    ],
    [
      'a key that must be given with another',
      a({}),
      a({ dependentRequired: { value: ['currency'] } }),
      ['breaks /a/currency (/properties/a/dependentRequired/value) must be given where value is now'],
      ['loosens /a/currency (/properties/a/dependentRequired/value) no longer: must be given where value is'],
    ],
    [
      'a value less',
      a({ enum: ['x', 'y', 5] }),
      a({ enum: ['y'] }),
      ['breaks /a (/properties/a/enum) x, 5 are no longer taken'],
      ['loosens /a (/properties/a/enum) x, 5 are taken now'],
    ],
    [
      'one value in place of some',
      a({ enum: ['x', 'y'] }),
      a({ const: 'y' }),
      ['breaks /a (/properties/a/const) x is no longer taken'],
      ['loosens /a (/properties/a/enum) x is taken now'],
    ],
    [
      'values where there was any',
      a({ type: 'string' }),
      a({ type: 'string', enum: ['x'] }),
      ['breaks /a (/properties/a/enum) must be x now'],
      ['loosens /a (/properties/a/enum) no longer: must be x'],
    ],
    [
      'a narrower type',
      a({ type: 'number' }),
      a({ type: 'integer' }),
      ['breaks /a (/properties/a/type) numbers with a fraction are no longer taken'],
      ['loosens /a (/properties/a/type) numbers with a fraction are taken now'],
    ],
    [
      'a type where there was any',
      a({}),
      a({ type: ['object', 'array'] }),
      ['breaks /a (/properties/a/type) must be an object or an array now'],
      ['loosens /a (/properties/a/type) no longer: must be an object or an array'],
    ],
    [
      'a lower maximum',
      a({ maximum: 10 }),
      a({ maximum: 5 }),
      ['breaks /a (/properties/a/maximum) must be <= 5 now, was: must be <= 10'],
      ['loosens /a (/properties/a/maximum) must be <= 10 now, was: must be <= 5'],
    ],
    [
      'a higher minimum',
      a({ minimum: 1 }),
      a({ minimum: 2 }),
      ['breaks /a (/properties/a/minimum) must be >= 2 now, was: must be >= 1'],
      ['loosens /a (/properties/a/minimum) must be >= 1 now, was: must be >= 2'],
    ],
    [
      'a minimum that no longer counts itself',
      a({ minimum: 0 }),
      a({ exclusiveMinimum: 0 }),
      ['breaks /a (/properties/a/exclusiveMinimum) must be > 0 now, was: must be >= 0'],
      ['loosens /a (/properties/a/minimum) must be >= 0 now, was: must be > 0'],
    ],
    [
      'a lower maximum that counts itself',
      a({ exclusiveMaximum: 10 }),
      a({ maximum: 9 }),
      ['breaks /a (/properties/a/maximum) must be <= 9 now, was: must be < 10'],
      ['loosens /a (/properties/a/exclusiveMaximum) must be < 10 now, was: must be <= 9'],
    ],
    [
      'fewer multiples',
      a({ multipleOf: 2 }),
      a({ multipleOf: 4 }),
      ['breaks /a (/properties/a/multipleOf) must be a multiple of 4 now, was: must be a multiple of 2'],
      ['loosens /a (/properties/a/multipleOf) must be a multiple of 2 now, was: must be a multiple of 4'],
    ],
    [
      'shorter and longer text',
      a({ minLength: 1, maxLength: 9 }),
      a({ minLength: 2, maxLength: 8 }),
      [
        'breaks /a (/properties/a/minLength) at least 2 characters now, was: at least 1 characters',
        'breaks /a (/properties/a/maxLength) at most 8 characters now, was: at most 9 characters',
      ],
      [
        'loosens /a (/properties/a/minLength) at least 1 characters now, was: at least 2 characters',
        'loosens /a (/properties/a/maxLength) at most 9 characters now, was: at most 8 characters',
      ],
    ],
    [
      'fewer and more items',
      a({ minItems: 1, maxItems: 9 }),
      a({ minItems: 2, maxItems: 8 }),
      [
        'breaks /a (/properties/a/minItems) at least 2 items now, was: at least 1 items',
        'breaks /a (/properties/a/maxItems) at most 8 items now, was: at most 9 items',
      ],
      [
        'loosens /a (/properties/a/minItems) at least 1 items now, was: at least 2 items',
        'loosens /a (/properties/a/maxItems) at most 9 items now, was: at most 8 items',
      ],
    ],
    [
      'fewer and more keys, and bytes',
      a({}),
      a({ minProperties: 1, maxProperties: 9, maxBytes: 100 }),
      [
        'breaks /a (/properties/a/minProperties) at least 1 keys now',
        'breaks /a (/properties/a/maxProperties) at most 9 keys now',
        'breaks /a (/properties/a/maxBytes) at most 100 bytes now',
      ],
      [
        'loosens /a (/properties/a/minProperties) no longer: at least 1 keys',
        'loosens /a (/properties/a/maxProperties) no longer: at most 9 keys',
        'loosens /a (/properties/a/maxBytes) no longer: at most 100 bytes',
      ],
    ],
    [
      'a pattern',
      a({}),
      a({ pattern: '^a' }),
      ['breaks /a (/properties/a/pattern) must match ^a now'],
      ['loosens /a (/properties/a/pattern) no longer: must match ^a'],
    ],
    [
      'another pattern',
      a({ pattern: '^a' }),
      a({ pattern: '^b' }),
      ['breaks /a (/properties/a/pattern) must match ^b now, was: must match ^a'],
      ['breaks /a (/properties/a/pattern) must match ^a now, was: must match ^b'],
    ],
    [
      'a form, a digest and a public address',
      a({}),
      a({ format: 'ipv4', sha256: 'hex', publicAddress: true }),
      [
        'breaks /a (/properties/a/format) must have the form of ipv4 now',
        'breaks /a (/properties/a/sha256) must be a SHA-256 digest in hex now',
        'breaks /a (/properties/a/publicAddress) must be a public address now',
      ],
      [
        'loosens /a (/properties/a/format) no longer: must have the form of ipv4',
        'loosens /a (/properties/a/sha256) no longer: must be a SHA-256 digest in hex',
        'loosens /a (/properties/a/publicAddress) no longer: must be a public address',
      ],
    ],
    [
      'items that must differ',
      a({ uniqueItems: false }),
      a({ uniqueItems: true, uniqueKeys: ['nonce'] }),
      [
        'breaks /a (/properties/a/uniqueKeys) no two items may have the same nonce now',
        'breaks /a (/properties/a/uniqueItems) no two items may be the same now',
      ],
      [
        'loosens /a (/properties/a/uniqueKeys) no longer: no two items may have the same nonce',
        'loosens /a (/properties/a/uniqueItems) no longer: no two items may be the same',
      ],
    ],
    [
      'a shorter age',
      a({ maxAge: '7d', maxFuture: '60s' }),
      a({ maxAge: '72h', maxFuture: '1s' }),
      [
        'breaks /a (/properties/a/maxAge) must be at most 72h old now, was: must be at most 7d old',
        'breaks /a (/properties/a/maxFuture) must be at most 1s ahead now, was: must be at most 60s ahead',
      ],
      [
        'loosens /a (/properties/a/maxAge) must be at most 7d old now, was: must be at most 72h old',
        'loosens /a (/properties/a/maxFuture) must be at most 60s ahead now, was: must be at most 1s ahead',
      ],
    ],
    [
      'a moment in another unit',
      a({ maxAge: '7d' }),
      a({ maxAge: '7d', timeUnit: 'milliseconds' }),
      ['breaks /a (/properties/a/maxAge) the moment must be in milliseconds now, was: seconds'],
      ['breaks /a (/properties/a/maxAge) the moment must be in seconds now, was: milliseconds'],
    ],
    [
      'what a list must contain',
      a({}),
      a({ contains: { const: 1 }, message: { contains: 'a must hold a 1' } }),
      [
        'same /a (/properties/a/message) message: words where there were none',
        'breaks /a (/properties/a/contains) a must hold a 1 now',
      ],
      [
        'same /a (/properties/a/message) message: no words any more',
        'loosens /a (/properties/a/contains) no longer: a must hold a 1',
      ],
    ],
    [
      'more of what a list must contain',
      a({ contains: { const: 1 } }),
      a({ contains: { const: 1 }, minContains: 2 }),
      [
        'breaks /a (/properties/a/contains) must contain 2 or more items of a kind now, was: must contain 1 or more items of a kind',
      ],
      [
        'loosens /a (/properties/a/contains) must contain 1 or more items of a kind now, was: must contain 2 or more items of a kind',
      ],
    ],
    [
      'a tighter item a list must contain',
      a({ contains: { type: 'string' } }),
      a({ contains: { type: 'string', maxLength: 3 } }),
      ['breaks /a/* (/properties/a/contains/maxLength) at most 3 characters now'],
      ['loosens /a/* (/properties/a/contains/maxLength) no longer: at most 3 characters'],
    ],
    [
      'keys beside those listed',
      { properties: { a: {} } },
      { properties: { a: {} }, additionalProperties: false },
      ['breaks /* (/additionalProperties) keys beside those listed must not be given now'],
      ['loosens /* (/additionalProperties) keys beside those listed may be given now'],
    ],
    [
      'what holds for keys beside those listed',
      { properties: { a: {} } },
      { properties: { a: {} }, additionalProperties: { type: 'string' } },
      ['breaks /* (/additionalProperties/type) must be text now'],
      ['loosens /* (/additionalProperties/type) no longer: must be text'],
    ],
    [
      'a key more, where no others may be given',
      { additionalProperties: false, properties: {} },
      { additionalProperties: false, properties: { a: { type: 'string' } } },
      ['loosens /a (/additionalProperties) may be given now'],
      ['breaks /a (/additionalProperties) must not be given now'],
    ],
    [
      'keys by pattern',
      { patternProperties: { '^x-': { type: 'string' } } },
      { patternProperties: { '^x-': { type: 'string', maxLength: 5 } } },
      ['breaks /* (/patternProperties/^x-/maxLength) at most 5 characters now'],
      ['loosens /* (/patternProperties/^x-/maxLength) no longer: at most 5 characters'],
    ],
    [
      'names of keys',
      {},
      { propertyNames: { maxLength: 40 } },
      ['breaks  (/propertyNames/maxLength) at most 40 characters now'],
      ['loosens  (/propertyNames/maxLength) no longer: at most 40 characters'],
    ],
    [
      'a key that must not be given',
      a({ type: 'string' }),
      a(false),
      ['breaks /a (/properties/a) must not be given now'],
      ['loosens /a (/properties/a) may be given now'],
    ],
    [
      'a key that must not be given, said in words',
      a({ type: 'string' }),
      a({ not: {}, message: 'no' }),
      [
        'same /a (/properties/a/message) message: words where there were none',
        'breaks /a (/properties/a/not) must not be given now',
      ],
      ['same /a (/properties/a/message) message: no words any more', 'loosens /a (/properties/a/not) may be given now'],
    ],
    [
      'the first items of a list',
      a({ prefixItems: [{}], items: { type: 'string' } }),
      a({ prefixItems: [{ type: 'number' }], items: { type: ['string', 'null'] } }),
      [
        'breaks /a/0 (/properties/a/prefixItems/0/type) must be a number now',
        'loosens /a/* (/properties/a/items/type) null is taken now',
      ],
      [
        'loosens /a/0 (/properties/a/prefixItems/0/type) no longer: must be a number',
        'breaks /a/* (/properties/a/items/type) null is no longer taken',
      ],
    ],
    [
      'a form less',
      { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
      { anyOf: [{ required: ['b'] }] },
      ['breaks  (/anyOf/0) one of the forms it may have is no longer taken'],
      ['loosens  (/anyOf/0) it may have another form now'],
    ],
    [
      'a tighter form',
      { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
      { anyOf: [{ required: ['b'] }, { required: ['a', 'c'] }] },
      ['breaks /c (/anyOf/1/required) must be given now'],
      ['loosens /c (/anyOf/1/required) need not be given any more'],
    ],
    [
      'a form less, of a warning',
      { severity: 'warning', anyOf: [{ required: ['a'] }, { required: ['b'] }] },
      { severity: 'warning', anyOf: [{ required: ['b'] }] },
      ['same  (/anyOf/0) one of the forms it may have is no longer taken'],
      ['same  (/anyOf/0) it may have another form now'],
    ],
    [
      'a tighter form, whatever it says of its severity',
      { anyOf: [{ severity: 'warning', maxLength: 5 }] },
      { anyOf: [{ severity: 'warning', maxLength: 4 }] },
      ['breaks  (/anyOf/0/maxLength) at most 4 characters now, was: at most 5 characters'],
      ['loosens  (/anyOf/0/maxLength) at most 5 characters now, was: at most 4 characters'],
    ],
    [
      'forms, where there were none',
      {},
      { anyOf: [{ required: ['a'] }], oneOf: [{ required: ['b'] }] },
      ['breaks  (/anyOf) must have one of its forms now', 'breaks  (/oneOf) must have exactly one of its forms now'],
      [
        'loosens  (/anyOf) no longer: must have one of its forms',
        'loosens  (/oneOf) no longer: must have exactly one of its forms',
      ],
    ],
    [
      'a rule under a condition',
      {},
      when({ required: ['value'] }, { required: ['currency'] }, { maxProperties: 1 }),
      [
        'breaks /currency (/then/required) under a condition: must be given now',
        'breaks  (/else/maxProperties) under a condition: at most 1 keys now',
      ],
      [
        'loosens /currency (/then/required) under a condition: need not be given any more',
        'loosens  (/else/maxProperties) under a condition: no longer: at most 1 keys',
      ],
    ],
    [
      'a rule under the same condition',
      { allOf: [when({ required: ['a'] }, { properties: { b: { maxLength: 5 } } })] },
      { allOf: [{ title: 'x' }, when({ required: ['a'] }, { properties: { b: { maxLength: 3 } } })] },
      [
        'breaks /b (/allOf/1/then/properties/b/maxLength) under a condition: at most 3 characters now, was: at most 5 characters',
      ],
      [
        'loosens /b (/allOf/0/then/properties/b/maxLength) under a condition: at most 5 characters now, was: at most 3 characters',
      ],
    ],
    [
      'a rule under a condition under a condition',
      when({ required: ['a'] }, when({ required: ['b'] }, {})),
      when({ required: ['a'] }, when({ required: ['b'] }, { required: ['c'] })),
      ['breaks /c (/then/then/required) under a condition: must be given now'],
      ['loosens /c (/then/then/required) under a condition: need not be given any more'],
    ],
    [
      'a definition that two conditions lead to, told once',
      {
        allOf: [when({ required: ['a'] }, { $ref: '#/$defs/x' }), when({ required: ['b'] }, { $ref: '#/$defs/x' })],
        $defs: { x: { maxProperties: 5 } },
      },
      {
        allOf: [when({ required: ['a'] }, { $ref: '#/$defs/x' }), when({ required: ['b'] }, { $ref: '#/$defs/x' })],
        $defs: { x: { maxProperties: 4 } },
      },
      ['breaks  (/$defs/x/maxProperties) under a condition: at most 4 keys now, was: at most 5 keys'],
      ['loosens  (/$defs/x/maxProperties) under a condition: at most 5 keys now, was: at most 4 keys'],
    ],
    [
      'many values less',
      { enum: Array.from({ length: 15 }, (_, n) => n) },
      { enum: [0] },
      ['breaks  (/enum) 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 2 more are no longer taken'],
      ['loosens  (/enum) 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 2 more are taken now'],
    ],
    [
      'what holds where a key is given',
      {},
      { dependentSchemas: { a: { required: ['b'] } } },
      ['breaks /b (/dependentSchemas/a/required) must be given now'],
      ['loosens /b (/dependentSchemas/a/required) need not be given any more'],
    ],
    [
      'a warning turned error',
      a({ severity: 'warning', required: ['id'], maxLength: 5, title: 'x' }),
      a({ severity: 'error', required: ['id'], maxLength: 5, title: 'x' }),
      [
        'breaks /a/id (/properties/a/required) an error now, was a warning: must be given',
        'breaks /a (/properties/a/maxLength) an error now, was a warning: at most 5 characters',
      ],
      [
        'loosens /a/id (/properties/a/required) a warning now, was an error: must be given',
        'loosens /a (/properties/a/maxLength) a warning now, was an error: at most 5 characters',
      ],
    ],
    [
      'a warning turned error, and changed',
      { severity: 'warning', properties: { a: { maxLength: 5 } } },
      { properties: { a: { maxLength: 9 } } },
      ['breaks /a (/properties/a/maxLength) at most 9 characters now, was a warning: at most 5 characters'],
      ['loosens /a (/properties/a/maxLength) only a warning now: at most 5 characters, was: at most 9 characters'],
    ],
    [
      'a warning',
      { severity: 'warning', properties: { a: { maxLength: 5 } } },
      { severity: 'warning', properties: { a: { maxLength: 9, required: ['b'] } } },
      [
        'same /a/b (/properties/a/required) a warning now: must be given',
        'same /a (/properties/a/maxLength) a warning: at most 9 characters now, was: at most 5 characters',
      ],
      [
        'same /a (/properties/a/maxLength) a warning: at most 5 characters now, was: at most 9 characters',
        'same /a/b (/properties/a/required) no longer a warning: must be given',
      ],
    ],
    [
      'the address',
      { request: { properties: { method: { const: 'POST' }, body: { required: ['a'] } } } },
      { request: { properties: { method: { enum: ['POST', 'PUT'] }, body: { required: ['a', 'b'] } } } },
      [
        'loosens request:/method (/request/properties/method/enum) PUT is taken now',
        'breaks /b (/request/properties/body/required) must be given now',
      ],
      [
        'breaks request:/method (/request/properties/method/const) PUT is no longer taken',
        'loosens /b (/request/properties/body/required) need not be given any more',
      ],
    ],
    [
      'what is behind a reference',
      { properties: { a: { $ref: '#/$defs/x' } }, $defs: { x: { maxLength: 5 } } },
      { properties: { a: { $ref: '#/$defs/y', minLength: 1 } }, $defs: { y: { maxLength: 4 } } },
      [
        'breaks /a (/properties/a/minLength) at least 1 characters now',
        'breaks /a (/$defs/y/maxLength) at most 4 characters now, was: at most 5 characters',
      ],
      [
        'loosens /a (/$defs/x/maxLength) at most 5 characters now, was: at most 4 characters',
        'loosens /a (/properties/a/minLength) no longer: at least 1 characters',
      ],
    ],
    [
      'what is behind a reference to another contract',
      a({}),
      a({ $ref: 'acme/items' }),
      ['breaks /a (/properties/a/$ref) must hold what another contract says now'],
      ['loosens /a (/properties/a/$ref) no longer: must hold what another contract says'],
    ],
    [
      'what is there for other contracts',
      { $defs: { x: { properties: { a: { maxLength: 5 } } } } },
      { $defs: { x: { properties: { a: { maxLength: 4 } } } } },
      ['breaks /a (/$defs/x/properties/a/maxLength) $defs/x: at most 4 characters now, was: at most 5 characters'],
      ['loosens /a (/$defs/x/properties/a/maxLength) $defs/x: at most 5 characters now, was: at most 4 characters'],
    ],
    [
      'a schema within itself',
      { $ref: '#/$defs/tree', $defs: { tree: { properties: { child: { $ref: '#/$defs/tree' } } } } },
      { $ref: '#/$defs/tree', $defs: { tree: { type: 'object', properties: { child: { $ref: '#/$defs/tree' } } } } },
      ['breaks  (/$defs/tree/type) must be an object now', 'breaks /child (/$defs/tree/type) must be an object now'],
      [
        'loosens  (/$defs/tree/type) no longer: must be an object',
        'loosens /child (/$defs/tree/type) no longer: must be an object',
      ],
    ],
  ])('%s', (_, before, after, there, back) => {
    expect(changes(before, after)).toEqual(there);
    expect(changes(after, before)).toEqual(back);
  });
});

describe('what cannot be told', () => {
  test.each<[string, Schema, Schema, readonly string[]]>([
    [
      'what must not be',
      a({ not: { enum: ['x'] } }),
      a({ not: { enum: ['x', 'y'] } }),
      ['breaks /a (/properties/a/not) cannot be told: what must not be so is another now'],
    ],
    [
      'what must not be, of a warning',
      { severity: 'warning', not: { enum: ['x'] } },
      { severity: 'warning', not: { enum: ['x', 'y'] } },
      ['same  (/not) cannot be told: what must not be so is another now'],
    ],
    [
      'a condition',
      when({ required: ['a'] }, { required: ['b'] }),
      when({ required: ['a', 'c'] }, { required: ['b'] }),
      ['breaks  (/if) cannot be told: the condition of a rule has changed'],
    ],
    [
      'the condition of a warning',
      when({ required: ['a'] }, { severity: 'warning', required: ['b'] }),
      when({ required: ['a', 'c'] }, { severity: 'warning', required: ['b'] }),
      ['same  (/if) cannot be told: the condition of a rule has changed'],
    ],
    [
      'a condition that refers to what changed',
      { ...when({ $ref: '#/$defs/x' }, { required: ['b'] }), $defs: { x: { required: ['a'] } } },
      { ...when({ $ref: '#/$defs/x' }, { required: ['b'] }), $defs: { x: { required: ['c'] } } },
      ['breaks  (/if) cannot be told: the condition of a rule has changed'],
    ],
    [
      'forms of which exactly one must be',
      { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
      { oneOf: [{ required: ['a'] }, { required: ['b'] }, { required: ['c'] }] },
      ['breaks  (/oneOf) cannot be told: the forms it takes exactly one of have changed'],
    ],
    [
      'some items of a list',
      a({ contains: { const: 1 }, maxContains: 2 }),
      a({ contains: { const: 2 }, maxContains: 2 }),
      ['breaks /a (/properties/a/contains) cannot be told: the items it must contain have changed'],
    ],
    [
      'another contract',
      a({ $ref: 'acme/items' }),
      a({ $ref: 'acme/lines' }),
      ['breaks /a (/properties/a/$ref) cannot be told: it refers to another contract than before'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(changes(before, after)).toEqual(expected);
  });
});

describe('what takes no effect', () => {
  test.each<[string, Schema, Schema, readonly string[]]>([
    [
      'words',
      { title: 'x', properties: { a: { type: 'string', message: { type: 'x' }, help: 'y', source: 'z', code: 'E1' } } },
      { properties: { a: { type: 'string', message: { type: 'u' }, help: 'v', source: 'w', description: 'd' } } },
      [
        'same  (/title) title: no words any more',
        'same /a (/properties/a/message) message: other words now',
        'same /a (/properties/a/help) help: other words now',
        'same /a (/properties/a/code) code: no words any more',
        'same /a (/properties/a/source) source: other words now',
        'same /a (/properties/a/description) description: words where there were none',
      ],
    ],
    [
      'words of a definition, told once',
      { properties: { a: { $ref: '#/$defs/x' }, b: { $ref: '#/$defs/x' } }, $defs: { x: { maxLength: 1, help: 'x' } } },
      { properties: { a: { $ref: '#/$defs/x' }, b: { $ref: '#/$defs/x' } }, $defs: { x: { maxLength: 1, help: 'y' } } },
      ['same /a (/$defs/x/help) help: other words now'],
    ],
    [
      'versions',
      { versions: ['v1'] },
      { versions: ['v1', 'v2'] },
      ['same  (/versions) written for versions v1, v2, was: v1'],
    ],
    ['another order', { required: ['a', 'b'], enum: [1, 2] }, { enum: [2, 1], required: ['b', 'a'] }, []],
    [
      'rules in another order',
      {
        allOf: [{ required: ['a'] }, { not: { required: ['b'] } }, when({ type: 'object' }, { minProperties: 2 })],
      },
      {
        allOf: [when({ type: 'object' }, { minProperties: 2 }), { not: { required: ['b'] } }, { required: ['a'] }],
      },
      [],
    ],
    ['a rule that moved', { maxLength: 5, allOf: [{ pattern: 'x' }] }, { allOf: [{ maxLength: 5 }], pattern: 'x' }, []],
    ['a rule said twice', { required: ['a'] }, { required: ['a'], allOf: [{ required: ['a'] }] }, []],
    [
      'a rule that moved into a definition',
      a({ maxLength: 5 }),
      { ...a({ $ref: '#/$defs/x' }), $defs: { x: { maxLength: 5 } } },
      [],
    ],
    [
      'a rule that moved into another schema, with words',
      { type: 'string', maxLength: 5, message: 'x' },
      { type: 'string', message: 'x', allOf: [{ maxLength: 5, message: 'y' }] },
      [],
    ],
    [
      'another order within a condition',
      when({ required: ['a', 'b'], enum: [1, 2] }, { maxLength: 5 }),
      when({ enum: [2, 1], required: ['b', 'a'] }, { maxLength: 5 }),
      [],
    ],
    [
      'a schema within itself that must not be',
      { not: { $ref: '#/$defs/tree' }, $defs: { tree: { properties: { child: { $ref: '#/$defs/tree' } } } } },
      { not: { $ref: '#/$defs/tree' }, $defs: { tree: { properties: { child: { $ref: '#/$defs/tree' } } } } },
      [],
    ],
    [
      'a schema that is itself',
      { $ref: '#/$defs/x', $defs: { x: { maxLength: 5, allOf: [{ $ref: '#/$defs/x' }] } } },
      { $ref: '#/$defs/x', $defs: { x: { maxLength: 5, allOf: [{ $ref: '#/$defs/x' }] } } },
      [],
    ],
    [
      'limits that limit nothing',
      {},
      { minLength: 0, minItems: 0, minProperties: 0, uniqueItems: false, items: {}, additionalProperties: true },
      [],
    ],
    ['a condition without a rule', {}, { if: { required: ['a'] } }, []],
    [
      'properties named as keywords are',
      a({ properties: { message: {}, severity: {}, title: {} } }),
      a({ properties: { title: {}, message: {}, severity: {} } }),
      [],
    ],
    ['rules of what must not be given', a(false), a({ not: {}, type: 'string', maxLength: 5 }), []],
  ])('%s', (_, before, after, expected) => {
    expect(changes(before, after)).toEqual(expected);
  });
});

test('a payload read elsewhere', () => {
  expect(changes({}, { payload: 'query' })).toEqual(['breaks  (/payload) the payload is the query now, was: the body']);
});

test('control characters are written out', () => {
  expect(changes({ enum: ['x'] }, { enum: ['x', '\u001b[2J'] })).toEqual(['loosens  (/enum) \\u001b[2J is taken now']);
});

const shipped = await loadContracts([shippedContracts]);

test.each(shipped.names)('%s is what it is', (name) => {
  const schema = shipped.get(name)?.schema as Schema;
  expect(compareContracts(schema, structuredClone(schema))).toEqual([]);
});

describe('of any contract and another version of it', () => {
  type Rule = readonly [string, unknown];
  type Rules = fc.Arbitrary<readonly Rule[]>;

  const key = fc.constantFrom('a', 'b');
  const limit = fc.integer({ min: 0, max: 3 });
  const types = ['string', 'number', 'integer', 'object', 'array', 'boolean', 'null'];
  const limits = ['minimum', 'maximum', 'exclusiveMinimum', 'minLength', 'maxLength', 'minItems', 'maxItems'];

  /** What a rule may hold that holds no schemas. `ordered` leaves out the rules of which nobody says which is tighter. */
  const held = (ordered: boolean): Readonly<Record<string, fc.Arbitrary<unknown>>> => ({
    type: fc.uniqueArray(fc.constantFrom(...types), { minLength: 3, maxLength: 7 }),
    enum: fc.uniqueArray(fc.constantFrom<unknown>('x', 'xy', 1, 2, null), { minLength: 2 }),
    required: fc.uniqueArray(key, { minLength: 1 }),
    severity: fc.constantFrom('warning', 'error'),
    ...Object.fromEntries([...limits, 'minProperties', 'maxProperties'].map((keyword) => [keyword, limit])),
    ...(ordered ? {} : { pattern: fc.constantFrom('x', 'y'), multipleOf: fc.constantFrom(1, 2, 3) }),
  });

  type Around = readonly [string, (inner: unknown) => unknown];

  /** How rules hold a schema. */
  const around = (ordered: boolean): readonly Around[] => [
    ['properties', (inner) => ({ a: inner })],
    ['additionalProperties', (inner) => inner],
    ['items', (inner) => inner],
    ['allOf', (inner) => [inner, { required: ['b'] }]],
    ['allOf', (inner) => [when({ required: ['a'] }, inner)]],
    ['allOf', (inner) => [when({ type: 'string' }, true, inner)]],
    ...(ordered ? [] : unordered),
  ];
  const unordered: readonly Around[] = [
    ['prefixItems', (inner) => [inner]],
    ['dependentSchemas', (inner) => ({ a: inner })],
    ['anyOf', (inner) => [inner, { type: 'string' }]],
    ['oneOf', (inner) => [inner, { type: 'string' }]],
    ['allOf', (inner) => [when(inner, { required: ['b'] })]],
    ['not', (inner) => inner],
    ['contains', (inner) => inner],
  ];

  function ruleOf(ordered: boolean, depth: number): fc.Arbitrary<Rule> {
    const plain = Object.entries(held(ordered)).map(([keyword, value]) => value.map((one) => [keyword, one] as const));
    if (depth === 0) return fc.oneof(...plain);
    const inner = fc.oneof(
      { weight: 6, arbitrary: schemaOf(ordered, depth - 1) },
      fc.constantFrom<unknown>(true, { not: {} }),
    );
    const nested = around(ordered).map(([keyword, wrap]) => inner.map((one) => [keyword, wrap(one)] as const));
    return fc.oneof(...plain, ...nested);
  }

  const rulesOf = (ordered: boolean, depth: number): Rules => fc.array(ruleOf(ordered, depth), { maxLength: 3 });

  function schemaOf(ordered: boolean, depth = 2): fc.Arbitrary<Schema> {
    return rulesOf(ordered, depth).map((rules) => Object.fromEntries(rules));
  }

  /** A schema, and the same with one rule more, less or otherwise, in it or below. */
  function versionsOf(ordered: boolean, depth = 2): fc.Arbitrary<readonly [Schema, Schema]> {
    const keywordsHeld = held(ordered);
    const changed = fc
      .constantFrom(...Object.keys(keywordsHeld))
      .chain((keyword) =>
        fc.tuple(fc.constant(keyword), ...[1, 2].map(() => keywordsHeld[keyword] as fc.Arbitrary<unknown>)),
      );
    const added = ruleOf(ordered, depth);
    const edits: fc.Arbitrary<readonly [Rule | undefined, Rule | undefined]>[] = [
      changed.map(([keyword, one, other]) => [
        [keyword as string, one],
        [keyword as string, other],
      ]),
      added.map((rule) => [undefined, rule]),
      added.map((rule) => [rule, undefined]),
    ];
    if (depth > 0) {
      const inner = versionsOf(ordered, depth - 1);
      for (const [keyword, wrap] of around(ordered)) {
        edits.push(
          inner.map(([one, other]) => [
            [keyword, wrap(one)],
            [keyword, wrap(other)],
          ]),
        );
      }
    }
    return fc.tuple(rulesOf(ordered, depth), fc.oneof(...edits)).map(([rules, [one, other]]) => {
      const rest = rules.filter(([keyword]) => keyword !== one?.[0] && keyword !== other?.[0]);
      const made = (rule: Rule | undefined): Schema => Object.fromEntries(rule === undefined ? rest : [...rest, rule]);
      return [made(one), made(other)];
    });
  }

  const scalars = [null, true, '', 'x', 'xy', 'yyyy', 0, 1, 2, 3, 1.5];
  const inside = [undefined, 'x', 2, {}, { a: 1 }];
  /** Values of every kind, small ones. */
  const values: readonly unknown[] = [
    ...scalars,
    ...[[], ['x'], [1, 'xy'], [1, 2, 3, 4], [{}], [{ a: 'x' }], [null]],
    ...inside.flatMap((a) =>
      inside.flatMap((b) => [undefined, 'xy'].map((c) => JSON.parse(JSON.stringify({ a, b, c })))),
    ),
    ...scalars.map((a) => ({ a })),
    ...scalars.map((b) => ({ b })),
    ...[[], ['x', 1]].flatMap((list) => [{ a: list }, { b: list }, { c: list }]),
  ];

  const swapped = { breaks: 'loosens', loosens: 'breaks', same: 'same' } as const;
  const effects = (found: readonly ContractChange[]): readonly string[] => found.map(({ effect }) => effect).toSorted();

  test('none differs from itself', () => {
    fc.assert(
      fc.property(schemaOf(false), (one) => {
        expect(compareContracts(one, structuredClone(one))).toEqual([]);
      }),
    );
  });

  test('what breaks one way loosens the other', () => {
    fc.assert(
      fc.property(versionsOf(true), ([one, other]) => {
        const there = compareContracts(one, other).map((change) => ({ ...change, effect: swapped[change.effect] }));
        expect(effects(compareContracts(other, one))).toEqual(effects(there));
      }),
    );
  });

  test('where a value was fine and is refused, something breaks; where it was refused and is fine, something loosens or cannot be told', () => {
    const refuses = (schema: Schema): ((value: unknown) => boolean) => {
      const contract = contractOf(schema);
      return (value) => contract.check(value, now).some(({ severity }) => severity === 'error');
    };
    fc.assert(
      fc.property(versionsOf(false), ([one, other]) => {
        const [refused, refusesNow] = [refuses(one), refuses(other)];
        const found = compareContracts(one, other).filter(({ effect }) => effect !== 'same');
        const broken = values.find((value) => !refused(value) && refusesNow(value));
        const loosened = values.find((value) => refused(value) && !refusesNow(value));
        const breaks = found.some(({ effect }) => effect === 'breaks');
        expect({ broken, told: breaks || broken === undefined }).toEqual({ broken, told: true });
        expect({ loosened, told: found.length > 0 || loosened === undefined }).toEqual({ loosened, told: true });
      }),
    );
  });
});
