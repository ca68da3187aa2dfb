import { describe, expect, test } from 'vitest';
import { eventsOf, tooOldFor } from '../../src/platforms/event-age.ts';
import type { OutgoingRequest } from '../../src/platforms/tag.ts';

const now = Date.UTC(2026, 10, 21, 16);
const hour = 3_600_000;
const day = 24 * hour;

const request = (body: unknown): OutgoingRequest => ({
  platform: 'meta',
  method: 'POST',
  url: 'https://a.example/events',
  headers: {},
  body,
  contract: null,
});
const at = (...times: readonly unknown[]): OutgoingRequest =>
  request({ data: times.map((time) => ({ event_time: time })) });
const seconds = (age: number): number => (now - age) / 1_000;

describe('too old', () => {
  test.each<[string, OutgoingRequest, number, string | undefined]>([
    ['not at the limit', at(seconds(7 * day)), now, undefined],
    [
      'a second past it',
      at(seconds(7 * day + 1_000)),
      now,
      'happened 7 days ago: Meta takes events of the last 7 days',
    ],
    [
      'by days and hours',
      at(seconds(8 * day + 2.5 * hour)),
      now,
      'happened 8 days and 2 hours ago: Meta takes events of the last 7 days',
    ],
    [
      'by one hour',
      at(seconds(9 * day + hour)),
      now,
      'happened 9 days and 1 hour ago: Meta takes events of the last 7 days',
    ],
    [
      'where the oldest is',
      at(seconds(0), seconds(10 * day)),
      now,
      'happened 10 days ago: Meta takes events of the last 7 days',
    ],
    ['not in the future', at(seconds(-day)), now, undefined],
    [
      'by when it happened, where the event has no time',
      request({ data: [{}] }),
      now - 8 * day,
      'happened 8 days ago: Meta takes events of the last 7 days',
    ],
    [
      'by when it happened, where its time is no number',
      at('1'),
      now - 8 * day,
      'happened 8 days ago: Meta takes events of the last 7 days',
    ],
    [
      'by when it happened, where its time is in milliseconds',
      at(now),
      now - 8 * day,
      'happened 8 days ago: Meta takes events of the last 7 days',
    ],
    [
      'by when it happened, where there are no events',
      request(undefined),
      now - 8 * day,
      'happened 8 days ago: Meta takes events of the last 7 days',
    ],
    ["by the event's own time, where both are known", at(seconds(day)), now - 8 * day, undefined],
  ])('%s', (_, given, occurredAt, words) => {
    expect(tooOldFor('Meta', 7, given, occurredAt, now)).toBe(words);
  });
});

test('the events of a body', () => {
  expect([{ data: [1] }, { data: 1 }, [1], 'text', undefined].map((body) => eventsOf(request(body)))).toEqual([
    [1],
    [],
    [],
    [],
    [],
  ]);
});
