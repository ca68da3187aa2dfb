import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCompiler } from '../../src/contracts/compile.ts';
import { explain } from '../../src/contracts/explain.ts';
import type { Fault } from '../../src/contracts/fault.ts';
import { shippedContracts } from '../../src/contracts/load.ts';
import { faultsOf } from '../../src/contracts/schema-check.ts';
import { splitRequest } from '../../src/contracts/split-request.ts';
import type { Violation } from '../../src/contracts/violation.ts';
import type { RecordedOutgoingRequest, Recording } from '../../src/engine/recording.ts';
import { parseSource } from '../../src/text/source.ts';
import { ajvOracle } from '../support/ajv-oracle.ts';
import { goldenNames, goldenNow } from '../support/reference.ts';
import { mutate } from './mutations.ts';

const context = { now: goldenNow };

/** Whether a value holds, and what is said to be wrong with it. */
interface Answer {
  readonly holds: boolean;
  readonly violations: readonly Violation[];
}

/** What the closures say of a value, what the compiled contract says, and what Ajv tells of it as an oracle. */
interface Ways {
  own(value: unknown): Answer;
  judge(value: unknown): boolean;
  ajv(value: unknown): Answer;
}

/** The payload's and the request's schema of contracts that may refer to each other, by the name of the contract. */
function waysOf(
  texts: Readonly<Record<string, string>>,
): (name: string) => { readonly payload: Ways; readonly request: Ways | undefined } {
  const compiler = createCompiler();
  const sources = Object.entries(texts).map(([name, text]) => [name, parseSource(name, text)] as const);
  for (const [name, source] of sources) compiler.add(name, source);
  const oracle = ajvOracle(Object.fromEntries(sources.map(([name, { value }]) => [name, value])));
  return (name) => {
    const { payload, request } = compiler.compile(name);
    const judge = compiler.verify(name);
    const ways = ({ check, annotations }: typeof payload, reference: string): Ways => {
      const answer = (holds: boolean, faults: readonly Fault[]): Answer => ({
        holds,
        violations: faults.map((fault) => explain(name, fault, annotations())),
      });
      return {
        own: (value) => answer(check(value, context), faultsOf(check, value, context)),
        judge: (value) => (reference === name ? judge(value, context) : check(value, context)),
        ajv(value) {
          const faults = oracle(reference, value, context);
          return answer(faults.length === 0, faults);
        },
      };
    };
    return { payload: ways(payload, name), request: request && ways(request, `${name}#/request`) };
  };
}

/** Fails where one way says anything else than another. */
function expectAgreement({ own, judge, ajv }: Ways, value: unknown): void {
  const expected = ajv(value);
  expect({ own: own(value), judge: judge(value) }).toEqual({ own: expected, judge: expected.holds });
}

const suffix = '.schema.json';
const shipped: Readonly<Record<string, string>> = Object.fromEntries(
  globSync(`**/*${suffix}`, { cwd: shippedContracts }).map((file) => [
    file.slice(0, -suffix.length),
    readFileSync(join(shippedContracts, file), 'utf8'),
  ]),
);
const shippedWays = waysOf(shipped);
const contracts = new Map(Object.keys(shipped).map((name) => [name, shippedWays(name)]));
type Contract = ReturnType<typeof shippedWays>;

const recordings: readonly Recording[] = goldenNames().flatMap(
  (name) => JSON.parse(readFileSync(join(shippedContracts, '..', 'recordings', `${name}.json`), 'utf8')).recordings,
);
const requests: readonly RecordedOutgoingRequest[] = recordings.flatMap(({ events }) =>
  events.flatMap(({ tags }) => tags.flatMap((tag) => tag.requests)),
);

function payloadOf(request: RecordedOutgoingRequest): unknown {
  return /^google_ads|g_collect/.test(request.contract ?? '') ? splitRequest(request).query : request.body;
}

/** Places and kinds of the faults put into a request, one after the other. */
const faults = fc.array(fc.tuple(fc.nat(10_000), fc.nat(10_000)), { maxLength: 4 });

