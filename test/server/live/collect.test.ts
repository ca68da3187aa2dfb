import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  type Appended,
  type LogRow,
  type NewEvent,
  OutboxFailedError,
  OutboxFullError,
} from '../../../src/delivery/outbox/outbox.ts';
import type { AcceptedEvent } from '../../../src/engine/accepted-event.ts';
import type { Acceptance } from '../../../src/engine/live-engine.ts';
import type { HttpResponse } from '../../../src/runtime/request.ts';
import { type Collected, type CollectOptions, createCollect } from '../../../src/server/live/collect.ts';
import { MemoryOutbox } from '../../support/memory-outbox.ts';
import { mpRequest } from '../../support/reference.ts';
import { start } from '../support/start.ts';

const receivedAt = Date.UTC(2026, 10, 21, 16);
const request = mpRequest({});
const taken: HttpResponse = { status: 204, headers: { 'x-from': 'client' }, body: '' };

/** An event by its name, and for whom it is; with an id it can be told from another. */
function eventOf(name: string, to: readonly string[]): AcceptedEvent {
  return {
    requestId: 'request-1',
    receivedAt,
    client: 'GA4 Client',
    seed: `seed of ${name}`,
    data: { event_name: name },
    request: { method: 'POST', path: '/mp/collect', query: {}, headers: {}, remoteAddress: '203.0.113.1' },
    executions: to.map((destination, index) => ({ tag: `Tag ${index + 1}`, destination, times: 1 })),
  };
}

function keyOf(text: string): string {
  return hash('sha256', text).slice(0, 32);
}

/** What an engine makes of a request: events by name, with their key and for whom they are. */
function acceptanceOf(...events: readonly [name: string, key: string | undefined, ...to: string[]][]): Acceptance {
  return {
    requestId: 'request-1',
    client: 'GA4 Client',
    response: taken,
    violations: [],
    events: events.map(([name, key, ...to]) => ({ key: key && keyOf(key), event: eventOf(name, to) })),
  };
}

/** A collect among stand-ins, and what came to each of them, in order. */
function bench(acceptances: readonly Acceptance[], own: Partial<CollectOptions> = {}) {
  const outbox = new MemoryOutbox();
  const happened: unknown[] = [];
  const left = [...acceptances];
  const collect = createCollect({
    engine: () => ({
      accept: () => left.shift() as Acceptance,
      build: () => {
        throw new Error('nothing is built here');
      },
    }),
    outbox: {
      async append(events: readonly NewEvent[]): Promise<readonly Appended[]> {
        const appended = await outbox.append(events);
        happened.push({ appended: events });
        return appended;
      },
    },
    dispatcher: { offer: (rows: readonly LogRow[]) => void happened.push({ offered: rows }) },
    destination: (name) => name,
    onCollected: ({ acceptance: _, ...rest }: Collected) => void happened.push({ collected: rest }),
    ...own,
  });
  return { collect: () => collect(request), happened };
}

