import { describe, expect, test } from 'vitest';
import type { RecordedEvent } from '../../src/engine/recording.ts';
import type { EventData } from '../../src/event/event-data.ts';
import { containerOf, runOne } from './run.ts';

const event: EventData = {
  event_name: 'purchase',
  event_id: 'e1',
  value: 5,
  user_data: { email_address: 'jane@example.com', address: [{ city: 'Oslo', country: 'NO' }] },
};
const seen = { type: 'echo', triggers: ['All'], body: 'event' };

function run(
  transformations: Record<string, unknown>,
  more: Record<string, unknown> = {},
  data = event,
): RecordedEvent {
  const tags = { Meta: seen, TikTok: seen, Slow: { ...seen, type: 'slow', triggers: [] } };
  return runOne({ triggers: { All: {} }, tags, transformations, ...more }, data);
}

function body(recorded: RecordedEvent, tag: string): unknown {
  const [request] = recorded.tags.find(({ name }) => name === tag)?.requests ?? [];
  return (request?.body as { body?: unknown } | undefined)?.body;
}

describe('kinds', () => {
  test('allow keeps what its paths lead to', () => {
    const parameters = ['event_name', 'user_data.address.0.city', 'coupon', 'value'];
    const recorded = run({ Cut: { type: 'allow', parameters } });
    expect(body(recorded, 'Meta')).toEqual({
      event_name: 'purchase',
      user_data: { address: [{ city: 'Oslo' }] },
      value: 5,
    });
  });

  test('exclude removes it', () => {
    const recorded = run({ Cut: { type: 'exclude', parameters: ['value', 'user_data.email_address', 'coupon.code'] } });
    expect(body(recorded, 'Meta')).toEqual({
      event_name: 'purchase',
      event_id: 'e1',
      user_data: { address: [{ city: 'Oslo', country: 'NO' }] },
    });
  });

  test('augment adds and replaces', () => {
    const variables = { Value: { type: 'event_data', path: 'value' }, Token: { type: 'constant', value: '${TOKEN}' } };
    const parameters = {
      value: '{{Value}}0',
      'user_data.address.0.city': 'Bergen',
      'custom.parts': { parts: ['{{Value}}'] },
      'custom.token': ['{{Token}}'],
      constructor: 1,
    };
    const recorded = run({ Add: { type: 'augment', parameters } }, { variables });
    expect(body(recorded, 'Meta')).toEqual({
      event_name: 'purchase',
      event_id: 'e1',
      value: '50',
      user_data: { email_address: 'jane@example.com', address: [{ city: 'Bergen', country: 'NO' }] },
      custom: { parts: { parts: [5] }, token: ['${TOKEN}'] },
      constructor: 1,
    });
  });

  test('the event data itself stays as it is', () => {
    const before = structuredClone(event);
    const recorded = run({
      A: { type: 'augment', parameters: { 'user_data.address.0.city': 'Bergen' } },
      B: { type: 'exclude', parameters: ['value'] },
    });
    expect([recorded.data, event]).toEqual([before, before]);
  });
});