describe('a contract says the same as Ajv, in the same order', () => {
  test('of what the reference container sends, whole and with faults', () => {
    fc.assert(
      fc.property(fc.constantFrom(...requests), faults, (request, all) => {
        const faulty = all.reduce((one, [place, fault]) => mutate(one, place, fault).request, request);
        const { payload, request: whole } = contracts.get(request.contract as string) as Contract;
        expectAgreement(payload, payloadOf(faulty));
        if (whole !== undefined) expectAgreement(whole, splitRequest(faulty));
      }),
      { numRuns: 1_000 },
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
      fc.property(fc.constantFrom(...contracts.values()), value, ({ payload, request }, one) => {
        expectAgreement(payload, one);
        if (request !== undefined) expectAgreement(request, one);
      }),
      { numRuns: 2_000 },
    );
  });

  test('by every keyword', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...keywordSchemas.map((schema) => [schema, waysOfOne(schema)] as const)),
        anyValue,
        ([, ways], value) => expectAgreement(ways, value),
      ),
      { numRuns: 6_000 },
    );
  });

  test('by keywords that all fail at once, in whatever order they are written', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...failing]), (keywords) => {
        const ways = waysOfOne(Object.assign({}, ...keywords));
        for (const value of hopeless) expectAgreement(ways, value);
      }),
      { numRuns: 200 },
    );
  });

  test('by keywords beside and within each other', () => {
    fc.assert(
      fc.property(anySchema, fc.array(anyValue, { minLength: 5, maxLength: 5 }), (schema, values) => {
        const ways = waysOfOne(schema);
        for (const value of values) expectAgreement(ways, value);
      }),
      { numRuns: 200 },
    );
  });
});

/** A schema alone in a contract, beside definitions that any part of it may refer to. */
function waysOfOne(schema: object): Ways {
  return waysOf({ 'acme/orders': JSON.stringify({ ...schema, $defs: definitions }) })('acme/orders').payload;
}

