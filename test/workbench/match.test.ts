import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../src/event/hash.ts';
import type { Difference } from '../../src/workbench/difference.ts';
import { match } from '../../src/workbench/match.ts';
import { assign } from '../../src/workbench/match-assignment.ts';

const email = 'jane@example.com';

test.each<[string, unknown, unknown]>([
  ['an object with more keys', { a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 }],
  ['an array item by item', [{ a: 1 }, 2], [{ a: 1, b: 2 }, 2]],
  ['null', { a: null }, { a: null }],
  ['$type string', { $type: 'string' }, 'a'],
  ['$type number', { $type: 'number' }, 1.5],
  ['$type integer', { $type: 'integer' }, 2],
  ['$type boolean', { $type: 'boolean' }, false],
  ['$type object', { $type: 'object' }, {}],
  ['$type array', { $type: 'array' }, []],
  ['$type null', { $type: 'null' }, null],
  ['$regex, anywhere in the text', { $regex: '\\d+' }, 'a 12 b'],
  ['$regex that would take for ever elsewhere', { $regex: '^(a+)+$' }, 'a'.repeat(30_000)],
  ['$any_of', { $any_of: [1, { $type: 'string' }] }, 'x'],
  ['$any_of with nothing', { a: { $any_of: [{ $absent: true }, 1] } }, {}],
  ['$absent', { a: { $absent: true } }, { b: 1 }],
  ['$length of a list', { $length: 2 }, [1, 2]],
  ['$length of text, in characters', { $length: { min: 2, max: 3 } }, '👍👍'],
  ['$length at least', { $length: { min: 1 } }, [1, 2, 3]],
  ['$approx, in binary', { $approx: 0.3 }, 0.1 + 0.2],
  ['$approx within', { $approx: 100, within: 0.01 }, 100.01],
  ['$iso_date, a day', { $iso_date: true }, '2026-02-28'],
  ['$iso_date, a moment', { $iso_date: true }, '2026-11-21T16:00:00.123+02:00'],
  ['$hash_of', { $hash_of: email }, sha256(email)],
  ['$exact', { $exact: { a: { $type: 'number' }, b: [{ c: 1 }] } }, { a: 5, b: [{ c: 1 }] }],
  ['$contains, in any order', { $contains: [3, { a: 1 }] }, [{ a: 1, b: 2 }, 2, 3]],
  ['$contains, each its own: the first fits both', { $contains: [{ a: 1 }, { b: 1 }] }, [{ a: 1, b: 1 }, { a: 1 }]],
  ['$each', { $each: { $regex: '^[0-9a-f]{64}$' } }, [sha256('a'), sha256('b')]],
  ['$each of none', { $each: 1 }, []],
  ['$not', { $not: { $regex: 'a' } }, 'b'],
  ['$not absent', { a: { $not: { $absent: true } } }, { a: null }],
  ['$gte and $lte together', { $gte: 200, $lte: 299 }, 204],
])('matches %s', (_, pattern, actual) => {
  expect(match(pattern, actual)).toEqual([]);
});

const told = (differences: readonly Difference[]): readonly string[] =>
  differences.map(({ path, kind, expected, actual, rule }) =>
    [path || '/', kind, JSON.stringify(expected), JSON.stringify(actual), ...(rule === undefined ? [] : [rule])].join(
      ' | ',
    ),
  );

