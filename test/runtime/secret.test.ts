import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, encodeText, parseSecrets, reveal, SecretText, type Text } from '../../src/runtime/secret.ts';

const values: Record<string, string> = { TOKEN: 'hush&more', _A1: 'ä' };
const lookup = (name: string): string | undefined => values[name];

describe('parseSecrets', () => {
  test.each([
    ['plain', 'plain'],
    ['', ''],
    ['$TOKEN', '$TOKEN'],
    ['${token}', '${token}'],
    ['${1A}', '${1A}'],
    ['${}', '${}'],
    ['${TOKEN', '${TOKEN'],
  ])('%j stays text', (text, parsed) => {
    expect(parseSecrets(text)).toBe(parsed);
  });

  test.each<[string, SecretText['parts'], readonly string[]]>([
    ['${TOKEN}', [{ secret: 'TOKEN' }], ['TOKEN']],
    ['Bearer ${TOKEN}', ['Bearer ', { secret: 'TOKEN' }], ['TOKEN']],
    ['${_A1}:${TOKEN}.', [{ secret: '_A1' }, ':', { secret: 'TOKEN' }, '.'], ['_A1', 'TOKEN']],
    ['${TOKEN}${TOKEN}', [{ secret: 'TOKEN' }, { secret: 'TOKEN' }], ['TOKEN', 'TOKEN']],
    ['${${TOKEN}}', ['${', { secret: 'TOKEN' }, '}'], ['TOKEN']],
  ])('%j holds secrets', (text, parts, names) => {
    const parsed = parseSecrets(text) as SecretText;
    expect([parsed instanceof SecretText, parsed.parts, parsed.names()]).toEqual([true, parts, names]);
  });

  test('any text prints as it was written', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('${TOKEN}', '${', '}', '$', '${a}', '${A}'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const parsed = parseSecrets(text);
        expect([String(parsed), JSON.stringify(parsed), `${parsed}`]).toEqual([text, JSON.stringify(text), text]);
      }),
    );
  });
});

describe('concat', () => {
  test('plain texts are plain text', () => {
    expect([concat('a', '', 'b'), concat()]).toEqual(['ab', '']);
  });

  test('secrets keep their names, and text never becomes a secret', () => {
    const joined = concat('a', '', parseSecrets('${TOKEN}b'), '${_A1}') as SecretText;
    expect([joined.parts, reveal(joined, lookup)]).toEqual([
      ['a', { secret: 'TOKEN' }, 'b', '${_A1}'],
      'ahush&moreb${_A1}',
    ]);
  });
});

describe('reveal', () => {
  test.each<[string, Text, string]>([
    ['text is as it is', '${TOKEN}', '${TOKEN}'],
    ['a secret is its value', parseSecrets('Bearer ${TOKEN}'), 'Bearer hush&more'],
    ['encoded text is encoded at once', encodeText('a b&${TOKEN}'), 'a%20b%26%24%7BTOKEN%7D'],
    [
      'an encoded secret is encoded when revealed',
      encodeText(parseSecrets('a b=${TOKEN}${_A1}')),
      'a%20b%3Dhush%26more%C3%A4',
    ],
    [
      'a secret beside an encoded one is not',
      concat(parseSecrets('${TOKEN}?q='), encodeText(parseSecrets('${TOKEN}'))),
      'hush&more?q=hush%26more',
    ],
  ])('%s', (_, text, revealed) => {
    expect(reveal(text, lookup)).toBe(revealed);
  });

  test('names the secret that is not set', () => {
    expect(() => reveal(parseSecrets('${TOKEN}${META_ACCESS_TOKEN}'), lookup)).toThrow(
      new Error('secret META_ACCESS_TOKEN is not set'),
    );
  });

  test('an empty secret is a value', () => {
    expect(reveal(parseSecrets('a${EMPTY}'), () => '')).toBe('a');
  });

  test('revealing leaves no trace in the text itself', () => {
    const text = encodeText(parseSecrets('Bearer ${TOKEN}'));
    reveal(text, lookup);
    expect([String(text), JSON.stringify({ text }), inspect(text).includes('hush')]).toEqual([
      'Bearer%20${TOKEN}',
      '{"text":"Bearer%20${TOKEN}"}',
      false,
    ]);
  });
});
