import { RE2JS } from 're2js';
import type { Json } from '../event/json.ts';
import { parsePath, readPath } from '../event/path.ts';
import { chain, type MaybePromise } from '../runtime/maybe-promise.ts';
import { queryParameter } from '../runtime/request.ts';
import { builtIn, type ContainerFacts } from './built-in-variables.ts';
import type { Typed } from './container-model.ts';
import { asText, compileExpression, evaluate, type Resolve } from './expression.ts';
import type { Scope, Variable } from './scope.ts';

/** A container's variables, compiled on demand and numbered for the scopes that hold their values. */
export interface Variables {
  readonly resolve: Resolve;
  /** Every variable something refers to, by slot. */
  readonly used: readonly Variable[];
}

/** Compiles variables as references ask for them. The model has been checked: every name is there, nothing is circular. */
export function compileVariables(models: ReadonlyMap<string, Typed>, facts: ContainerFacts): Variables {
  const compiled = new Map<string, Variable>();
  const used: Variable[] = [];
  const resolve: Resolve = (name) => {
    const known = compiled.get(name);
    if (known !== undefined) return known;
    const model = models.get(name);
    const read = model === undefined ? builtIn(name, facts) : compileVariable(name, model, resolve);
    if (read === undefined) throw new Error(`variable {{${name}}} passed the check but does not exist`);
    const variable: Variable = { name, slot: used.length, read };
    compiled.set(name, variable);
    used.push(variable);
    return variable;
  };
  return { resolve, used };
}

function compileVariable(called: string, model: Typed, resolve: Resolve): (scope: Scope) => unknown {
  const fallback = compileExpression(model['default'], resolve);
  const orDefault = (value: unknown, scope: Scope): unknown =>
    value === undefined ? evaluate(fallback, scope) : value;
  const text = (key: string): string => String(model[key]);

  switch (model.type) {
    case 'event_data': {
      const path = parsePath(text('path'));
      const key = path[0] as string;
      if (path.length === 1) {
        return (scope) => orDefault(Object.hasOwn(scope.event.data, key) ? scope.event.data[key] : undefined, scope);
      }
      return (scope) => orDefault(readPath(scope.event.data, path), scope);
    }
    case 'constant': {
      const constant = compileExpression(model['value'], resolve);
      return (scope) => evaluate(constant, scope);
    }
    case 'lookup_table': {
      const input = compileExpression(model['input'], resolve);
      const rows = new Map(
        Object.entries(model['map'] as Record<string, Json>).map(([key, value]) => [
          key,
          compileExpression(value, resolve),
        ]),
      );
      return (scope) =>
        chain(evaluate(input, scope) as MaybePromise<unknown>, (value) => {
          const row = rows.get(asText(value));
          return row === undefined ? evaluate(fallback, scope) : evaluate(row, scope);
        });
    }
    case 'regex_table': {
      const input = compileExpression(model['input'], resolve);
      const flags = model['ignore_case'] === true ? RE2JS.CASE_INSENSITIVE : 0;
      const whole = model['full_match'] === true;
      const rows = (model['rows'] as readonly { matches: string; value: Json }[]).map((row) => ({
        pattern: RE2JS.compile(row.matches, flags),
        value: compileExpression(row.value, resolve),
      }));
      return (scope) =>
        chain(evaluate(input, scope) as MaybePromise<unknown>, (value) => {
          const given = asText(value);
          const row = rows.find(({ pattern }) => (whole ? pattern.testExact(given) : pattern.test(given)));
          return evaluate(row === undefined ? fallback : row.value, scope);
        });
    }
    case 'request_header': {
      const header = text('name').toLowerCase();
      return (scope) => orDefault(scope.occasion.request.headers[header], scope);
    }
    case 'query_parameter': {
      const name = text('name');
      return (scope) => orDefault(queryParameter(scope.occasion.request, name), scope);
    }
    case 'cookie': {
      const name = text('name');
      return (scope) => orDefault(scope.event.source.cookies[name], scope);
    }
    case 'request_path':
      return (scope) => scope.occasion.request.path;
    case 'request_method':
      return (scope) => scope.occasion.request.method;
    case 'random_number': {
      const min = typeof model['min'] === 'number' ? model['min'] : 0;
      const max = typeof model['max'] === 'number' ? model['max'] : 2_147_483_647;
      return (scope) => scope.occasion.runtime.integer(Math.min(min, max), Math.max(min, max), called);
    }
    default:
      throw new Error(`variable type ${model.type} passed the check but cannot be compiled`);
  }
}
