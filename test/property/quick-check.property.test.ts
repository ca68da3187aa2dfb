import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCompiler } from '../../src/contracts/compile.ts';
import { shippedContracts } from '../../src/contracts/load.ts';
import type { QuickCheck } from '../../src/contracts/quick-check.ts';
import { splitRequest } from '../../src/contracts/split-request.ts';
import type { RecordedOutgoingRequest, Recording } from '../../src/engine/recording.ts';
import { parseSource } from '../../src/text/source.ts';
import { goldenNames, goldenNow } from '../support/reference.ts';
import { mutate } from './mutations.ts';

const context = { now: goldenNow };

/** A contract judged both ways: by closures, and compiled. */
function bothWays(sources: Readonly<Record<string, string>>, name: string): readonly [QuickCheck, QuickCheck] {
  const compiler = createCompiler();
  for (const [one, text] of Object.entries(sources)) compiler.add(one, parseSource(one, text));
  return [compiler.compile(name).payload.quick, compiler.verify(name)];
}

const suffix = '.schema.json';
const shipped: Readonly<Record<string, string>> = Object.fromEntries(
  globSync(`**/*${suffix}`, { cwd: shippedContracts }).map((file) => [
    file.slice(0, -suffix.length),
    readFileSync(join(shippedContracts, file), 'utf8'),
  ]),
);
const contracts = new Map(Object.keys(shipped).map((name) => [name, bothWays(shipped, name)]));

const recordings: readonly Recording[] = goldenNames().flatMap(
  (name) => JSON.parse(readFileSync(join(shippedContracts, '..', 'recordings', `${name}.json`), 'utf8')).recordings,
);
const requests: readonly RecordedOutgoingRequest[] = recordings.flatMap(({ events }) =>
  events.flatMap(({ tags }) => tags.flatMap((tag) => tag.requests)),
);

function payloadOf(request: RecordedOutgoingRequest): unknown {
  return /^google_ads|g_collect/.test(request.contract ?? '') ? splitRequest(request).query : request.body;
}

/** What both ways say of a value; one word where they agree. */
function verdict(name: string, value: unknown): string {
  const [quick, compiled] = contracts.get(name) as readonly [QuickCheck, QuickCheck];
  const said = [quick(value, context), compiled(value, context)];
  return said[0] === said[1] ? 'agreed' : `quick says ${said[0]}, compiled ${said[1]} of ${JSON.stringify(value)}`;
}

describe('a contract says the same without being compiled', () => {
  test('of what the reference container sends, whole and with a fault', () => {
    fc.assert(
      fc.property(fc.constantFrom(...requests), fc.nat(10_000), fc.nat(10_000), (request, place, fault) => {
        const faulty = mutate(request, place, fault).request;
        expect([request, faulty].map((one) => verdict(one.contract as string, payloadOf(one)))).toEqual([
          'agreed',
          'agreed',
        ]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('of what comes in, and of any value at all', () => {
    const incoming = recordings.flatMap(({ request, events }) => [
      request.body,
      ...events.map(({ data }) => data as unknown),
      ...requests.slice(0, 20).map(payloadOf),
    ]);
    const value = fc.oneof(fc.constantFrom(...incoming), fc.jsonValue({ maxDepth: 4 }));
    fc.assert(
      fc.property(fc.constantFrom(...contracts.keys()), value, (name, one) => {
        expect(verdict(name, one)).toBe('agreed');
      }),
      { numRuns: 2_000 },
    );
  });

  test('by every keyword', () => {
    const text = fc.constantFrom(
      '',
      'a',
      'ab',
      'abc',
      '💊💊',
      '203.0.113.7',
      '10.0.0.1',
      '2026-11-21T16:00:00Z',
      'x@y.example',
    );
    const leaf = fc.oneof(text, fc.constantFrom(0, 1, -1, 2.5, 3, 1e21, null, true, false, goldenNow / 1000));
    const value = fc.oneof(
      leaf,
      fc.array(leaf, { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'bb', 'c'), fc.oneof(leaf, fc.array(leaf, { maxLength: 3 })), {
        maxKeys: 4,
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...keywordSchemas), value, (schema, one) => {
        const [quick, compiled] = bothWays({ 'acme/orders': JSON.stringify(schema) }, 'acme/orders');
        expect([JSON.stringify(schema), quick(one, context)]).toEqual([JSON.stringify(schema), compiled(one, context)]);
      }),
      { numRuns: 3_000 },
    );
  });
});

const small = { type: ['integer', 'null'] };
const letters = { pattern: '^[ab]+$' };
/** Each keyword, alone and beside what it works with. */
const keywordSchemas: readonly unknown[] = [
  ...['string', 'number', 'integer', 'boolean', 'null', 'array', 'object'].map((type) => ({ type })),
  { enum: ['a', 1, null, [1], { a: 1 }] },
  { const: { a: [] } },
  { maximum: 1, minimum: 0 },
  { exclusiveMaximum: 3, exclusiveMinimum: -1 },
  { multipleOf: 0.5 },
  { maxLength: 2 },
  { minLength: 2 },
  { minLength: 3 },
  letters,
  ...['ipv4', 'ipv6', 'date-time', 'email', 'uri', 'uuid'].map((format) => ({ format })),
  { maxItems: 1 },
  { minItems: 2 },
  { uniqueItems: true },
  { uniqueItems: false },
  { contains: small },
  { contains: small, minContains: 2, maxContains: 2 },
  { contains: small, minContains: 0 },
  { items: small },
  { prefixItems: [letters, small] },
  { prefixItems: [letters], items: small },
  { prefixItems: [letters], items: false },
  { maxProperties: 1, minProperties: 1 },
  { required: ['a', 'b'] },
  { dependentRequired: { a: ['b'] } },
  { dependentSchemas: { a: { required: ['c'] } } },
  { properties: { a: small, b: false, c: true } },
  { properties: { a: small }, additionalProperties: letters },
  { properties: { a: small }, additionalProperties: false },
  { additionalProperties: small },
  { patternProperties: { '^b': small } },
  { properties: { b: letters }, patternProperties: { '^b': small }, additionalProperties: false },
  { propertyNames: { maxLength: 1 } },
  { allOf: [small, { minimum: 1 }] },
  { anyOf: [small, letters] },
  { oneOf: [small, { minimum: 1 }, letters] },
  { not: letters },
  // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's word
  { if: { type: 'string' }, then: letters, else: small },
  // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's word
  { if: { required: ['a'] }, then: { required: ['b'] } },
  // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's word
  { then: letters },
  { $ref: '#/$defs/small', $defs: { small } },
  { properties: { a: { $ref: '#' } }, required: ['a'], type: ['object', 'integer'] },
  { sha256: 'hex' },
  { maxAge: '7d', maxFuture: '60s' },
  { maxAge: '7d', timeUnit: 'rfc3339' },
  { uniqueKeys: ['a'] },
  { maxBytes: 8 },
  { publicAddress: true },
  { severity: 'warning', message: 'no', help: 'do', type: 'string' },
];
