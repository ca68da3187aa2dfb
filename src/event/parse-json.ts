import { pointerStep } from '../text/json-pointer.ts';
import type { Json, JsonObject } from './json.ts';
import { scanJson } from './scan-json.ts';

/** JSON text that was taken, or why it was not. Paths are JSON Pointers (RFC 6901). */
export type ParsedJson =
  | { readonly ok: true; readonly value: Json; readonly warnings: readonly JsonWarning[] }
  | JsonRefusal;

/** Why a text was refused. */
export interface JsonRefusal {
  readonly ok: false;
  /** `syntax`: it is not JSON. The others: it is, but of a kind that has no honest use. */
  readonly rule: 'syntax' | 'depth' | 'prototype' | 'number';
  readonly message: string;
  readonly path: string;
  /** Of a syntax error, both counted from 1. */
  readonly line?: number;
  readonly column?: number;
}

/** What is odd about a text that was taken. */
export interface JsonWarning {
  readonly rule: 'duplicate_key' | 'lone_surrogate';
  readonly message: string;
  readonly path: string;
}

/** Objects and arrays may nest this deep; walking, copying and printing what is deeper would exhaust the stack. */
export const deepestJson = 32;

const mostWarnings = 20;
const none: readonly JsonWarning[] = [];
const surrogateEscape = /\\u[dD][89a-fA-F]/;

/**
 * Parses JSON from strangers. Refuses what harms the code behind it: `__proto__` keys, a `constructor` that holds a
 * `prototype`, nesting beyond 32, numbers beyond a double (`1e999`). Warns (at most 20 times a text) of what is lost or
 * changed silently: keys that stand twice, of which the last wins, and halves of surrogate pairs. A byte order mark is
 * skipped. Never throws; the value is `JSON.parse`'s own, not a copy. Messages never quote values.
 */
export function parseJson(text: string): ParsedJson {
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  let value: Json;
  try {
    value = JSON.parse(json);
  } catch {
    return syntaxError(json);
  }
  const keys = countKeys(value, 0);
  if (keys < 0) return refusal(value, '', 0) as JsonRefusal;
  const twice = keys !== countKeysInText(json);
  const halves = !json.isWellFormed() || (json.includes('\\u') && surrogateEscape.test(json));
  return { ok: true, value, warnings: twice || halves ? warningsOf(json, value, twice, halves) : none };
}

/** How many keys there are in a value; −1 where it must be refused. */
function countKeys(value: Json, depth: number): number {
  if (typeof value !== 'object') return typeof value === 'number' && !Number.isFinite(value) ? -1 : 0;
  if (value === null) return 0;
  if (depth === deepestJson) return -1;
  let count = 0;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) {
      const inner = countKeys(value[i], depth + 1);
      if (inner < 0) return -1;
      count += inner;
    }
    return count;
  }
  const object = value as JsonObject;
  for (const key in object) {
    const inner = countKeys(object[key] as Json, depth + 1);
    if (inner < 0 || isPoison(key, object)) return -1;
    count += inner + 1;
  }
  return count;
}

function isPoison(key: string, object: JsonObject): boolean {
  if (key === '__proto__') return true;
  if (key !== 'constructor') return false;
  const held = object[key];
  return typeof held === 'object' && held !== null && Object.hasOwn(held, 'prototype');
}

/** How many keys a text names: the colons outside its strings. The text must be JSON. */
function countKeysInText(json: string): number {
  let count = 0;
  for (let i = 0; i < json.length; i += 1) {
    const code = json.charCodeAt(i);
    if (code === 0x3a) count += 1;
    if (code !== 0x22) continue;
    for (i += 1; ; i += 1) {
      const inside = json.charCodeAt(i);
      if (inside === 0x22) break;
      if (inside === 0x5c) i += 1;
    }
  }
  return count;
}

/** The first place for which a value must be refused. */
function refusal(value: Json, path: string, depth: number): JsonRefusal | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return { ok: false, rule: 'number', message: 'a number too large for a double (about 1.8e308)', path };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === deepestJson) {
    return { ok: false, rule: 'depth', message: `objects and arrays nested more than ${deepestJson} deep`, path };
  }
  for (const key of Object.keys(value)) {
    const here = path + pointerStep(key);
    if (!Array.isArray(value) && isPoison(key, value as JsonObject)) {
      const what = key === '__proto__' ? 'a key named __proto__' : 'a constructor that holds a prototype';
      return { ok: false, rule: 'prototype', message: `${what}, which could change every object`, path: here };
    }
    const inner = refusal((value as JsonObject)[key] as Json, here, depth + 1);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function syntaxError(json: string): JsonRefusal {
  const { error } = scanJson(json, 0);
  const { message, path, offset } = error ?? { message: 'the text cannot be read', path: '', offset: 0 };
  const before = json.slice(0, offset).split('\n');
  const line = before.length;
  const column = (before.at(-1) as string).length + 1;
  return { ok: false, rule: 'syntax', message: `line ${line}, column ${column}: ${message}`, path, line, column };
}

function warningsOf(json: string, value: Json, twice: boolean, halves: boolean): readonly JsonWarning[] {
  const warnings: JsonWarning[] = [];
  if (twice) {
    const message = 'this key stands more than once in its object; the last value is taken, the others are lost';
    for (const path of scanJson(json, mostWarnings).duplicates) warnings.push({ rule: 'duplicate_key', message, path });
  }
  if (halves) findHalves(value, '', warnings);
  return warnings;
}

function findHalves(value: Json, path: string, warnings: JsonWarning[]): void {
  if (warnings.length === mostWarnings) return;
  if (typeof value === 'string') {
    if (!value.isWellFormed()) warnings.push(half('this text', path));
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const here = path + pointerStep(key);
    if (!key.isWellFormed() && warnings.length < mostWarnings) warnings.push(half('this key', here));
    findHalves((value as JsonObject)[key] as Json, here, warnings);
  }
}

function half(what: string, path: string): JsonWarning {
  const message = `${what} holds half a surrogate pair, which UTF-8 cannot carry: it arrives as U+FFFD or an escape`;
  return { rule: 'lone_surrogate', message, path };
}
