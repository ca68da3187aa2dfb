import { createRequire } from 'node:module';
import type { FuncKeywordDefinition, KeywordCxt } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import type { UriResolver } from 'ajv/dist/types/index.js';
import type { Problem, Source } from '../text/source.ts';
import { ContractError } from './contract-error.ts';
import { checkKeywords } from './keywords/all.ts';
import type { CheckContext, Keyword } from './keywords/keyword.ts';
import { testerOf } from './patterns.ts';
import { annotations, rootKeywords } from './vocabulary.ts';

/** Whether a value is as a compiled schema says. */
export type Judge = (value: unknown, context: CheckContext) => boolean;

/** Compiles the contract of a source, or a part of it: `<name>#/request`. Throws a ContractError where it cannot. */
export type JudgeMaker = (source: Source, reference: string) => Judge;

/** Compiles contracts, which may refer to each other by the names they have here. */
export function judgesOf(sources: ReadonlyMap<string, Source>): JudgeMaker {
  const ajv = newAjv();
  for (const [name, source] of sources) ajv.addSchema(source.value as object, name);
  return (source, reference) => {
    let validate: ReturnType<Ajv2020['getSchema']>;
    try {
      validate = ajv.getSchema(reference);
    } catch (error) {
      throw new ContractError(source, [compileProblem(error)]);
    }
    if (validate === undefined) throw new ContractError(source, [{ path: [], message: 'cannot be compiled' }]);
    const compiled = validate;
    return (value, context) => compiled.call(context, value) === true;
  };
}

function compileProblem(error: unknown): Problem {
  return { path: [], message: `cannot be compiled: ${error instanceof Error ? error.message : String(error)}` };
}

/** Contracts refer to each other by name, as `ga4/mp#/$defs/event`: names are no addresses, and nothing is relative. */
const byName: UriResolver = {
  parse(uri) {
    const [path = '', fragment] = uri.split('#', 2);
    return fragment === undefined ? { path } : { path, fragment };
  },
  resolve: (base, reference) => (reference.startsWith('#') ? `${base.split('#', 1)[0]}${reference}` : reference),
  serialize: ({ path = '', fragment }) => (fragment === undefined ? path : `${path}#${fragment}`),
};

const load = createRequire(import.meta.url);

/** Ajv's class, loaded when it is first needed: most runs end before anything is worth compiling. */
export function ajvClass(): typeof Ajv2020 {
  return (load('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js')).Ajv2020;
}

function newAjv(): Ajv2020 {
  const { default: addFormats } = load('ajv-formats') as typeof import('ajv-formats');
  const ajv = new (ajvClass())({
    passContext: true,
    strict: false,
    validateSchema: false,
    addUsedSchema: false,
    uriResolver: byName,
    // A little slower to check, and twice as quick to compile: what starts often checks little.
    inlineRefs: false,
    // The name is for code written to a file, which this is not.
    code: { optimize: false, regExp: Object.assign((pattern: string) => testerOf(pattern), { code: 'testerOf' }) },
  });
  // Contracts have no unevaluated keywords, and keeping count for them costs a tenth of every check.
  ajv.opts.unevaluated = false;
  addFormats.default(ajv, { keywords: false });
  mendAjv(ajv);
  for (const keyword of [...annotations, ...rootKeywords]) ajv.addKeyword(keyword);
  for (const keyword of checkKeywords) ajv.addKeyword(definitionOf(keyword));
  return ajv;
}

/**
 * Two keywords of Ajv 8.20 look at a variable nothing was put into: `contains` of an empty array at that of the array
 * before it, and what stands behind a `prefixItems` longer than the array is passed over.
 */
export function mendAjv(ajv: Ajv2020): void {
  const mend = (keyword: string, change: (cxt: KeywordCxt) => PropertyDescriptorMap): void => {
    const rule = ajv.RULES.all[keyword];
    if (typeof rule !== 'object' || !('code' in rule.definition)) throw new Error(`Ajv has no ${keyword}`);
    const { code } = rule.definition;
    rule.definition.code = (cxt) => code(Object.create(cxt, change(cxt)));
  };
  // Where there is a most, it counts from none.
  const most = Number.MAX_SAFE_INTEGER;
  mend('contains', ({ parentSchema }) => ({ parentSchema: { value: { maxContains: most, ...parentSchema } } }));
  mend('prefixItems', () => ({ ok: { value: () => undefined } }));
}

const types = { string: ['string'], array: ['array'], stringOrNumber: ['string', 'number'] } as const;

function definitionOf({ keyword, type, compile }: Keyword): FuncKeywordDefinition {
  return {
    keyword,
    ...(type === 'any' ? {} : { type: [...types[type]] }),
    errors: false,
    compile(value: unknown, schema: object) {
      const check = compile(value, schema as Record<string, unknown>);
      return function (this: CheckContext, data: unknown) {
        return check(data, this) === undefined;
      };
    },
  };
}
