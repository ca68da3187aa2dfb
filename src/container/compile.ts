import type { Client } from '../clients/client.ts';
import { ga4Client } from '../clients/ga4/client.ts';
import type { PiiPolicy } from '../contracts/pii/pii-guard.ts';
import type { ConsentType } from '../event/consent.ts';
import { isObject } from '../event/json.ts';
import type { TagType } from '../platforms/tag.ts';
import { parseSecrets, SecretText } from '../runtime/secret.ts';
import { printPath } from '../text/file-error.ts';
import type { FilePath } from '../text/source.ts';
import { type AccessRules, compileAccess } from './access.ts';
import type { CompiledTag, Step } from './compiled-tag.ts';
import type { ConditionModel, ContainerModel, Typed } from './container-model.ts';
import { compileExpression, type Expression, type Resolve } from './expression.ts';
import { createPlans, type Plan } from './plan.ts';
import { eachText } from './references.ts';
import { tagOptions } from './schema.ts';
import type { Variable } from './scope.ts';
import { compileTransformation, type Transformation } from './transformations.ts';
import { compileTrigger, type Trigger } from './triggers.ts';
import { compileVariables } from './variables.ts';

export type { CompiledTag, Step } from './compiled-tag.ts';

/** A container made ready to run. */
export interface Container {
  readonly name: string;
  /** By priority, highest first. */
  readonly clients: readonly Client[];
  /** In the file's order. */
  readonly tags: readonly CompiledTag[];
  /** Chains of transformations; each tag sees the event through one of them. The first is the event as it is. */
  readonly views: readonly (readonly Transformation[])[];
  /** Every variable something refers to, by slot. */
  readonly variables: readonly Variable[];
  /** How many triggers there are; each has an index below it. */
  readonly triggerCount: number;
  /** ISO 3166-1 alpha-2, for phones of events that name no country. */
  readonly defaultRegion: string | undefined;
  /** What comes of personal data found in an outgoing request. */
  readonly piiGuard: PiiPolicy;
  /** Who may send events; undefined for everybody. */
  readonly access: AccessRules | undefined;
  /** The secrets it refers to, and where: `tags."Meta CAPI - Purchase".access_token`. */
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  /** What the tags can do for events of a name. */
  plan(eventName: string): Plan;
}

/** Compiles a checked container: variables to closures, triggers by event name, tags to views of the event. */
export function compileContainer(model: ContainerModel, tagTypes: ReadonlyMap<string, TagType>): Container {
  const { resolve, used } = compileVariables(model.variables, model);
  const triggers = new Map<string, Trigger>();
  for (const [name, { when }] of model.triggers) {
    triggers.set(name, compileTrigger(name, triggers.size, (when ?? []) as readonly ConditionModel[], resolve));
  }
  const transformations = Array.from(model.transformations, ([name, one]) =>
    compileTransformation(name, one, resolve),
  ).sort((a, b) => b.priority - a.priority);
  const views: (readonly Transformation[])[] = [[]];
  const tagIndex = new Map(Array.from(model.tags.keys(), (name, index) => [name, index]));
  const steps = new Set<number | undefined>();
  for (const tag of model.tags.values()) {
    for (const key of ['setup_tag', 'cleanup_tag']) steps.add(step(tag[key], tagIndex)?.tag);
  }
  const tags = Array.from(model.tags, ([name, tag], index): CompiledTag => {
    const type = tagTypes.get(tag.type) as TagType;
    const chainOf = transformations.filter((one) => one.concerns(name, tag.type));
    const named = (key: string): readonly Trigger[] =>
      ((tag[key] ?? []) as readonly string[]).map((trigger) => triggers.get(trigger) as Trigger);
    const schedule = (tag['schedule'] ?? {}) as { start?: string; end?: string };
    return {
      name,
      index,
      type,
      fields: compileFields(tag, resolve),
      accountFields: compileExpression(picked(tag, type.account?.fields ?? []), resolve),
      triggers: named('triggers'),
      blocking: named('blocking_triggers'),
      priority: typeof tag['priority'] === 'number' ? tag['priority'] : 0,
      setup: step(tag['setup_tag'], tagIndex),
      cleanup: step(tag['cleanup_tag'], tagIndex),
      isStep: steps.has(index),
      firingOption: (tag['firing_option'] as CompiledTag['firingOption'] | undefined) ?? 'once_per_event',
      paused: tag['paused'] === true,
      schedule: {
        start: schedule.start === undefined ? Number.NEGATIVE_INFINITY : Date.parse(schedule.start),
        end: schedule.end === undefined ? Number.POSITIVE_INFINITY : Date.parse(schedule.end),
      },
      consent: (tag['consent_required'] ?? []) as readonly ConsentType[],
      view: viewOf(views, chainOf),
    };
  });
  return {
    name: model.name,
    clients: compileClients(model.clients),
    tags,
    views,
    variables: used,
    triggerCount: triggers.size,
    defaultRegion: model.defaultRegion,
    piiGuard: model.piiGuard,
    access: compileAccess(model.access),
    secrets: secretsOf(model),
    plan: createPlans(tags, views),
  };
}

/** Tags with the same chain of transformations share one view, so that its work is done once. */
function viewOf(views: (readonly Transformation[])[], chainOf: readonly Transformation[]): number {
  const same = views.findIndex(
    (view) => view.length === chainOf.length && view.every((one, index) => one === chainOf[index]),
  );
  return same >= 0 ? same : views.push(chainOf) - 1;
}

function compileFields(tag: Typed, resolve: Resolve): Expression {
  const fields = Object.fromEntries(
    Object.entries(tag).filter(([key]) => key !== 'type' && !Object.hasOwn(tagOptions, key)),
  );
  return compileExpression(fields, resolve);
}

function picked(tag: Typed, names: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(names.filter((name) => tag[name] !== undefined).map((name) => [name, tag[name]]));
}

function step(given: unknown, tagIndex: ReadonlyMap<string, number>): Step | undefined {
  if (given === undefined) return undefined;
  const name = isObject(given) ? given['tag'] : given;
  const stopOnFailure = isObject(given) && given['stop_on_failure'] === true;
  return { tag: tagIndex.get(name as string) as number, stopOnFailure };
}

/** A container without clients has the stock GA4 client. */
function compileClients(models: ReadonlyMap<string, Typed>): readonly Client[] {
  const given = models.size > 0 ? models : new Map<string, Typed>([['GA4 Client', { type: 'ga4' }]]);
  const clients = Array.from(given, ([name, model]) => {
    const priority = model['priority'] as number | undefined;
    const paths = model['paths'] as readonly string[] | undefined;
    const eventNames = model['event_names'] as Readonly<Record<string, string>> | undefined;
    const visitorFromRequest = model['visitor_from_request'] as 'auto' | 'always' | 'never' | undefined;
    return ga4Client({
      name,
      ...(priority !== undefined && { priority }),
      ...(paths !== undefined && { paths }),
      ...(eventNames !== undefined && { eventNames }),
      ...(visitorFromRequest !== undefined && { visitorFromRequest }),
    });
  });
  return clients.sort((a, b) => b.priority - a.priority);
}

function secretsOf(model: ContainerModel): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  const note = (text: string, path: FilePath): void => {
    const parsed = parseSecrets(text);
    if (!(parsed instanceof SecretText)) return;
    for (const secret of new Set(parsed.names())) {
      places.set(secret, [...(places.get(secret) ?? []), printPath(path)]);
    }
  };
  eachText(model.access, ['access'], note);
  for (const section of ['variables', 'tags'] as const) {
    for (const [name, part] of model[section]) eachText(part, [section, name], note);
  }
  return places;
}
