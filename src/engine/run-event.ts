import type { CompiledTag, Container } from '../container/compile.ts';
import { type Candidate, matchReason, type Plan } from '../container/plan.ts';
import { type Occasion, type Scope, unread } from '../container/scope.ts';
import { restFailure, type Trigger } from '../container/triggers.ts';
import type { EventData } from '../event/event-data.ts';
import { EventView, type ViewSource } from '../event/event-view.ts';
import { type OutgoingRequest, TagError } from '../platforms/tag.ts';
import { all, chain, isPromise, type MaybePromise } from '../runtime/maybe-promise.ts';
import { SecretText } from '../runtime/secret.ts';
import type { EventChecks } from './checks.ts';
import { type Checks, noChecks } from './checks.ts';
import { buildRequests, EventScopes } from './event-scopes.ts';
import { recordOutgoing } from './record-outgoing.ts';
import type { RecordedEvent, RecordedTag, TagStatus } from './recording.ts';

/** Runs the container for one event. `firedThisRequest` carries what has fired once over the events of a request. */
export function runEvent(
  container: Container,
  occasion: Occasion,
  source: ViewSource,
  data: EventData,
  firedThisRequest: Set<CompiledTag>,
  checks: Checks = noChecks,
): MaybePromise<RecordedEvent> {
  const scopes = new EventScopes(container, occasion, new EventView(data, source));
  return new EventRun(container, occasion, scopes, firedThisRequest, checks, true).run();
}

/**
 * Decides what fires for one event, and builds nothing: requests are built when they are delivered. Only tags that run
 * before or after others are built, since what comes after them hangs on how they went.
 */
export function decideEvent(
  container: Container,
  occasion: Occasion,
  scopes: EventScopes,
  firedThisRequest: Set<CompiledTag>,
): MaybePromise<RecordedEvent> {
  return new EventRun(container, occasion, scopes, firedThisRequest, noChecks, false).run();
}

const resting = new WeakMap<Plan, readonly RecordedTag[]>();

/** The tags an event of this name cannot fire, as recorded; one frozen set for all events of the name. */
function restingTags(container: Container, plan: Plan): readonly RecordedTag[] {
  let records = resting.get(plan);
  if (records === undefined) {
    records = container.tags.map((tag, index) =>
      Object.freeze(record(tag, tag.paused ? 'paused' : 'not_fired', plan.unmatched[index] ?? 'it has not run')),
    );
    resting.set(plan, records);
  }
  return records;
}

function record(tag: CompiledTag, status: TagStatus, reason: string, triggers: readonly string[] = []): RecordedTag {
  return { name: tag.name, type: tag.type.type, status, triggers, reason, console: [], durationMs: 0, requests: [] };
}

class EventRun {
  readonly #container: Container;
  readonly #occasion: Occasion;
  readonly #plan: Plan;
  readonly #firedThisRequest: Set<CompiledTag>;
  readonly #checks: EventChecks;
  readonly #scopes: EventScopes;
  readonly #base: Scope;
  readonly #builds: boolean;
  /** By trigger; null for one nobody has asked for yet. */
  #triggerFailures: (MaybePromise<string | undefined> | null)[] | undefined;
  /** Of the tags that others run as setup or cleanup: they run once, whoever asks first. */
  #steps: Map<CompiledTag, MaybePromise<RecordedTag>> | undefined;

  constructor(
    container: Container,
    occasion: Occasion,
    scopes: EventScopes,
    firedThisRequest: Set<CompiledTag>,
    checks: Checks,
    builds: boolean,
  ) {
    this.#container = container;
    this.#occasion = occasion;
    this.#firedThisRequest = firedThisRequest;
    this.#scopes = scopes;
    this.#base = scopes.base;
    this.#plan = scopes.plan;
    this.#builds = builds;
    this.#checks = checks.forEvent(this.#base.event, occasion.receivedAt);
  }

  run(): MaybePromise<RecordedEvent> {
    const plan = this.#plan;
    const tags = restingTags(this.#container, plan).slice();
    let waiting: Promise<void>[] | undefined;
    for (const candidate of plan.candidates) {
      const outcome = this.#consider(candidate);
      if (isPromise(outcome)) {
        waiting ??= [];
        waiting.push(
          outcome.then((done) => {
            tags[candidate.tag.index] = done;
          }),
        );
      } else tags[candidate.tag.index] = outcome;
    }
    return waiting === undefined ? this.#finish(tags) : Promise.all(waiting).then(() => this.#finish(tags));
  }

  /** Setup and cleanup tags need no trigger: what they did is among the steps, not among the candidates' outcomes. */
  #finish(tags: RecordedTag[]): MaybePromise<RecordedEvent> {
    const steps = this.#steps;
    if (steps === undefined) return this.#close(tags);
    return chain(all([...steps.values()]), (outcomes) => {
      for (const [index, tag] of [...steps.keys()].entries()) tags[tag.index] = outcomes[index] as RecordedTag;
      return this.#close(tags);
    });
  }

