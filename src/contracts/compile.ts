import type { Source } from '../text/source.ts';
import { type Annotation, annotate } from './annotate.ts';
import type { Fault } from './fault.ts';
import { type Judge, type JudgeMaker, judgesOf } from './judge.ts';
import type { CheckContext } from './keywords/keyword.ts';
import type { Check } from './rules/rule.ts';
import { schemaAt } from './schema-at.ts';
import { faultsOf, schemaCheckOf } from './schema-check.ts';
import { visitSchemas } from './vocabulary.ts';

/** A schema values can be checked by, and what its contract says of each rule. */
export interface Compiled {
  /** What the contract says of its rules; worked out when first asked. */
  annotations(): ReadonlyMap<unknown, Annotation>;
  /** The schema as closures. */
  readonly check: Check;
  /** The faults of a value; none where it holds. Throws a ContractError where the schema cannot be compiled. */
  faults(value: unknown, context: CheckContext): readonly Fault[];
}

/** Makes contracts ready that may refer to each other by name. */
export interface Compiler {
  add(name: string, source: Source): void;
  /** What a contract says of its payload, and of the request around it. Throws where there is no such contract. */
  compile(name: string): { readonly payload: Compiled; readonly request: Compiled | undefined };
  /** Compiles a payload's schema at once. Throws a ContractError where it cannot be compiled. */
  verify(name: string): Judge;
}

/** A compiler without contracts. */
export function createCompiler(): Compiler {
  const sources = new Map<string, Source>();
  let ready: JudgeMaker | undefined;
  const judgeOf: JudgeMaker = (source, reference) => {
    ready ??= judgesOf(sources);
    return ready(source, reference);
  };
  const resolve = (reference: string, root: unknown): { schema: unknown; root: unknown } => {
    const [name = '', fragment = ''] = reference.split('#', 2);
    const from = name === '' ? root : sources.get(name)?.value;
    return { schema: schemaAt(from, fragment), root: from };
  };
  /** The schema at a pointer into a contract's file. */
  const compiledAt = (source: Source, name: string, fragment: string, known: Compiled['annotations']): Compiled => {
    const check = schemaCheckOf(schemaAt(source.value, fragment), source.value, resolve);
    let judge: Judge = check;
    let judged = 0;
    return {
      annotations: known,
      check,
      faults(value, context) {
        if (judged === mostQuickly) judge = judgeOf(source, fragment === '' ? name : `${name}#${fragment}`);
        judged += 1;
        return judge(value, context) ? none : faultsOf(check, value, context);
      },
    };
  };
  const sourceOf = (name: string): Source => {
    const source = sources.get(name);
    if (source === undefined) throw new Error(`no contract ${name} was added`);
    return source;
  };
  return {
    add(name, source) {
      sources.set(name, source);
      ready = undefined;
    },
    compile(name) {
      const source = sourceOf(name);
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
    verify: (name) => judgeOf(sourceOf(name), name),
  };
}

/**
 * Values judged by closures alone. What is compiled judges twice as fast, and compiling takes as long as thousands of
 * checks: a test run of a hundred scenarios is over by then, a server has it done soon.
 */
const mostQuickly = 500;
const none: readonly Fault[] = [];

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
