import fc from 'fast-check';
import { expect, it } from 'vitest';
import { alphanumeric, bare } from '../../../src/event/normalise/text.ts';

const anyText = fc.oneof(fc.string({ unit: 'binary-ascii' }), fc.string({ unit: 'binary' }));

/** What the rules are defined by: Unicode's classes, whatever the text. */
function without(text: string, what: RegExp): string {
  const small = text.toLowerCase().replace(what, '');
  return small.toWellFormed().normalize('NFC');
}

it('bare leaves out what Unicode calls punctuation or white space, in ASCII too', () => {
  fc.assert(
    fc.property(anyText, (text) => bare(text) === without(text, /[\p{P}\s]+/gu)),
    { numRuns: 3_000 },
  );
});

it('alphanumeric keeps what Unicode calls letters, marks and numbers, in ASCII too', () => {
  fc.assert(
    fc.property(anyText, (text) => alphanumeric(text) === without(text, /[^\p{L}\p{M}\p{N}]+/gu)),
    { numRuns: 3_000 },
  );
});

it('every ASCII character goes or stays as Unicode has it', () => {
  const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  expect(ascii.map((one) => bare(`a${one}é`))).toEqual(ascii.map((one) => without(`a${one}é`, /[\p{P}\s]+/gu)));
  expect(ascii.map((one) => bare(`a${one}-`))).toEqual(ascii.map((one) => without(`a${one}-`, /[\p{P}\s]+/gu)));
});
