import { describe, expect, onTestFinished, test as vitestTest } from 'vitest';
import { destinationLimit } from '../../../src/delivery/outbox/limited-destination.ts';
import type { NewEvent, Outbox, PendingFilter, PendingRow } from '../../../src/delivery/outbox/outbox.ts';

/** One store, which a test opens once or, where it outlives being closed, again and again. */
export type OpenOutbox = () => Promise<Outbox>;

/**
 * What every store of `--live` does: each sentence of the interface. `make` gives the opener of a new, empty store.
 * `lacks`: tests a stand-in need not pass, by name.
 */
export function conformance(name: string, make: () => OpenOutbox, lacks: readonly string[] = []): void {
  const test = (title: string, run: () => Promise<void>): void => vitestTest.skipIf(lacks.includes(title))(title, run);
  const opened = async (): Promise<Outbox> => {
    const outbox = await make()();
    onTestFinished(() => outbox.close());
    return outbox;
  };

  describe(`${name} keeps events`, () => {
    test('and numbers them', async () => {
      const outbox = await opened();
      expect(outbox.lastSeq()).toBe(0);
      expect(await outbox.append([event('a'), event('b')])).toEqual([
        { kept: true, seq: 1 },
        { kept: true, seq: 2 },
      ]);
      expect(await outbox.append([event('c')])).toEqual([{ kept: true, seq: 3 }]);
      expect(await outbox.append([])).toEqual([]);
      expect(outbox.lastSeq()).toBe(3);
    });

    test('and gives them back as they were', async () => {
      const outbox = await opened();
      const bodies = ['', '{"a":"ä€😀\\u0000"}', 'x'.repeat(300_000), '\0\n'];
      await outbox.append(bodies.map((body, index) => event(body, { receivedAt: 1_700_000_000_000 + index })));
      expect(await outbox.read(0, 10, 1_000_000)).toEqual(
        bodies.map((body, index) => ({ seq: index + 1, receivedAt: 1_700_000_000_000 + index, body })),
      );
    });

    test('that are asked for at once in the order they were asked for', async () => {
      const outbox = await opened();
      const asked = Array.from({ length: 20 }, (_, index) => outbox.append([event(`${index}`)]));
      expect((await Promise.all(asked)).flat()).toEqual(asked.map((_, index) => ({ kept: true, seq: index + 1 })));
      expect((await outbox.read(0, 100, 1_000)).map(({ body }) => body)).toEqual(asked.map((_, index) => `${index}`));
    });

    test('once by their key', async () => {
      const outbox = await opened();
      const [first, second] = [event('a', { key: 'aa'.repeat(16) }), event('b', { key: 'bb'.repeat(16) })];
      expect(await outbox.append([first])).toEqual([{ kept: true, seq: 1 }]);
      const again = { ...first, body: 'other', destinations: ['new/1'] };
      expect(await outbox.append([again, second, second])).toEqual([
        { kept: false },
        { kept: true, seq: 2 },
        { kept: false },
      ]);
      expect(await outbox.read(0, 10, 1_000)).toEqual([row(1, 'a'), row(2, 'b')]);
      expect((await outbox.destinations()).map((each) => each.name)).toEqual(['meta/1']);
    });

    test('once by a key that comes twice at the same time', async () => {
      const outbox = await opened();
      const same = event('a', { key: 'aa'.repeat(16) });
      expect(await Promise.all([outbox.append([same]), outbox.append([same])])).toEqual([
        [{ kept: true, seq: 1 }],
        [{ kept: false }],
      ]);
    });

    test('without a key each time', async () => {
      const outbox = await opened();
      await outbox.append([event('a'), event('a')]);
      expect(await outbox.read(0, 10, 1_000)).toEqual([row(1, 'a'), row(2, 'a')]);
    });

    test('and says how much they take', async () => {
      const outbox = await opened();
      await outbox.append([event('x'.repeat(100_000))]);
      const { bytes, most } = outbox.size();
      expect({ holds: bytes >= 100_000, fits: bytes < most }).toEqual({ holds: true, fits: true });
    });
  });

  describe(`${name} reads events`, () => {
    test('after a number, so many', async () => {
      const outbox = await opened();
      await outbox.append(['a', 'b', 'c', 'd'].map((body) => event(body)));
      expect(await outbox.read(1, 2, 1_000)).toEqual([row(2, 'b'), row(3, 'c')]);
      expect(await outbox.read(3, 2, 1_000)).toEqual([row(4, 'd')]);
      expect(await outbox.read(4, 2, 1_000)).toEqual([]);
      expect(await outbox.read(99, 2, 1_000)).toEqual([]);
    });

    test('up to so many bytes, but one at least', async () => {
      const outbox = await opened();
      const bodies = ['a', 'b', 'c'].map((letter) => letter.repeat(1_000));
      await outbox.append(bodies.map((body) => event(body)));
      expect((await outbox.read(0, 10, 2_000)).map(({ seq }) => seq)).toEqual([1, 2]);
      expect((await outbox.read(0, 10, 1)).map(({ seq }) => seq)).toEqual([1]);
    });

    test('one by its number', async () => {
      const outbox = await opened();
      await outbox.append([event('a'), event('b')]);
      expect([await outbox.get(2), await outbox.get(3), await outbox.get(0)]).toEqual([
        row(2, 'b'),
        undefined,
        undefined,
      ]);
      expect(await outbox.setAside()).toEqual([]);
    });
  });

  describe(`${name} has destinations`, () => {
    test('that start just before the event they first appear in, by name', async () => {
      const outbox = await opened();
      expect(await outbox.destinations()).toEqual([]);
      await outbox.append([
        event('a', { destinations: ['meta/1', 'ga4/2'] }),
        event('b', { destinations: ['meta/1'] }),
      ]);
      await outbox.append([event('c', { destinations: ['tiktok/3', 'ga4/2'] })]);
      expect(await outbox.destinations()).toEqual([
        destination('ga4/2', { cursor: 0 }),
        destination('meta/1', { cursor: 0 }),
        destination('tiktok/3', { cursor: 2 }),
      ]);
    });

    test('whose cursors go forward only', async () => {
      const outbox = await opened();
      await outbox.append([event('a', { destinations: ['ga4/2', 'meta/1'] }), event('b')]);
      await outbox.settle({ cursors: new Map([['meta/1', 2]]) });
      await outbox.settle({
        cursors: new Map([
          ['meta/1', 1],
          ['ga4/2', 1],
        ]),
      });
      expect(await outbox.destinations()).toEqual([
        destination('ga4/2', { cursor: 1 }),
        destination('meta/1', { cursor: 2 }),
      ]);
    });

    test('that are paused and go on', async () => {
      const outbox = await opened();
      await outbox.append([event('a')]);
      await outbox.pause('meta/1', 'the token expired');
      expect(await outbox.destinations()).toEqual([destination('meta/1', { paused: 'the token expired' })]);
      await outbox.resume('meta/1');
      expect(await outbox.destinations()).toEqual([destination('meta/1')]);
    });

    test(`of which ${destinationLimit} are kept apart`, async () => {
      const outbox = await opened();
      const names = Array.from({ length: destinationLimit }, (_, index) => `meta/${String(index).padStart(4, '0')}`);
      await outbox.append([event('a', { destinations: names })]);
      await outbox.append([event('b', { destinations: ['meta/x', 'meta/y', 'ga4/x', 'meta/0007'] })]);
      expect(await outbox.destinations()).toEqual([
        destination('ga4/more', { cursor: 1 }),
        ...names.map((each) => destination(each)),
        destination('meta/more', { cursor: 1 }),
      ]);
    });
  });

  describe(`${name} writes down what became of deliveries`, () => {
    test('as rows that wait or are dead', async () => {
      const outbox = await opened();
      await outbox.append([event('a', { destinations: ['meta/1', 'ga4/2'] })]);
      const [waiting, dead, other] = [
        pending({ tag: 'A', dueAt: 50 }),
        pending({ tag: 'B', state: 'dead' }),
        pending({ destination: 'ga4/2' }),
      ];
      await outbox.settle({ put: [waiting, dead, other], cursors: new Map([['meta/1', 1]]) });
      expect(await outbox.pending({ state: 'waiting' }, 10)).toEqual([
        { id: 1, ...waiting },
        { id: 3, ...other },
      ]);
      expect(await outbox.pending({ state: 'dead' }, 10)).toEqual([{ id: 2, ...dead }]);
      expect(await outbox.destinations()).toEqual([
        destination('ga4/2', { waiting: 1 }),
        destination('meta/1', { waiting: 1, dead: 1, cursor: 1 }),
      ]);
    });

    test('in place of what was written of them before, and takes out what is settled', async () => {
      const outbox = await opened();
      await outbox.append([event('a')]);
      await outbox.settle({ put: [pending({ tag: 'A' }), pending({ tag: 'B' }), pending({ tag: 'C' })] });
      const later = pending({
        tag: 'A',
        state: 'dead',
        dueAt: 7,
        attempts: 3,
        since: 2,
        taken: 1,
        outcome: 'x',
        message: 'y',
      });
      await outbox.settle({ put: [later], remove: [{ destination: 'meta/1', seq: 1, tag: 'B' }] });
      await outbox.settle({ remove: [{ destination: 'meta/1', seq: 1, tag: 'B' }] });
      expect(await outbox.pending({ state: 'waiting' }, 10)).toEqual([{ id: 3, ...pending({ tag: 'C' }) }]);
      expect((await outbox.pending({ state: 'dead' }, 10)).map(({ id, ...rest }) => rest)).toEqual([later]);
      expect(await outbox.destinations()).toEqual([destination('meta/1', { waiting: 1, dead: 1 })]);
    });

    test('all or nothing', async () => {
      const outbox = await opened();
      await outbox.append([event('a')]);
      await outbox.settle({ put: [pending({ tag: 'A' })] });
      const changes = {
        cursors: new Map([['meta/1', 1]]),
        put: [pending({ tag: 'B' }), pending({ destination: 'nobody/0' })],
        remove: [{ destination: 'meta/1', seq: 1, tag: 'A' }],
      };
      await expect(outbox.settle(changes)).rejects.toThrow('there is no destination "nobody/0"');
      expect(await outbox.pending({ state: 'waiting' }, 10)).toEqual([{ id: 1, ...pending({ tag: 'A' }) }]);
      expect(await outbox.destinations()).toEqual([destination('meta/1', { waiting: 1 })]);
    });
  });

  describe(`${name} tells what is due`, () => {
    test('those due longest first, so many', async () => {
      const outbox = await opened();
      await outbox.append([event('a', { destinations: ['meta/1', 'ga4/2'] })]);
      const rows = [
        pending({ tag: 'A', dueAt: 30 }),
        pending({ tag: 'B', dueAt: 10 }),
        pending({ tag: 'C', dueAt: 20.5 }),
        pending({ tag: 'D', dueAt: 5, state: 'dead' }),
        pending({ tag: 'E', dueAt: 5, destination: 'ga4/2' }),
      ];
      await outbox.settle({ put: rows });
      const tags = async (now: number, limit: number): Promise<readonly string[]> =>
        (await outbox.due('meta/1', now, limit)).map(({ tag }) => tag);
      expect([await tags(30, 10), await tags(29, 10), await tags(30, 1), await tags(9, 10)]).toEqual([
        ['B', 'C', 'A'],
        ['B', 'C'],
        ['B'],
        [],
      ]);
      expect(await outbox.due('meta/1', 10, 10)).toEqual([{ id: 2, ...rows[1] }]);
    });

    test('and when something will be', async () => {
      const outbox = await opened();
      await outbox.append([event('a', { destinations: ['meta/1', 'ga4/2'] })]);
      expect(await outbox.nextDue('meta/1')).toBe(undefined);
      await outbox.settle({
        put: [
          pending({ tag: 'A', dueAt: 30 }),
          pending({ tag: 'B', dueAt: 20 }),
          pending({ tag: 'C', dueAt: 1, state: 'dead' }),
        ],
      });
      expect([await outbox.nextDue('meta/1'), await outbox.nextDue('ga4/2'), await outbox.nextDue('nobody/0')]).toEqual(
        [20, undefined, undefined],
      );
    });
  });

  describe(`${name} lists, replays and purges`, () => {
    const rows = [
      pending({ tag: 'A', state: 'dead', outcome: 'invalid', attempts: 4, taken: 2, dueAt: 9 }),
      pending({ tag: 'B', state: 'dead', outcome: 'gave_up', seq: 2 }),
      pending({ tag: 'A', state: 'dead', outcome: 'invalid', destination: 'ga4/2', seq: 2 }),
      pending({ tag: 'B', state: 'waiting', outcome: 'invalid', dueAt: 500 }),
    ];
    const stored = rows.map((each, index) => ({ id: index + 1, ...each }));
    const filled = async (): Promise<Outbox> => {
      const outbox = await opened();
      await outbox.append([event('a', { destinations: ['meta/1', 'ga4/2'] }), event('b')]);
      await outbox.settle({ put: rows });
      return outbox;
    };

    test('those that fit all that is given', async () => {
      const outbox = await filled();
      const filters: readonly (readonly [PendingFilter, readonly number[]])[] = [
        [{ state: 'dead' }, [1, 2, 3]],
        [{ state: 'waiting' }, [4]],
        [{ state: 'dead', destination: 'meta/1' }, [1, 2]],
        [{ state: 'dead', destination: 'nobody/0' }, []],
        [{ state: 'dead', tag: 'A' }, [1, 3]],
        [{ state: 'dead', seq: 2 }, [2, 3]],
        [{ state: 'dead', outcome: 'invalid' }, [1, 3]],
        [{ state: 'dead', outcome: 'invalid', destination: 'ga4/2', tag: 'A', seq: 2 }, [3]],
      ];
      const listed = filters.map(async ([filter]) => [filter, (await outbox.pending(filter, 10)).map(({ id }) => id)]);
      expect(await Promise.all(listed)).toEqual(filters);
      expect(await outbox.pending({ state: 'dead' }, 10)).toEqual(stored.slice(0, 3));
    });

    test('and takes out those only', async () => {
      const outbox = await filled();
      expect(await outbox.purge({ state: 'dead', tag: 'A', seq: 2 })).toBe(1);
      expect(await outbox.purge({ state: 'dead', tag: 'A', seq: 2 })).toBe(0);
      expect(await outbox.pending({ state: 'dead' }, 10)).toEqual(stored.slice(0, 2));
      expect(await outbox.purge({ state: 'waiting' })).toBe(1);
      expect(await outbox.destinations()).toEqual([destination('ga4/2'), destination('meta/1', { dead: 2 })]);
    });

    test('by pages', async () => {
      const outbox = await filled();
      expect(await outbox.pending({ state: 'dead' }, 2)).toEqual(stored.slice(0, 2));
      expect(await outbox.pending({ state: 'dead' }, 2, 2)).toEqual(stored.slice(2, 3));
    });

    test('what is dead, once', async () => {
      const outbox = await filled();
      expect(await outbox.replay({ state: 'dead', destination: 'meta/1' }, 77)).toBe(2);
      expect(await outbox.pending({ state: 'waiting' }, 10)).toEqual([
        { ...stored[0], state: 'waiting', dueAt: 77, since: 77, attempts: 0 },
        { ...stored[1], state: 'waiting', dueAt: 77, since: 77, attempts: 0 },
        stored[3],
      ]);
      expect(await outbox.replay({ state: 'dead', destination: 'meta/1' }, 88)).toBe(0);
      expect((await outbox.due('meta/1', 77, 10)).map(({ id }) => id)).toEqual([1, 2]);
      expect(await outbox.destinations()).toEqual([
        destination('ga4/2', { dead: 1 }),
        destination('meta/1', { waiting: 3 }),
      ]);
    });

    test('nothing that waits already', async () => {
      const outbox = await filled();
      expect(await outbox.replay({ state: 'waiting' }, 77)).toBe(0);
      expect(await outbox.pending({ state: 'waiting' }, 10)).toEqual(stored.slice(3));
    });

    test('more than go in one portion', async () => {
      const outbox = await opened();
      await outbox.append([event('a')]);
      await outbox.settle({ put: Array.from({ length: 2_500 }, (_, seq) => pending({ seq, state: 'dead' })) });
      expect(await outbox.replay({ state: 'dead' }, 5)).toBe(2_500);
      expect(await outbox.destinations()).toEqual([destination('meta/1', { waiting: 2_500 })]);
      expect(await outbox.purge({ state: 'waiting' })).toBe(2_500);
      expect(await outbox.destinations()).toEqual([destination('meta/1')]);
    });
  });

  describe(`${name} prunes`, () => {
    const both = ['meta/1', 'ga4/2'];
    const filled = async (): Promise<Outbox> => {
      const outbox = await opened();
      await outbox.append(['a', 'b', 'c', 'd'].map((body) => event(body, { destinations: both })));
      return outbox;
    };
    const seqs = async (outbox: Outbox): Promise<readonly number[]> =>
      (await outbox.read(0, 10_000, 10_000_000)).map(({ seq }) => seq);
    const done = (cursor: number): ReadonlyMap<string, number> => new Map(both.map((each) => [each, cursor]));

    test('nothing while there is nothing', async () => {
      expect(await (await opened()).prune(0)).toBe(0);
    });

    test('what every destination is done with', async () => {
      const outbox = await filled();
      await outbox.settle({ cursors: new Map([['meta/1', 4]]) });
      expect(await outbox.prune(0)).toBe(0);
      await outbox.settle({ cursors: new Map([['ga4/2', 2]]) });
      expect([await outbox.prune(0), await outbox.prune(0)]).toEqual([2, 0]);
      expect(await seqs(outbox)).toEqual([3, 4]);
      expect([await outbox.get(2), outbox.lastSeq(), await outbox.setAside()]).toEqual([undefined, 4, []]);
    });

    test('nothing that a row still refers to', async () => {
      const outbox = await filled();
      await outbox.settle({ cursors: done(4), put: [pending({ seq: 2 }), pending({ seq: 3, state: 'dead' })] });
      expect([await outbox.prune(0), await seqs(outbox), await outbox.get(3)]).toEqual([2, [2, 3], row(3, 'c')]);
      await outbox.purge({ state: 'dead' });
      await outbox.settle({ remove: [{ destination: 'meta/1', seq: 2, tag: 'T' }] });
      expect([await outbox.prune(0), await seqs(outbox)]).toEqual([2, []]);
    });

    test('and goes on numbering where it was', async () => {
      const outbox = await filled();
      await outbox.settle({ cursors: done(4) });
      await outbox.prune(0);
      expect([await outbox.append([event('e')]), outbox.lastSeq()]).toEqual([[{ kept: true, seq: 5 }], 5]);
      expect(await seqs(outbox)).toEqual([5]);
    });

    test('more than go in one portion, round what is still referred to', async () => {
      const outbox = await opened();
      await outbox.append(Array.from({ length: 2_600 }, () => event('a')));
      const kept = [1, 2, 700, 1_500, 1_502, 2_600];
      await outbox.settle({ cursors: new Map([['meta/1', 2_600]]), put: kept.map((seq) => pending({ seq })) });
      expect([await outbox.prune(0), await seqs(outbox)]).toEqual([2_594, kept]);
    });

    test('round more rows than go in one portion', async () => {
      const outbox = await opened();
      await outbox.append(Array.from({ length: 2_600 }, () => event('a')));
      const kept = Array.from({ length: 2_500 }, (_, index) => index + 51);
      await outbox.settle({ cursors: new Map([['meta/1', 2_600]]), put: kept.map((seq) => pending({ seq })) });
      expect([await outbox.prune(0), await seqs(outbox)]).toEqual([100, kept]);
    });

    test('old keys', async () => {
      const outbox = await opened();
      const [old, young] = [event('a', { key: 'aa', receivedAt: 99 }), event('b', { key: 'bb', receivedAt: 100 })];
      await outbox.append([old, young]);
      expect(await outbox.prune(100)).toBe(0);
      expect(await outbox.append([old, young])).toEqual([{ kept: true, seq: 3 }, { kept: false }]);
    });
  });

  describe(`${name} closes`, () => {
    test('after what is under way, and takes nothing more', async () => {
      const outbox = await make()();
      const under = outbox.append([event('a')]);
      await Promise.all([outbox.close(), outbox.close()]);
      expect(await under).toEqual([{ kept: true, seq: 1 }]);
      await expect(outbox.append([event('b')])).rejects.toThrow('the outbox is closed');
      await expect(outbox.read(0, 1, 1)).rejects.toThrow('the outbox is closed');
    });
  });
}

/** An event to be kept. */
export function event(body: string, rest: Partial<NewEvent> = {}): NewEvent {
  return { key: undefined, receivedAt: 1_000, destinations: ['meta/1'], body, ...rest };
}

/** A delivery of event 1 by tag T that waits, unless said otherwise. */
export function pending(rest: Partial<PendingRow> = {}): Omit<PendingRow, 'id'> {
  const times = { dueAt: 2_000, attempts: 1, since: 1_000, taken: 0 };
  const words = { outcome: 'transient', message: '503' };
  return { destination: 'meta/1', seq: 1, tag: 'T', state: 'waiting', ...times, ...words, ...rest };
}

function row(seq: number, body: string): unknown {
  return { seq, receivedAt: 1_000, body };
}

function destination(name: string, rest: object = {}): unknown {
  return { name, cursor: 0, paused: undefined, waiting: 0, dead: 0, ...rest };
}