const leaf = fc.constantFrom(
  ...['', 'a', 'ab', 'abc', 'b', '💊💊', '203.0.113.7', '10.0.0.1', '2026-11-21T16:00:00Z', 'x@y.example'],
  ...[0, 1, -1, 2.5, 3, 1e21, null, true, false, goldenNow / 1000],
);
const list = fc.array(fc.oneof(leaf, fc.constantFrom({ a: 1 }, { a: 2 }, { b: [0] }, [], [-0])), { maxLength: 4 });
const key = fc.constantFrom('a', 'b', 'bb', 'c', 'd/e', '~f');
const anyValue = fc.oneof(
  leaf,
  list,
  fc.dictionary(key, fc.oneof(leaf, list, fc.dictionary(key, leaf, { maxKeys: 3, noNullPrototype: true })), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
);

const small = { type: ['integer', 'null'] };
const letters = { pattern: '^[ab]+$' };
const definitions = {
  other: { const: 'other' },
  small,
  letters,
  never: false,
  deep: { severity: 'warning', properties: { a: false, b: small } },
};
/** Each keyword, alone and beside what it works with. */
const keywordSchemas: readonly object[] = [
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
  ...['ipv4', 'ipv6', 'date-time', 'email', 'uri', 'uuid', 'int32', 'double', 'password'].map((format) => ({ format })),
  { maxItems: 1 },
  { minItems: 2 },
  { uniqueItems: true },
  { uniqueItems: false },
  { contains: small },
  { contains: { $ref: '#/$defs/deep' } },
  { contains: small, minContains: 2, maxContains: 2 },
  { contains: small, minContains: 0 },
  { items: small },
  { items: false },
  { items: { type: 'string' }, uniqueItems: true },
  { items: { type: ['string', 'integer'] }, uniqueItems: true },
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
  { propertyNames: false },
  { propertyNames: { allOf: [{ $ref: '#/$defs/letters' }, { maxLength: 1 }] } },
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
  { $ref: '#/$defs/small' },
  { $ref: '#/$defs/never' },
  { properties: { a: { $ref: '#/$defs/never' }, b: { properties: { c: false } } } },
  { properties: { a: { $ref: '#' } }, required: ['a'], type: ['object', 'integer'] },
  { sha256: 'hex' },
  { maxAge: '7d', maxFuture: '60s' },
  { maxAge: '7d', timeUnit: 'rfc3339' },
  { uniqueKeys: ['a'] },
  { maxBytes: 8 },
  { publicAddress: true },
  { severity: 'warning', message: 'no', help: 'do', type: 'string' },
];

/** One value of each kind, and keywords that it breaks. */
const hopeless: readonly unknown[] = [2.5, '10.0.0.1', [2.5, 2.5, { n: 1 }, { n: 1 }], { a: 1, b: 2 }, true];
const failing: readonly object[] = [
  ...['number', 'integer', 'string', 'array', 'object', 'null', ['string', 'array']].map((type) => ({ type })),
  { $ref: '#/$defs/other' },
  { const: 0 },
  { enum: [0] },
  { not: {} },
  { allOf: [false, { const: 0 }] },
  // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's word
  { if: true, then: false },
  { anyOf: [false] },
  { oneOf: [true, true] },
  { maxBytes: 1 },
  ...[{ maximum: 1 }, { minimum: 9 }, { exclusiveMaximum: 1 }, { exclusiveMinimum: 9 }, { multipleOf: 2 }],
  ...[{ format: 'int32' }, { format: 'email' }, { maxAge: '1d' }],
  ...[{ maxLength: 1 }, { minLength: 99 }, { pattern: '^z' }, { sha256: 'hex' }, { publicAddress: true }],
  ...[{ maxItems: 1 }, { minItems: 9 }, { prefixItems: [false] }, { items: false }, { items: { const: 0 } }],
  ...[{ contains: false }, { uniqueItems: true }, { uniqueKeys: ['n'] }],
  ...[{ maxProperties: 1 }, { minProperties: 9 }, { required: ['x', 'y'] }, { propertyNames: false }],
  ...[{ additionalProperties: false }, { additionalProperties: { const: 0 } }, { properties: { a: false } }],
  ...[{ patternProperties: { '^b': false } }, { dependentRequired: { a: ['x', 'z'] } }],
  { dependentSchemas: { a: { required: ['w'] } } },
];

/** Schemas of the table put beside and within each other. */
const anySchema: fc.Arbitrary<object> = fc.letrec<{ schema: object }>((tie) => {
  const plain = fc.constantFrom(...keywordSchemas);
  const inner = fc.oneof({ depthSize: 'small', withCrossShrink: true }, plain, tie('schema'));
  const part = fc.oneof(inner, fc.constantFrom(true, false, { $ref: '#/$defs/deep' }));
  const nested = fc.oneof(
    fc.record({ allOf: fc.array(part, { minLength: 1, maxLength: 3 }) }),
    fc.record({ anyOf: fc.array(part, { minLength: 1, maxLength: 2 }) }),
    fc.record({ oneOf: fc.array(part, { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: part }),
    // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's word
    fc.record({ if: part, then: part, else: part }),
    fc.record({ contains: part }),
    fc.record({ items: part }),
    fc.record({ prefixItems: fc.array(part, { minLength: 1, maxLength: 2 }), items: part }),
    fc.record({ properties: fc.dictionary(key, part, { maxKeys: 3 }), additionalProperties: part }),
    fc.record({ patternProperties: fc.record({ '^b': part }), properties: fc.record({ a: part }) }),
    fc.record({ propertyNames: part }),
    fc.record({ dependentSchemas: fc.record({ a: part }) }),
  );
  // Beside each other, and each with its words: what a fault is said to be of is told too.
  const beside = fc
    .array(fc.oneof(plain, nested), { minLength: 1, maxLength: 4 })
    .map((all) => Object.assign({}, ...all));
  return {
    schema: fc
      .tuple(beside, fc.constantFrom({}, { severity: 'warning' }, { message: 'no' }))
      .map(([one, words]) => ({ ...one, ...words })),
  };
}).schema;
