import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, isSame } from '../../src/workbench/compare.ts';
import type { Difference } from '../../src/workbench/difference.ts';

const missing = (path: string, expected: unknown): Difference => ({
  path,
  kind: 'missing',
  expected,
  actual: undefined,
});
const unexpected = (path: string, actual: unknown): Difference => ({
  path,
  kind: 'unexpected',
  expected: undefined,
  actual,
});
const different = (path: string, expected: unknown, actual: unknown): Difference => ({
  path,
  kind: 'different',
  expected,
  actual,
});

describe('compare', () => {
  test.each<[string, unknown, unknown, readonly Difference[]]>([
    ['equal values', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['an undefined key, as good as none', { a: 1, b: undefined }, { a: 1 }, []],
    ['another value', 1, 2, [different('', 1, 2)]],
    ['another kind', { a: '1' }, { a: 1 }, [different('/a', '1', 1)]],
    ['null for an object', { a: {} }, { a: null }, [different('/a', {}, null)]],
    ['an array for an object', { a: {} }, { a: [] }, [different('/a', {}, [])]],
    ['a key that went', { a: 1, b: { c: 2 } }, { a: 1 }, [missing('/b', { c: 2 })]],
    ['a key that came', { a: 1 }, { a: 1, b: null }, [unexpected('/b', null)]],
    ['keys of a pointer', { 'a/b': { '~': 1 } }, { 'a/b': { '~': 2 } }, [different('/a~1b/~0', 1, 2)]],
    ['a key only a prototype has', JSON.parse('{"constructor":1}'), {}, [missing('/constructor', 1)]],
    [
      "a prototype's key",
      {},
      JSON.parse('{"constructor":1,"__proto__":2}'),
      [unexpected('/constructor', 1), unexpected('/__proto__', 2)],
    ],
    [
      'several',
      { a: 1, b: 2, c: 3 },
      { a: 0, c: 3, d: 4 },
      [different('/a', 1, 0), missing('/b', 2), unexpected('/d', 4)],
    ],
  ])('%s', (_, expected, actual, differences) => {
    expect(compare(expected, actual)).toEqual(differences);
  });

  test.each<[string, readonly unknown[], readonly unknown[], readonly Difference[]]>([
    ['an item put in first', ['a', 'b', 'c'], ['x', 'a', 'b', 'c'], [unexpected('/0', 'x')]],
    ['an item put in between', ['a', 'b'], ['a', 'x', 'b'], [unexpected('/1', 'x')]],
    ['an item taken out', ['a', 'b', 'c'], ['a', 'c'], [missing('/1', 'b')]],
    ['one of equal items taken out', ['a', 'a'], ['a'], [missing('/1', 'a')]],
    ['an item changed among equals', [1, 1, 1], [1, 2, 1], [different('/1', 1, 2)]],
    ['an item that moved on', ['a', 'b', 'c', 'd'], ['x', 'a', 'b', 'c'], [unexpected('/0', 'x'), missing('/3', 'd')]],
    ['two changed', ['a', 'b', 'c'], ['x', 'b', 'y'], [different('/0', 'a', 'x'), different('/2', 'c', 'y')]],
    ['an item of another kind', [{ a: 1 }], ['a'], [different('/0', { a: 1 }, 'a')]],
    [
      'one put in before one that changed a little: the like is paired with the like',
      [
        { id: 1, name: 'a', price: 5 },
        { id: 2, name: 'b', price: 6 },
      ],
      [
        { id: 9, name: 'z', price: 1 },
        { id: 1, name: 'a', price: 5.5 },
        { id: 2, name: 'b', price: 6 },
      ],
      [unexpected('/0', { id: 9, name: 'z', price: 1 }), different('/1/price', 5, 5.5)],
    ],
    ['arrays in arrays', [[1, 2, 3], [4]], [[0], [1, 2, 3], [4, 5]], [unexpected('/0', [0]), unexpected('/2/1', 5)]],
  ])('pairs items: %s', (_, expected, actual, differences) => {
    expect(compare(expected, actual)).toEqual(differences);
  });

  test('tells a hundred and no more, or as many as are asked for', () => {
    const many = (value: number): Record<string, number> =>
      Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, value]));
    expect([compare(many(1), many(2)).length, compare(many(1), {}).length, compare({}, many(1), 250).length]).toEqual([
      100, 100, 250,
    ]);
  });

  test('nested as deep as files may be, in no time', () => {
    const nest = (core: unknown): unknown => Array.from({ length: 60 }).reduce((inner) => [inner, 0], core);
    expect(compare(nest(1), nest([2, 0, 0]))).toEqual([different('/0'.repeat(60), 1, [2, 0, 0])]);
  });

  test('pairs long arrays by their places', () => {
    const long = Array.from({ length: 300 }, (_, index) => index);
    expect(compare(long, [...long.map((item) => -item - 1), 0], 1000)).toEqual([
      ...long.map((item) => different(`/${item}`, item, -item - 1)),
      unexpected('/300', 0),
    ]);
  });
});

