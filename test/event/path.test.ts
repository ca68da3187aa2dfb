import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/event/json.ts';
import { onlyPaths, parsePath, readPath, withoutPath, withPath } from '../../src/event/path.ts';

const event: JsonObject = {
  event_name: 'purchase',
  value: 0,
  coupon: null,
  user_data: { address: [{ city: 'Boston' }, { city: 'Paris' }], em: '' },
};

describe('readPath', () => {
  test.each<[string, Json | undefined]>([
    ['event_name', 'purchase'],
    ['value', 0],
    ['coupon', null],
    ['user_data.em', ''],
    ['user_data.address.1.city', 'Paris'],
    ['user_data.address', [{ city: 'Boston' }, { city: 'Paris' }]],
    ['missing', undefined],
    ['event_name.0', undefined],
    ['event_name.length', undefined],
    ['user_data.address.length', undefined],
    ['user_data.address.2', undefined],
    ['user_data.address.00', undefined],
    ['user_data.address.-1', undefined],
    ['coupon.code', undefined],
    ['', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
    ['user_data.__proto__.toString', undefined],
    ['user_data.address.map', undefined],
  ])('%j', (path, value) => {
    expect(readPath(event, parsePath(path))).toEqual(value);
  });
});

describe('withPath', () => {
  test.each<[string, JsonObject, string, Json | undefined, JsonObject]>([
    ['sets a key', { a: 1 }, 'b', 2, { a: 1, b: 2 }],
    ['makes what is missing', {}, 'a.b.c', 1, { a: { b: { c: 1 } } }],
    ['replaces what is no object', { a: 'text' }, 'a.b', 1, { a: { b: 1 } }],
    ['replaces null', { a: null }, 'a.b', 1, { a: { b: 1 } }],
    ['goes through an array', { a: [{ b: 1 }, { b: 2 }] }, 'a.1.b', 3, { a: [{ b: 1 }, { b: 3 }] }],
    ['appends to an array', { a: [1] }, 'a.3', 4, { a: [1, null, null, 4] }],
    ['replaces an array by an object for a key', { a: [1] }, 'a.b', 2, { a: { b: 2 } }],
    ['does not take 00 for an index', { a: [1] }, 'a.00', 2, { a: { '00': 2 } }],
    ['does not grow an array without end', { a: [1] }, 'a.10000', 2, { a: { 10000: 2 } }],
  ])('%s', (_, root, path, value, result) => {
    const before = structuredClone(root);
    expect(withPath(root, parsePath(path), value)).toEqual(result);
    expect(root).toEqual(before);
  });

  test('reaches every index an array has', () => {
    const long = Array.from({ length: 10_002 }, (_, index) => index);
    expect(readPath(withPath({ a: long }, ['a', '10001'], 'x'), ['a'])).toEqual([...long.slice(0, -1), 'x']);
  });

  test('shares what is not on the way', () => {
    const other = { deep: true };
    expect(withPath({ other, a: {} }, ['a', 'b'], 1)['other']).toBe(other);
  });

  test('never touches a prototype', () => {
    const set = withPath({}, parsePath('__proto__.polluted'), 'yes');
    expect(JSON.stringify(set)).toBe('{"__proto__":{"polluted":"yes"}}');
    expect(Object.getPrototypeOf(set)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(JSON.stringify(withPath({}, ['constructor', 'prototype', 'x'], 1))).toBe(
      '{"constructor":{"prototype":{"x":1}}}',
    );
  });
});

describe('withoutPath', () => {
  test.each<[string, JsonObject, string, JsonObject]>([
    ['a key', { a: 1, b: 2 }, 'a', { b: 2 }],
    ['a nested key', { a: { b: 1, c: 2 } }, 'a.b', { a: { c: 2 } }],
    ['an element', { a: [1, 2, 3] }, 'a.1', { a: [1, 3] }],
    ["an element's key", { a: [{ b: 1, c: 2 }] }, 'a.0.b', { a: [{ c: 2 }] }],
    ['a key that holds null', { a: null }, 'a', {}],
    [
      'an own __proto__',
      JSON.parse('{"a":1,"__proto__":{"b":2}}'),
      '__proto__.b',
      JSON.parse('{"a":1,"__proto__":{}}'),
    ],
  ])('%s', (_, root, path, result) => {
    const before = JSON.stringify(root);
    expect(JSON.stringify(withoutPath(root, parsePath(path)))).toBe(JSON.stringify(result));
    expect(JSON.stringify(root)).toBe(before);
  });

  test.each(['missing', 'a.b.c', 'a.length', 'constructor'])('%s is not there: the same object', (path) => {
    const root = { a: [1] };
    expect(withoutPath(root, parsePath(path))).toBe(root);
  });
});

describe('onlyPaths', () => {
  test.each<[string, readonly string[], JsonObject]>([
    ['nothing', [], {}],
    ['keys, and what is nested', ['value', 'user_data.em'], { value: 0, user_data: { em: '' } }],
    ['what holds null', ['coupon'], { coupon: null }],
    ['elements of an array', ['user_data.address.1.city'], { user_data: { address: [null, { city: 'Paris' }] } }],
    ['a part, then the whole', ['user_data.em', 'user_data'], { user_data: event['user_data'] }],
    ['the whole, then a part', ['user_data', 'user_data.em'], { user_data: event['user_data'] }],
    ['nothing that is missing', ['a.b', 'constructor', '__proto__'], {}],
  ])('%s', (_, paths, result) => {
    expect(onlyPaths(event, paths.map(parsePath))).toEqual(result);
  });
});

describe('properties', () => {
  const key = fc.constantFrom('a', 'b', '0', '1', '00', 'length', '__proto__', 'constructor');
  const path = fc.array(key, { minLength: 1, maxLength: 4 });
  const json = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<Json>(null, true, 1, 'text'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4 }) as fc.Arbitrary<JsonObject>,
    ),
  })).value;
  const root = fc.dictionary(key, json, { maxKeys: 4 }) as fc.Arbitrary<JsonObject>;

  test('what is put is read, and what is taken is gone', () => {
    fc.assert(
      fc.property(root, path, json, (object, at, value) => {
        const before = JSON.stringify(object);
        const put = withPath(object, at, value);
        expect(readPath(put, at)).toEqual(value);
        expect(JSON.stringify(object)).toBe(before);
        expect(readPath(onlyPaths(put, [at]), at)).toEqual(value);
        const parent = readPath(put, at.slice(0, -1));
        if (!Array.isArray(parent)) expect(readPath(withoutPath(put, at), at)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});
