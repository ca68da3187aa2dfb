import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shippedContracts } from '../../src/contracts/load.ts';
import { judgePattern, linearTester, type PatternVerdict } from '../../src/contracts/patterns.ts';
import { isRecord, visitSchemas } from '../../src/contracts/vocabulary.ts';

const forEver = { refused: 'may take for ever on some text: what repeats must not hold what repeats, nor a choice' };

describe('how a pattern may run', () => {
  test.each<[string, PatternVerdict]>([
    ['^[a-z]+$', 'native'],
    ['^fb\\.[0-2]\\.\\d{13}\\.\\d+(?:\\.[A-Za-z0-9]{2,8})?$', 'native'],
    ['^[a-z]+(?:\\.[a-z]+)*$', 'native'],
    ['^[0-9]+$|\\$\\{', 'native'],
    ['^.*-.*-.*$', 'linear'],
    ['.*\\D.*', 'linear'],
    ['^(a+)+$', forEver],
    ['^(?:a|a)*$', forEver],
    ['(x+x+)+y', forEver],
    ['^(?:a|b|ab){20}$', forEver],
    ['(?=.*a)(?=.*b).*c.*d', { refused: 'may take for ever on some text, and looks around or back: write it without' }],
    ['(a', { refused: 'is no regular expression: /(a/u: Unterminated group' }],
  ])('%s', (pattern, verdict) => {
    expect(judgePattern(pattern, 1_000)).toEqual(verdict);
  });

  test('what repeats inside a class, or escaped, does not count', () => {
    expect(judgePattern('^(?:[+*|]\\+)*x.*y.*z$', 1_000)).toBe('linear');
  });
});

test('in linear time it finds what the pattern finds', () => {
  const tester = linearTester('^.*-.*-.*$');
  expect(['a-b-c', 'a-b', ''].map((text) => tester.test(text))).toEqual([true, false, false]);
});

test('the shipped contracts run natively', () => {
  const patterns = new Set<string>();
  for (const file of globSync('**/*.schema.json', { cwd: shippedContracts })) {
    visitSchemas(JSON.parse(readFileSync(join(shippedContracts, file), 'utf8')), ({ schema }) => {
      if (typeof schema['pattern'] === 'string') patterns.add(schema['pattern']);
      if (isRecord(schema['patternProperties']))
        for (const one of Object.keys(schema['patternProperties'])) patterns.add(one);
    });
  }
  expect([...patterns].filter((pattern) => judgePattern(pattern, 1_000) !== 'native')).toEqual([]);
});
