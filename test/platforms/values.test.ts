import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventSeconds } from '../../src/event/event-time.ts';
import { decimalText, distinct, overrideKeys, valueAs } from '../../src/platforms/values.ts';
import { parseSecrets } from '../../src/runtime/secret.ts';

describe('decimalText', () => {
  test.each([
    [89.9, '89.9'],
    [100, '100'],
    [-0.5, '-0.5'],
    [0, '0'],
    [1e21, '1000000000000000000000'],
    [-1.25e22, '-12500000000000000000000'],
    [1e-7, '0.0000001'],
    [-1.5e-8, '-0.000000015'],
  ])('%d', (value, expected) => {
    expect(decimalText(value)).toBe(expected);
  });

  test('is a decimal of the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = decimalText(value);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(text)).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

describe('valueAs', () => {
  test.each<[Parameters<typeof valueAs>[0], unknown, unknown]>([
    ['text', 5, '5'],
    ['text', true, 'true'],
    ['text', {}, undefined],
    ['texts', 'a', ['a']],
    ['texts', '', []],
    ['texts', ['a', 1, ''], ['a', '1', '']],
    ['texts', ['a', {}], undefined],
    ['text or texts', 'a', 'a'],
    ['text or texts', ['a'], ['a']],
    ['list', { id: 1 }, [{ id: 1 }]],
    ['list', [], []],
    ['number', '89.9', 89.9],
    ['number', Number.NaN, undefined],
    ['number', 'NaN', undefined],
    ['number', '', undefined],
    ['number', null, undefined],
    ['integer', '3', 3],
    ['integer', 3.5, undefined],
    ['integer', 1e300, undefined],
    ['decimal text', '89.90', '89.9'],
    ['decimal text', 'x', undefined],
    ['seconds', 1795276800.9, 1795276800],
    ['seconds', -1, undefined],
    ['currency', ' usd ', 'USD'],
    ['currency', 'EURO', undefined],
    ['currency', 978, undefined],
    ['boolean', 'TRUE', true],
    ['boolean', '0', false],
    ['boolean', 'yes', undefined],
    ['bit', true, 1],
    ['bit', 'false', 0],
    ['bit', 2, undefined],
  ])('%s of %j', (kind, value, expected) => {
    expect(valueAs(kind, value)).toEqual(expected);
  });

  test('a secret stays one', () => {
    const secret = parseSecrets('${NAME}');
    expect(valueAs('text', secret)).toBe(secret);
    expect(valueAs('texts', secret)).toEqual([secret]);
  });
});

test('a number is never NaN or infinite, whatever comes in', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const number = valueAs('number', value);
      expect(number === undefined || Number.isFinite(number)).toBe(true);
    }),
  );
});

test('overrideKeys passes over keys of others, and never reaches a prototype', () => {
  const lines: string[] = [];
  const console = { log: (line: string) => lines.push(line) };
  const keys = { value: { kind: 'number', about: '' } } as const;
  const own = JSON.parse('{"value":"2","constructor":1,"__proto__":{"value":3}}') as Record<string, unknown>;
  const mapped = { value: 1 };
  overrideKeys(mapped, own, keys, console);
  expect([mapped, lines]).toEqual([{ value: 2 }, []]);
  overrideKeys(mapped, own, keys, console, 'custom_data');
  expect([mapped, lines]).toEqual([
    { value: 2 },
    ['custom_data has no key constructor: left out', 'custom_data has no key __proto__: left out'],
  ]);
});

test('eventSeconds is the time of the event, else of its arrival, in whole seconds', () => {
  expect([
    eventSeconds({ timestamp_micros: '1795276700999999' }, 1795276800500),
    eventSeconds({ timestamp_micros: 0 }, 1795276800500),
    eventSeconds({}, 1795276800500),
  ]).toEqual([1795276700, 1795276800, 1795276800]);
});

test('distinct keeps order and drops what is not there', () => {
  expect(distinct(['b', undefined, 'a', 'b'])).toEqual(['b', 'a']);
});
