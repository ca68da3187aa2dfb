import { describe, expect, test } from 'vitest';
import type { Container } from '../../src/container/compile.ts';
import type { Variable } from '../../src/container/scope.ts';
import type { RecordedTag, Recording } from '../../src/engine/recording.ts';
import type { EventData } from '../../src/event/event-data.ts';
import type { TagType } from '../../src/platforms/tag.ts';
import { containerOf, handle, requestWith } from '../container/run.ts';

const parts = {
  variables: {
    Value: { type: 'event_data', path: 'value' },
    Kind: { type: 'lookup_table', input: '{{Value}}', map: { '5': 'five {{Event Name}}' }, default: '{{Value}}' },
    Size: { type: 'regex_table', input: '{{Kind}}', rows: [{ matches: '^five', value: { size: '{{Value}}' } }] },
    Chance: { type: 'constant', value: 7 },
  },
  triggers: {
    All: {},
    Five: {
      when: [
        { variable: '{{Kind}}', starts_with: 'five' },
        { variable: '{{Value}}', equals: 5 },
      ],
    },
    Six: { when: [{ variable: '{{Value}}', equals: '{{Chance}}' }] },
  },
  transformations: {
    Add: { type: 'augment', parameters: { kind: '{{Kind}}', list: ['{{Size}}'] }, tags: ['Seeing', 'Step'] },
    Cut: {
      type: 'exclude',
      parameters: ['value'],
      when: [{ variable: '{{Kind}}', contains: 'five' }],
      tags: ['Seeing'],
    },
  },
  tags: {
    Plain: { type: 'echo', triggers: ['All'], body: ['{{Size}}', { a: '{{Kind}}' }, 'v{{Value}}'], priority: -1 },
    Blocked: { type: 'echo', triggers: ['All'], blocking_triggers: ['Six', 'Five'] },
    Seeing: { type: 'echo', triggers: ['Five', 'Six'], setup_tag: 'Step', body: 'event', url: '{{Value}}' },
    Failing: { type: 'echo', triggers: ['Five'], body: 'tag error', cleanup_tag: 'Step' },
    Broken: { type: 'echo', triggers: ['Five'], body: 'type error' },
    Step: { type: 'echo', body: 'log', list: '{{Size}}' },
    Stopped: { type: 'echo', triggers: ['Five'], setup_tag: { tag: 'Failing', stop_on_failure: true } },
    Twice: { type: 'echo', triggers: ['All', 'Five'], firing_option: 'unlimited' },
    First: { type: 'echo', triggers: ['All'], firing_option: 'once_per_load' },
  },
};
const events: readonly EventData[] = [
  { event_name: 'purchase', event_id: 'e1', value: 5 },
  { event_name: 'refund', event_id: 'e2', value: 6 },
  { event_name: 'purchase', event_id: 'e3', value: 5 },
];

/** Makes variables answer promises; what they read they still read. */
function withSlowVariables(container: Container, ...names: readonly string[]): Container {
  for (const variable of container.variables) {
    if (!names.includes(variable.name)) continue;
    const { read } = variable;
    Object.assign(variable, { read: async (scope: Parameters<Variable['read']>[0]) => read(scope) });
  }
  return container;
}

function withSlowTags(given: typeof parts): Record<string, unknown> {
  const tags = Object.entries(given.tags).map(([name, tag]) => [name, { ...tag, type: 'slow' }] as const);
  return { ...given, tags: Object.fromEntries(tags) };
}

const atOnce = handle(containerOf(parts), requestWith(events)) as Recording;
const renamed = (recording: Recording): unknown => JSON.parse(JSON.stringify(recording).replaceAll('"slow"', '"echo"'));

test('without a promise in it, a recording is there at once', () => {
  expect(atOnce).not.toBeInstanceOf(Promise);
  expect(atOnce.events.map((event) => event.tags.map(({ name, status }) => `${name} ${status}`))).toEqual([
    [
      'Plain fired',
      'Blocked blocked',
      'Seeing fired',
      'Failing failed',
      'Broken failed',
      'Step fired',
      'Stopped not_fired',
      'Twice fired',
      'First fired',
    ],
    [
      'Plain fired',
      'Blocked fired',
      'Seeing not_fired',
      'Failing not_fired',
      'Broken not_fired',
      'Step not_fired',
      'Stopped not_fired',
      'Twice fired',
      'First not_fired',
    ],
    [
      'Plain fired',
      'Blocked blocked',
      'Seeing fired',
      'Failing failed',
      'Broken failed',
      'Step fired',
      'Stopped not_fired',
      'Twice fired',
      'First not_fired',
    ],
  ]);
});

test.each([
  ['a variable others read', ['Value']],
  ['a variable that reads others', ['Size']],
  ['a built-in variable', ['Event Name']],
  ['all variables', ['Value', 'Kind', 'Size', 'Chance', 'Event Name']],
])('promises of %s give the same recording', async (_, names) => {
  const recording = handle(withSlowVariables(containerOf(parts), ...names), requestWith(events));
  expect(recording).toBeInstanceOf(Promise);
  expect(await recording).toEqual(atOnce);
});

test('promises of tags give the same recording', async () => {
  const recording = handle(containerOf(withSlowTags(parts)), requestWith(events));
  expect(recording).toBeInstanceOf(Promise);
  expect(renamed(await recording)).toEqual(renamed(atOnce));
});

test('promises of all variables and all tags give the same recording', async () => {
  const container = withSlowVariables(
    containerOf(withSlowTags(parts)),
    'Value',
    'Kind',
    'Size',
    'Chance',
    'Event Name',
  );
  expect(renamed(await handle(container, requestWith(events)))).toEqual(renamed(atOnce));
});

