import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../src/engine/recording.ts';
import { estimateBytes } from '../../src/recordings/estimate-bytes.ts';
import { createRecorder, type Recorder } from '../../src/recordings/recorder.ts';
import { fullRecording, smallRecording } from './support/sample-recording.ts';

const ids = (recorder: Recorder, session?: string): readonly string[] =>
  recorder.list(session === undefined ? {} : { session }).map((recording) => recording.id);

describe('recorder', () => {
  test('keeps recordings in order, by session, by id', () => {
    const recorder = createRecorder();
    const a = smallRecording('a', 'one');
    for (const recording of [a, smallRecording('b', 'two'), smallRecording('c', 'one')]) recorder.add(recording);
    expect([ids(recorder), ids(recorder, 'one'), ids(recorder, 'two'), ids(recorder, 'three')]).toEqual([
      ['a', 'b', 'c'],
      ['a', 'c'],
      ['b'],
      [],
    ]);
    expect([recorder.get('a'), recorder.get('x')]).toEqual([a, undefined]);
    expect(recorder.sessions()).toEqual([
      { name: 'one', count: 2 },
      { name: 'two', count: 1 },
    ]);
  });

  test('forgets a session, and no other', () => {
    const recorder = createRecorder();
    for (const [id, session] of [
      ['a', 'one'],
      ['b', 'two'],
      ['c', 'one'],
      ['d', '__proto__'],
    ] as const)
      recorder.add(smallRecording(id, session));
    expect([recorder.deleteSession('one'), recorder.deleteSession('one'), recorder.deleteSession('toString')]).toEqual([
      2, 0, 0,
    ]);
    expect([ids(recorder), recorder.get('a'), recorder.sessions()]).toEqual([
      ['b', 'd'],
      undefined,
      [
        { name: 'two', count: 1 },
        { name: '__proto__', count: 1 },
      ],
    ]);
  });

  test('lets the oldest go when there are too many', () => {
    const recorder = createRecorder({ maxCount: 2 });
    for (const id of ['a', 'b', 'c']) recorder.add(smallRecording(id, id));
    expect([ids(recorder), recorder.sessions(), recorder.get('a')]).toEqual([
      ['b', 'c'],
      [
        { name: 'b', count: 1 },
        { name: 'c', count: 1 },
      ],
      undefined,
    ]);
    expect(recorder.stats).toEqual({
      count: 2,
      bytes: 2 * estimateBytes(smallRecording('b')),
      added: 3,
      dropped: 1,
      listenerErrors: 0,
    });
  });

  test('lets the oldest go when they are too large, one too large for all at once', () => {
    const large = smallRecording('large', 'default', 'x'.repeat(10_000));
    const size = estimateBytes(large);
    const recorder = createRecorder({ maxBytes: size * 2 });
    recorder.add(smallRecording('a'));
    recorder.add(large);
    recorder.add({ ...large, id: 'again' });
    expect(ids(recorder)).toEqual(['large', 'again']);
    recorder.add(smallRecording('huge', 'default', 'x'.repeat(size * 2)));
    expect([ids(recorder), recorder.stats]).toEqual([
      [],
      { count: 0, bytes: 0, added: 4, dropped: 4, listenerErrors: 0 },
    ]);
  });

  test('a recording of a known id takes its place, as the newest', () => {
    const recorder = createRecorder();
    for (const id of ['a', 'b']) recorder.add(smallRecording(id));
    const again = smallRecording('a', 'other');
    recorder.add(again);
    expect([ids(recorder), recorder.get('a'), recorder.stats.count]).toEqual([['b', 'a'], again, 2]);
    expect(recorder.sessions()).toEqual([
      { name: 'default', count: 1 },
      { name: 'other', count: 1 },
    ]);
  });

  test('keeps the way to a recording instead of it, and gives it with the durations of the first run', () => {
    const recorder = createRecorder();
    const first: Recording = fullRecording;
    const ran: ReadonlySet<string> = new Set(['fired', 'failed']);
    const withoutTime = (one: Recording): Recording => ({
      ...one,
      events: one.events.map((event) => ({
        ...event,
        tags: event.tags.map((tag) => (ran.has(tag.status) ? { ...tag, durationMs: 0 } : tag)),
      })),
    });
    let built = 0;
    const recording = (): Recording => {
      built += 1;
      return withoutTime(first);
    };
    recorder.add(first, { recording, bytes: 123 });
    expect([built, recorder.stats.bytes]).toEqual([0, 123]);
    expect([recorder.get(first.id), recorder.list()]).toEqual([first, [first]]);
    expect(built).toBe(2);
    expect(first.events[0]?.tags.some((tag) => tag.durationMs > 0)).toBe(true);
  });

  test('is what a list of the last ones would be, whatever is done to it', () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ add: fc.nat(12), session: fc.constantFrom('one', 'two', 'three') }) },
      { weight: 1, arbitrary: fc.record({ drop: fc.constantFrom('one', 'two', 'three') }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 6 }), (steps, maxCount) => {
        const recorder = createRecorder({ maxCount });
        let model: { id: string; session: string }[] = [];
        for (const one of steps) {
          if ('drop' in one) {
            recorder.deleteSession(one.drop);
            model = model.filter((entry) => entry.session !== one.drop);
          } else {
            const entry = { id: String(one.add), session: one.session };
            recorder.add(smallRecording(entry.id, entry.session));
            model = [...model.filter((other) => other.id !== entry.id), entry].slice(-maxCount);
          }
          expect(recorder.list().map(({ id, session }) => ({ id, session }))).toEqual(model);
          for (const session of ['one', 'two', 'three'])
            expect(ids(recorder, session)).toEqual(
              model.filter((entry) => entry.session === session).map((entry) => entry.id),
            );
          expect(recorder.stats.count).toBe(model.length);
          expect(recorder.stats.bytes).toBe(recorder.list().reduce((sum, entry) => sum + estimateBytes(entry), 0));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('tells listeners, from when they come until they go', () => {
    const recorder = createRecorder();
    const heard: string[] = [];
    const listener = ({ id }: { id: string }): void => void heard.push(id);
    recorder.add(smallRecording('a'));
    const first = recorder.subscribe(listener);
    const second = recorder.subscribe(listener);
    recorder.add(smallRecording('b'));
    first();
    first();
    recorder.add(smallRecording('c'));
    second();
    recorder.add(smallRecording('d'));
    expect(heard).toEqual(['b', 'b', 'c']);
  });

  test('a listener that throws, or goes while it is told, harms nobody', () => {
    const errors: unknown[] = [];
    const recorder = createRecorder({}, (error) => errors.push(error));
    const heard: string[] = [];
    const broken = new Error('broken');
    recorder.subscribe(() => {
      throw broken;
    });
    const leave = recorder.subscribe(({ id }) => {
      heard.push(`leaving ${id}`);
      leave();
    });
    recorder.subscribe(({ id }) => void heard.push(id));
    for (const id of ['a', 'b']) recorder.add(smallRecording(id));
    expect([heard, errors, recorder.stats.listenerErrors, ids(recorder)]).toEqual([
      ['leaving a', 'a', 'b'],
      [broken, broken],
      2,
      ['a', 'b'],
    ]);
  });
});

