import { pointer, pointerStep } from '../text/json-pointer.ts';
import type { Failure } from './keywords/keyword.ts';

/** A schema object. */
export type Schema = Readonly<Record<string, unknown>>;

/** A value that is not what a keyword of a schema says. */
export interface Fault {
  /** The keyword it breaks; `false schema` where nothing may stand. */
  readonly keyword: string;
  /** The schema the keyword stands in; of `false`, the one around it. */
  readonly schema: Schema;
  /** JSON Pointer to where the fault is: the key that is missing or unknown, the name that is none. */
  readonly path: string;
  /** What stands there; undefined where something is missing. */
  readonly value: unknown;
  /** The key that is missing or unknown. */
  readonly key?: string;
  /** The key that asks for the missing one, of `dependentRequired`. */
  readonly asking?: string;
  /** What one of our keywords says of it. */
  readonly failure?: Failure;
}

/** Faults as they are found, and the place of the value being looked at. */
export interface Place {
  readonly path: string;
  readonly faults: Fault[];
}

/** How many of one payload's faults are looked for: more than are told, since what is told first is not what was found first. */
const most = 10_000;

/** Whether as many faults are found as are looked for. */
export function isFull({ faults }: Place): boolean {
  return faults.length >= most;
}

/** The place of what stands under a key; undefined where faults are not asked for. */
export function under(at: Place | undefined, key: string | number): Place | undefined {
  if (at === undefined) return undefined;
  const step = typeof key === 'number' ? key : key.replaceAll('~', '~0').replaceAll('/', '~1');
  return { path: `${at.path}/${step}`, faults: at.faults };
}

/** The place of a key itself: its name is what is looked at. */
export function atKey(at: Place | undefined, key: string): Place | undefined {
  return at === undefined ? undefined : { path: `${at.path}${pointerStep(key)}`, faults: at.faults };
}

/** Tells a fault where faults are asked for. Gives false always: that the value does not hold. */
export function tell(
  at: Place | undefined,
  keyword: string,
  schema: Schema,
  value: unknown,
  more: Pick<Fault, 'key' | 'asking' | 'failure'> = {},
): false {
  if (at === undefined || isFull(at)) return false;
  const { key, failure } = more;
  const path = `${at.path}${key === undefined ? '' : pointerStep(key)}${pointer(failure?.at ?? [])}`;
  at.faults.push({ keyword, schema, path, value, ...more });
  return false;
}