describe('promises that are rejected', () => {
  const reject = (container: Container, name: string): Container => {
    const variable = container.variables.find((one) => one.name === name) as Variable;
    Object.assign(variable, { read: () => Promise.reject(new Error('no luck')) });
    return container;
  };

  test('a variable is undefined', async () => {
    const container = containerOf({
      variables: {
        Value: { type: 'event_data', path: 'value', default: 'none' },
        Other: { type: 'constant', value: '{{Value}}' },
      },
      triggers: { None: { when: [{ variable: '{{Value}}', equals: 'undefined' }] } },
      tags: { A: { type: 'echo', triggers: ['None'], body: ['{{Value}}', 'a{{Value}}', '{{Other}}'] } },
    });
    const recording = await handle(reject(container, 'Value'), requestWith([{ event_name: 'a', value: 1 }]));
    expect([recording.events[0]?.variables, recording.events[0]?.tags]).toEqual([
      { Value: null, Other: null },
      [
        expect.objectContaining({
          status: 'fired',
          requests: [expect.objectContaining({ body: { body: [undefined, 'aundefined', undefined] } })],
        }),
      ],
    ]);
  });

  const slow = (body: unknown): Record<string, unknown> => ({ type: 'slow', triggers: ['All'], body });
  const outcome = async (tag: Record<string, unknown>): Promise<RecordedTag | undefined> => {
    const container = containerOf({ triggers: { All: {} }, tags: { A: tag } });
    return (await handle(container, requestWith([{ event_name: 'a' }]))).events[0]?.tags[0];
  };
  const failed = {
    name: 'A',
    type: 'slow',
    status: 'failed',
    triggers: ['All'],
    console: [],
    durationMs: 0,
    requests: [],
  };
  test.each([
    ['a TagError', 'tag error', 'pixel_id is empty: give the tag one'],
    ['another error', 'type error', 'TypeError: x is not a function'],
  ])('a tag has failed: %s', async (_, body, reason) => {
    expect(await outcome(slow(body))).toEqual({ ...failed, reason });
  });

  test('a tag has failed: something that is no error', async () => {
    const container = containerOf({ triggers: { All: {} }, tags: { A: slow('fine') } });
    const [tag] = container.tags;
    const type: TagType = { ...(tag?.type as TagType), build: () => Promise.reject('no luck') };
    Object.assign(tag as object, { type });
    const recording = await handle(container, requestWith([{ event_name: 'a' }]));
    expect(recording.events[0]?.tags[0]).toEqual({ ...failed, reason: 'no luck' });
  });

  test('once of several times is a failure of the tag', async () => {
    const tag = { ...slow('{{Value}}'), firing_option: 'unlimited', triggers: ['All', 'Also'] };
    const variables = { Value: { type: 'event_data', path: 'value' } };
    const container = containerOf({ variables, triggers: { All: {}, Also: {} }, tags: { A: tag } });
    const recording = await handle(container, requestWith([{ event_name: 'a', value: 'tag error' }]));
    expect(recording.events[0]?.tags[0]).toEqual({
      ...failed,
      triggers: ['All', 'Also'],
      reason: 'pixel_id is empty: give the tag one',
    });
  });
});

test('a variable that throws fails the tag that reads it; one still under way is not recorded', () => {
  const container = containerOf({
    variables: { Slow: { type: 'constant', value: 1 }, Broken: { type: 'constant', value: 2 } },
    triggers: { All: {} },
    tags: { A: { type: 'echo', triggers: ['All'], body: ['{{Slow}}', '{{Event Name}}', '{{Broken}}'] } },
  });
  const throwing = container.variables.find((variable) => variable.name === 'Broken') as Variable;
  Object.assign(throwing, {
    read: () => {
      throw new RangeError('too much');
    },
  });
  const recording = handle(withSlowVariables(container, 'Slow'), requestWith([{ event_name: 'a' }])) as Recording;
  expect([recording.events[0]?.variables, recording.events[0]?.tags]).toEqual([
    { 'Event Name': 'a' },
    [
      {
        name: 'A',
        type: 'echo',
        status: 'failed',
        triggers: ['All'],
        reason: 'RangeError: too much',
        console: [],
        durationMs: 0,
        requests: [],
      },
    ],
  ]);
});

test('one event is done before the next begins', async () => {
  const container = containerOf({
    triggers: { All: {} },
    tags: { A: { type: 'slow', triggers: ['All'] }, B: { type: 'echo', triggers: ['All'] } },
  });
  const begun: string[] = [];
  for (const tag of container.tags) {
    const { type } = tag;
    const build: TagType['build'] = async (input) => {
      begun.push(`${tag.name} begins ${input.event.data['event_id']}`);
      const requests = await type.build(input);
      await Promise.resolve();
      begun.push(`${tag.name} ends ${input.event.data['event_id']}`);
      return requests;
    };
    Object.assign(tag, { type: { ...type, build } });
  }
  await handle(
    container,
    requestWith([
      { event_name: 'a', event_id: '1' },
      { event_name: 'a', event_id: '2' },
    ]),
  );
  const oneEvent = (id: string): readonly string[] => [
    `A begins ${id}`,
    `B begins ${id}`,
    `A ends ${id}`,
    `B ends ${id}`,
  ];
  expect(begun.slice(0, 4).toSorted()).toEqual(oneEvent('1').toSorted());
  expect(begun.slice(4).toSorted()).toEqual(oneEvent('2').toSorted());
});
