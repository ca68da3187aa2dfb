import { describe, expect, test } from 'vitest';
import { all, chain, isPromise } from '../../src/runtime/maybe-promise.ts';

// biome-ignore lint/suspicious/noThenProperty: a promise of another make
const thenable = { then: (settle: (value: number) => void) => settle(5) } as unknown as Promise<number>;

describe('isPromise', () => {
  test.each<[string, unknown, boolean]>([
    ['a promise', Promise.resolve(1), true],
    ['anything with a then function', thenable, true],
    // biome-ignore lint/suspicious/noThenProperty: what only looks like a promise
    ['a then that is no function', { then: 1 }, false],
    ['an object', {}, false],
    ['null', null, false],
    ['undefined', undefined, false],
    ['text', 'then', false],
  ])('%s', (_, value, is) => {
    expect(isPromise(value)).toBe(is);
  });
});

describe('chain', () => {
  test('goes on at once with a value', () => {
    expect(chain(2, (value) => value + 1)).toBe(3);
    expect(chain(undefined, (value) => value)).toBeUndefined();
  });

  test('goes on with a promise when it has settled', async () => {
    const chained = chain(Promise.resolve(2), (value) => value + 1);
    expect([isPromise(chained), await chained]).toEqual([true, 3]);
    expect(await chain(thenable, (value) => value * 2)).toBe(10);
  });

  test('a promise that follows a value is a promise', async () => {
    const chained = chain(2, async (value) => value + 1);
    expect([isPromise(chained), await chained]).toEqual([true, 3]);
  });

  test('throws what is thrown, rejects what is rejected', async () => {
    const fail = (): never => {
      throw new Error('no luck');
    };
    expect(() => chain(1, fail)).toThrow(new Error('no luck'));
    await expect(chain(Promise.resolve(1), fail)).rejects.toEqual(new Error('no luck'));
    await expect(chain(Promise.reject(new Error('before')), fail)).rejects.toEqual(new Error('before'));
  });
});

describe('all', () => {
  test('without a promise, is the same list', () => {
    const values = [1, undefined, { a: 1 }];
    expect(all(values)).toBe(values);
    expect(all([])).toEqual([]);
  });

  test('with promises, is a promise of all in their order', async () => {
    const later = new Promise<number>((settle) => setImmediate(settle, 1));
    const together = all<number>([later, 2, Promise.resolve(3), thenable]);
    expect([isPromise(together), await together]).toEqual([true, [1, 2, 3, 5]]);
  });

  test('is rejected with the first that is', async () => {
    await expect(all<number>([1, Promise.reject(new Error('no luck'))])).rejects.toEqual(new Error('no luck'));
  });
});
