import type { ErrorObject, FuncKeywordDefinition, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { UriResolver } from 'ajv/dist/types/index.js';
import { default as addFormats } from 'ajv-formats';
import { pointerKeys } from '../text/json-pointer.ts';
import type { Problem, Source } from '../text/source.ts';
import { type Annotation, annotate } from './annotate.ts';
import { addCompositions } from './compositions.ts';
import { ContractError } from './contract-error.ts';
import { defaultMessage } from './explain.ts';
import { checkKeywords } from './keywords/all.ts';
import type { CheckContext, Keyword } from './keywords/keyword.ts';
import { testerOf } from './patterns.ts';
import { type QuickCheck, quickCheckOf } from './quick-check.ts';
import { schemaAt } from './schema-at.ts';
import { annotations, rootKeywords, visitSchemas } from './vocabulary.ts';

/** A compiled schema and what its contract says of each rule. */
export interface Compiled {
  /** What the contract says of its rules; worked out when first asked. */
  annotations(): ReadonlyMap<unknown, Annotation>;
  /** Whether a value holds, without compiling. */
  readonly quick: QuickCheck;
  /** The faults of a value; none where it holds. */
  errors(value: unknown, context: CheckContext): readonly ErrorObject[];
}

/** Compiles contracts that may refer to each other by name. */
export interface Compiler {
  add(name: string, source: Source): void;
  /** Throws a ContractError where the schema cannot be compiled. */
  compile(name: string): { readonly payload: Compiled; readonly request: Compiled | undefined };
  /**
   * Compiles a payload's schema at once: whether a value holds. Throws a ContractError where it cannot be compiled.
   */
  verify(name: string): QuickCheck;
}

/** A compiler without contracts. */
export function createCompiler(): Compiler {
  const sources = new Map<string, Source>();
  let ready: Ajv2020 | undefined;
  /** Made when something is to be compiled: most runs of a container have nothing to explain. */
  const ajv = (): Ajv2020 => {
    if (ready === undefined) {
      ready = newAjv();
      for (const [name, source] of sources) ready.addSchema(source.value as object, name);
    }
    return ready;
  };
  const compileNow = (source: Source, reference: string): ValidateFunction => {
    let validate: ValidateFunction | undefined;
    try {
      validate = ajv().getSchema(reference);
    } catch (error) {
      throw new ContractError(source, [compileProblem(error)]);
    }
    if (validate === undefined) throw new ContractError(source, [{ path: [], message: 'cannot be compiled' }]);
    return validate;
  };
  const resolve = (reference: string, root: unknown): { schema: unknown; root: unknown } => {
    const [name = '', fragment = ''] = reference.split('#', 2);
    const from = name === '' ? root : sources.get(name)?.value;
    return { schema: schemaAt(from, fragment), root: from };
  };
  /** The schema at a pointer into a contract's file. */
  const compiledAt = (source: Source, name: string, fragment: string, known: Compiled['annotations']): Compiled => {
    const quick = quickCheckOf(schemaAt(source.value, fragment), source.value, resolve);
    let validate: ValidateFunction | undefined;
    let quickly = 0;
    return {
      annotations: known,
      quick,
      errors(value, context) {
        if (validate === undefined && quickly < mostQuickly) {
          quickly += 1;
          if (quick(value, context)) return none;
        }
        validate ??= compileNow(source, fragment === '' ? name : `${name}#${fragment}`);
        return validate.call(context, value) ? none : (validate.errors ?? none);
      },
    };
  };
  return {
    add(name, source) {
      sources.set(name, source);
      ready = undefined;
    },
    compile(name) {
      const source = sources.get(name);
      if (source === undefined) throw new Error(`no contract ${name} was added`);
      let known: ReadonlyMap<unknown, Annotation> | undefined;
      const annotated = (): ReadonlyMap<unknown, Annotation> => {
        known ??= annotationsOf(name, sources);
        return known;
      };
      const hasRequest = (source.value as Record<string, unknown>)['request'] !== undefined;
      return {
        payload: compiledAt(source, name, '', annotated),
        request: hasRequest ? compiledAt(source, name, '/request', annotated) : undefined,
      };
    },
    verify(name) {
      const source = sources.get(name);
      if (source === undefined) throw new Error(`no contract ${name} was added`);
      const validate = compileNow(source, name);
      return (value, context) => validate.call(context, value) === true;
    },
  };
}

/**
 * Values judged without compiling. Compiling takes as long as thousands of checks: a test run of a hundred scenarios is
 * over by then, a server has it done soon.
 */
const mostQuickly = 500;
const none: readonly ErrorObject[] = [];

/** A contract's annotations, and those of the contracts it refers to. */
function annotationsOf(name: string, sources: ReadonlyMap<string, Source>): ReadonlyMap<unknown, Annotation> {
  const known = new Map(annotate(sources.get(name)?.value));
  const done = new Set([name]);
  const follow = (from: string): void => {
    visitSchemas(sources.get(from)?.value, ({ schema }) => {
      const reference = schema['$ref'];
      const other = typeof reference === 'string' ? (reference.split('#', 1)[0] as string) : '';
      if (other === '' || done.has(other)) return;
      done.add(other);
      for (const [one, annotation] of annotate(sources.get(other)?.value, `${other}#`)) known.set(one, annotation);
      follow(other);
    });
  };
  follow(name);
  return known;
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

function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
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
  addCompositions(ajv);
  for (const keyword of [...annotations, ...rootKeywords]) ajv.addKeyword(keyword);
  for (const keyword of checkKeywords) ajv.addKeyword(definitionOf(keyword));
  return ajv;
}

const types = { string: ['string'], array: ['array'], stringOrNumber: ['string', 'number'] } as const;

function definitionOf({ keyword, type, compile }: Keyword): FuncKeywordDefinition {
  return {
    keyword,
    ...(type === 'any' ? {} : { type: [...types[type]] }),
    errors: true,
    compile(value: unknown, schema: object) {
      const check = compile(value, schema as Record<string, unknown>);
      const validate: { (this: CheckContext, data: unknown): boolean; errors?: Partial<ErrorObject>[] } = function (
        data,
      ) {
        const failures = check(data, this);
        if (failures === undefined) return true;
        validate.errors = failures.map((failure) => ({
          keyword,
          message: failure.message,
          params: { failure, schema },
        }));
        return false;
      };
      return validate;
    },
  };
}

/** The shape of a contract: JSON Schema's own meta-schema, and what our keywords take. */
export function schemaProblems(schema: unknown): readonly Problem[] {
  const ajv = new Ajv2020({ allErrors: false, strict: false, validateFormats: false });
  addCompositions(ajv);
  for (const keyword of [...annotations, ...rootKeywords, ...checkKeywords.map((one) => one.keyword)]) {
    ajv.addKeyword(keyword);
  }
  if (ajv.validateSchema(schema as object) !== true)
    return (ajv.errors ?? []).slice(0, 1).map((error) => metaProblem(error));
  const problems: Problem[] = [];
  visitSchemas(schema, ({ schema: one, path }) => {
    for (const { keyword, takes } of checkKeywords) {
      if (one[keyword] === undefined || ajv.validate(takes, one[keyword])) continue;
      problems.push(...(ajv.errors ?? []).map((error) => metaProblem(error, [...path, keyword])));
    }
  });
  return problems;
}

function metaProblem(error: ErrorObject, above: readonly (string | number)[] = []): Problem {
  const message = error.keyword === 'anyOf' ? 'is none of the values it takes' : defaultMessage('', error).trim();
  return { path: [...above, ...pathOf(error.instancePath)], message };
}

function pathOf(text: string): readonly (string | number)[] {
  return pointerKeys(text).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

function compileProblem(error: unknown): Problem {
  return { path: [], message: `cannot be compiled: ${error instanceof Error ? error.message : String(error)}` };
}
