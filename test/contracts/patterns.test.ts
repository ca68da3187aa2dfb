import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedContracts } from '../../src/contracts/load.ts';
import { patternProblem, testerOf } from '../../src/contracts/patterns.ts';
import { isRecord, visitSchemas } from '../../src/contracts/vocabulary.ts';

const forEver = 'may take for ever on some text: what repeats must not hold what repeats, nor a choice';

describe('patterns a contract may have', () => {
  test.each<[string, string | undefined]>([
    ['^[a-z]+$', undefined],
    ['^fb\\.[0-2]\\.\\d{13}\\.\\d+(?:\\.[A-Za-z0-9]{2,8})?$', undefined],
    ['^[a-z]+(?:\\.[a-z]+)*$', undefined],
    ['^.*-.*-.*$', undefined],
    ['^(?:[+*|]\\+)*x.*y.*z$', undefined],
    ['^(a+)+$', forEver],
    ['^(?:a|a)*$', forEver],
    ['(x+x+)+y', forEver],
    ['^(?:a|b|ab){20}$', forEver],
    ['(?=.*a)(?=.*b).*c.*d', 'may take for ever on some text, and looks around or back: write it without'],
    ['(a', 'is no regular expression: /(a/u: Unterminated group'],
  ])('%s', (pattern, problem) => {
    expect(patternProblem(pattern, 1_000)).toBe(problem);
  });
});

describe('testing text', () => {
  test('long text is judged as short text is', () => {
    const native = /^[ab]*b[ab]{3}$/u;
    const tester = testerOf(native.source);
    const long = fc
      .array(fc.constantFrom('a', 'b'), { minLength: 500, maxLength: 530 })
      .map((letters) => letters.join(''));
    fc.assert(fc.property(long, (text) => tester.test(text) === native.test(text)));
  });

  test('a pattern that RE2 does not know', () => {
    const tester = testerOf('^(?!b)a');
    expect([tester.test(`a${'x'.repeat(600)}`), tester.test(`b${'x'.repeat(600)}`)]).toEqual([true, false]);
  });
});

test('the shipped contracts keep to it', () => {
  const patterns = new Set<string>();
  for (const file of globSync('**/*.schema.json', { cwd: shippedContracts })) {
    visitSchemas(JSON.parse(readFileSync(join(shippedContracts, file), 'utf8')), ({ schema }) => {
      if (typeof schema['pattern'] === 'string') patterns.add(schema['pattern']);
      if (isRecord(schema['patternProperties'])) {
        for (const pattern of Object.keys(schema['patternProperties'])) patterns.add(pattern);
      }
    });
  }
  expect([...patterns].filter((pattern) => patternProblem(pattern, 1_000) !== undefined)).toEqual([]);
});
