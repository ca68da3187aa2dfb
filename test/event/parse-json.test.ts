import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ParsedJson, parseJson } from '../../src/event/parse-json.ts';

const twice = 'this key stands more than once in its object; the last value is taken, the others are lost';
const half = 'holds half a surrogate pair, which UTF-8 cannot carry: it arrives as U+FFFD or an escape';

describe('parseJson takes', () => {
  const taken: [string, string, unknown][] = [
    ['an object', '{"a":[1,"x",null,true]}', { a: [1, 'x', null, true] }],
    ['a byte order mark', '\ufeff{"a":1}', { a: 1 }],
    ['a constructor without a prototype', '{"constructor":{"name":"x"}}', { constructor: { name: 'x' } }],
    ['a prototype without a constructor', '{"prototype":{"a":1}}', { prototype: { a: 1 } }],
    ['__proto__ as a value', '["__proto__"]', ['__proto__']],
    ['colons, quotes and backslashes in text', '{"a":"\\":\\\\","b":":"}', { a: '":\\', b: ':' }],
    ['a whole surrogate pair, escaped', '"\\ud83d\\ude00"', '\u{1f600}'],
    ['the same key in two objects', '[{"a":1},{"a":1}]', [{ a: 1 }, { a: 1 }]],
    ['32 levels', `${'['.repeat(32)}${']'.repeat(32)}`, JSON.parse(`${'['.repeat(32)}${']'.repeat(32)}`)],
    ['text alone', '"x"', 'x'],
  ];
  test.each(taken)('%s', (_, text, value) => {
    expect(parseJson(text)).toEqual({ ok: true, value, warnings: [] });
  });
});

describe('parseJson refuses', () => {
  const steps = (count: number, step: string): string => `/${step}`.repeat(count);
  const prototype = 'which could change every object';
  const refused: [string, string, Omit<ParsedJson, 'ok'>][] = [
    [
      '__proto__',
      '{"a":[{"__proto__":{"polluted":1}}]}',
      { rule: 'prototype', message: `a key named __proto__, ${prototype}`, path: '/a/0/__proto__' },
    ],
    [
      '__proto__ in escapes',
      '{"\\u005f\\u005fproto__":1}',
      { rule: 'prototype', message: `a key named __proto__, ${prototype}`, path: '/__proto__' },
    ],
    [
      'a constructor that holds a prototype',
      '{"x/y":{"constructor":{"prototype":null}}}',
      { rule: 'prototype', message: `a constructor that holds a prototype, ${prototype}`, path: '/x~1y/constructor' },
    ],
    [
      '33 levels',
      `${'['.repeat(33)}${']'.repeat(33)}`,
      { rule: 'depth', message: 'objects and arrays nested more than 32 deep', path: steps(32, '0') },
    ],
    [
      '60,000 levels',
      `${'{"a":'.repeat(60_000)}1${'}'.repeat(60_000)}`,
      { rule: 'depth', message: 'objects and arrays nested more than 32 deep', path: steps(32, 'a') },
    ],
    [
      '1e999',
      '{"a":{"b":-1e999}}',
      { rule: 'number', message: 'a number too large for a double (about 1.8e308)', path: '/a/b' },
    ],
    ['1e999 alone', '1e999', { rule: 'number', message: 'a number too large for a double (about 1.8e308)', path: '' }],
  ];
  test.each(refused)('%s', (_, text, refusal) => {
    expect(parseJson(text)).toEqual({ ok: false, ...refusal });
  });

  const value = 'expected a value: an object, an array, a string in double quotes, a number, true, false or null';
  const syntax: [string, number, number, string, string][] = [
    ['', 1, 1, '', `${value}, found the end of the text`],
    ['{"a":1,}', 1, 8, '', 'expected another key: JSON takes no comma before "}", found "}"'],
    ['[1,]', 1, 4, '/1', 'expected another value: JSON takes no comma before "]", found "]"'],
    ['{a:1}', 1, 2, '', 'expected a key in double quotes or "}", found "a"'],
    ['{"a":1,b:1}', 1, 8, '', 'expected a key in double quotes, found "b"'],
    ['{\n  "a": {\n    "b" 1\n  }\n}', 3, 9, '/a/b', 'expected ":" after the key, found "1"'],
    ['{"a":\'x\'}', 1, 6, '/a', 'expected a value: JSON strings stand in double quotes, found "\'"'],
    ['["x" "y"]', 1, 6, '/0', 'expected "," or "]", found """'],
    ['{"a":01}', 1, 7, '/a', 'expected "," or "}", found "1"'],
    ['[NaN]', 1, 2, '/0', `${value}, found "N"`],
    ['{} {}', 1, 4, '', 'nothing may follow the value, found "{"'],
    ['{"a":"x\ty"}', 1, 8, '/a', 'a control character in a string must be escaped, found U+0009'],
    ['{"a":"\\x41"}', 1, 7, '/a', 'an escape JSON does not know, found "\\"'],
    ['{"a":"x', 1, 8, '/a', 'a string that is not closed, found the end of the text'],
    ['{"a', 1, 4, '', 'a string that is not closed, found the end of the text'],
    ['["\u001b[2J"]', 1, 3, '/0', 'a control character in a string must be escaped, found U+001B'],
    ['\u{1f600}', 1, 1, '', `${value}, found U+1F600`],
    ['['.repeat(60_000), 1, 60_001, steps(32, '0'), `${value}, found the end of the text`],
  ];
  test.each(syntax)('%s', (text, line, column, path, message) => {
    const said = `line ${line}, column ${column}: ${message}`;
    expect(parseJson(text)).toEqual({ ok: false, rule: 'syntax', message: said, path, line, column });
  });

  test('a syntax error without quoting the text around it', () => {
    const outcome = parseJson('{"email":"jane.doe@example.com" "x"}');
    expect(JSON.stringify(outcome)).not.toMatch(/jane|example/);
  });
});

