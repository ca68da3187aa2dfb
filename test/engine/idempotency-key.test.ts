import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idempotencyKey } from '../../src/engine/idempotency-key.ts';

const event = { event_name: 'purchase', 'x-ga-measurement_id': 'G-1' };

describe('two events are one', () => {
  test.each([
    ['by event_id', { ...event, event_id: 'e1', value: 1 }, { ...event, event_id: 'e1', value: 2 }, undefined],
    ['by transaction_id', { ...event, transaction_id: 'T' }, { ...event, transaction_id: 'T' }, undefined],
    ['by transaction_id as number', { ...event, transaction_id: 7 }, { ...event, transaction_id: '7' }, undefined],
    ['by the header alone', { ...event, event_id: 'e1' }, { ...event, event_id: 'e2' }, 'k1'],
  ])('%s', (_, one, other, header) => {
    expect(idempotencyKey(one, header, 0)).toBe(idempotencyKey(other, header, 0));
  });
});

describe('two events are two', () => {
  test.each([
    ['of two properties', { ...event, event_id: 'e' }, { ...event, event_id: 'e', 'x-ga-measurement_id': 'G-2' }],
    ['of two names', { ...event, event_id: 'e' }, { ...event, event_id: 'e', event_name: 'refund' }],
    ['of an id and an order with the same text', { ...event, event_id: 'e' }, { ...event, transaction_id: 'e' }],
    [
      'where parts run into each other',
      { ...event, event_name: 'a', event_id: 'bc' },
      { ...event, event_name: 'ab', event_id: 'c' },
    ],
  ])('%s', (_, one, other) => {
    expect(idempotencyKey(one, undefined, 0)).not.toBe(idempotencyKey(other, undefined, 0));
  });

  test('of one name in one request with a header', () => {
    expect(idempotencyKey(event, 'k', 0)).not.toBe(idempotencyKey(event, 'k', 1));
  });
});

test('an event without any of these has no key', () => {
  expect([idempotencyKey(event, undefined, 0), idempotencyKey({ ...event, event_id: '' }, '', 3)]).toEqual([
    undefined,
    undefined,
  ]);
});

test('a key is 32 hex digits and says nothing of what it is made of', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (id) => {
      expect(idempotencyKey({ ...event, transaction_id: id }, undefined, 0)).toMatch(/^[0-9a-f]{32}$/);
    }),
  );
});
