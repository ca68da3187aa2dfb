import { pointerStep } from '../text/json-pointer.ts';

/** A recording holds a body of 32 levels some levels down. */
const deepest = 64;

/**
 * Why a JSON value may not be read from or written to a file: a `__proto__` key, a `constructor` that holds a
 * `prototype`, or nesting that would exhaust the stack; undefined where it may.
 */
export function findUnsafe(value: unknown, path = '', depth = 0): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === deepest) return `holds objects and arrays nested more than ${deepest} deep, at ${path.slice(0, 200)}`;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const found = findUnsafe(item, path + pointerStep(index), depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  for (const key of Object.keys(value)) {
    const held = (value as Record<string, unknown>)[key];
    const here = path + pointerStep(key);
    if (key === '__proto__') return `holds a key named __proto__, at ${here}`;
    if (key === 'constructor' && typeof held === 'object' && held !== null && Object.hasOwn(held, 'prototype')) {
      return `holds a constructor with a prototype, at ${here}`;
    }
    const found = findUnsafe(held, here, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
