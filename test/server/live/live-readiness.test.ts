import { expect, test } from 'vitest';
import { createLiveReadiness, type LiveReadiness } from '../../../src/server/live/live-readiness.ts';

const ready = { ready: true };
const full = { ready: false, reason: 'the outbox is full' };
const failed = { ready: false, reason: 'the outbox failed: the log says why; start this anew' };

/** What is said at each of these times, milliseconds, where something happens at some of them. */
function said(
  times: readonly number[],
  happens: Readonly<Record<number, (readiness: LiveReadiness) => void>>,
): readonly unknown[] {
  let now = 0;
  const readiness = createLiveReadiness(() => now);
  return times.map((time) => {
    now = time;
    happens[time]?.(readiness);
    return readiness.state();
  });
}

test('is ready until something happens', () => {
  expect(said([0, 1, 1e9], {})).toEqual([ready, ready, ready]);
});

test('without room is not ready, and is again when nothing was refused for as long as callers wait', () => {
  const times = [0, 1, 5_000, 5_001, 6_000, 9_000, 13_999, 14_000];
  const refused = { 1: refuse, 6000: refuse, 9000: refuse };
  expect(said(times, refused)).toEqual([ready, full, full, ready, full, full, full, ready]);
});

test.each<[string, (readiness: LiveReadiness) => void]>([
  ['of delivery', (readiness) => readiness.failed()],
  ['of the disk', (readiness) => readiness.refused('outbox_failed')],
])('a failure %s is for good, whatever else happens', (_, fail) => {
  expect(said([1, 2, 3, 1e9], { 1: refuse, 2: fail, 3: refuse })).toEqual([full, failed, failed, failed]);
});

function refuse(readiness: LiveReadiness): void {
  readiness.refused('outbox_full');
}
