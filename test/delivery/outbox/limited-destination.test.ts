import { expect, test } from 'vitest';
import { destinationLimit, limitedDestination } from '../../../src/delivery/outbox/limited-destination.ts';

const some = new Set(['meta/1']);
const full = new Set(Array.from({ length: destinationLimit }, (_, index) => `meta/${index}`));

test.each([
  ['meta/1', some, 'meta/1'],
  ['ga4/2', some, 'ga4/2'],
  ['meta/0', full, 'meta/0'],
  ['meta/x', full, 'meta/more'],
  ['tiktok/a/b', full, 'tiktok/more'],
  ['x', full, 'x/more'],
])('%s', (name, known, kept) => {
  expect(limitedDestination(name, known)).toBe(kept);
});
