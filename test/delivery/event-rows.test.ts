import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventRows, parseEvent } from '../../src/delivery/event-rows.ts';

const event = {
  requestId: 'r',
  receivedAt: 1,
  client: 'GA4 Client',
  seed: 's',
  data: { event_name: 'purchase' },
  request: { method: 'POST', path: '/', query: {}, headers: {}, remoteAddress: '' },
  executions: [{ tag: 'a', destination: 'meta/1', times: 1 }],
};

describe('an event is read', () => {
  test('as it was written', () => {
    expect(parseEvent(JSON.stringify(event))).toEqual(event);
  });

  test.each([
    ['half of it', JSON.stringify(event).slice(0, 40)],
    ['nothing', ''],
    ['something else', '[]'],
    ['null', 'null'],
    ['no data', JSON.stringify({ ...event, data: undefined })],
    ['no request', JSON.stringify({ ...event, request: [] })],
    ['no time', JSON.stringify({ ...event, receivedAt: 'now' })],
    ['no request id', JSON.stringify({ ...event, requestId: 7 })],
    ['no executions', JSON.stringify({ ...event, executions: {} })],
    ['executions of no tag', JSON.stringify({ ...event, executions: [{ destination: 'meta/1', times: 1 }] })],
  ])('not from %s', (_, body) => {
    expect(parseEvent(body)).toBe(undefined);
  });

  test('or not, but never thrown at', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (body) => parseEvent(body) === undefined));
  });
});

test('an event is read once for those who come by soon, and forgotten after', () => {
  const rows = new EventRows(2);
  const row = (seq: number) => ({ seq, receivedAt: 1, body: JSON.stringify(event) });
  const first = rows.of(row(1));
  const again = rows.of(row(1));
  for (const seq of [2, 3]) rows.of(row(seq));
  expect([again === first, [1, 2, 3].map((seq) => rows.recent(seq)?.seq)]).toEqual([true, [undefined, 2, 3]]);
});
