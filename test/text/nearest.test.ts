import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from '../../src/text/nearest.ts';

const keys = [
  'type',
  'triggers',
  'blocking_triggers',
  'pixel_id',
  'access_token',
  'event_name',
  'id',
  'tags',
  'Event Name',
];

test.each([
  ['tpye', 'type'],
  ['typ', 'type'],
  ['trigers', 'triggers'],
  ['Triggers', 'triggers'],
  ['pixelId', 'pixel_id'],
  ['pixel-id', 'pixel_id'],
  ['acces_tokne', 'access_token'],
  ['blocking_trigger', 'blocking_triggers'],
  ['event name', 'event_name'],
  ['tag', 'tags'],
  ['ID', 'id'],
  ['ib', 'id'],
])('%s means %s', (word, meant) => {
  expect(nearest(word, keys)).toBe(meant);
});

test.each(['pixel', 'measurement_id', 'xy', 'x', '', 'zzzz', 'blocking'])('%j means none of them', (word) => {
  expect(nearest(word, keys)).toBeUndefined();
});

test('of two as close the first', () => {
  expect(nearest('cat', ['bat', 'hat'])).toBe('bat');
  expect(nearest('cat', ['hat', 'bat'])).toBe('hat');
});

test('of two the closer', () => {
  expect(nearest('purchases', ['purchaser_id', 'purchase'])).toBe('purchase');
});

test('takes any iterable, also an empty one', () => {
  expect([nearest('a', []), nearest('tagz', new Set(keys)), nearest('tagz', new Map([['tags', 1]]).keys())]).toEqual([
    undefined,
    'tags',
    'tags',
  ]);
});

test('very long words are left alone', () => {
  const long = 'a'.repeat(101);
  expect([nearest(long, [long]), nearest(long.slice(1), [`${long.slice(2)}b`])]).toEqual([
    undefined,
    `${long.slice(2)}b`,
  ]);
});

test('a word is nearest to itself, and to itself with one letter changed', () => {
  const word = fc.stringMatching(/^[a-z]{4,20}$/);
  fc.assert(
    fc.property(word, fc.array(word), fc.nat(), (given, others, at) => {
      const index = at % given.length;
      const changed = `${given.slice(0, index)}9${given.slice(index + 1)}`;
      expect(nearest(given, [...others, given])).toBe(given);
      expect(nearest(changed, [given])).toBe(given);
    }),
  );
});