/** JSON without empty keys' pitfalls: `__proto__` in a literal would set a prototype. */
const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

/** A value, and the same with one change: its path and what it is. */
const changed = json.chain((value) => {
  const places = placesOf(value, '');
  return fc.record({
    value: fc.constant(value),
    place: fc.constantFrom(...places),
    what: fc.constantFrom('set', 'drop', 'add'),
  });
});

interface Place {
  readonly path: string;
  readonly keys: readonly (string | number)[];
  readonly held: unknown;
}

function placesOf(value: unknown, path: string, keys: readonly (string | number)[] = []): readonly Place[] {
  const here = { path, keys, held: value };
  if (typeof value !== 'object' || value === null) return [here];
  const inside = Object.entries(value).flatMap(([key, child]) => {
    const step = Array.isArray(value) ? Number(key) : key;
    return placesOf(child, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, [...keys, step]);
  });
  return [here, ...inside];
}

function edit(
  value: unknown,
  keys: readonly (string | number)[],
  change: (holder: Record<string | number, unknown>, key: string | number) => void,
): unknown {
  const root = { root: structuredClone(value) };
  let holder: unknown = root;
  const all = ['root', ...keys];
  for (const key of all.slice(0, -1)) holder = (holder as Record<string | number, unknown>)[key];
  change(holder as Record<string | number, unknown>, all.at(-1) as string | number);
  return root.root;
}

describe('for any JSON', () => {
  test('a value is equal to itself, and to a copy', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect([
          compare(value, value),
          compare(value, structuredClone(value)),
          isSame(value, structuredClone(value)),
        ]).toEqual([[], [], true]);
      }),
    );
  });

  test('there are differences exactly where values are not the same', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(compare(a, b).length === 0).toBe(isSame(a, b));
      }),
    );
  });

  test('one change is found at exactly its place', () => {
    fc.assert(
      fc.property(changed, ({ value, place: { path, keys, held }, what }) => {
        const parent = keys
          .slice(0, -1)
          .reduce<unknown>((node, key) => (node as Record<string | number, unknown>)[key], value);
        if (what === 'add' && typeof held === 'object' && held !== null && !Array.isArray(held)) {
          const actual = edit(value, keys, (holder, key) => {
            (holder[key] as Record<string, unknown>)['an added key'] = 1;
          });
          expect(compare(value, actual)).toEqual([unexpected(`${path}/an added key`, 1)]);
        } else if (what === 'add' && Array.isArray(held)) {
          const actual = edit(value, keys, (holder, key) => (holder[key] as unknown[]).unshift('an added item'));
          expect(compare(value, actual)).toEqual([unexpected(`${path}/0`, 'an added item')]);
        } else if (what === 'drop' && keys.length > 0 && !Array.isArray(parent)) {
          const actual = edit(value, keys, (holder, key) => delete holder[key]);
          expect(compare(value, actual)).toEqual([missing(path, held)]);
        } else if (typeof held !== 'object' || held === null) {
          const actual = edit(value, keys, (holder, key) => {
            holder[key] = 'something else';
          });
          expect(compare(value, actual)).toEqual(
            held === 'something else' ? [] : [different(path, held, 'something else')],
          );
        }
      }),
    );
  });

  test('an item taken out of distinct ones is the only one missed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.oneof(fc.integer(), fc.string()), { minLength: 1 }), fc.nat(), (items, nth) => {
        const index = nth % items.length;
        expect(compare(items, items.toSpliced(index, 1))).toEqual([missing(`/${index}`, items[index])]);
      }),
    );
  });
});
