import { describe, expect, test } from 'vitest';
import type { Container } from '../../src/container/compile.ts';
import type { Recording } from '../../src/engine/recording.ts';
import type { EventData } from '../../src/event/event-data.ts';
import { fixedRuntime } from '../../src/runtime/runtime.ts';
import { containerOf, handle, requestWith } from '../container/run.ts';
import { receivedAt } from '../support/tag-input.ts';

const triggers = {
  All: {},
  Purchase: { when: [{ variable: '{{Event Name}}', equals: 'purchase' }] },
  Paid: { when: [{ variable: '{{Value}}', greater_than: 0 }] },
};
const variables = { Value: { type: 'event_data', path: 'value' } };
type Tags = Record<string, Record<string, unknown>>;

/** Each tag's status, triggers, reason and number of requests, for one purchase or for given events. */
function outcomes(
  tags: Tags,
  events: readonly EventData[] = [{ event_name: 'purchase' }],
  now: number = receivedAt,
): readonly unknown[] {
  const recording = handle(containerOf({ triggers, variables, tags }), requestWith(events), fixedRuntime(now, 1));
  return (recording as Recording).events.map((event) =>
    event.tags.map(({ name, status, triggers: matched, reason, requests }) => [
      name,
      status,
      matched,
      reason,
      requests.length,
    ]),
  );
}

const one = (tags: Tags, event?: EventData): unknown => outcomes(tags, event && [event])[0];
const all = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  type: 'echo',
  triggers: ['All'],
  ...more,
});
const step = (more: Record<string, unknown> = {}): Record<string, unknown> => ({ type: 'echo', ...more });
const fails = { body: 'tag error' };
const said = 'pixel_id is empty: give the tag one';

describe('order', () => {
  /** The order in which tags were built, as a counter that every tag's scope draws from tells. */
  const order = (tags: Tags): readonly string[] => {
    const container = containerOf({ triggers, variables, tags });
    const built: string[] = [];
    const watched: Container = {
      ...container,
      plan: (name) => {
        const plan = container.plan(name);
        return {
          ...plan,
          candidates: plan.candidates.map((candidate) => ({ ...candidate, tag: watch(candidate.tag) })),
        };
      },
      tags: container.tags.map((tag) => watch(tag)),
    };
    function watch(tag: Container['tags'][number]): Container['tags'][number] {
      const build: typeof tag.type.build = (input) => {
        built.push(tag.name);
        return tag.type.build(input);
      };
      return { ...tag, type: { ...tag.type, build } };
    }
    handle(watched, requestWith([{ event_name: 'purchase' }]));
    return built;
  };

  test('the higher priority first, else as written', () => {
    const tags = { A: all(), B: all({ priority: 5 }), C: all({ priority: -1 }), D: all(), E: all({ priority: 5 }) };
    expect(order(tags)).toEqual(['B', 'E', 'A', 'D', 'C']);
  });

  test('a setup tag before its tag, a cleanup tag after it, each with its own', () => {
    const tags = {
      Main: all({ setup_tag: 'Setup', cleanup_tag: { tag: 'Cleanup' } }),
      Next: all(),
      Setup: step({ setup_tag: 'Setup of setup' }),
      'Setup of setup': step(),
      Cleanup: step({ cleanup_tag: 'Cleanup of cleanup' }),
      'Cleanup of cleanup': step(),
    };
    expect(order(tags)).toEqual(['Setup of setup', 'Setup', 'Main', 'Cleanup', 'Cleanup of cleanup', 'Next']);
  });
});