test('parseJson takes 100,000 keys that look like indices', () => {
  const keys = Array.from({ length: 100_000 }, (_, i) => 10_000_000_000 + i * 65_536);
  const outcome = parseJson(`{${keys.map((key) => `"${key}":1`).join()}}`);
  expect(outcome).toEqual({ ok: true, value: Object.fromEntries(keys.map((key) => [key, 1])), warnings: [] });
});

describe('parseJson warns of', () => {
  test('keys that stand twice, the last of which counts', () => {
    expect(parseJson('{"a":{"v":1,"v":2,"\\u0076":3},"b":[{},{"k~/":1,"k~/":2}]}')).toEqual({
      ok: true,
      value: { a: { v: 3 }, b: [{}, { 'k~/': 2 }] },
      warnings: [
        { rule: 'duplicate_key', message: twice, path: '/a/v' },
        { rule: 'duplicate_key', message: twice, path: '/b/1/k~0~1' },
      ],
    });
  });

  test('a key that hides nesting too deep to walk', () => {
    const deep = '['.repeat(60_000) + ']'.repeat(60_000);
    expect(parseJson(`{"a":${deep},"a":1}`)).toEqual({
      ok: true,
      value: { a: 1 },
      warnings: [{ rule: 'duplicate_key', message: twice, path: '/a' }],
    });
  });

  test('halves of surrogate pairs in keys and values', () => {
    expect(parseJson('{"\\ud800":"x","y":["\\uDFFF"]}')).toEqual({
      ok: true,
      value: { '\ud800': 'x', y: ['\udfff'] },
      warnings: [
        { rule: 'lone_surrogate', message: `this key ${half}`, path: '/\ufffd' },
        { rule: 'lone_surrogate', message: `this text ${half}`, path: '/y/0' },
      ],
    });
    expect(parseJson('"\udc00"')).toEqual({
      ok: true,
      value: '\udc00',
      warnings: [{ rule: 'lone_surrogate', message: `this text ${half}`, path: '' }],
    });
  });

  test('20 places at most', () => {
    const keys = Array.from({ length: 50 }, (_, i) => `"k${i}":1,"k${i}":"\\ud800"`).join();
    const outcome = parseJson(`{${keys}}`);
    expect(outcome.ok && outcome.warnings.map(({ path }) => path)).toEqual(
      Array.from({ length: 20 }, (_, i) => `/k${i}`),
    );
  });
});

describe('parseJson, whatever the text', () => {
  const json = fc.json({ maxDepth: 6 });
  const broken = fc
    .tuple(json, fc.nat(), fc.nat({ max: 3 }), fc.string({ unit: 'binary', maxLength: 3 }))
    .map(([text, at, cut, more]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + more + text.slice(place + cut);
    });
  const odd = fc.array(fc.constantFrom(...'{}[]:,"\\u0d8e1-. \n\ttrue'.split(''), '"a":', '"a"'), { maxLength: 12 });

  test('says syntax exactly where JSON.parse throws, within the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          json,
          broken,
          odd.map((parts) => parts.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const outcome = parseJson(text);
          let parses = true;
          try {
            JSON.parse(text.replace(/^\ufeff/, ''));
          } catch {
            parses = false;
          }
          expect(!outcome.ok && outcome.rule === 'syntax').toBe(!parses);
          if (outcome.ok || outcome.rule !== 'syntax') return;
          expect(outcome.message).not.toContain('cannot be read');
          expect(outcome.line).toBeLessThanOrEqual(text.split('\n').length);
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('gives the value JSON.parse gives, and no warning of what was serialised', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: 'grapheme' }), (given) => {
        const text = JSON.stringify(given);
        fc.pre(!text.includes('__proto__'));
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text), warnings: [] });
      }),
    );
  });

  test('refuses a poisoned key wherever it is nested, and pollutes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(0), fc.string()), { maxLength: 20 }), fc.boolean(), (path, proto) => {
        fc.pre(!path.includes('__proto__'));
        const poison = proto ? '{"__proto__":{"polluted":1}}' : '{"constructor":{"prototype":{"polluted":1}}}';
        const text = path.reduceRight<string>(
          (inner, step) => (step === 0 ? `[${inner}]` : `{${JSON.stringify(step)}:${inner}}`),
          poison,
        );
        const outcome = parseJson(text);
        expect(!outcome.ok && outcome.rule).toBe('prototype');
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      }),
    );
  });
});
