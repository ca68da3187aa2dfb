import { describe, expect, test } from 'vitest';
import { type ControlOptions, createOutboxControl } from '../../../src/delivery/control/outbox-control.ts';
import type { DestinationStatus } from '../../../src/delivery/dispatcher.ts';
import type { PendingState } from '../../../src/delivery/outbox/outbox.ts';
import { fill, lookedAt } from '../../support/filled-outbox.ts';
import { MemoryOutbox } from '../../support/memory-outbox.ts';

const now = (): number => lookedAt;

async function filled(own: Partial<ControlOptions> = {}) {
  const outbox = new MemoryOutbox();
  await fill(outbox);
  const control = createOutboxControl({ outbox, file: '/data/outbox.db', now, ...own });
  const rows = async (state: PendingState): Promise<readonly string[]> =>
    (await outbox.pending({ state }, 100)).map(
      ({ destination, seq, attempts }) => `${destination} ${seq}, ${attempts}`,
    );
  return { outbox, control, rows };
}

describe('of an outbox at rest', () => {
  test('status tells how each destination stands', async () => {
    const { outbox, control } = await filled();
    const { bytes } = outbox.size();
    expect(await control.status()).toEqual({
      running: false,
      file: '/data/outbox.db',
      bytes,
      most: Number.MAX_SAFE_INTEGER,
      setAside: 0,
      destinations: [
        // The event that is not read came in 57 minutes ago.
        { name: 'ga4/G-1', behind: 1, waiting: 0, dead: 0, paused: undefined, oldestSeconds: 3_420 },
        // What waits is of an event of 58 minutes ago.
        { name: 'meta/1', behind: 0, waiting: 1, dead: 2, paused: undefined, oldestSeconds: 3_480 },
        { name: 'tiktok/2', behind: 0, waiting: 1, dead: 0, paused: 'the token was refused', oldestSeconds: 3_480 },
      ],
    });
  });

  test('status counts what was set aside, and an outbox that nothing came to has no destinations', async () => {
    const outbox = new MemoryOutbox();
    outbox.setAside = async () => [{ seq: 1, reason: 'its bytes do not match their checksum' }];
    const control = createOutboxControl({ outbox, file: '/data/outbox.db', now });
    expect(await control.status()).toEqual({
      running: false,
      file: '/data/outbox.db',
      bytes: 0,
      most: Number.MAX_SAFE_INTEGER,
      setAside: 1,
      destinations: [],
    });
  });

  test('a clock that was set back makes no negative ages', async () => {
    const { control } = await filled({ now: () => lookedAt - 86_400_000 });
    const { destinations } = await control.status();
    expect(destinations.map(({ oldestSeconds }) => oldestSeconds)).toEqual([0, 0, 0]);
  });

  test('what is dead is listed with what the platform said, and nothing of the person', async () => {
    const { control } = await filled();
    expect(await control.list({ state: 'dead' }, 10)).toEqual({
      deliveries: [
        {
          destination: 'meta/1',
          tag: 'Tag of meta/1',
          seq: 1,
          state: 'dead',
          at: '2026-11-21T15:50:01.000Z',
          attempts: 1,
          outcome: 'invalid',
          message: 'Invalid parameter (100/2804009)',
          event: {
            name: 'purchase',
            id: 'order-1',
            requestId: 'request of order-1',
            receivedAt: '2026-11-21T15:00:00.000Z',
          },
        },
        {
          destination: 'meta/1',
          tag: 'Tag of meta/1',
          seq: 2,
          state: 'dead',
          at: '2026-11-21T15:50:02.000Z',
          attempts: 0,
          outcome: 'too_old',
          message: 'older than 7 days',
          event: {
            name: 'purchase',
            id: 'order-2',
            requestId: 'request of order-2',
            receivedAt: '2026-11-21T15:01:00.000Z',
          },
        },
      ],
    });
  });

  test('pages follow one another without gap or overlap', async () => {
    const { control } = await filled();
    const first = await control.list({ state: 'waiting' }, 1);
    const second = await control.list({ state: 'waiting' }, 1, first.next);
    const named = [first, second].map(({ deliveries, next }) => [
      deliveries.map(({ destination, seq }) => `${destination} ${seq}`),
      next,
    ]);
    expect(named).toEqual([
      [['meta/1 3'], 3],
      [['tiktok/2 3'], undefined],
    ]);
  });

  test.each<[string, (outbox: MemoryOutbox) => void]>([
    ['was set aside', (outbox) => outbox.lose(1)],
    ['is no JSON', (outbox) => holding(outbox, '{')],
    ['is no event', (outbox) => holding(outbox, '{"data":null}')],
  ])('a delivery is listed though its event %s', async (_, happens) => {
    const { outbox, control } = await filled();
    happens(outbox);
    const { deliveries } = await control.list({ state: 'dead', outcome: 'invalid' }, 10);
    expect(deliveries.map(({ seq, event }) => [seq, event])).toEqual([[1, null]]);
  });

  test('what an event brings as its id is cut, and cannot move a cursor', async () => {
    const { outbox, control } = await filled();
    const [row] = await outbox.read(0, 1, 1);
    const event = JSON.parse(row?.body ?? '') as { data: object };
    const data = { ...event.data, event_name: '\u001b[2J', event_id: `\u202e${'x'.repeat(9_000)}` };
    holding(outbox, JSON.stringify({ ...event, data }));
    const { deliveries } = await control.list({ state: 'dead', outcome: 'invalid' }, 10);
    expect(deliveries.map(({ event }) => [event?.name, event?.id])).toEqual([
      ['\\u001b[2J', `\\u202e${'x'.repeat(193)}…`],
    ]);
  });

  test('dead letters are made to wait, due now, once', async () => {
    const { outbox, control, rows } = await filled();
    expect([await control.replay({ seq: 2 }), await control.replay({}), await control.replay({})]).toEqual([1, 1, 0]);
    expect([await rows('dead'), (await rows('waiting')).toSorted()]).toEqual([
      [],
      ['meta/1 1, 0', 'meta/1 2, 0', 'meta/1 3, 2', 'tiktok/2 3, 1'],
    ]);
    expect((await outbox.due('meta/1', lookedAt, 10)).map(({ dueAt }) => dueAt)).toEqual([
      lookedAt - 597_000,
      lookedAt,
      lookedAt,
    ]);
  });

  test('purging removes what the filter names, and nothing else', async () => {
    const { control, rows } = await filled();
    expect(await control.purge({ state: 'dead', outcome: 'too_old' })).toBe(1);
    expect([await rows('dead'), await rows('waiting')]).toEqual([['meta/1 1, 1'], ['meta/1 3, 2', 'tiktok/2 3, 1']]);
    expect(await control.purge({ state: 'waiting' })).toBe(2);
    expect([await rows('dead'), await rows('waiting')]).toEqual([['meta/1 1, 1'], []]);
  });

  test('a destination is paused and goes on; one that is not there is told', async () => {
    const { outbox, control } = await filled();
    const told = [
      await control.pause('meta/1', 'token is being rotated'),
      await control.resume('tiktok/2'),
      await control.pause('meta/9', 'x'),
      await control.resume('meta'),
    ];
    expect([told, (await outbox.destinations()).map(({ name, paused }) => [name, paused])]).toEqual([
      [true, true, false, false],
      [
        ['ga4/G-1', undefined],
        ['meta/1', 'token is being rotated'],
        ['tiktok/2', undefined],
      ],
    ]);
  });
});

