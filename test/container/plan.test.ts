import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../src/engine/recording.ts';
import type { EventData } from '../../src/event/event-data.ts';
import { containerOf, handle, requestWith } from './run.ts';

const names = ['purchase', 'page_view', 'refund', ''];
const texts = ['purchase', 'page', 'p', 'view', '5', '10', 'undefined', ''];
const subjects = [
  '{{Event Name}}',
  '{{_event}}',
  '{{ Event Name }}',
  '{{Value}}',
  '{{Kind}}',
  '{{Event Name}}{{Kind}}',
];
const operators = [
  'equals',
  'contains',
  'starts_with',
  'ends_with',
  'matches_regex',
  'less_than',
  'greater_or_equal',
] as const;
const numeric = new Set<string>(['less_than', 'greater_or_equal']);

interface Condition {
  readonly variable: string;
  readonly operator: (typeof operators)[number];
  readonly value: string;
  readonly negate: boolean;
}
interface Tag {
  readonly triggers: readonly string[];
  readonly blocking_triggers: readonly string[];
  readonly priority: number;
  readonly paused: boolean;
}

const condition: fc.Arbitrary<Condition> = fc
  .record({
    variable: fc.constantFrom(...subjects),
    operator: fc.constantFrom(...operators),
    value: fc.constantFrom(...texts),
    negate: fc.boolean(),
  })
  .map((one) => (numeric.has(one.operator) ? { ...one, value: '5' } : one));
const triggerNames = ['T0', 'T1', 'T2', 'T3'];
const triggers = fc.tuple(...triggerNames.map(() => fc.array(condition, { maxLength: 3 })));
const someTriggers = fc.subarray(triggerNames);
const tags: fc.Arbitrary<readonly Tag[]> = fc.array(
  fc.record({
    triggers: someTriggers,
    blocking_triggers: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, someTriggers),
    priority: fc.integer({ min: -1, max: 1 }),
    paused: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
);
const event: fc.Arbitrary<EventData> = fc
  .record({
    event_name: fc.constantFrom(...names),
    value: fc.option(fc.constantFrom(4, 5, 5.5, '10', 'page'), { nil: undefined }),
    kind: fc.option(fc.constantFrom('p', 'purchase', ''), { nil: undefined }),
  })
  .map((one) => JSON.parse(JSON.stringify(one)));

/** Whether a condition holds, by the plainest reading of it. */
function holds({ variable, operator, value, negate }: Condition, data: EventData): boolean {
  const seen = variable
    .replaceAll(/\{\{\s*(Event Name|_event)\s*\}\}/g, String(data['event_name']))
    .replaceAll('{{Value}}', String(data['value']))
    .replaceAll('{{Kind}}', String(data['kind']));
  const number = seen === '' ? Number.NaN : Number(seen);
  const plain = {
    equals: seen === value,
    contains: seen.includes(value),
    starts_with: seen.startsWith(value),
    ends_with: seen.endsWith(value),
    matches_regex: new RegExp(value).test(seen),
    less_than: number < Number(value),
    greater_or_equal: number >= Number(value),
  };
  return plain[operator] !== negate;
}

/** What each tag does, tag by tag and trigger by trigger. */
function naive(all: readonly (readonly Condition[])[], tag: Tag, data: EventData): unknown {
  const matching = (given: readonly string[]): readonly string[] =>
    given.filter((name) => all[triggerNames.indexOf(name)]?.every((one) => holds(one, data)));
  const matched = matching(tag.triggers);
  if (tag.paused) return ['paused', []];
  if (matched.length === 0) return ['not_fired', []];
  return [matching(tag.blocking_triggers).length > 0 ? 'blocked' : 'fired', matched];
}

describe('the plan by event name', () => {
  test('does what going through every tag and trigger does', () => {
    fc.assert(
      fc.property(triggers, tags, fc.array(event, { minLength: 1, maxLength: 6 }), (conditions, given, events) => {
        const container = containerOf({
          variables: { Value: { type: 'event_data', path: 'value' }, Kind: { type: 'event_data', path: 'kind' } },
          triggers: Object.fromEntries(
            conditions.map((when, index) => [
              triggerNames[index],
              { when: when.map(({ variable, operator, value, negate }) => ({ variable, [operator]: value, negate })) },
            ]),
          ),
          tags: Object.fromEntries(given.map((tag, index) => [`Tag ${index}`, { type: 'echo', ...tag }])),
        });
        const recording = handle(container, requestWith(events)) as Recording;
        expect(
          recording.events.map((one) => one.tags.map(({ status, triggers: matched }) => [status, matched])),
        ).toEqual(events.map((data) => given.map((tag) => naive(conditions, tag, data))));
        for (const { tags: recorded } of recording.events) {
          for (const { status, reason } of recorded) expect([status, reason]).not.toEqual([status, '']);
        }
      }),
      { numRuns: 300 },
    );
  });

  const tag = (trigger: string, priority = 0): Record<string, unknown> => ({
    type: 'echo',
    triggers: [trigger],
    priority,
  });
  const when = (equals: string): Record<string, unknown> => ({ when: [{ variable: '{{Event Name}}', equals }] });
  const container = containerOf({
    triggers: { All: {}, Purchase: when('purchase'), Refund: when('refund') },
    tags: { A: tag('Purchase'), B: tag('All', 5), C: tag('Refund'), D: tag('Purchase', 9) },
  });

  test('holds only the tags that can match, in firing order', () => {
    expect(container.plan('purchase').candidates.map((candidate) => candidate.tag.name)).toEqual(['D', 'B', 'A']);
    expect(container.plan('anything').candidates.map((candidate) => candidate.tag.name)).toEqual(['B']);
  });

  test('is made once, and forgotten when a thousand other names have come since', () => {
    const { plan } = containerOf({ triggers: { All: {} }, tags: { A: tag('All') } });
    const first = plan('purchase');
    for (let index = 1; index < 1_000; index += 1) plan(`name ${index}`);
    expect(plan('purchase')).toBe(first);
    plan('name 1000');
    expect(plan('purchase')).not.toBe(first);
    expect(plan('purchase')).toEqual(first);
  });
});
