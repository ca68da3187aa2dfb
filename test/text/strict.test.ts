import { expect, test } from 'vitest';
import { z } from 'zod';
import { strictObject } from '../../src/text/strict.ts';
import { unknownKey } from '../../src/text/unknown-key.ts';

const schema = strictObject({ name: z.string(), tags: strictObject({ priority: z.number() }).optional() });

test('takes its keys and no others', () => {
  expect(schema.parse({ name: 'a', tags: { priority: 1 } })).toEqual({ name: 'a', tags: { priority: 1 } });
  expect(schema.safeParse({ name: 'a', extra: 1 }).success).toBe(false);
});

test('says of each unknown key what it could be, a line each in their order', () => {
  expect(schema.safeParse({ nmae: 1, name: 'a', colour: 1, tgas: {} }).error?.issues).toEqual([
    {
      code: 'unrecognized_keys',
      keys: ['nmae', 'colour', 'tgas'],
      path: [],
      message: 'unknown key; did you mean name?\nunknown key; known are name, tags\nunknown key; did you mean tags?',
    },
  ]);
});

test('says so at the place', () => {
  expect(schema.safeParse({ name: 'a', tags: { priority: 1, prority: 1 } }).error?.issues).toEqual([
    { code: 'unrecognized_keys', keys: ['prority'], path: ['tags'], message: 'unknown key; did you mean priority?' },
  ]);
});

test("leaves other faults their own words, and keys of a prototype are none of the object's", () => {
  const issues = schema.safeParse(JSON.parse('{"name": 1, "constructor": 1}')).error?.issues ?? [];
  expect(issues.map(({ path, message }) => [path, message])).toEqual([
    [['name'], 'Invalid input: expected string, received number'],
    [[], 'unknown key; known are name, tags'],
  ]);
});

test('an object of no keys takes none', () => {
  expect(unknownKey('a', [])).toBe('unknown key: nothing goes here');
  expect(strictObject({}).parse({})).toEqual({});
});
