import { isObject } from '../event/json.ts';
import { all, chain, isPromise } from '../runtime/maybe-promise.ts';
import { parseSecrets, SecretText } from '../runtime/secret.ts';
import { splitReferences } from './references.ts';
import { type Scope, unread, type Variable } from './scope.ts';

/** A value of the container file, compiled: the same for every event, or worked out from a scope. */
export type Expression =
  | { readonly constant: true; readonly value: unknown }
  | { readonly constant: false; readonly evaluate: (scope: Scope) => unknown };

/** Finds a compiled variable by its name. */
export type Resolve = (name: string) => Variable;

/** A variable's value in a scope, worked out at its first use; a promise until it has settled. */
export function readVariable(scope: Scope, variable: Variable): unknown {
  const { values } = scope;
  const { slot } = variable;
  const known = values[slot];
  if (known !== unread) return known;
  const value = variable.read(scope);
  if (!isPromise(value)) {
    values[slot] = value;
    return value;
  }
  const settled = value.then(
    (result) => {
      values[slot] = result;
      return result;
    },
    () => {
      values[slot] = undefined;
      return undefined;
    },
  );
  values[slot] = settled;
  return settled;
}

/**
 * Compiles a value: text that is one `{{Variable}}` has its value with its own type, text with more around it is
 * joined (an undefined variable reads "undefined", as in sGTM), `${SECRETS}` become SecretText, lists and maps are
 * compiled through.
 */
export function compileExpression(value: unknown, resolve: Resolve): Expression {
  if (typeof value === 'string') return compileText(value, resolve);
  if (Array.isArray(value)) {
    const items = value.map((item) => compileExpression(item, resolve));
    if (items.every((item) => item.constant)) return { constant: true, value: items.map((item) => item.value) };
    return { constant: false, evaluate: (scope) => all(items.map((item) => evaluate(item, scope))) };
  }
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, child]) => [key, compileExpression(child, resolve)] as const);
    return compileEntries(entries);
  }
  return { constant: true, value };
}

/** The value of an expression in a scope, or a promise of it. */
export function evaluate(expression: Expression, scope: Scope): unknown {
  return expression.constant ? expression.value : expression.evaluate(scope);
}

function compileText(text: string, resolve: Resolve): Expression {
  const parts = splitReferences(text).map((part) =>
    typeof part === 'string' ? parseSecrets(part) : resolve(part.name),
  );
  if (parts.every((part) => typeof part === 'string' || part instanceof SecretText)) {
    return { constant: true, value: parseSecrets(text) };
  }
  const only = parts[0] as Variable;
  if (parts.length === 1) return { constant: false, evaluate: (scope) => readVariable(scope, only) };
  return {
    constant: false,
    evaluate: (scope) =>
      chain(all(parts.map((part) => (isVariable(part) ? readVariable(scope, part) : part))), (values) => join(values)),
  };
}

function isVariable(part: string | SecretText | Variable): part is Variable {
  return typeof part !== 'string' && !(part instanceof SecretText);
}

function join(values: readonly unknown[]): string | SecretText {
  if (!values.some((value) => value instanceof SecretText)) return values.map(asText).join('');
  return new SecretText(values.flatMap((value) => (value instanceof SecretText ? value.parts : [asText(value)])));
}

/** How a value reads inside text and in comparisons. */
export function asText(value: unknown): string {
  return typeof value === 'object' && value !== null && !(value instanceof SecretText)
    ? JSON.stringify(value)
    : String(value);
}

function compileEntries(entries: readonly (readonly [string, Expression])[]): Expression {
  if (entries.every(([, expression]) => expression.constant)) {
    return {
      constant: true,
      value: Object.fromEntries(entries.map(([key, expression]) => [key, (expression as { value: unknown }).value])),
    };
  }
  // Each record starts as a copy that has every key in its place: much cheaper than growing it key by key.
  const template = Object.fromEntries(entries.map(([key, one]) => [key, one.constant ? one.value : undefined]));
  const varying = entries.filter(([, expression]) => !expression.constant);
  return {
    constant: false,
    evaluate: (scope) => {
      const record: Record<string, unknown> = { ...template };
      let waiting: Promise<void>[] | undefined;
      for (const [key, expression] of varying) {
        const value = evaluate(expression, scope);
        if (isPromise(value)) {
          const filled = value.then((result) => {
            record[key] = result;
          });
          if (waiting === undefined) waiting = [filled];
          else waiting.push(filled);
        } else record[key] = value;
      }
      return waiting === undefined ? record : Promise.all(waiting).then(() => record);
    },
  };
}