describe('estimateBytes', () => {
  test('grows with what is the recording’s own', () => {
    const [event] = fullRecording.events;
    const tags = event?.tags ?? [];
    const only = (...statuses: string[]): number =>
      estimateBytes({
        ...fullRecording,
        events: [{ ...event, tags: tags.filter((tag) => statuses.includes(tag.status)) }],
      } as never);
    const none = only();
    expect(only('not_fired') - none).toBe(8);
    expect(only('paused') - none).toBe(8);
    expect(only('fired') - none).toBeGreaterThan(500);
    expect(only('failed') - none).toBeGreaterThan(200);
  });

  test.each([
    ['text', (n: number) => 'x'.repeat(n)],
    ['many keys', (n: number) => Object.fromEntries(Array.from({ length: n / 10 }, (_, i) => [`key${i}`, i]))],
    ['long keys', (n: number) => ({ ['k'.repeat(n)]: 1 })],
    ['lists', (n: number) => Array.from({ length: n / 8 }, () => 1)],
  ])('counts a body of %s', (_name, make) => {
    const empty = estimateBytes(smallRecording('a'));
    expect(estimateBytes(smallRecording('a', 'default', make(100_000))) - empty).toBeGreaterThan(90_000);
  });

  test('nesting cannot exhaust the stack', () => {
    const deep = JSON.parse(`${'['.repeat(60_000)}${']'.repeat(60_000)}`);
    expect(estimateBytes(smallRecording('a', 'default', deep))).toBeLessThan(5_000);
  });
});
