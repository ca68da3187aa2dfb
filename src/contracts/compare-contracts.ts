import { pointerStep } from '../text/json-pointer.ts';
import { wording } from './compare-canonical.ts';
import { type Comparison, compareClauses, type Effect, type Place } from './compare-clauses.ts';
import {
  type Clause,
  type Flat,
  flatten,
  type Located,
  located,
  type Shape,
  type Side,
  sideOf,
} from './compare-flatten.ts';
import { isRecord } from './vocabulary.ts';

/** Something that two versions of a contract say differently. */
export interface ContractChange {
  /** JSON Pointer into the payload; `*` stands for every item, and for every key the contract does not list. */
  readonly path: string;
  /** `request` where the path points into `{ method, host, path, query, headers }` instead of the payload. */
  readonly in?: 'request';
  /** JSON Pointer into the later file; into the earlier one for what is no longer there. */
  readonly rulePath: string;
  /**
   * `breaks`: what held may be refused now, or nobody can tell. `loosens`: what was refused may hold now. `same`: what
   * is refused stays the same; words and warnings alone changed.
   */
  readonly effect: Effect;
  /** What is otherwise, in words. */
  readonly message: string;
}

/**
 * What differs between two versions of a contract, rule by rule, where it takes effect in the payload. Takes the two
 * JSON Schemas; follows references within each file, not those to other contracts. Changes come in the order of the
 * later file. A rule that moved without changing is no change; nor is a new order of `required`, `enum` or `allOf`.
 */
