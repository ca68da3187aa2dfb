import { expect, test } from 'vitest';
import { Alarm } from '../../src/delivery/alarm.ts';
import { createTime } from '../../src/delivery/time.ts';
import { FakeClock } from '../support/fake-clock.ts';

test('time goes on as it did when the wall clock jumps', async () => {
  const clock = new FakeClock(1_000_000);
  const time = createTime(clock);
  await clock.advance(500);
  clock.jump(-600_000);
  await clock.advance(500);
  expect([time.now(), time.wall()]).toEqual([1_001_000, 401_000]);
});

test('no wait is negative, and none longer than an hour', () => {
  const clock = new FakeClock();
  const time = createTime(clock);
  for (const wait of [-5, 0, 0.2, 70, 1e15, Number.NaN]) time.after(wait, () => undefined);
  expect(clock.waits).toEqual([0, 0, 0, 1, 70, 3_600_000]);
});

test('an alarm goes off at the earliest time it was set to, once', async () => {
  const clock = new FakeClock(0);
  const rung: number[] = [];
  const alarm = new Alarm(createTime(clock), () => rung.push(clock.elapsed()));
  for (const at of [300, 100, 200, Number.POSITIVE_INFINITY]) alarm.set(at);
  await clock.advance(1_000);
  alarm.set(500);
  await clock.advance(1);
  alarm.set(2_000);
  alarm.cancel();
  await clock.advance(10_000);
  expect([rung, clock.waits]).toEqual([[100, 1_001], []]);
});
