import type { EventData } from '../event/event-data.ts';
import { isObject, type Json } from '../event/json.ts';
import { onlyPaths, parsePath, withoutPath, withPath } from '../event/path.ts';
import { all, chain, type MaybePromise } from '../runtime/maybe-promise.ts';
import { SecretText } from '../runtime/secret.ts';
import { type Condition, compileCondition } from './conditions.ts';
import type { ConditionModel, Typed } from './container-model.ts';
import { compileExpression, evaluate, type Resolve } from './expression.ts';
import type { Scope } from './scope.ts';

/** A transformation, compiled. */
export interface Transformation {
  readonly name: string;
  readonly priority: number;
  /** Whether it is for a tag at all. */
  readonly concerns: (tagName: string, tagType: string) => boolean;
  /** Whether its conditions can hold for events of a name. */
  readonly possible: (eventName: string) => boolean;
  /** Whether the event may have another name behind it. */
  readonly renames: boolean;
  /** The event data as it leaves the transformation; the same object where its conditions do not hold. */
  readonly apply: (scope: Scope) => MaybePromise<EventData>;
}

/** Compiles a transformation. It never changes the event data it is given. */
export function compileTransformation(name: string, model: Typed, resolve: Resolve): Transformation {
  const conditions = ((model['when'] ?? []) as readonly ConditionModel[]).map((one) => compileCondition(one, resolve));
  const change = compileChange(model, resolve);
  const tags = model['tags'] as readonly string[] | undefined;
  const types = model['tag_types'] as readonly string[] | undefined;
  const except = (model['except_tags'] ?? []) as readonly string[];
  return {
    name,
    priority: typeof model['priority'] === 'number' ? model['priority'] : 0,
    concerns: (tagName, tagType) =>
      !except.includes(tagName) &&
      ((tags === undefined && types === undefined) ||
        tags?.includes(tagName) === true ||
        types?.includes(tagType) === true),
    possible: (eventName) => conditions.every((condition) => condition.byName?.(eventName) !== false),
    renames: renames(model),
    apply: (scope) => chain(allHold(conditions, scope), (hold) => (hold ? change(scope) : scope.event.data)),
  };
}

function compileChange(model: Typed, resolve: Resolve): (scope: Scope) => MaybePromise<EventData> {
  if (model.type === 'augment') {
    const rows = Object.entries(model['parameters'] as Record<string, Json>).map(
      ([path, value]) => [parsePath(path), compileExpression(value, resolve)] as const,
    );
    return (scope) =>
      chain(all(rows.map(([, value]) => evaluate(value, scope))), (values) =>
        rows.reduce((data, [path], index) => withPath(data, path, plain(values[index])), scope.event.data),
      );
  }
  const paths = (model['parameters'] as readonly string[]).map(parsePath);
  if (model.type === 'allow') return (scope) => onlyPaths(scope.event.data, paths);
  return (scope) => paths.reduce<EventData>(withoutPath, scope.event.data);
}

function renames(model: Typed): boolean {
  const parameters = model['parameters'] as readonly string[] | Readonly<Record<string, Json>>;
  const named = Array.isArray(parameters) ? parameters.includes('event_name') : Object.hasOwn(parameters, 'event_name');
  return model.type === 'allow' ? !named : named;
}

/** Event data is JSON: a secret never becomes part of it. */
function plain(value: unknown): Json | undefined {
  if (value instanceof SecretText) return String(value);
  if (Array.isArray(value)) return value.map((item) => plain(item) ?? null);
  if (!isObject(value)) return value as Json | undefined;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plain(child)]));
}

function allHold(conditions: readonly Condition[], scope: Scope): MaybePromise<boolean> {
  if (conditions.length === 0) return true;
  return chain(all(conditions.map((condition) => condition.failure(scope))), (failures) =>
    failures.every((failure) => failure === undefined),
  );
}