describe('of an outbox that is delivered from', () => {
  test('the dispatcher is asked, and told what there is to do', async () => {
    const told: unknown[] = [];
    const standing = { name: 'meta/1', inFlight: 3 } as DestinationStatus;
    const { outbox, control, rows } = await filled({
      dispatcher: {
        status: async () => [standing],
        pause: async (...given) => void told.push(['pause', ...given]),
        resume: async (...given) => void told.push(['resume', ...given]),
        wake: () => void told.push(['wake']),
      },
      onResume: () => void told.push(['before it goes on']),
    });
    const { running, destinations } = await control.status();
    await control.pause('meta/1', 'why');
    await control.resume('tiktok/2');
    await control.resume('tiktok/9');
    await control.replay({ destination: 'meta/1' });
    expect([running, destinations, told, await rows('dead')]).toEqual([
      true,
      [standing],
      [['pause', 'meta/1', 'why'], ['before it goes on'], ['resume', 'tiktok/2'], ['wake']],
      [],
    ]);
    // It writes that down itself.
    expect((await outbox.destinations()).map(({ paused }) => paused)).toEqual([
      undefined,
      undefined,
      'the token was refused',
    ]);
  });
});

/** The first event's text is another. */
function holding(outbox: MemoryOutbox, body: string): void {
  outbox.get = async (seq) => ({ seq, receivedAt: lookedAt, body });
}
