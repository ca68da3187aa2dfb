import { describe, expect, test } from 'vitest';
import { eventName, firstText, numberOf, textOf } from '../../src/event/event-data.ts';
import type { Json } from '../../src/event/json.ts';

test.each<[Json | undefined, string]>([
  ['purchase', 'purchase'],
  ['', ''],
  [7, ''],
  [undefined, ''],
])('the name of an event called %j', (event_name, name) => {
  expect(eventName({ event_name })).toBe(name);
});

test.each<[Json | undefined, string | undefined]>([
  ['text', 'text'],
  [' ', ' '],
  ['', undefined],
  [0, '0'],
  [99.99, '99.99'],
  [false, 'false'],
  [null, undefined],
  [undefined, undefined],
  [[], undefined],
  [{}, undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
])('%j as text', (value, text) => {
  expect(textOf(value)).toBe(text);
});

test.each<[Json | undefined, number | undefined]>([
  [99.99, 99.99],
  ['99.99', 99.99],
  [' 12 ', 12],
  ['-1e3', -1000],
  [0, 0],
  ['', undefined],
  [' ', undefined],
  ['1,234.50', undefined],
  ['12 USD', undefined],
  ['Infinity', undefined],
  [Number.NaN, undefined],
  [true, undefined],
  [null, undefined],
  [[5], undefined],
])('%j as a number', (value, number) => {
  expect(numberOf(value)).toBe(number);
});

describe('firstText', () => {
  test.each([
    [['a', 'b'], 'A'],
    [['empty', 'none', 'b'], 'B'],
    [['n'], '5'],
    [['missing'], undefined],
    [[], undefined],
  ])('of %j', (keys, text) => {
    expect(firstText({ a: 'A', b: 'B', empty: '', none: null, n: 5 }, ...keys)).toBe(text);
  });
});
