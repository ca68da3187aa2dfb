import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatQuery, parseCookies, parseQuery, queryParameter } from '../../src/runtime/request.ts';
import { request } from '../clients/ga4/requests.ts';

describe('parseQuery', () => {
  test('decodes names and values, spaces and what does not decode', () => {
    expect(parseQuery('a=1&b%20c=x+y&&d&=e&f=%zz&g=%ff%41&h=a=b&i=%2B')).toEqual({
      a: '1',
      'b c': 'x y',
      d: '',
      '': 'e',
      f: '%zz',
      g: '\ufffdA',
      h: 'a=b',
      i: '+',
    });
  });

  test('makes an array of a repeated parameter', () => {
    expect(parseQuery('a=1&b=2&a=3&a=4')).toEqual({ a: ['1', '3', '4'], b: '2' });
  });

  test('gives a map without a prototype', () => {
    const query = parseQuery('__proto__=x&constructor=y');
    expect(Object.getPrototypeOf(query)).toBeNull();
    expect(Object.entries(query)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(parseQuery('a=1')['toString']).toBeUndefined();
  });

  test('takes a parameter repeated 100,000 times', () => {
    expect(parseQuery('a=x&'.repeat(100_000))['a']).toEqual(Array.from({ length: 100_000 }, () => 'x'));
  });

  test('reads what URLSearchParams reads', () => {
    const piece = fc.constantFrom(
      '&',
      '=',
      '+',
      '%',
      '%2',
      '%41',
      '%C3%A9',
      '%ff',
      'a',
      '__proto__',
      '\ud800',
      'é',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((parts) => parts.join('')),
        ),
        (text) => {
          const expected = new Map<string, string[]>();
          // The ampersand keeps URLSearchParams from taking a leading question mark for a URL's.
          for (const [name, value] of new URLSearchParams(`&${text}`)) {
            expected.set(name, [...(expected.get(name) ?? []), value]);
          }
          const given = Object.entries(parseQuery(text)).map(([name, value]) => [name, [value].flat()]);
          expect(new Map(given as [string, string[]][])).toEqual(expected);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('queryParameter', () => {
  test('gives the first value, and undefined for what is absent', () => {
    const incoming = request('GET', '/x?a=1&a=2&b=&c');
    expect(['a', 'b', 'c', 'd', 'toString'].map((name) => queryParameter(incoming, name))).toEqual([
      '1',
      '',
      '',
      undefined,
      undefined,
    ]);
  });
});

describe('parseCookies', () => {
  test('decodes where it can; the first of a name wins', () => {
    const incoming = request('GET', '/', { headers: { cookie: '_fbp=fb.1; a=%20x; a=y; bad=%zz; novalue; =z; e=' } });
    expect(parseCookies(incoming)).toEqual({ _fbp: 'fb.1', a: ' x', bad: '%zz', e: '' });
    expect(parseCookies(request('GET', '/'))).toEqual({});
  });

  test('takes __proto__ for a name like any other', () => {
    const cookies = parseCookies(request('GET', '/', { headers: { cookie: '__proto__=x; a=1' } }));
    expect(Object.entries(cookies)).toEqual([
      ['__proto__', 'x'],
      ['a', '1'],
    ]);
  });
});

test('a query written out is read back as it was', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.isWellFormed());
  const value = fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed());
  const query = fc.dictionary(name, fc.oneof(value, fc.array(value, { minLength: 2 })), { noNullPrototype: false });
  fc.assert(
    fc.property(query, (given) => {
      expect({ ...parseQuery(formatQuery(given)) }).toEqual({ ...given });
    }),
  );
});
