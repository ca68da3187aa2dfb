import { describe, expect, test } from 'vitest';
import { parseSource, valueSource } from '../../src/text/source.ts';

const yaml = `name: shop # a comment
tags:
  Meta CAPI - Purchase:
    type: meta
    triggers: [ Purchase Event, "Lead" ]
  ? Second
  : { type: ga4 }
lookup: { 1: one, true: yes }
`;
const json = `{
\t"name": "shop",
\t"tags": {
\t\t"Meta": { "type": "meta", "triggers": ["A", "B"] }
\t}
}`;

describe('positions', () => {
  test.each([
    ['a key', ['tags', 'Meta CAPI - Purchase'], true, 3, 3],
    ['a value', ['tags', 'Meta CAPI - Purchase', 'type'], false, 4, 11],
    ['the key of a value', ['tags', 'Meta CAPI - Purchase', 'type'], true, 4, 5],
    ['an item', ['tags', 'Meta CAPI - Purchase', 'triggers', 1], false, 5, 33],
    ['an explicit key', ['tags', 'Second'], true, 6, 5],
    ['a key that is a number', ['lookup', '1'], true, 8, 11],
    ['a key that is true', ['lookup', 'true'], true, 8, 19],
    ['something that is not there: its parent', ['tags', 'Second', 'pixel_id'], true, 6, 5],
    ['something far from there', ['clients', 'a', 'b'], false, 1, 1],
    ['the whole', [], false, 1, 1],
  ])('of %s in YAML', (_, path, atKey, line, column) => {
    expect(parseSource('sgtm.yaml', yaml).locate(path, atKey)).toEqual({ line, column });
  });

  test.each([
    ['a key', ['tags', 'Meta'], true, 4, 3],
    ['a value', ['tags', 'Meta', 'type'], false, 4, 21],
    ['an item', ['tags', 'Meta', 'triggers', 1], false, 4, 47],
  ])('of %s in JSON indented by tabs', (_, path, atKey, line, column) => {
    expect(parseSource('sgtm.json', json).locate(path, atKey)).toEqual({ line, column });
  });

  test('a byte order mark counts for nothing', () => {
    const source = parseSource('sgtm.yaml', '\ufeffname: shop\n');
    expect([source.value, source.problems, source.locate(['name'], false)]).toEqual([
      { name: 'shop' },
      [],
      { line: 1, column: 7 },
    ]);
  });

  test('what an alias stands for is placed where the alias is', () => {
    const source = parseSource('sgtm.yaml', 'a: &a { b: 1 }\nc: *a\n');
    expect(source.locate(['c', 'b'], false)).toEqual({ line: 2, column: 1 });
  });

  test('of a value a program made are not known', () => {
    expect(valueSource('sgtm.ts', { name: 'shop' }).locate(['name'], false)).toBeUndefined();
  });
});

