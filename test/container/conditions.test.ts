import { describe, expect, test } from 'vitest';
import type { EventData } from '../../src/event/event-data.ts';
import { runOne } from './run.ts';

const value = '{{Value}}';

/** Whether a condition on `value` holds, and else what the recording says. */
function verdict(condition: Record<string, unknown>, event: EventData): string {
  const parts = {
    variables: {
      Value: { type: 'event_data', path: 'value' },
      Other: { type: 'event_data', path: 'other' },
      Token: { type: 'constant', value: '${META_ACCESS_TOKEN}' },
    },
    triggers: { T: { when: [{ variable: value, ...condition }] } },
    tags: { Echo: { type: 'echo', triggers: ['T'] } },
  };
  return runOne(parts, { event_name: 'purchase', event_id: 'e1', ...event }).tags[0]?.reason as string;
}

const held = 'T matched';

describe('operators', () => {
  test.each([
    ['equals', { equals: 'a' }, 'a', held],
    ['equals', { equals: 'a' }, 'A', 'T: {{Value}} equals a, saw "A"'],
    ['equals a number', { equals: 5 }, '5', held],
    ['equals a number written otherwise', { equals: 5 }, '5.0', 'T: {{Value}} equals 5, saw "5.0"'],
    ['equals true', { equals: true }, true, held],
    ['equals undefined', { equals: 'undefined' }, undefined, held],
    ['equals null', { equals: 'null' }, null, held],
    ['equals nothing', { equals: '' }, '', held],
    ['contains', { contains: 'b' }, 'abc', held],
    ['contains', { contains: 'd' }, 'abc', 'T: {{Value}} contains d, saw "abc"'],
    ['contains, of a list', { contains: '"id":1' }, [{ id: 1 }], held],
    ['starts with', { starts_with: 'a' }, 'abc', held],
    ['starts with', { starts_with: 'b' }, 'abc', 'T: {{Value}} starts with b, saw "abc"'],
    ['ends with', { ends_with: 'c' }, 'abc', held],
    ['ends with', { ends_with: 'b' }, 'abc', 'T: {{Value}} ends with b, saw "abc"'],
    ['matches anywhere', { matches_regex: 'b+' }, 'abbc', held],
    ['matches', { matches_regex: '^b' }, 'abc', 'T: {{Value}} matches ^b, saw "abc"'],
    ['minds the case', { matches_regex: 'B' }, 'abc', 'T: {{Value}} matches B, saw "abc"'],
    ['ignores the case', { matches_regex: 'B', ignore_case: true }, 'abc', held],
    ['is less than', { less_than: 5 }, 4.9, held],
    ['is less than', { less_than: 5 }, 5, 'T: {{Value}} is less than 5, saw "5"'],
    ['is at most', { less_or_equal: 5 }, '5.0', held],
    ['is at most', { less_or_equal: 5 }, 5.1, 'T: {{Value}} is at most 5, saw "5.1"'],
    ['is greater than', { greater_than: '5' }, 10, held],
    ['is greater than', { greater_than: 5 }, 5, 'T: {{Value}} is greater than 5, saw "5"'],
    ['is at least', { greater_or_equal: 5 }, 5, held],
    ['is at least', { greater_or_equal: 5 }, -5, 'T: {{Value}} is at least 5, saw "-5"'],
    ['no number is less', { less_than: 5 }, 'few', 'T: {{Value}} is less than 5, saw "few"'],
    ['nothing is no number', { less_than: 5 }, '', 'T: {{Value}} is less than 5, saw ""'],
    ['null is no number', { less_than: 5 }, null, 'T: {{Value}} is less than 5, saw "null"'],
  ])('%s %j of %j', (_, condition, seen, reason) => {
    expect(verdict(condition, { value: seen as EventData['value'] })).toBe(reason);
  });

  test.each([
    [{ equals: 'a' }, 'b', 'a', 'does not equal a'],
    [{ contains: 'a' }, 'b', 'a', 'does not contain a'],
    [{ starts_with: 'a' }, 'b', 'a', 'does not start with a'],
    [{ ends_with: 'a' }, 'b', 'a', 'does not end with a'],
    [{ matches_regex: 'a' }, 'b', 'a', 'does not match a'],
    [{ less_than: 5 }, 5, 4, 'is not less than 5'],
    [{ less_or_equal: 5 }, 6, 5, 'is not at most 5'],
    [{ greater_than: 5 }, 5, 6, 'is not greater than 5'],
    [{ greater_or_equal: 5 }, 4, 5, 'is not at least 5'],
    [{ less_than: 5 }, 'few', 1, 'is not less than 5'],
  ])('negated: %j', (condition, holds, fails, phrase) => {
    const negated = { ...condition, negate: true };
    const reasons = [verdict(negated, { value: holds }), verdict(negated, { value: fails })];
    expect(reasons).toEqual([held, `T: {{Value}} ${phrase}, saw "${fails}"`]);
  });
});

describe('the right side', () => {
  test.each([
    ['a variable', { equals: '{{Other}}' }, { value: 1, other: '1' }, held],
    ['text with variables', { equals: '{{Other}}-{{Event Name}}' }, { value: 'x-purchase', other: 'x' }, held],
    [
      'a variable that differs',
      { equals: '{{Other}}' },
      { value: 1, other: 2 },
      'T: {{Value}} equals {{Other}}, saw "1"',
    ],
    ['a pattern from a variable', { matches_regex: '^{{Other}}$' }, { value: 'aab', other: 'a+b' }, held],
    [
      'a pattern from a variable that is none matches nothing',
      { matches_regex: '{{Other}}' },
      { value: 'a', other: '(' },
      'T: {{Value}} matches {{Other}}, saw "a"',
    ],
    ['a number from a variable', { less_than: '{{Other}}' }, { value: 9, other: 10 }, held],
    [
      'a secret is compared by its name alone',
      { equals: '{{Token}}' },
      { value: 'hush' },
      'T: {{Value}} equals {{Token}}, saw "hush"',
    ],
  ])('%s', (_, condition, event, reason) => {
    expect(verdict(condition, event)).toBe(reason);
  });
});

describe('patterns are RE2', () => {
  test('which take time by the length of the text, whatever the pattern', () => {
    const text = `${'a'.repeat(50_000)}!`;
    const reason = `T: {{Value}} matches (a+)+$, saw "${'a'.repeat(120)}…"`;
    expect(verdict({ matches_regex: '(a+)+$' }, { value: text })).toBe(reason);
    expect(verdict({ matches_regex: '{{Other}}' }, { value: text, other: '(a|aa)+$' })).toBe(
      reason.replace('(a+)+$', '{{Other}}'),
    );
  });

  test.each([
    ['named groups', '(?P<year>\\d{4})-\\d\\d', '2026-11', held],
    ['inline flags', '(?i)^PURCHASE$', 'purchase', held],
    ['scripts', '^\\p{Greek}+$', 'αβγ', held],
  ])('with %s', (_, pattern, seen, reason) => {
    expect(verdict({ matches_regex: pattern }, { value: seen })).toBe(reason);
  });
});

test('a left side of text and variables', () => {
  expect(verdict({ variable: 'v{{Value}}/{{Event Name}}', equals: 'v1/purchase' }, { value: 1 })).toBe(held);
});

test('what was seen is cut, and its control characters are escaped', () => {
  const seen = `\u001b[2J"${'x'.repeat(200)}`;
  const shown = JSON.stringify(`${seen.slice(0, 120)}…`);
  expect(verdict({ equals: 'a' }, { value: seen })).toBe(`T: {{Value}} equals a, saw ${shown}`);
});