test.each<[string, unknown, unknown, ...string[]]>([
  ['another value', { a: { b: 1 } }, { a: { b: 2 } }, '/a/b | different | 1 | 2'],
  ['a key that is not there', { a: { b: 1 } }, { a: {} }, '/a/b | missing | 1 | '],
  ['a list too long', [1], [1, 2], '/1 | unexpected |  | 2'],
  ['a list too short', [1, 2], [2], '/0 | missing | 1 | '],
  [
    'the like with the like',
    [
      { id: 1, v: 1 },
      { id: 2, v: 2 },
    ],
    [{ id: 2, v: 3 }],
    '/0 | missing | {"id":1,"v":1} | ',
    '/0/v | different | 2 | 3',
  ],
  [
    "a prototype's key",
    { constructor: { $type: 'object' } },
    {},
    '/constructor | missing | {"$type":"object"} |  | must be an object',
  ],
  ['null for nothing', { a: null }, {}, '/a | missing | null | '],
  ['$type', { $type: 'integer' }, 1.5, '/ | different | {"$type":"integer"} | 1.5 | must be a whole number'],
  ['$type of nothing', { a: { $type: 'string' } }, {}, '/a | missing | {"$type":"string"} |  | must be text'],
  [
    '$regex',
    { $regex: '^fb\\.1\\.' },
    'fc.1',
    '/ | different | {"$regex":"^fb\\\\.1\\\\."} | "fc.1" | must match ^fb\\.1\\.',
  ],
  ['$regex of a number', { $regex: '1' }, 1, '/ | different | {"$regex":"1"} | 1 | must match 1'],
  ['$any_of', { $any_of: [1, 'a'] }, 2, '/ | different | {"$any_of":[1,"a"]} | 2 | must be one of 1, "a"'],
  ['$absent', { a: { $absent: true } }, { a: null }, '/a | unexpected |  | null | must not be there'],
  ['$length', { $length: 2 }, [1], '/ | different | {"$length":2} | [1] | must have a length of 2'],
  [
    '$length from to',
    { $length: { min: 1, max: 2 } },
    '',
    '/ | different | {"$length":{"min":1,"max":2}} | "" | must have a length of 1 to 2',
  ],
  [
    '$length at most',
    { $length: { max: 2 } },
    'abc',
    '/ | different | {"$length":{"max":2}} | "abc" | must have a length of at most 2',
  ],
  [
    '$length of a number',
    { $length: { min: 1 } },
    5,
    '/ | different | {"$length":{"min":1}} | 5 | must have a length of at least 1',
  ],
  [
    '$approx',
    { $approx: 100, within: 0.01 },
    100.02,
    '/ | different | {"$approx":100,"within":0.01} | 100.02 | must be within 0.01 of 100',
  ],
  ['$approx of text', { $approx: 5 }, '5', '/ | different | {"$approx":5} | "5" | must be within 0.000001 of 5'],
  [
    '$iso_date that there is not',
    { $iso_date: true },
    '2026-02-30',
    '/ | different | {"$iso_date":true} | "2026-02-30" | must be a date such as 2026-11-21 or 2026-11-21T16:00:00Z',
  ],
  [
    '$hash_of',
    { $hash_of: email },
    sha256(email).toUpperCase(),
    `/ | different | {"$hash_of":"${email}"} | "${sha256(email).toUpperCase()}" | must be the SHA-256 of ${email}, in lower-case hex`,
  ],
  ['$exact', { $exact: { a: { b: 1 } } }, { a: { b: 1, c: 2 } }, '/a/c | unexpected |  | 2 | no other keys'],
  ['$contains', { $contains: [1, { a: 1 }] }, [1, { a: 2 }], '/ | missing | {"a":1} |  | must hold an item like this'],
  [
    '$contains, one for two',
    { $contains: [{ a: 1 }, { a: 1 }] },
    [{ a: 1 }],
    '/ | missing | {"a":1} |  | must hold an item like this',
  ],
  ['$contains of no list', { $contains: [1] }, 1, '/ | different | {"$contains":[1]} | 1 | must be an array'],
  ['$each', { $each: { a: 1 } }, [{ a: 1 }, { a: 2 }], '/1/a | different | 1 | 2'],
  ['$each of no list', { $each: 1 }, {}, '/ | different | {"$each":1} | {} | must be an array'],
  [
    '$not',
    { $not: { $type: 'string' } },
    'a',
    '/ | different | {"$not":{"$type":"string"}} | "a" | must not be {"$type":"string"}',
  ],
  [
    '$not absent',
    { a: { $not: { $absent: true } } },
    {},
    '/a | missing | {"$not":{"$absent":true}} |  | must be there',
  ],
  [
    'both of two',
    { $gte: 5, $lte: 1 },
    3,
    '/ | different | {"$gte":5,"$lte":1} | 3 | must be a number of at least 5',
    '/ | different | {"$gte":5,"$lte":1} | 3 | must be a number of at most 1',
  ],
])('tells: %s', (_, pattern, actual, ...messages) => {
  expect(told(match(pattern, actual))).toEqual(messages);
});

describe('for any JSON', () => {
  const json = fc
    .jsonValue({ maxDepth: 4 })
    .map((value) => JSON.parse(JSON.stringify(value).replaceAll('"$', '"_')) as unknown);

  test('a value matches itself, loosely and exactly', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect([match(value, value), match({ $exact: value }, value)]).toEqual([[], []]);
      }),
    );
  });

  test('what matches is not what must not', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(match({ $not: a }, b).length === 0).toBe(match(a, b).length > 0);
      }),
    );
  });

  test('a list contains its own items in any order', () => {
    fc.assert(
      fc.property(fc.array(json, { minLength: 1, maxLength: 6 }), (items) => {
        expect(match({ $contains: items.toReversed() }, items)).toEqual([]);
      }),
    );
  });
});

test('nested as deep as files may be, in no time', () => {
  const nest = (core: unknown, rest: readonly unknown[]): unknown =>
    Array.from({ length: 60 }).reduce((inner) => [inner, ...rest], core);
  const deepest = { path: `${'/0'.repeat(60)}/a`, kind: 'different', expected: 1, actual: 2 };
  expect(match(nest({ a: 1 }, []), nest({ a: 2 }, []))).toEqual([deepest]);
  const [first, ...others] = match(nest({ a: 1 }, [0]), nest({ a: 2 }, []));
  expect([first, others.length, others.at(-1)]).toEqual([
    deepest,
    60,
    { path: '/1', kind: 'missing', expected: 0, actual: undefined },
  ]);
});

describe('assign', () => {
  const table = (rows: readonly string[]): readonly (number | undefined)[] =>
    assign(rows.length, rows[0]?.length ?? 0, (wish, thing) => rows[wish]?.[thing] === 'x');

  test.each<[string, readonly string[], readonly (number | undefined)[]]>([
    ['nothing', [], []],
    ['each its own', ['x.', '.x'], [0, 1]],
    ['an earlier one makes room', ['xx', 'x.'], [1, 0]],
    ['along a chain', ['xx..', 'xxx.', 'x...', '..xx'], [1, 2, 0, 3]],
    ['one goes without', ['x', 'x'], [0, undefined]],
    ['none fits', ['..'], [undefined]],
  ])('%s', (_, rows, given) => {
    expect(table(rows)).toEqual(given);
  });

  test('nobody has what does not fit, and nothing is given twice', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), { maxLength: 6 }), (fits) => {
        const given = assign(fits.length, 5, (wish, thing) => fits[wish]?.[thing] === true);
        const taken = given.filter((thing) => thing !== undefined);
        expect({
          unfit: given.filter((thing, wish) => thing !== undefined && fits[wish]?.[thing] !== true),
          twice: taken.length - new Set(taken).size,
          // Whoever goes without finds all that fits taken.
          left: given.filter(
            (thing, wish) => thing === undefined && fits[wish]?.some((fit, one) => fit && !taken.includes(one)),
          ),
        }).toEqual({ unfit: [], twice: 0, left: [] });
      }),
    );
  });
});