describe('faults of the text', () => {
  const repeated = (line: number): string => `the key is there already, at line ${line}: rename or remove one of them`;
  test.each([
    [
      'a map that does not end',
      'a: {b: 1\nc: 2',
      2,
      1,
      'Flow map in block collection must be sufficiently indented and end with a }: mend the YAML (or JSON) here',
    ],
    [
      'JSON without a comma',
      '{"a": 1 "b": 2}',
      1,
      7,
      'a value runs on: put a comma after it, or close the bracket before it',
    ],
    ['JSON with a comma too many', '{"a": 1,, "b": 2}', 1, 9, 'Unexpected , in flow map: mend the YAML (or JSON) here'],
    ['indentation by tabs', 'a:\n\tb: 1\n', 2, 1, 'a tab cannot indent YAML: use spaces'],
    ['two documents', 'a: 1\n---\nb: 2\n', 2, 1, 'a second document begins here: keep one, without a line of ---'],
    [
      'an alias of nothing',
      'a: 1\nb: *c\n',
      2,
      4,
      '*c is the alias of nothing before it: put &c at what it stands for',
    ],
    [
      'an alias before its anchor',
      'a: *c\nb: &c 1\n',
      1,
      4,
      '*c is the alias of nothing before it: put &c at what it stands for',
    ],
    ['a key given twice', 'a: 1\nb: 2\na: 3\n', 3, 1, repeated(1)],
    ['a key given twice in JSON', '{"t": {"a": 1,\n "a": 2}}', 2, 2, repeated(1)],
    ['keys that are the same as text', '1: a\n"1": b\n', 2, 1, repeated(1)],
  ])('%s', (_, text, line, column, message) => {
    const { value, problems } = parseSource('sgtm.yaml', text);
    expect([value, problems.map(({ message, position }) => ({ message, position }))]).toEqual([
      undefined,
      [{ message, position: { line, column } }],
    ]);
  });

  test('each key given twice is named', () => {
    expect(parseSource('f', 'a: { x: 1, x: 2 }\nb:\n  - { y: 1, y: 2, y: 3 }\n').problems).toEqual([
      { path: ['a', 'x'], message: repeated(1), position: { line: 1, column: 12 } },
      { path: ['b', 0, 'y'], message: repeated(3), position: { line: 3, column: 13 } },
      { path: ['b', 0, 'y'], message: repeated(3), position: { line: 3, column: 19 } },
    ]);
  });

  test('twenty thousand keys are read without comparing each with each', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`).join('');
    expect(parseSource('f', text).problems).toEqual([]);
  });
});

describe('hostile values', () => {
  test.each([
    ['at the top', '__proto__: { polluted: 1 }', ['__proto__']],
    ['in a map', 'a:\n  b: { "__proto__": 1 }', ['a', 'b', '__proto__']],
    ['in a list', 'a: [ { __proto__: 1 } ]', ['a', 0, '__proto__']],
  ])('a __proto__ key %s', (_, text, path) => {
    const message = '__proto__ cannot be a key: rename it';
    expect(parseSource('f', text).problems).toEqual([{ path, message, atKey: true }]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('every __proto__ key is named', () => {
    const { problems } = parseSource('f', '{"__proto__": {"a": {"__proto__": 1}}, "b": {"__proto__": 2}}');
    expect(problems.map((problem) => problem.path)).toEqual([
      ['__proto__'],
      ['__proto__', 'a', '__proto__'],
      ['b', '__proto__'],
    ]);
  });

  const nested = (depth: number): string => `${'['.repeat(depth)}1${']'.repeat(depth)}`;
  test('64 levels are taken, 65 are not', () => {
    const message = 'nested deeper than 64 levels: flatten it';
    expect(parseSource('f', nested(64)).problems).toEqual([]);
    expect(parseSource('f', nested(65)).problems).toEqual([{ path: Array(64).fill(0), message }]);
  });

  test.each([1_000, 50_000])('%i levels are refused', (depth) => {
    const messages = parseSource('f', nested(depth)).problems.map((problem) => problem.message);
    expect(messages).toEqual(['nested deeper than 64 levels: flatten it']);
  });

  test('aliases that multiply are refused', () => {
    const rows = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`);
    const { problems } = parseSource('f', ['a0: &a0 [x, x, x, x, x, x, x, x, x]', ...rows].join('\n'));
    const message = 'has more than 250000 values, aliases counted out: make it smaller';
    expect(problems).toEqual([{ path: [], message }]);
  });

  test('very many aliases are refused', () => {
    const { problems } = parseSource('f', `a: &a 1\nb: [${'*a ,'.repeat(5_001)}]`);
    expect(problems).toEqual([{ path: [], message: 'has more than 5000 aliases: write values out instead' }]);
  });

  test('a few hundred aliases of one value are fine', () => {
    expect(parseSource('f', `a: &a 1\nb: [${'*a ,'.repeat(400)}]`).problems).toEqual([]);
  });

  test('an alias inside what it stands for is refused', () => {
    const message = 'holds itself: write out what the alias stands for';
    expect(parseSource('f', 'a: &a { b: [1, *a] }').problems).toEqual([{ path: ['a', 'b', 1], message }]);
  });

  test('a value a program made is checked alike', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    const message = 'holds itself: write out what the alias stands for';
    expect(valueSource('sgtm.ts', circle).problems).toEqual([{ path: ['self'], message }]);
    expect(valueSource('sgtm.ts', JSON.parse('{"a": {"__proto__": 1}}')).problems).toEqual([
      { path: ['a', '__proto__'], message: '__proto__ cannot be a key: rename it', atKey: true },
    ]);
  });
});
