import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonReplacement, rewriteJson } from '../../src/recordings/rewrite-json.ts';

const same: JsonReplacement = {
  key: (key) => key,
  string: (_path, value) => value,
  number: (_path, literal) => literal,
};

describe('rewriteJson', () => {
  test('tells each value’s place', () => {
    const seen: [string, string][] = [];
    const note = (path: readonly string[], value: string): string => {
      seen.push([path.join('.'), value]);
      return value;
    };
    rewriteJson('{"a":["b",{"c":"d","e":{},"f":[]},-1.5e3],"g":{"h":{"i":"j"},"k":"l"},"m":["n"]}', {
      key: (key) => key,
      string: note,
      number: note,
    });
    expect(seen).toEqual([
      ['a', 'b'],
      ['a.c', 'd'],
      ['a', '-1.5e3'],
      ['g.h.i', 'j'],
      ['g.k', 'l'],
      ['m', 'n'],
    ]);
  });

  test('changes what it is told to and not a byte more', () => {
    const text = ' { "a" : "x" , "a":"x", "n":1e999, "m": 1.0,\n"\\u0061b":"\\ud800 x", "s":["x","y",7] }\t';
    const made = rewriteJson(text, {
      key: (key) => (key === 'ab' ? 'AB"' : key),
      string: (path, value) => (value === 'x' ? `${path.join('.')}\n` : value),
      number: (_path, literal) => (literal === '7' ? '8' : literal),
    });
    expect(made).toBe(
      ' { "a" : "a\\n" , "a":"a\\n", "n":1e999, "m": 1.0,\n"AB\\"":"\\ud800 x", "s":["s\\n","y",8] }\t',
    );
  });

  test('gives what is no JSON back as undefined', () => {
    for (const text of ['', '{', '{a:1}', '[1,]', 'hello', '"a', '\ufeff{}'])
      expect(rewriteJson(text, same)).toBeUndefined();
  });

  test('with nothing to change, any JSON stays as it is', () => {
    fc.assert(
      fc.property(fc.json({ depthSize: 'medium' }), fc.constantFrom(0, 1, 3), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        expect(rewriteJson(text, same)).toBe(text);
      }),
    );
  });

  test('replaces exactly the strings, keys and numbers, whatever is around them', () => {
    const upper = (text: string): string => `<${text}>`;
    const lower = (text: string): string => `[${text}]`;
    const model = (value: unknown): unknown => {
      if (typeof value === 'string') return upper(value);
      if (typeof value === 'number') return 0;
      if (Array.isArray(value)) return value.map(model);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, child]) => [lower(key), model(child)]));
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const made = rewriteJson(JSON.stringify(value), {
          key: lower,
          string: (_p, text) => upper(text),
          number: () => '0',
        });
        expect(JSON.parse(made ?? '')).toEqual(model(JSON.parse(JSON.stringify(value))));
      }),
    );
  });

  test('nesting cannot exhaust the stack', () => {
    const deep = `${'[{"a":'.repeat(20_000)}"x"${'}]'.repeat(20_000)}`;
    const made = rewriteJson(deep, { ...same, string: () => 'y' });
    expect(made === deep.replace('"x"', '"y"')).toBe(true);
  });
});
