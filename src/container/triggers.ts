import { chain, type MaybePromise } from '../runtime/maybe-promise.ts';
import { type Condition, compileCondition } from './conditions.ts';
import type { ConditionModel } from './container-model.ts';
import type { Resolve } from './expression.ts';
import type { Scope } from './scope.ts';

/** A trigger, compiled; its conditions on the event's name alone apart from the rest. */
export interface Trigger {
  readonly name: string;
  readonly index: number;
  readonly byName: readonly Condition[];
  readonly rest: readonly Condition[];
}

/** Compiles a trigger. */
export function compileTrigger(
  name: string,
  index: number,
  when: readonly ConditionModel[],
  resolve: Resolve,
): Trigger {
  const conditions = when.map((condition) => compileCondition(condition, resolve));
  return {
    name,
    index,
    byName: conditions.filter((condition) => condition.byName !== undefined),
    rest: conditions.filter((condition) => condition.byName === undefined),
  };
}

/** Why a trigger cannot match an event of this name; undefined where it can. */
export function nameFailure(trigger: Trigger, eventName: string): string | undefined {
  const failed = trigger.byName.find((condition) => condition.byName?.(eventName) === false);
  return failed === undefined ? undefined : miss(trigger, failed, eventName);
}

/** Why a trigger whose name conditions hold does not match; undefined where it does. Stops at the first failure. */
export function restFailure(trigger: Trigger, scope: Scope): MaybePromise<string | undefined> {
  const next = (index: number): MaybePromise<string | undefined> => {
    const condition = trigger.rest[index];
    if (condition === undefined) return undefined;
    return chain(condition.failure(scope), (seen) =>
      seen === undefined ? next(index + 1) : miss(trigger, condition, seen),
    );
  };
  return next(0);
}

const maxSeen = 120;

function miss(trigger: Trigger, condition: Condition, seen: string): string {
  const shown = seen.length > maxSeen ? `${seen.slice(0, maxSeen)}…` : seen;
  return `${trigger.name}: ${condition.text}, saw ${JSON.stringify(shown)}`;
}