describe('setup and cleanup tags', () => {
  test('run without a trigger of their own', () => {
    expect(one({ Main: all({ setup_tag: 'Setup', cleanup_tag: 'Cleanup' }), Setup: step(), Cleanup: step() })).toEqual([
      ['Main', 'fired', ['All'], 'All matched', 1],
      ['Setup', 'fired', [], 'setup tag of Main', 1],
      ['Cleanup', 'fired', [], 'cleanup tag of Main', 1],
    ]);
  });

  test('do not run where their tag does not', () => {
    const tags = { Main: all({ triggers: ['Paid'], setup_tag: 'Setup' }), Setup: step() };
    expect(one(tags)).toEqual([
      ['Main', 'not_fired', [], 'Paid: {{Value}} is greater than 0, saw "undefined"', 0],
      ['Setup', 'not_fired', [], 'it has no firing trigger', 0],
    ]);
  });

  test('a setup tag that fails stops nothing unless told to', () => {
    expect(one({ Main: all({ setup_tag: { tag: 'Setup' } }), Setup: step(fails) })).toEqual([
      ['Main', 'fired', ['All'], 'All matched', 1],
      ['Setup', 'failed', [], said, 0],
    ]);
  });

  test('a setup tag that fails stops its tag, and the cleanup tag that wants it to have fired', () => {
    const setup_tag = { tag: 'Setup', stop_on_failure: true };
    const main = all({ setup_tag, cleanup_tag: { tag: 'Cleanup', stop_on_failure: true } });
    expect(one({ Main: main, Setup: step(fails), Cleanup: step() })).toEqual([
      ['Main', 'not_fired', ['All'], 'its setup tag Setup failed', 0],
      ['Setup', 'failed', [], said, 0],
      ['Cleanup', 'not_fired', [], 'it has no firing trigger', 0],
    ]);
  });

  test.each([
    ['is paused', { paused: true }, 'paused', 'the tag is paused', 'is paused'],
    [
      'lacks consent',
      { consent_required: ['ad_storage'] },
      'blocked',
      'consent for ad_storage is not given',
      'was blocked',
    ],
    [
      'is out of its schedule',
      { schedule: { end: '2026-01-01' } },
      'not_fired',
      'its schedule ended at 2026-01-01T00:00:00.000Z',
      'did not fire',
    ],
  ])('a setup tag that %s does not run', (_, more, status, reason, verb) => {
    const tags = (stop_on_failure: boolean): Tags => ({
      Main: all({ setup_tag: { tag: 'Setup', stop_on_failure } }),
      Setup: step(more),
    });
    expect([one(tags(false)), one(tags(true))]).toEqual([
      [
        ['Main', 'fired', ['All'], 'All matched', 1],
        ['Setup', status, [], reason, 0],
      ],
      [
        ['Main', 'not_fired', ['All'], `its setup tag Setup ${verb}`, 0],
        ['Setup', status, [], reason, 0],
      ],
    ]);
  });

  test('a cleanup tag runs after a tag that failed, unless told not to', () => {
    const tags = (stop_on_failure: boolean): Tags => ({
      Main: all({ ...fails, cleanup_tag: { tag: 'Cleanup', stop_on_failure } }),
      Cleanup: step(),
    });
    expect([one(tags(false)), one(tags(true))]).toEqual([
      [
        ['Main', 'failed', ['All'], said, 0],
        ['Cleanup', 'fired', [], 'cleanup tag of Main', 1],
      ],
      [
        ['Main', 'failed', ['All'], said, 0],
        ['Cleanup', 'not_fired', [], 'it has no firing trigger', 0],
      ],
    ]);
  });

  test('one with a trigger of its own, or of two tags, runs once', () => {
    const tags = (priority: number): Tags => ({
      Main: all({ setup_tag: 'Setup' }),
      Other: all({ setup_tag: 'Setup', cleanup_tag: 'Setup' }),
      Setup: all({ priority }),
    });
    const mains = [
      ['Main', 'fired', ['All'], 'All matched', 1],
      ['Other', 'fired', ['All'], 'All matched', 1],
    ];
    expect([one(tags(-1)), one(tags(1))]).toEqual([
      [...mains, ['Setup', 'fired', [], 'setup tag of Main', 1]],
      [...mains, ['Setup', 'fired', ['All'], 'All matched', 1]],
    ]);
  });

  test('one that its own trigger would not fire runs all the same', () => {
    const tags = { Main: all({ setup_tag: 'Setup' }), Setup: all({ triggers: ['Paid'], blocking_triggers: ['All'] }) };
    expect(one(tags)).toEqual([
      ['Main', 'fired', ['All'], 'All matched', 1],
      ['Setup', 'fired', [], 'setup tag of Main', 1],
    ]);
  });
});

