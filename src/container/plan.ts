import type { CompiledTag } from './compiled-tag.ts';
import type { Transformation } from './transformations.ts';
import { nameFailure, type Trigger } from './triggers.ts';

/** What the tags of a container can do for events of one name, worked out once. */
export interface Plan {
  /** By tag: why it cannot fire on this name; undefined where it may. */
  readonly unmatched: readonly (string | undefined)[];
  /** The tags that may fire, in firing order. */
  readonly candidates: readonly Candidate[];
  /** The container's views, without the transformations that cannot apply to events of this name. */
  readonly views: readonly (readonly Transformation[])[];
}

/** A tag whose triggers can match an event of the plan's name. */
export interface Candidate {
  readonly tag: CompiledTag;
  readonly triggers: readonly Trigger[];
  readonly blocking: readonly Trigger[];
  /** The names of its triggers where the event's name decides them all; undefined where more must be looked at. */
  readonly certain: { readonly names: readonly string[]; readonly reason: string } | undefined;
  /** Why its other firing triggers cannot match. */
  readonly misses: readonly string[];
}

/** Why a tag fires. */
export function matchReason(triggers: readonly string[]): string {
  return `${triggers.join(', ')} matched`;
}

const maxNames = 1_000;

/** Plans by event name, kept for the names seen lately: cost follows the tags that can match, not the tags there are. */
export function createPlans(
  tags: readonly CompiledTag[],
  views: readonly (readonly Transformation[])[],
): (eventName: string) => Plan {
  const plans = new Map<string, Plan>();
  return (eventName) => {
    const known = plans.get(eventName);
    if (known !== undefined) return known;
    if (plans.size >= maxNames) plans.delete(plans.keys().next().value as string);
    const plan = makePlan(tags, views, eventName);
    plans.set(eventName, plan);
    return plan;
  };
}

function makePlan(
  tags: readonly CompiledTag[],
  views: readonly (readonly Transformation[])[],
  eventName: string,
): Plan {
  const unmatched: (string | undefined)[] = [];
  const candidates: Candidate[] = [];
  for (const tag of tags) {
    const triggers: Trigger[] = [];
    const misses: string[] = [];
    for (const trigger of tag.triggers) {
      const failure = nameFailure(trigger, eventName);
      if (failure === undefined) triggers.push(trigger);
      else misses.push(failure);
    }
    if (triggers.length > 0 && !tag.paused) {
      const blocking = tag.blocking.filter((trigger) => nameFailure(trigger, eventName) === undefined);
      const decided = triggers.every((trigger) => trigger.rest.length === 0);
      const names = triggers.map((trigger) => trigger.name);
      const certain = decided ? { names, reason: matchReason(names) } : undefined;
      candidates.push({ tag, triggers, blocking, certain, misses });
      unmatched.push(undefined);
    } else if (tag.paused) unmatched.push('the tag is paused');
    else unmatched.push(tag.triggers.length === 0 ? 'it has no firing trigger' : misses.join('; '));
  }
  candidates.sort((a, b) => b.tag.priority - a.tag.priority || a.tag.index - b.tag.index);
  return { unmatched, candidates, views: views.map((view) => possible(view, eventName)) };
}

function possible(view: readonly Transformation[], eventName: string): readonly Transformation[] {
  const kept: Transformation[] = [];
  for (const transformation of view) {
    const renamed = kept.some((before) => before.renames);
    if (renamed || transformation.possible(eventName)) kept.push(transformation);
  }
  return kept;
}
