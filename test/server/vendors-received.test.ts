import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReceived } from '../../src/server/vendors/received.ts';

test('counts what a list of ids says, whatever they are', () => {
  const ids = fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'constructor', '1'), fc.string());
  fc.assert(
    fc.property(fc.array(fc.array(ids, { maxLength: 5 })), (requests) => {
      const received = createReceived(['meta']);
      for (const request of requests) received.take('meta', request);
      const all = requests.flat();
      const counts = new Map(all.map((id) => [id, all.filter((other) => other === id).length]));
      expect(received.list(Number.POSITIVE_INFINITY)['meta']).toEqual({
        requests: requests.length,
        events: all.length,
        distinct: counts.size,
        duplicates: all.length - counts.size,
        answers: {},
        ids: Object.fromEntries(counts),
        idsLeftOut: 0,
        idsNotKept: 0,
      });
    }),
  );
});

test('keeps so many ids and no more, of all platforms together', () => {
  const received = createReceived(['meta', 'tiktok'], 3);
  const list = (platform: 'meta' | 'tiktok'): unknown => {
    const { distinct, duplicates, events, idsNotKept, ids } = received.list(9)[platform] ?? {};
    return { distinct, duplicates, events, idsNotKept, ids };
  };
  received.take('meta', ['a', 'b']);
  received.take('tiktok', ['a', 'b', 'a', 'b']);
  expect([list('meta'), list('tiktok')]).toEqual([
    { events: 2, distinct: 2, duplicates: 0, idsNotKept: 0, ids: { a: 1, b: 1 } },
    { events: 4, distinct: 1, duplicates: 1, idsNotKept: 2, ids: { a: 2 } },
  ]);
  received.clear('meta');
  received.take('tiktok', ['b', 'c', 'd']);
  expect(list('tiktok')).toEqual({ events: 7, distinct: 3, duplicates: 1, idsNotKept: 3, ids: { a: 2, b: 1, c: 1 } });
});

test('knows no other platforms', () => {
  expect(() => createReceived(['meta']).take('metta', [])).toThrow(new RangeError('there is no simulator of metta'));
});
