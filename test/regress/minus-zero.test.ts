import { expect, it } from 'vitest';
import { numberOf } from '../../src/event/event-data.ts';

it('reads minus zero as the zero JSON can carry', () => {
  expect([numberOf(-0), numberOf('-0'), numberOf('-0.0')]).toStrictEqual([0, 0, 0]);
});
