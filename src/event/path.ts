import { isObject, type Json, type JsonObject } from './json.ts';

/** A dotted key path, split: `user_data.address.0.city` → `['user_data', 'address', '0', 'city']`. */
export type Path = readonly string[];

/** Splits a dotted key path. Keys that contain dots cannot be reached, as in sGTM. */
export function parsePath(path: string): Path {
  return path.split('.');
}

/** The value at `path`, or undefined. Only own keys and array indices are seen: never a prototype's. */
export function readPath(root: Json | undefined, path: Path): Json | undefined {
  let value: Json | undefined = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    if (key === 'length' && Array.isArray(value)) return undefined;
    value = (value as JsonObject)[key];
  }
  return value;
}

/**
 * A copy of `root` with `value` at `path`; objects missing on the way are made, and what is not on the way is shared.
 * A path through an array goes by index; through anything else it replaces what is there by an object.
 */
export function withPath(root: JsonObject, path: Path, value: Json | undefined): JsonObject {
  return put(root, path, 0, value) as JsonObject;
}

/** A copy of `root` without what is at `path`; `root` itself where nothing is there. */
export function withoutPath(root: JsonObject, path: Path): JsonObject {
  return readPath(root, path) === undefined ? root : (drop(root, path, 0) as JsonObject);
}

/**
 * A new object that holds only what `paths` lead to. Arrays stay arrays and keep their indices: null stands for an
 * element that is left out before one that is kept.
 */
export function onlyPaths(root: JsonObject, paths: readonly Path[]): JsonObject {
  let kept: JsonObject = {};
  for (const path of paths) {
    const value = readPath(root, path);
    if (value !== undefined) kept = put(kept, path, 0, value, root) as JsonObject;
  }
  return kept;
}

/** `model` has the shape of what is missing on the way: an array in it makes an array. */
function put(
  node: Json | undefined,
  path: Path,
  depth: number,
  value: Json | undefined,
  model?: Json,
): Json | undefined {
  if (depth === path.length) return value;
  const key = path[depth] as string;
  const elements = Array.isArray(node) ? node : (node ?? null) === null && Array.isArray(model) ? [] : undefined;
  if (elements !== undefined && isIndex(key, Array.isArray(model) ? model.length : elements.length)) {
    const copy: (Json | undefined)[] = [...elements];
    copy[Number(key)] = put(copy[Number(key)], path, depth + 1, value, child(model, key));
    return Array.from(copy, (item) => item ?? null);
  }
  const from = isObject(node) ? node : {};
  return define(from, key, put(child(from, key), path, depth + 1, value, child(model, key)));
}

function child(node: Json | undefined, key: string): Json | undefined {
  return typeof node === 'object' && node !== null && Object.hasOwn(node, key) ? (node as JsonObject)[key] : undefined;
}

/** Whether `key` is an index an array of `length` may have or get; growth is bounded, as a path comes from outside. */
function isIndex(key: string, length: number): boolean {
  return index.test(key) && Number(key) < Math.max(length, mostElements);
}

const index = /^(?:0|[1-9]\d*)$/;
const mostElements = 10_000;

function drop(node: Json | undefined, path: Path, depth: number): Json | undefined {
  const key = path[depth] as string;
  const last = depth === path.length - 1;
  if (Array.isArray(node)) {
    return last
      ? node.filter((_, index) => String(index) !== key)
      : node.map((item, index) => (String(index) === key ? (drop(item, path, depth + 1) as Json) : item));
  }
  const from = node as JsonObject;
  if (!last) return define(from, key, drop(from[key], path, depth + 1));
  const { [key]: _, ...rest } = from;
  return rest;
}

/** A copy with one key set; `__proto__` becomes an own key, never the prototype. */
function define(from: JsonObject, key: string, value: Json | undefined): JsonObject {
  const copy = { ...from };
  Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}
