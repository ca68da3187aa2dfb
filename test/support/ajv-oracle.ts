import type { CodeKeywordDefinition, ErrorObject, FuncKeywordDefinition, KeywordCxt } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { default as addFormats } from 'ajv-formats';
import type { Fault, Schema } from '../../src/contracts/fault.ts';
import { mendAjv } from '../../src/contracts/judge.ts';
import { checkKeywords } from '../../src/contracts/keywords/all.ts';
import type { CheckContext, Failure, Keyword } from '../../src/contracts/keywords/keyword.ts';
import { testerOf } from '../../src/contracts/patterns.ts';
import { annotations, isRecord, keywords, rootKeywords } from '../../src/contracts/vocabulary.ts';
import { pointer, pointerStep } from '../../src/text/json-pointer.ts';

/** As many faults of one payload are gone through. */
const most = 10_000;

/**
 * What Ajv finds wrong with a value, all of it, as faults of ours: by `<name>` or `<name>#/request` of contracts that
 * may refer to each other.
 */
export function ajvOracle(
  contracts: Readonly<Record<string, unknown>>,
): (reference: string, value: unknown, context: CheckContext) => readonly Fault[] {
  const ajv = newAjv();
  const originals = new Map<unknown, Schema>();
  for (const [name, schema] of Object.entries(contracts)) ajv.addSchema(copied(schema, {}, originals) as object, name);
  return (reference, value, context) => {
    const validate = ajv.getSchema(reference);
    if (validate === undefined) throw new Error(`no contract ${reference}`);
    if (validate.call(context, value)) return [];
    const errors = withPropertyNames(validate.errors ?? []);
    // The branch of an `if` has said what is wrong, and of a name what it is not.
    const told = errors.filter(({ keyword }) => keyword !== 'if' && keyword !== 'propertyNames');
    return told.slice(0, most).map((error) => faultOf(error, originals));
  };
}

function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    passContext: true,
    strict: false,
    validateSchema: false,
    inlineRefs: false,
    uriResolver: {
      parse(uri) {
        const [path = '', fragment] = uri.split('#', 2);
        return fragment === undefined ? { path } : { path, fragment };
      },
      resolve: (base, reference) => (reference.startsWith('#') ? `${base.split('#', 1)[0]}${reference}` : reference),
      serialize: ({ path = '', fragment }) => (fragment === undefined ? path : `${path}#${fragment}`),
    },
    code: { regExp: Object.assign((pattern: string) => testerOf(pattern), { code: 'testerOf' }) },
  });
  // There are none, and Ajv stumbles over its own count of them below an `if`.
  ajv.opts.unevaluated = false;
  addFormats.default(ajv, { keywords: false });
  mendAjv(ajv);
  for (const keyword of ['anyOf', 'oneOf', 'contains']) silence(ajv, keyword);
  // Told after what `allOf` and `if` tell.
  for (const keyword of ['anyOf', 'oneOf']) {
    const definition = definitionIn(ajv, keyword);
    ajv.removeKeyword(keyword);
    ajv.addKeyword({ ...definition, keyword });
  }
  for (const keyword of [...annotations, ...rootKeywords]) ajv.addKeyword(keyword);
  for (const keyword of checkKeywords) ajv.addKeyword(definitionOf(keyword));
  ajv.addKeyword({ keyword: 'never', validate: () => false, errors: false });
  return ajv;
}

/** The keyword fails as itself alone: Ajv would tell of each of its schemas what a value lacks. */
function silence(ajv: Ajv2020, keyword: string): void {
  const definition = definitionIn(ajv, keyword);
  const { code } = definition;
  definition.code = (cxt) => {
    const quiet: KeywordCxt = Object.create(cxt);
    quiet.subschema = (inner, valid) =>
      cxt.subschema({ ...inner, compositeRule: true, createErrors: false, allErrors: false }, valid);
    quiet.failResult = function (this: KeywordCxt, condition, ok, fail) {
      cxt.failResult.call(this, condition, ok, () => {
        this.reset();
        if (fail === undefined) this.error();
        else fail();
      });
    };
    code(quiet);
  };
}

