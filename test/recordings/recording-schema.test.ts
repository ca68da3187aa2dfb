import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type { Recording } from '../../src/engine/recording.ts';
import {
  type RecordingFileContent,
  recordingFileSchema,
  recordingSchema,
} from '../../src/recordings/recording-schema.ts';
import { fullRecording, smallRecording } from './support/sample-recording.ts';

const clone = (): Record<string, unknown> => JSON.parse(JSON.stringify(fullRecording)) as Record<string, unknown>;

describe('recordingSchema', () => {
  test('gives the hand-written types', () => {
    expectTypeOf<z.output<typeof recordingSchema>>().toEqualTypeOf<Recording>();
    expectTypeOf<z.output<typeof recordingFileSchema>>().toEqualTypeOf<RecordingFileContent>();
  });

  test('takes every key the type has, and changes nothing', () => {
    expect(recordingSchema.parse(clone())).toEqual(fullRecording);
    expect(recordingSchema.parse(smallRecording('a'))).toEqual(smallRecording('a'));
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['an unknown key', { extra: 1 }, 'Unrecognized key: "extra"'],
    ['an empty id', { id: '' }, 'Too small'],
    ['no session', { session: undefined }, 'expected string'],
    ['a moment that is none', { receivedAt: 'yesterday' }, 'Invalid ISO datetime'],
    ['a reason that is no text', { reason: null }, 'expected string'],
    ['events that are no list', { events: {} }, 'expected array'],
  ])('refuses %s', (_name, change, message) => {
    const recording = { ...clone(), ...change };
    const issues = recordingSchema.safeParse(recording).error?.issues ?? [];
    expect(issues.map((issue) => issue.message.includes(message))).toEqual([true]);
  });

  test('its JSON Schema says the same', () => {
    const schema = z.toJSONSchema(recordingFileSchema, { target: 'draft-2020-12', io: 'input', reused: 'ref' });
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const check = ajv.compile(schema);
    const file = (recording: unknown): unknown => ({ version: 1, container: 'upscript', recordings: [recording] });
    expect([check(file(clone())), check(file({ ...clone(), extra: 1 })), check(file(smallRecording('a')))]).toEqual([
      true,
      false,
      true,
    ]);
    expect([check({ ...(file(clone()) as object), version: 2 }), check({})]).toEqual([false, false]);
  });
});