export function compareContracts(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly ContractChange[] {
  const changes: ContractChange[] = [];
  const sides: Sides = { before: sideOf(before), after: sideOf(after) };
  const root = { path: '', prefix: '' };
  compareAddress(changes, before, after);
  const request = walker(sides, (change) => changes.push(inRequest(change)));
  request(root, at(sides.before, '/request'), at(sides.after, '/request'));
  const payload = walker(sides, (change) => changes.push(change));
  payload(root, at(sides.before, ''), at(sides.after, ''));
  for (const name of definitionsOf(after).filter((one) => definitionsOf(before).includes(one))) {
    const pointer = `/$defs${pointerStep(name)}`;
    const [was, is] = [at(sides.before, pointer), at(sides.after, pointer)];
    // What is met was compared where it takes effect; the others are for other contracts.
    if (sides.before.met.has(was[0]?.schema) || sides.after.met.has(is[0]?.schema)) continue;
    payload({ path: '', prefix: `$defs/${name}: ` }, was, is);
  }
  return distinct(changes);
}

interface Sides {
  readonly before: Side;
  readonly after: Side;
}

function definitionsOf({ $defs }: Readonly<Record<string, unknown>>): readonly string[] {
  return isRecord($defs) ? Object.keys($defs) : [];
}

/** The schema at a place near the root of a contract; none where nothing stands there. */
function at(side: Side, pointer: string): readonly Located[] {
  let node: unknown = side.root;
  for (const key of pointer.split('/').slice(1)) {
    node = isRecord(node) ? node[key.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
  }
  return node === undefined ? [] : [located(side, node, pointer, 'error')];
}

function compareAddress(
  changes: ContractChange[],
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): void {
  const [was, is] = [before, after].map(({ payload }) => payload ?? 'body');
  if (was !== is) {
    changes.push({
      path: '',
      rulePath: '/payload',
      effect: 'breaks',
      message: `the payload is the ${is} now, was: the ${was}`,
    });
  }
  const [once, now] = [before, after].map(({ versions }) => (Array.isArray(versions) ? versions.join(', ') : 'none'));
  if (once !== now) {
    changes.push({
      path: '',
      rulePath: '/versions',
      effect: 'same',
      message: `written for versions ${now}, was: ${once}`,
    });
  }
}

/** A change of the rules for the whole request; where it is about the body, it is one of the payload. */
function inRequest(change: ContractChange): ContractChange {
  if (change.path === '/body' || change.path.startsWith('/body/')) {
    return { ...change, path: change.path.slice('/body'.length) };
  }
  const { path, ...rest } = change;
  return { path, in: 'request', ...rest };
}

/** Definitions used twice in one place would be told twice. */
function distinct(changes: readonly ContractChange[]): readonly ContractChange[] {
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
}

function walker(sides: Sides, push: (change: ContractChange) => void): Comparison['compare'] {
  const under = new Set<string>();
  const counterparts = new Map<unknown, unknown>();
  const told = new Set<string>();
  const numbers = new Map<unknown, number>();
  const numberOf = ({ schema }: Located): number => {
    const known = numbers.get(schema) ?? numbers.size;
    numbers.set(schema, known);
    return known;
  };
  const comparison: Comparison = {
    ...sides,
    tell: ({ path, prefix }, rulePath, effect, message) =>
      push({ path, rulePath, effect, message: `${prefix}${message}` }),
    tellWords(place, before, after) {
      const [was, is] = [before.schema, after.schema];
      if (!isRecord(was) || !isRecord(is)) return;
      if ((counterparts.get(was) ?? is) !== is || (counterparts.get(is) ?? was) !== was) return;
      counterparts.set(was, is);
      counterparts.set(is, was);
      for (const keyword of wording) {
        if (JSON.stringify(was[keyword]) === JSON.stringify(is[keyword])) continue;
        const rulePath = `${keyword in is ? after.pointer : before.pointer}/${keyword}`;
        if (told.has(rulePath)) continue;
        told.add(rulePath);
        const how =
          keyword in is ? (keyword in was ? 'other words now' : 'words where there were none') : 'no words any more';
        comparison.tell(place, rulePath, 'same', `${keyword}: ${how}`);
      }
    },
    compare(place, before, after) {
      const key = [before, after].map((side) => side.map(numberOf).join(' ')).join('|');
      // A schema within itself was compared above.
      if (under.has(key)) return;
      under.add(key);
      compareFlat(comparison, place, before, after);
      under.delete(key);
    },
    effects(place, before, after) {
      const found = new Set<Effect>();
      walker(sides, ({ effect }) => found.add(effect))(place, before, after);
      return found;
    },
  };
  return comparison.compare;
}

function compareFlat(
  comparison: Comparison,
  place: Place,
  before: readonly Located[],
  after: readonly Located[],
): void {
  if (before.length === 1 && after.length === 1) {
    comparison.tellWords(place, before[0] as Located, after[0] as Located);
  }
  const was = flatten(comparison.before, before);
  const is = flatten(comparison.after, after);
  const refusing = ({ clauses }: Flat): readonly Clause[] =>
    clauses.filter(({ key, severity }) => key === 'false' && (place.as ?? severity) === 'error');
  if (refusing(was).length > 0 || refusing(is).length > 0) {
    // Where every value is refused, other rules say nothing.
    compareClauses(comparison, place, refusing(was).slice(0, 1), refusing(is).slice(0, 1));
    return;
  }
  compareClauses(comparison, place, was.clauses, is.clauses);
  compareKeys(comparison, place, was.shapes, is.shapes);
  compareItems(comparison, place, was.shapes, is.shapes);
}

function compareKeys(comparison: Comparison, place: Place, was: readonly Shape[], is: readonly Shape[]): void {
  const keysOf = (of: 'properties' | 'patterns'): ReadonlySet<string> =>
    new Set([...is, ...was].flatMap((shape) => [...shape[of].keys()]));
  for (const name of keysOf('properties')) {
    const here = { ...place, path: `${place.path}${pointerStep(name)}`, others: false };
    comparison.compare(here, schemasOf(was, name), schemasOf(is, name));
  }
  const others = { ...place, path: `${place.path}/*`, others: true };
  for (const pattern of keysOf('patterns')) {
    const of = (shapes: readonly Shape[]): readonly Located[] =>
      given(shapes.map((shape) => shape.patterns.get(pattern) ?? shape.additional));
    comparison.compare({ ...others, others: false }, of(was), of(is));
  }
  const additional = (shapes: readonly Shape[]): readonly Located[] => given(shapes.map((shape) => shape.additional));
  comparison.compare(others, additional(was), additional(is));
}

/** What holds for the value of a key: what each schema says of it by name or pattern, or of those it does not list. */
function schemasOf(shapes: readonly Shape[], name: string): readonly Located[] {
  return shapes.flatMap(({ properties, patterns, additional }) => {
    const own = properties.get(name);
    const matching = [...patterns].filter(([pattern]) => new RegExp(pattern, 'u').test(name)).map(([, one]) => one);
    const found = given([own, ...matching]);
    return found.length > 0 ? found : given([additional]);
  });
}

function compareItems(comparison: Comparison, place: Place, was: readonly Shape[], is: readonly Shape[]): void {
  const first = Math.max(0, ...[...was, ...is].map(({ prefix }) => prefix.length));
  const of = (shapes: readonly Shape[], index: number): readonly Located[] =>
    given(shapes.map(({ prefix, items }) => prefix[index] ?? items));
  for (let index = 0; index <= first; index++) {
    const path = `${place.path}/${index < first ? index : '*'}`;
    comparison.compare({ ...place, path, others: false }, of(was, index), of(is, index));
  }
}

function given(schemas: readonly (Located | undefined)[]): readonly Located[] {
  return schemas.filter((one) => one !== undefined);
}
