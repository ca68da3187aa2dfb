import type { CompiledTag, Container } from '../container/compile.ts';
import { evaluate } from '../container/expression.ts';
import type { Plan } from '../container/plan.ts';
import { createScope, type Occasion, type Scope } from '../container/scope.ts';
import { EventView } from '../event/event-view.ts';
import type { Fields, OutgoingRequest } from '../platforms/tag.ts';
import { all, chain, type MaybePromise } from '../runtime/maybe-promise.ts';

/** One event's scopes: the event as it came, and as each tag's transformations leave it. */
export class EventScopes {
  readonly base: Scope;
  /** The base, and each that transformations led to, also on the way. */
  readonly all: Scope[] = [];
  readonly plan: Plan;
  readonly #container: Container;
  readonly #occasion: Occasion;
  readonly #views: (MaybePromise<Scope> | undefined)[];

  constructor(container: Container, occasion: Occasion, event: EventView) {
    this.#container = container;
    this.#occasion = occasion;
    this.base = this.#newScope(event);
    this.#views = [this.base];
    this.plan = container.plan(event.name);
  }

  /** The scope of a view; tags with the same transformations share it. */
  of(view: number): MaybePromise<Scope> {
    const known = this.#views[view];
    if (known !== undefined) return known;
    let scope: MaybePromise<Scope> = this.base;
    for (const transformation of this.plan.views[view] ?? []) {
      scope = chain(scope, (current) =>
        chain(transformation.apply(current), (data) =>
          data === current.event.data
            ? current
            : this.#newScope(new EventView(data, current.event.source, current.event)),
        ),
      );
    }
    this.#views[view] = scope;
    return scope;
  }

  #newScope(view: EventView): Scope {
    const scope = createScope(view, this.#occasion, this.#container.variables.length);
    this.all.push(scope);
    return scope;
  }
}

/** A tag's requests for an event, as many times over as it fires. Throws, or rejects, with what the tag throws. */
export function buildRequests(
  tag: CompiledTag,
  times: number,
  scopes: EventScopes,
  log: (line: string) => void,
): MaybePromise<readonly OutgoingRequest[]> {
  return chain(scopes.of(tag.view), (scope) =>
    chain(evaluate(tag.fields, scope) as MaybePromise<Fields>, (fields) => {
      const input = { event: scope.event, fields, receivedAt: scope.occasion.receivedAt, log };
      if (times === 1) return tag.type.build(input);
      return chain(all(Array.from({ length: times }, () => tag.type.build(input))), (built) => built.flat());
    }),
  );
}