function definitionIn(ajv: Ajv2020, keyword: string): CodeKeywordDefinition {
  const rule = ajv.RULES.all[keyword];
  if (typeof rule !== 'object') throw new Error(`Ajv has no ${keyword}`);
  return rule.definition as CodeKeywordDefinition;
}

const types = { string: ['string'], array: ['array'], stringOrNumber: ['string', 'number'] } as const;

function definitionOf({ keyword, type, compile }: Keyword): FuncKeywordDefinition {
  return {
    keyword,
    ...(type === 'any' ? {} : { type: [...types[type]] }),
    errors: true,
    compile(value: unknown, schema: object) {
      const check = compile(value, schema as Schema);
      const validate: { (this: CheckContext, data: unknown): boolean; errors?: Partial<ErrorObject>[] } = function (
        data,
      ) {
        const failures = check(data, this);
        validate.errors = (failures ?? []).map((failure) => ({ keyword, params: { failure, schema } }));
        return failures === undefined;
      };
      return validate;
    },
  };
}

/**
 * A copy in which `{ never: true }` stands for `false`, of which Ajv does not say around what it stood; `originals`
 * gets what each part was copied from, of `false` what is around it.
 */
function copied(node: unknown, around: Schema, originals: Map<unknown, Schema>): unknown {
  if (node === false || isRecord(node)) {
    const copy: Record<string, unknown> = node === false ? { never: true } : { ...node };
    const original = node === false ? around : node;
    originals.set(copy, original);
    const inner = (one: unknown): unknown => copied(one, original, originals);
    for (const [keyword, held] of Object.entries(copy)) {
      const kind = keywords.get(keyword);
      // Ajv looks at these two itself, and tells them as themselves.
      if (held === false && (keyword === 'additionalProperties' || (keyword === 'items' && 'prefixItems' in copy)))
        continue;
      if (kind === 'schema') copy[keyword] = inner(held);
      if (kind === 'schemas') copy[keyword] = (held as unknown[]).map(inner);
      if (kind === 'map')
        copy[keyword] = Object.fromEntries(Object.entries(held as Schema).map(([key, one]) => [key, inner(one)]));
    }
    return copy;
  }
  return node;
}

function faultOf(error: ErrorObject, originals: ReadonlyMap<unknown, Schema>): Fault {
  const { keyword, params, data } = error;
  const failure = params['failure'] as Failure | undefined;
  const missing: string | undefined = params['missingProperty'];
  const key: string | undefined = missing ?? params['additionalProperty'];
  const name = key ?? error.propertyName;
  const below = key === undefined ? (failure?.at ?? []) : [key];
  return {
    keyword: keyword === 'never' ? 'false schema' : keyword,
    // Ajv tells the schema of its own keywords; ours tell it themselves.
    schema: originals.get(error.parentSchema ?? params['schema']) ?? {},
    path: `${error.instancePath}${name === undefined ? '' : pointerStep(name)}${pointer(failure?.at ?? [])}`,
    value: missing === undefined ? below.reduce((value: unknown, step) => (value as Schema)[step], data) : undefined,
    ...(key === undefined ? {} : { key }),
    ...(keyword === 'dependentRequired' ? { asking: params['property'] } : {}),
    ...(failure === undefined ? {} : { failure }),
  };
}

/** What `propertyNames` refers to does not know whose name it looks at; the error after it does. */
function withPropertyNames(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  let name: string | undefined;
  let path = '';
  const named = errors.toReversed().map((error) => {
    if (error.keyword === 'propertyNames') {
      name = String(error.params['propertyName']);
      path = error.instancePath;
    }
    const isOfName = error.propertyName === undefined && error.data === name && error.instancePath === path;
    return isOfName && name !== undefined ? { ...error, propertyName: name } : error;
  });
  return named.reverse();
}