describe('a request that is taken', () => {
  test('is on disk, one row an event, before it is offered, and only then answered', async () => {
    const { collect, happened } = bench([
      acceptanceOf(['purchase', 'k1', 'meta/1', 'tiktok/2', 'meta/1'], ['page_view', undefined, 'ga4/G-1']),
    ]);
    const purchase = JSON.stringify(eventOf('purchase', ['meta/1', 'tiktok/2', 'meta/1']));
    const view = JSON.stringify(eventOf('page_view', ['ga4/G-1']));
    expect(await collect()).toEqual(taken);
    expect(happened).toEqual([
      {
        appended: [
          { key: keyOf('k1'), receivedAt, destinations: ['meta/1', 'tiktok/2'], body: purchase },
          { key: undefined, receivedAt, destinations: ['ga4/G-1'], body: view },
        ],
      },
      {
        offered: [
          { seq: 1, receivedAt, body: purchase, destinations: ['meta/1', 'tiktok/2'] },
          { seq: 2, receivedAt, body: view, destinations: ['ga4/G-1'] },
        ],
      },
      { collected: { status: 204, kept: 2, repeated: 0 } },
    ]);
  });

  test('is answered after the disk has it, not before', async () => {
    let release: (appended: readonly Appended[]) => void = () => undefined;
    const { collect, happened } = bench([acceptanceOf(['purchase', 'k1', 'meta/1'])], {
      outbox: {
        append: () =>
          new Promise((resolve) => {
            release = resolve;
          }),
      },
    });
    const answered = collect().then(() => happened.push('answered'));
    await new Promise((resolve) => setImmediate(resolve));
    const before = [...happened];
    release([{ kept: true, seq: 7 }]);
    await answered;
    const body = JSON.stringify(eventOf('purchase', ['meta/1']));
    expect([before, happened]).toEqual([
      [],
      [
        { offered: [{ seq: 7, receivedAt, body, destinations: ['meta/1'] }] },
        { collected: { status: 204, kept: 1, repeated: 0 } },
        'answered',
      ],
    ]);
  });

  test('a second time is answered as the first, and kept once', async () => {
    const one = acceptanceOf(['purchase', 'k1', 'meta/1']);
    const { collect, happened } = bench([
      one,
      one,
      acceptanceOf(['purchase', 'k1', 'meta/1'], ['lead', 'k2', 'meta/1']),
    ]);
    expect([await collect(), await collect(), await collect()]).toEqual([taken, taken, taken]);
    const lead = JSON.stringify(eventOf('lead', ['meta/1']));
    const purchase = JSON.stringify(eventOf('purchase', ['meta/1']));
    expect(happened.filter((one) => !('appended' in (one as object)))).toEqual([
      { offered: [{ seq: 1, receivedAt, body: purchase, destinations: ['meta/1'] }] },
      { collected: { status: 204, kept: 1, repeated: 0 } },
      { collected: { status: 204, kept: 0, repeated: 1 } },
      { offered: [{ seq: 2, receivedAt, body: lead, destinations: ['meta/1'] }] },
      { collected: { status: 204, kept: 1, repeated: 1 } },
    ]);
  });

  test('goes under the name its destination is kept by, in the row and in the event', async () => {
    const { collect, happened } = bench([acceptanceOf(['purchase', 'k1', 'meta/1', 'meta/2', 'ga4/G-1'])], {
      destination: (name) => (name.startsWith('meta/') ? 'meta/more' : name),
    });
    await collect();
    const body = JSON.stringify(eventOf('purchase', ['meta/more', 'meta/more', 'ga4/G-1']));
    expect(happened[0]).toEqual({
      appended: [{ key: keyOf('k1'), receivedAt, destinations: ['meta/more', 'ga4/G-1'], body }],
    });
  });

  test('that fires nothing, or holds nothing, is answered and leaves nothing', async () => {
    const rejected: Acceptance = { ...acceptanceOf(), response: { status: 400, headers: {}, body: 'no' } };
    const { collect, happened } = bench([acceptanceOf(['page_view', 'k1']), acceptanceOf(), rejected]);
    expect([await collect(), await collect(), await collect()]).toEqual([taken, taken, rejected.response]);
    expect(happened).toEqual([
      { collected: { status: 204, kept: 0, repeated: 0 } },
      { collected: { status: 204, kept: 0, repeated: 0 } },
      { collected: { status: 400, kept: 0, repeated: 0 } },
    ]);
  });
});

describe('a request that is not taken', () => {
  const refusal: HttpResponse = { status: 422, headers: {}, body: '{"error":{}}' };

  test('because it is refused leaves nothing, and no engine sees it', async () => {
    const { collect, happened } = bench([], { refuse: async () => refusal });
    expect([await collect(), happened]).toEqual([refusal, []]);
  });

  test.each<[string, Error, string, string, string]>([
    [
      'for want of room',
      new OutboxFullError('the outbox /var/lib/x.db has 4 of the 4 MiB it may have'),
      'outbox_full',
      'the outbox is full: nothing of this request was kept',
      'Send it again in a few seconds; the operator must make room: sgtm outbox status.',
    ],
    [
      'because the disk failed',
      new OutboxFailedError('disk I/O error'),
      'outbox_failed',
      "the outbox's disk failed: this request may not be kept",
      'Send it again in a few seconds, to another instance; this one must be started anew on a disk that works.',
    ],
  ])('%s is 503, to be sent again', async (_, error, refused, message, help) => {
    const { collect, happened } = bench([acceptanceOf(['purchase', 'k1', 'meta/1'])], {
      outbox: { append: () => Promise.reject(error) },
    });
    expect([await collect(), happened]).toEqual([
      {
        status: 503,
        headers: { 'content-type': 'application/json', 'retry-after': '5' },
        body: JSON.stringify({ error: { message, help } }),
      },
      [{ collected: { status: 503, kept: 0, repeated: 0, refused } }],
    ]);
  });
});

describe('what fails otherwise', () => {
  test.each<[string, Partial<CollectOptions>]>([
    ['in the engine', { engine: () => ({ accept: fail, build: fail }) }],
    ['in the outbox', { outbox: { append: async () => fail() } }],
    ['in the dispatcher', { dispatcher: { offer: fail } }],
    ['in what refuses', { refuse: fail }],
  ])('%s is 500, and the log says where without quoting anything', async (_, own) => {
    const { collect } = bench([acceptanceOf(['purchase', undefined, 'meta/1'])], own);
    const { url, log } = await start({ collect });
    const answer = await fetch(`${url}/mp/collect`, { method: 'POST', body: '{}' });
    const { error } = (await answer.json()) as { error: { id: string } };
    expect([answer.status, error, log]).toEqual([
      500,
      {
        id: expect.stringMatching(/^[\da-f-]{36}$/),
        message: `the container failed on this request; the log says more under ${error.id}`,
        help: 'This is a fault of the workbench, not of the request: report it with that line of the log.',
      },
      [
        {
          level: 'error',
          fields: { id: error.id, error: 'RangeError', at: expect.arrayContaining([expect.stringMatching(/fail/)]) },
          message: 'the engine failed on a request',
        },
      ],
    ]);
  });
});

function fail(): never {
  throw new RangeError('jane.doe@customer.test is out of range');
}