  #close(tags: readonly RecordedTag[]): RecordedEvent {
    return { data: this.#base.event.data, violations: this.#checks.event(), variables: this.#variables(), tags };
  }

  /** Decides whether a candidate fires, and fires it. */
  #consider(candidate: Candidate): MaybePromise<RecordedTag> {
    const { tag, triggers, certain } = candidate;
    if (certain !== undefined) return this.#unlessBlocked(candidate, certain.names, certain.reason);
    return chain(this.#matching(triggers), ({ matched, misses }) =>
      matched.length === 0
        ? record(tag, 'not_fired', [...candidate.misses, ...misses].join('; '))
        : this.#unlessBlocked(candidate, matched, matchReason(matched)),
    );
  }

  #unlessBlocked({ tag, blocking }: Candidate, matched: readonly string[], reason: string): MaybePromise<RecordedTag> {
    if (blocking.length === 0) return this.#fire(tag, matched, reason);
    return chain(this.#matching(blocking), (blockers) =>
      blockers.matched.length > 0
        ? record(tag, 'blocked', `blocked by ${blockers.matched.join(', ')}`, matched)
        : this.#fire(tag, matched, reason),
    );
  }

  #fire(tag: CompiledTag, matched: readonly string[], reason: string): MaybePromise<RecordedTag> {
    const obstacle = this.#obstacle(tag);
    if (obstacle !== undefined) return record(tag, obstacle.status, obstacle.reason, matched);
    return this.#execute(tag, matched, reason);
  }

  #matching(triggers: readonly Trigger[]): MaybePromise<{ matched: readonly string[]; misses: readonly string[] }> {
    const failures: MaybePromise<string | undefined>[] = [];
    for (const trigger of triggers) failures.push(this.#failure(trigger));
    return chain(all(failures), (settled) => {
      const matched: string[] = [];
      const misses: string[] = [];
      for (let i = 0; i < triggers.length; i++) {
        const failure = settled[i];
        if (failure === undefined) matched.push((triggers[i] as Trigger).name);
        else misses.push(failure);
      }
      return { matched, misses };
    });
  }

  /** A trigger's verdict, worked out once for all tags that use it. */
  #failure(trigger: Trigger): MaybePromise<string | undefined> {
    if (trigger.rest.length === 0) return undefined;
    this.#triggerFailures ??= new Array<null>(this.#container.triggerCount).fill(null);
    const known = this.#triggerFailures[trigger.index];
    if (known !== null) return known;
    const failure = restFailure(trigger, this.#base);
    this.#triggerFailures[trigger.index] = failure;
    return failure;
  }

  #obstacle(tag: CompiledTag): { status: TagStatus; reason: string } | undefined {
    const { receivedAt } = this.#occasion;
    if (receivedAt < tag.schedule.start)
      return { status: 'not_fired', reason: `its schedule starts at ${iso(tag.schedule.start)}` };
    if (receivedAt >= tag.schedule.end)
      return { status: 'not_fired', reason: `its schedule ended at ${iso(tag.schedule.end)}` };
    for (const type of tag.consent) {
      const said = this.#base.event.consent[type];
      if (said !== 'granted') return { status: 'blocked', reason: `consent for ${type} is ${said ?? 'not given'}` };
    }
    if (tag.firingOption === 'once_per_load' && this.#firedThisRequest.has(tag)) {
      return { status: 'not_fired', reason: 'it has fired for this request already' };
    }
    return undefined;
  }

  /** Runs a tag with its setup and cleanup tags; at most once per event. */
  #execute(tag: CompiledTag, triggers: readonly string[], reason: string): MaybePromise<RecordedTag> {
    const { setup, cleanup } = tag;
    if (setup === undefined && cleanup === undefined && !tag.isStep) {
      return this.#builds ? this.#build(tag, triggers, reason) : this.#decide(tag, triggers, reason);
    }
    const before = this.#steps?.get(tag);
    if (before !== undefined) return before;
    const main = (): MaybePromise<RecordedTag> => this.#build(tag, triggers, reason);
    let outcome: MaybePromise<RecordedTag>;
    if (setup === undefined) outcome = main();
    else {
      const first = this.#container.tags[setup.tag] as CompiledTag;
      outcome = chain(this.#step(first, `setup tag of ${tag.name}`), (done) =>
        setup.stopOnFailure && !this.#succeeded(first, done)
          ? record(tag, 'not_fired', `its setup tag ${first.name} ${unsuccessful[done.status]}`, triggers)
          : main(),
      );
    }
    if (cleanup !== undefined) {
      const last = this.#container.tags[cleanup.tag] as CompiledTag;
      outcome = chain(outcome, (done) =>
        cleanup.stopOnFailure && done.status !== 'fired'
          ? done
          : chain(this.#step(last, `cleanup tag of ${tag.name}`), () => done),
      );
    }
    if (tag.isStep) this.#remember(tag, outcome);
    return outcome;
  }

  #remember(tag: CompiledTag, outcome: MaybePromise<RecordedTag>): void {
    this.#steps ??= new Map();
    this.#steps.set(tag, outcome);
  }

  /** Runs a setup or cleanup tag: it needs no trigger, and is bound to its own pause, schedule and consent. */
  #step(tag: CompiledTag, reason: string): MaybePromise<RecordedTag> {
    if (tag.paused) return record(tag, 'paused', 'the tag is paused');
    const before = this.#steps?.get(tag);
    if (before !== undefined) return before;
    const obstacle = this.#obstacle(tag);
    if (obstacle === undefined) return this.#execute(tag, [], reason);
    const outcome = record(tag, obstacle.status, obstacle.reason);
    this.#remember(tag, outcome);
    return outcome;
  }

  /** Whether a setup tag has done its work: for this event, or once for all events of the request. */
  #succeeded(tag: CompiledTag, done: RecordedTag): boolean {
    return done.status === 'fired' || (done.status === 'not_fired' && this.#firedThisRequest.has(tag));
  }

  #decide(tag: CompiledTag, triggers: readonly string[], reason: string): RecordedTag {
    if (tag.firingOption === 'once_per_load') this.#firedThisRequest.add(tag);
    return record(tag, 'fired', reason, triggers);
  }

  #build(tag: CompiledTag, triggers: readonly string[], reason: string): MaybePromise<RecordedTag> {
    const { runtime } = this.#occasion;
    const started = runtime.elapsed();
    const lines: string[] = [];
    const log = (line: string): void => {
      lines.push(line);
    };
    const done = (status: TagStatus, why: string, requests: readonly OutgoingRequest[]): RecordedTag => ({
      name: tag.name,
      type: tag.type.type,
      status,
      triggers,
      reason: why,
      console: lines,
      durationMs: Math.round((runtime.elapsed() - started) * 1000) / 1000,
      requests: requests.map((request) => recordOutgoing(request, this.#checks)),
    });
    const fired = (requests: readonly OutgoingRequest[]): RecordedTag => {
      if (tag.firingOption === 'once_per_load') this.#firedThisRequest.add(tag);
      return done('fired', reason, requests);
    };
    const failed = (error: unknown): RecordedTag => done('failed', describe(error), []);
    try {
      const result = buildRequests(tag, timesFired(tag, triggers), this.#scopes, log);
      return isPromise(result) ? result.then(fired, failed) : fired(result);
    } catch (error) {
      return failed(error);
    }
  }

  /** What the variables that were read held; where transformations make a difference, the untransformed value. */
  #variables(): Readonly<Record<string, unknown>> {
    const read: Record<string, unknown> = {};
    const scopes = this.#scopes.all;
    for (const { name, slot } of this.#container.variables) {
      for (const scope of scopes) {
        const value = scope.values[slot];
        if (value === unread || isPromise(value)) continue;
        read[name] = value instanceof SecretText ? value.toString() : (value ?? null);
        break;
      }
    }
    return read;
  }
}

/** How many times a tag fires that these triggers fired. */
export function timesFired(tag: CompiledTag, triggers: readonly string[]): number {
  return tag.firingOption === 'unlimited' ? Math.max(1, triggers.length) : 1;
}

const unsuccessful: Readonly<Record<TagStatus, string>> = {
  fired: 'fired',
  not_fired: 'did not fire',
  blocked: 'was blocked',
  paused: 'is paused',
  failed: 'failed',
};

function describe(error: unknown): string {
  if (error instanceof TagError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