describe('which tags', () => {
  const cut = { type: 'exclude', parameters: ['value'] };
  const tagsThatSee = (transformation: Record<string, unknown>): readonly string[] => {
    const tags = { Meta: seen, TikTok: seen, Slow: { type: 'slow' } };
    const container = containerOf({
      triggers: { All: {} },
      tags,
      transformations: { Cut: { ...cut, ...transformation } },
    });
    return container.tags.filter((tag) => tag.view === 0).map((tag) => tag.name);
  };
  test.each([
    ['all of them', {}, []],
    ['those named', { tags: ['Meta'] }, ['TikTok', 'Slow']],
    ['all but those named', { except_tags: ['Meta'] }, ['Meta']],
    ['those of a type', { tag_types: ['slow'] }, ['Meta', 'TikTok']],
    ['those of a type and those named', { tag_types: ['slow'], tags: ['Meta'] }, ['TikTok']],
    ['those of a type but one', { tag_types: ['echo'], except_tags: ['TikTok'] }, ['TikTok', 'Slow']],
    ['none', { tags: [] }, ['Meta', 'TikTok', 'Slow']],
  ])('%s', (_, transformation, untouched) => {
    expect(tagsThatSee(transformation)).toEqual(untouched);
  });

  test('tags with the same transformations share one view', () => {
    const { views, tags } = containerOf({
      tags: { A: { type: 'echo' }, B: { type: 'echo' }, C: { type: 'slow' }, D: { type: 'echo' } },
      transformations: {
        All: { ...cut, priority: 1 },
        Echo: { ...cut, tag_types: ['echo'], except_tags: ['D'] },
      },
    });
    expect([views.map((view) => view.map((one) => one.name)), tags.map((tag) => tag.view)]).toEqual([
      [[], ['All', 'Echo'], ['All']],
      [1, 1, 2, 2],
    ]);
  });
});

describe('when and in which order', () => {
  const purchase = [{ variable: '{{Event Name}}', equals: 'purchase' }];
  const refund = [{ variable: '{{Event Name}}', equals: 'refund' }];
  test('only where its conditions hold', () => {
    const recorded = run({
      A: { type: 'exclude', parameters: ['value'], when: purchase },
      B: { type: 'exclude', parameters: ['user_data'], when: [...purchase, ...refund] },
    });
    expect(body(recorded, 'Meta')).toEqual({ event_name: 'purchase', event_id: 'e1', user_data: event['user_data'] });
  });

  test('the higher priority first, each seeing what the one before left', () => {
    const variables = { Value: { type: 'event_data', path: 'value' } };
    const append = (text: string, priority?: number): Record<string, unknown> => ({
      type: 'augment',
      parameters: { value: `{{Value}}${text}` },
      ...(priority !== undefined && { priority }),
    });
    const recorded = run({ A: append('a'), B: append('b', 9), C: append('c', -1), D: append('d') }, { variables });
    expect(body(recorded, 'Meta')).toEqual({ ...event, value: '5badc' });
  });

  test('augmenting twice at one place goes by the order of its rows', () => {
    const parameters = { 'a.b': 1, a: { c: 2 }, 'a.d': 3 };
    expect(body(run({ A: { type: 'augment', parameters } }), 'Meta')).toEqual({ ...event, a: { c: 2, d: 3 } });
  });
});

test('variables are read anew from what the transformations left; triggers see the event as it came', () => {
  const variables = { Value: { type: 'event_data', path: 'value', default: 'none' } };
  const triggers = { All: {}, Five: { when: [{ variable: '{{Value}}', equals: 5 }] } };
  const tags = {
    Cut: { type: 'echo', triggers: ['Five'], body: '{{Value}}' },
    Whole: { type: 'echo', triggers: ['Five'], body: '{{Value}}' },
  };
  const transformations = { T: { type: 'exclude', parameters: ['value'], tags: ['Cut'] } };
  const recorded = runOne({ variables, triggers, tags, transformations }, event);
  expect([body(recorded, 'Cut'), body(recorded, 'Whole'), recorded.variables]).toEqual(['none', 5, { Value: 5 }]);
});

test('variables read only on the way through transformations are recorded', () => {
  const variables = {
    First: { type: 'event_data', path: 'first' },
    Second: { type: 'event_data', path: 'second' },
  };
  const transformations = {
    A: { type: 'augment', parameters: { first: 1, second: 2 }, priority: 2 },
    B: { type: 'augment', parameters: { third: '{{Second}}' }, priority: 1 },
    C: { type: 'exclude', parameters: ['first'], when: [{ variable: '{{First}}', equals: 1 }] },
  };
  const recorded = run(transformations, { variables });
  expect([body(recorded, 'Meta'), recorded.variables]).toEqual([
    { ...event, second: 2, third: 2 },
    { Second: 2, First: 1 },
  ]);
});
