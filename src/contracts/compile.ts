import type { ErrorObject, FuncKeywordDefinition, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { default as addFormats } from 'ajv-formats';
import { pointerKeys } from '../text/json-pointer.ts';
import type { Problem, Source } from '../text/source.ts';
import { type Annotation, annotate } from './annotate.ts';
import { keywordSchemas } from './check-schema.ts';
import { addCompositions } from './compositions.ts';
import { ContractError } from './contract-error.ts';
import { checkKeywords } from './keywords/all.ts';
import type { CheckContext, Keyword } from './keywords/keyword.ts';
import { annotations, rootKeywords } from './vocabulary.ts';

/** A compiled schema and what its contract says of each rule. */
export interface Compiled {
  readonly annotations: ReadonlyMap<unknown, Annotation>;
  /** The faults of a value; none where it holds. */
  errors(value: unknown, context: CheckContext): readonly ErrorObject[];
}

/** Compiles contracts that may refer to each other by name. */
export interface Compiler {
  add(name: string, source: Source): void;
  /** Throws a ContractError where the schema cannot be compiled. */
  compile(name: string): { readonly payload: Compiled; readonly request: Compiled | undefined };
}

/** A compiler without contracts. */
export function createCompiler(): Compiler {
  const ajv = newAjv();
  const sources = new Map<string, Source>();
  const compileAt = (source: Source, reference: string, known: ReadonlyMap<unknown, Annotation>): Compiled => {
    let validate: ValidateFunction | undefined;
    try {
      validate = ajv.getSchema(reference);
    } catch (error) {
      throw new ContractError(source, [compileProblem(error)]);
    }
    if (validate === undefined) throw new ContractError(source, [{ path: [], message: 'cannot be compiled' }]);
    const check = validate;
    return {
      annotations: known,
      errors: (value, context) => (check.call(context, value) ? [] : (check.errors ?? [])),
    };
  };
  return {
    add(name, source) {
      sources.set(name, source);
      ajv.addSchema(source.value as object, idOf(name));
    },
    compile(name) {
      const source = sources.get(name);
      if (source === undefined) throw new Error(`no contract ${name} was added`);
      const known = annotate(source.value);
      const hasRequest = (source.value as Record<string, unknown>)['request'] !== undefined;
      return {
        payload: compileAt(source, idOf(name), known),
        request: hasRequest ? compileAt(source, `${idOf(name)}#/request`, known) : undefined,
      };
    },
  };
}

/** Contracts refer to each other as `ga4/mp#/$defs/event`: names are their ids, on one base. */
const base = 'contract://sgtm/';

function idOf(name: string): string {
  return `${base}${name}`;
}

function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    passContext: true,
    strict: false,
    validateSchema: false,
    addUsedSchema: false,
    validateFormats: true,
    messages: true,
  });
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
  for (const keyword of [...annotations, ...rootKeywords, ...checkKeywords.map((one) => one.keyword)]) {
    ajv.addKeyword(keyword);
  }
  ajv.addSchema({ $id: `${base}keywords`, type: 'object', properties: keywordSchemas() });
  const valid = ajv.validateSchema(schema as object);
  return valid === true ? [] : (ajv.errors ?? []).slice(0, 1).map(metaProblem);
}

function metaProblem({ instancePath, message, params }: ErrorObject): Problem {
  const allowed = Array.isArray(params['allowedValues']) ? `: ${params['allowedValues'].join(', ')}` : '';
  return { path: pathOf(instancePath), message: `${message ?? 'is no JSON Schema'}${allowed}` };
}

function pathOf(text: string): readonly (string | number)[] {
  return pointerKeys(text).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

function compileProblem(error: unknown): Problem {
  return { path: [], message: `cannot be compiled: ${error instanceof Error ? error.message : String(error)}` };
}
