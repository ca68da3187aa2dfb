import { describe, expect, test } from 'vitest';
import { Batcher } from '../../src/delivery/batcher.ts';
import type { OutgoingRequest } from '../../src/platforms/tag.ts';

const request = (key: string): OutgoingRequest => ({
  platform: 'meta',
  method: 'POST',
  url: `https://platform.example/${key}`,
  headers: {},
  body: [],
  contract: null,
});

const batching = {
  maxEvents: 3,
  maxBytes: 1_000,
  waitMs: 100,
  key: ({ url }: OutgoingRequest) => (String(url).endsWith('/alone') ? undefined : String(url)),
  merge: ([first]: readonly OutgoingRequest[]) => first as OutgoingRequest,
};

function filled(items: readonly string[], most = 100): Batcher<string> {
  const batcher = new Batcher<string>(() => batching, most);
  for (const [index, item] of items.entries()) batcher.add(item, request(item.slice(1)), index);
  return batcher;
}

const taken = (batcher: Batcher<string>, now = 0, all = false): readonly string[] => {
  const groups: string[] = [];
  for (let group = batcher.take(); group !== undefined; group = batcher.take()) {
    groups.push(group.items.map(({ item }) => item).join('+'));
  }
  for (let group = batcher.takeRipe(now, all); group !== undefined; group = batcher.takeRipe(now, all)) {
    groups.push(group.items.map(({ item }) => item).join('+'));
  }
  return groups;
};

describe('batcher', () => {
  test('puts together what has one key, up to the most events', () => {
    const batcher = filled(['1a', '2b', '3a', '4a', '5a', '6alone', '7alone', '8b']);
    expect([taken(batcher), batcher.size]).toEqual([['1a+3a+4a', '6alone', '7alone'], 3]);
  });

  test('gives what is not full when its first has waited', () => {
    const batcher = filled(['1a', '2b', '3a']);
    expect([batcher.ripeAt, taken(batcher, 99), taken(batcher, 100), taken(batcher, 101), batcher.ripeAt]).toEqual([
      100,
      [],
      ['1a+3a'],
      ['2b'],
      Number.POSITIVE_INFINITY,
    ]);
  });

  test('or at once where there is nothing to wait for', () => {
    expect(taken(filled(['1a', '2b', '3a']), 0, true)).toEqual(['1a+3a', '2b']);
  });

  test('puts no more together than it may, whatever the platform takes', () => {
    expect(taken(filled(['1a', '2a', '3a', '4a'], 2))).toEqual(['1a+2a', '3a+4a']);
  });

  test('learns how many fit', () => {
    const batcher = filled([]);
    batcher.learn(10, 4_000);
    for (const item of ['1a', '2a', '3a']) batcher.add(item, request('a'), 0);
    batcher.learn(2, 10_000);
    batcher.add('4a', request('a'), 0);
    expect(taken(batcher, 100)).toEqual(['1a+2a', '3a+4a']);
  });

  test('lets what is sent again go first, as it is', () => {
    const batcher = filled(['1alone']);
    batcher.again({ items: [{ item: '0a', request: request('a') }], batching });
    batcher.again({ items: [{ item: '0b', request: request('b') }], batching });
    expect([batcher.size, taken(batcher), batcher.size]).toEqual([3, ['0a', '0b', '1alone'], 0]);
  });

  test('gives back all', () => {
    const batcher = filled(['1a', '2alone', '3a', '4a', '5a']);
    batcher.again({ items: [{ item: '0a', request: request('a') }], batching });
    expect([batcher.drain(), batcher.size, taken(batcher, 1_000)]).toEqual([
      ['0a', '2alone', '1a', '3a', '4a', '5a'],
      0,
      [],
    ]);
  });

  test('sends alone where the platform has no batches', () => {
    const batcher = new Batcher<string>(() => undefined, 100);
    for (const item of ['1a', '2a']) batcher.add(item, request('a'), 0);
    expect(taken(batcher)).toEqual(['1a', '2a']);
  });
});
