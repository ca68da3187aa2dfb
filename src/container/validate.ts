import type { PiiPolicy } from '../contracts/pii/pii-guard.ts';
import { isObject, type JsonObject } from '../event/json.ts';
import type { TagType } from '../platforms/tag.ts';
import type { Problem, Source } from '../text/source.ts';
import type { AccessModel } from './access.ts';
import { checkNames } from './check-names.ts';
import { checkShape } from './check-shape.ts';
import { ContainerError } from './container-error.ts';
import type { ContainerModel, Typed } from './container-model.ts';
import { checkOrder } from './order.ts';

/**
 * Checks a container file whole: keys, types, and every name one part refers to another by.
 * Throws a ContainerError that lists each fault with its place.
 */
export function validateContainer(source: Source, tagTypes: ReadonlyMap<string, TagType>): ContainerModel {
  const refuse = (problems: readonly Problem[]): void => {
    if (problems.length > 0) throw new ContainerError(source, problems);
  };
  refuse(source.problems);
  const root = source.value;
  if (!isObject(root)) {
    const message =
      'a container file is a map with name, clients, variables, triggers and tags: start from `sgtm init`';
    throw new ContainerError(source, [{ path: [], message }]);
  }
  if ('exportFormatVersion' in root) {
    const message = 'this is a GTM container export, which cannot be run yet: describe the container in sgtm.yaml';
    throw new ContainerError(source, [{ path: ['exportFormatVersion'], message, atKey: true }]);
  }
  // Each looks at what the one before has found to be sound.
  refuse(checkShape(root, tagTypes));
  refuse(checkNames(root));
  refuse(checkOrder(root));
  return modelOf(root);
}

function modelOf(root: JsonObject): ContainerModel {
  const map = <T>(section: string): ReadonlyMap<string, T> =>
    new Map(Object.entries((root[section] ?? {}) as JsonObject).map(([name, entry]) => [name, (entry ?? {}) as T]));
  const text = (key: string): string | undefined => (root[key] === undefined ? undefined : String(root[key]));
  return {
    name: text('name') as string,
    id: text('id'),
    version: text('version'),
    environment: text('environment'),
    defaultRegion: text('default_region'),
    piiGuard: (text('pii_guard') ?? 'fail') as PiiPolicy,
    access: root['access'] as AccessModel | undefined,
    clients: map<Typed>('clients'),
    variables: map<Typed>('variables'),
    triggers: map('triggers'),
    transformations: map<Typed>('transformations'),
    tags: map<Typed>('tags'),
  };
}