describe('firing options', () => {
  const both = ['All', 'Paid'];
  const paid: EventData = { event_name: 'purchase', value: 1 };

  test('once per event is the default', () => {
    expect(
      one({ A: all({ triggers: both }), B: all({ triggers: both, firing_option: 'once_per_event' }) }, paid),
    ).toEqual([
      ['A', 'fired', both, 'All, Paid matched', 1],
      ['B', 'fired', both, 'All, Paid matched', 1],
    ]);
  });

  test('unlimited fires once for each trigger that matches', () => {
    const tags = { A: all({ triggers: [...both, 'Purchase'], firing_option: 'unlimited' }) };
    expect([one(tags, paid), one(tags, { event_name: 'refund' })]).toEqual([
      [['A', 'fired', ['All', 'Paid', 'Purchase'], 'All, Paid, Purchase matched', 3]],
      [['A', 'fired', ['All'], 'All matched', 1]],
    ]);
  });

  test('once per load fires for the first event of a request that it can', () => {
    const tags = { A: all({ triggers: ['Paid'], firing_option: 'once_per_load' }) };
    const container = containerOf({ triggers, variables, tags });
    const free: EventData = { event_name: 'purchase', value: 0 };
    const statuses = (): unknown =>
      (handle(container, requestWith([free, paid, paid, free])) as Recording).events.map(({ tags: [tag] }) => [
        tag?.status,
        tag?.reason,
      ]);
    const expected = [
      ['not_fired', 'Paid: {{Value}} is greater than 0, saw "0"'],
      ['fired', 'Paid matched'],
      ['not_fired', 'it has fired for this request already'],
      ['not_fired', 'Paid: {{Value}} is greater than 0, saw "0"'],
    ];
    expect([statuses(), statuses()]).toEqual([expected, expected]);
  });

  test('once per load tries again where it failed', () => {
    const tags = { A: all({ firing_option: 'once_per_load', body: '{{Value}}' }) };
    const events = ['tag error', 'fine', 'late'].map((value) => ({ event_name: 'purchase', value }));
    expect(outcomes(tags, events)).toEqual([
      [['A', 'failed', ['All'], said, 0]],
      [['A', 'fired', ['All'], 'All matched', 1]],
      [['A', 'not_fired', ['All'], 'it has fired for this request already', 0]],
    ]);
  });

  test('a setup tag that has run for the request stops no later event', () => {
    const tags = {
      Main: all({ setup_tag: { tag: 'Setup', stop_on_failure: true } }),
      Setup: step({ firing_option: 'once_per_load' }),
    };
    expect(outcomes(tags, [paid, paid])).toEqual([
      [
        ['Main', 'fired', ['All'], 'All matched', 1],
        ['Setup', 'fired', [], 'setup tag of Main', 1],
      ],
      [
        ['Main', 'fired', ['All'], 'All matched', 1],
        ['Setup', 'not_fired', [], 'it has fired for this request already', 0],
      ],
    ]);
  });
});

