import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asListed, compact, nonEmpty, override, put, putAll, unchecked } from '../../src/platforms/payload.ts';
import { parseSecrets, type Text } from '../../src/runtime/secret.ts';

interface Payload {
  id?: Text;
  kind?: 'a' | 'b';
  lines?: readonly string[];
  note?: string | null;
}

test('put sets what has a value, in the order it is put; putAll what has values', () => {
  const sent: Payload = {};
  put(sent, 'note', null);
  put(sent, 'kind', undefined);
  put(sent, 'id', parseSecrets('${ID}'));
  put(sent, 'id', undefined);
  putAll(sent, 'lines', []);
  expect(JSON.stringify(sent)).toBe('{"note":null,"id":"${ID}"}');
  put(sent, 'kind', asListed('c'));
  putAll(sent, 'lines', ['x']);
  expect(JSON.stringify(sent)).toBe('{"note":null,"id":"${ID}","kind":"c","lines":["x"]}');
});

/** No event and no container file may hold a `__proto__` key. */
const key = fc.string().filter((name) => name !== '__proto__');

test('compact gives what the JSON of the object says, and nothing else', () => {
  fc.assert(
    fc.property(fc.dictionary(key, fc.constantFrom(undefined, null, 0, '', 'a')), (record) => {
      const copy = compact<Record<string, unknown>>(record);
      expect(Object.entries(copy)).toEqual(Object.entries(record).filter(([, value]) => value !== undefined));
      expect(JSON.stringify(copy)).toBe(JSON.stringify(record));
    }),
  );
});

test('override replaces, removes by null, leaves by undefined, and adds what the tag alone has', () => {
  const mapped: Payload = { id: '1', kind: 'a', note: 'x' };
  const laid = override(mapped, { id: '2', kind: null, note: undefined, own: [1] });
  expect(laid).toBe(mapped);
  expect(laid).toEqual({ id: '2', note: 'x', own: [1] });
});

test('nonEmpty is the object itself, or nothing where it holds no key', () => {
  const held: Payload = { note: null };
  expect([nonEmpty(held), nonEmpty({})]).toEqual([held, undefined]);
});

test('what is unchecked stays as it was given', () => {
  const given = { any: 1 };
  expect(unchecked<Payload>(given)).toBe(given);
});
