import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { Schema } from '../fault.ts';
import { isRecord } from '../vocabulary.ts';

/** A format says something of text, or of numbers; of the other nothing. */
export function formatTest(name: string, kind: 'string' | 'number'): (value: never) => boolean {
  const format: unknown = (fullFormats as Schema)[name];
  const given: Schema = isRecord(format) && !(format instanceof RegExp) ? format : { validate: format };
  const { type = 'string', validate } = given as { type?: unknown; validate: unknown };
  if (type !== kind) return () => true;
  if (validate instanceof RegExp) return (value) => validate.test(value);
  return typeof validate === 'function' ? (value) => validate(value) === true : () => true;
}