describe('schedule', () => {
  const tags = { A: all({ schedule: { start: '2026-12-01', end: '2026-12-24T18:00:00+01:00' } }) };
  const start = Date.UTC(2026, 11, 1);
  const end = Date.UTC(2026, 11, 24, 17);
  const before = 'its schedule starts at 2026-12-01T00:00:00.000Z';
  const after = 'its schedule ended at 2026-12-24T17:00:00.000Z';
  test.each([
    ['a millisecond before its start', start - 1, 'not_fired', before, 0],
    ['at its start', start, 'fired', 'All matched', 1],
    ['a millisecond before its end', end - 1, 'fired', 'All matched', 1],
    ['at its end', end, 'not_fired', after, 0],
  ])('%s', (_, now, status, reason, requests) => {
    expect(outcomes(tags, undefined, now)).toEqual([[['A', status, ['All'], reason, requests]]]);
  });
});

describe('consent', () => {
  const tags = { A: all({ consent_required: ['ad_user_data', 'ad_personalization'] }) };
  const asked = (consent: Record<string, string> | undefined): unknown =>
    one(tags, { event_name: 'purchase', ...(consent !== undefined && { consent }) });
  test.each([
    ['granted', { ad_user_data: 'GRANTED', ad_personalization: 'granted' }, 'fired', 'All matched'],
    [
      'one denied',
      { ad_user_data: 'GRANTED', ad_personalization: 'DENIED' },
      'blocked',
      'consent for ad_personalization is denied',
    ],
    ['one not given', { ad_personalization: 'GRANTED' }, 'blocked', 'consent for ad_user_data is not given'],
    ['none given', undefined, 'blocked', 'consent for ad_user_data is not given'],
  ])('%s', (_, consent, status, reason) => {
    expect(asked(consent)).toEqual([['A', status, ['All'], reason, status === 'fired' ? 1 : 0]]);
  });
});

describe('blocking', () => {
  test('names every trigger that blocks; what would not have fired is not blocked', () => {
    const tags = {
      A: all({ blocking_triggers: ['Paid', 'Purchase', 'All'] }),
      B: all({ triggers: ['Paid'], blocking_triggers: ['Purchase'] }),
      C: all({ blocking_triggers: ['Paid'] }),
    };
    expect(one(tags)).toEqual([
      ['A', 'blocked', ['All'], 'blocked by Purchase, All', 0],
      ['B', 'not_fired', [], 'Paid: {{Value}} is greater than 0, saw "undefined"', 0],
      ['C', 'fired', ['All'], 'All matched', 1],
    ]);
  });
});

describe('events of a request', () => {
  test('run one after the other, each on its own', () => {
    const events = [
      { event_name: 'purchase', value: 1 },
      { event_name: 'refund' },
      { event_name: 'purchase', value: 2 },
    ];
    const container = containerOf({
      triggers,
      variables,
      tags: { A: all({ triggers: ['Purchase'], body: '{{Value}}' }) },
    });
    const recording = handle(container, requestWith(events)) as Recording;
    expect(recording.events.map(({ variables: read, tags: [tag] }) => [read, tag?.requests[0]?.body])).toEqual([
      [{ Value: 1 }, { body: 1 }],
      [{}, undefined],
      [{ Value: 2 }, { body: 2 }],
    ]);
  });

  test('have an id each: their own, their transaction, or a new one', () => {
    const events: readonly EventData[] = [
      { event_name: 'purchase', event_id: 'own', transaction_id: 'T-1' },
      { event_name: 'purchase', event_id: 5 },
      { event_name: 'purchase', transaction_id: 'T-1' },
      { event_name: 'page_view' },
      { event_name: 'page_view', event_id: '' },
    ];
    const container = containerOf({ triggers, variables, tags: { A: all({ body: 'event' }) } });
    const recording = handle(container, requestWith(events)) as Recording;
    const ids = recording.events.map(({ data }) => data['event_id']);
    const uuid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids).toEqual(['own', '5', 'purchase.T-1', uuid, uuid]);
    expect(new Set(ids).size).toBe(5);
    expect(recording.events.map(({ tags: [tag] }) => tag?.requests[0]?.body)).toEqual(
      recording.events.map(({ data }) => ({ body: data })),
    );
  });
});
