import { pointerStep } from '../text/json-pointer.ts';
import { canonicalClause, canonicalSchema } from './compare-canonical.ts';
import type { Clause, Located, Severity, Side } from './compare-flatten.ts';
import { differencesOf, phraseOf } from './compare-rule.ts';

/** Where in the payload two schemas are compared, and what is to be said of that. */
export interface Place {
  readonly path: string;
  /** How severe the rules here are, where they are only part of another; undefined: as they say themselves. */
  readonly as?: Severity | undefined;
  /** Said before each message. */
  readonly prefix: string;
  /** Whether the place is that of all keys a contract does not list. */
  readonly others?: boolean | undefined;
}

/** What a change of a rule does to payloads. */
export type Effect = 'breaks' | 'loosens' | 'same';

/** Two contracts on the way to be compared. */
export interface Comparison {
  readonly before: Side;
  readonly after: Side;
  tell(place: Place, rulePath: string, effect: Effect, message: string): void;
  /** Tells of words that changed between two schemas that correspond. */
  tellWords(place: Place, before: Located, after: Located): void;
  /** Compares what some schemas together say with what others do; none let everything pass. */
  compare(place: Place, before: readonly Located[], after: readonly Located[]): void;
  /** The effects such a comparison would tell. */
  effects(place: Place, before: readonly Located[], after: readonly Located[]): ReadonlySet<Effect>;
}

/** Compares the rules for one value. Those of one kind correspond where their content is the same, else in order. */
export function compareClauses(
  comparison: Comparison,
  place: Place,
  before: readonly Clause[],
  after: readonly Clause[],
): void {
  for (const key of new Set([...after, ...before].map((clause) => clause.key))) {
    const was = before.filter((clause) => clause.key === key);
    const is = after.filter((clause) => clause.key === key);
    if (key === 'if') compareConditions(comparison, place, was, is);
    else {
      const { pairs, gone, fresh } = matched(was, is, (one, side) => {
        const content = canonicalClause(comparison[side], one);
        return [`${severityOf(place, one)} ${content}`, content, ''];
      });
      for (const [was, is] of pairs) compareRule(comparison, place, was, is);
      for (const one of fresh) tellAdded(comparison, place, one);
      for (const one of gone) tellRemoved(comparison, place, one);
    }
  }
}

function severityOf(place: Place, clause: Clause): Severity {
  return place.as ?? clause.severity;
}

interface Matched {
  readonly pairs: readonly (readonly [Clause, Clause])[];
  readonly gone: readonly Clause[];
  readonly fresh: readonly Clause[];
}

/** Pairs rules by the first of their names, then by the second, and so on. A rule that is there twice counts once. */
function matched(
  before: readonly Clause[],
  after: readonly Clause[],
  namesOf: (clause: Clause, side: 'before' | 'after') => readonly string[],
): Matched {
  const named = (
    clauses: readonly Clause[],
    side: 'before' | 'after',
  ): { clause: Clause; names: readonly string[] }[] => {
    const each = clauses.map((clause) => ({ clause, names: namesOf(clause, side) }));
    return each.filter(({ names }, index) => each.findIndex((other) => other.names[0] === names[0]) === index);
  };
  const gone = named(before, 'before');
  let fresh = named(after, 'after');
  const pairs: (readonly [Clause, Clause])[] = [];
  const rounds = Math.max(0, ...[...gone, ...fresh].map(({ names }) => names.length));
  for (let round = 0; round < rounds; round++) {
    fresh = fresh.filter(({ clause, names }) => {
      const index = gone.findIndex((one) => one.names[round] === names[round]);
      if (index < 0) return true;
      pairs.push([(gone[index] as (typeof gone)[number]).clause, clause]);
      gone.splice(index, 1);
      return false;
    });
  }
  return { pairs, gone: gone.map(({ clause }) => clause), fresh: fresh.map(({ clause }) => clause) };
}

/** Rules made of others, whose change is told by the change of those. */
const nested: ReadonlySet<string> = new Set(['propertyNames', 'dependentSchemas']);

/** Rules whose change nobody can judge without trying every value. */
const undecided: Readonly<Record<string, string>> = {
  not: 'what must not be so is another now',
  oneOf: 'the forms it takes exactly one of have changed',
  $ref: 'it refers to another contract than before',
};

function compareRule(comparison: Comparison, place: Place, was: Clause, is: Clause): void {
  comparison.tellWords(place, was.owner, is.owner);
  const keyword = keywordOf(is);
  if (nested.has(keyword)) {
    comparison.compare(place, given(was.parts[0]), given(is.parts[0]));
    return;
  }
  const [before, after] = [severityOf(place, was), severityOf(place, is)];
  const tell = (effect: Effect, message: string): void =>
    comparison.tell(placeOf(place, is), is.pointer, effect, message);
  if (canonicalClause(comparison.before, was) === canonicalClause(comparison.after, is)) {
    const said = inWords(comparison.after, place, is);
    if (before === after) return;
    if (after === 'error') tell('breaks', `an error now, was a warning: ${said}`);
    else tell('loosens', `a warning now, was an error: ${said}`);
    return;
  }
  if (before !== after) {
    const [said, once] = [inWords(comparison.after, place, is), inWords(comparison.before, place, was)];
    if (after === 'error') tell('breaks', `${said} now, was a warning: ${once}`);
    else tell('loosens', `only a warning now: ${said}, was: ${once}`);
    return;
  }
  if (keyword === 'anyOf') {
    compareForms(comparison, { ...place, as: after }, was, is);
    return;
  }
  const otherItems = keyword === 'contains' && contentOf(comparison.before, was) !== contentOf(comparison.after, is);
  if (otherItems && JSON.stringify(was.value) === JSON.stringify(is.value) && isOpen(is.value)) {
    comparison.compare({ ...place, path: `${place.path}/*`, as: after }, given(was.parts[0]), given(is.parts[0]));
    return;
  }
  const unsure = undecided[keyword] ?? (otherItems ? 'the items it must contain have changed' : undefined);
  if (unsure !== undefined) {
    tell(after === 'error' ? 'breaks' : 'same', `cannot be told: ${unsure}`);
    return;
  }
  for (const { effect, message } of differencesOf(was, is)) {
    tell(after === 'error' ? effect : 'same', after === 'error' ? message : `a warning: ${message}`);
  }
}

function contentOf(side: Side, clause: Clause): string {
  return canonicalSchema(side, clause.parts[0] as Located);
}

/** A key that must be given is told of at its own place. */
function placeOf(place: Place, clause: Clause): Place {
  const name = typeof clause.value === 'string' ? clause.value : (clause.value as { name?: string } | undefined)?.name;
  const keyword = keywordOf(clause);
  if (name === undefined || (keyword !== 'required' && keyword !== 'dependentRequired')) return place;
  return { ...place, path: `${place.path}${pointerStep(name)}` };
}

/** Whether any number of items may be of the kind. */
function isOpen(value: unknown): boolean {
  return (value as { max?: unknown }).max === undefined;
}

/** Forms of `anyOf`: one less is one that is no longer taken; one that says more is tighter. */
function compareForms(comparison: Comparison, place: Place, was: Clause, is: Clause): void {
  const gone = given(...was.parts);
  const fresh = given(...is.parts).filter((form) => {
    const content = canonicalSchema(comparison.after, form);
    const index = gone.findIndex((one) => canonicalSchema(comparison.before, one) === content);
    if (index < 0) return true;
    gone.splice(index, 1);
    return false;
  });
  const pairs = Math.min(gone.length, fresh.length);
  for (let index = 0; index < pairs; index++) {
    comparison.compare(place, [gone[index] as Located], [fresh[index] as Located]);
  }
  const effect = (of: Effect): Effect => (place.as === 'warning' ? 'same' : of);
  for (const one of gone.slice(pairs)) {
    comparison.tell(place, one.pointer, effect('breaks'), 'one of the forms it may have is no longer taken');
  }
  for (const one of fresh.slice(pairs)) {
    comparison.tell(place, one.pointer, effect('loosens'), 'it may have another form now');
  }
}

const condition = 'under a condition: ';

/** Rules with a condition correspond where the condition is the same, or else where what they ask for is. */
function compareConditions(
  comparison: Comparison,
  place: Place,
  before: readonly Clause[],
  after: readonly Clause[],
): void {
  const asked = (side: Side, clause: Clause): string =>
    canonicalClause(side, { ...clause, parts: clause.parts.slice(1) });
  const { pairs, gone, fresh } = matched(before, after, (one, side) => [
    canonicalClause(comparison[side], one),
    `if ${canonicalSchema(comparison[side], one.parts[0] as Located)}`,
    `then ${asked(comparison[side], one)}`,
  ]);
  const inside = { ...place, prefix: place.prefix.endsWith(condition) ? place.prefix : `${place.prefix}${condition}` };
  const branches = [1, 2];
  for (const [was, is] of pairs) {
    comparison.tellWords(place, was.owner, is.owner);
    const [once, now] = [was.parts[0] as Located, is.parts[0] as Located];
    if (canonicalSchema(comparison.before, once) !== canonicalSchema(comparison.after, now)) {
      const refuses = branches.some((branch) => comparison.effects(place, [], given(is.parts[branch])).has('breaks'));
      const message = 'cannot be told: the condition of a rule has changed';
      comparison.tell(place, is.pointer, refuses ? 'breaks' : 'same', message);
    }
    for (const branch of branches) comparison.compare(inside, given(was.parts[branch]), given(is.parts[branch]));
  }
  for (const one of fresh) for (const branch of branches) comparison.compare(inside, [], given(one.parts[branch]));
  for (const one of gone) for (const branch of branches) comparison.compare(inside, given(one.parts[branch]), []);
}

function tellAdded(comparison: Comparison, place: Place, clause: Clause): void {
  if (nested.has(keywordOf(clause))) {
    comparison.compare(place, [], given(clause.parts[0]));
    return;
  }
  const said = inWords(comparison.after, place, clause);
  const here = placeOf(place, clause);
  if (severityOf(place, clause) === 'error') comparison.tell(here, clause.pointer, 'breaks', `${said} now`);
  else comparison.tell(here, clause.pointer, 'same', `a warning now: ${said}`);
}

function tellRemoved(comparison: Comparison, place: Place, clause: Clause): void {
  if (nested.has(keywordOf(clause))) {
    comparison.compare(place, given(clause.parts[0]), []);
    return;
  }
  const said = inWords(comparison.before, place, clause);
  const here = placeOf(place, clause);
  if (severityOf(place, clause) === 'error')
    comparison.tell(here, clause.pointer, 'loosens', permission(place, clause) ?? `no longer: ${said}`);
  else comparison.tell(here, clause.pointer, 'same', `no longer a warning: ${said}`);
}

/** What a rule that is gone lets pass, where that can be said shortly. */
function permission({ others }: Place, clause: Clause): string | undefined {
  const keyword = keywordOf(clause);
  if (keyword === 'required') return 'need not be given any more';
  if (keyword !== 'false') return undefined;
  return others === true ? 'keys beside those listed may be given now' : 'may be given now';
}

const madeOfSchemas: Readonly<Record<string, string>> = {
  anyOf: 'must have one of its forms',
  oneOf: 'must have exactly one of its forms',
  not: 'must not be so',
  contains: 'must contain items of a kind',
  $ref: 'must hold what another contract says',
};

/** A rule in words: those of the contract where its own would say little. */
function inWords(side: Side, place: Place, clause: Clause): string {
  const keyword = keywordOf(clause);
  if (keyword === 'false' && place.others === true) return 'keys beside those listed must not be given';
  const little = madeOfSchemas[keyword];
  if (little === undefined) return phraseOf(clause);
  return side.annotations.get(clause.owner.schema)?.message(keyword) ?? little;
}

function keywordOf({ key }: Clause): string {
  return key.split(' ', 1)[0] as string;
}

function given(...parts: readonly (Located | undefined)[]): Located[] {
  return parts.filter((part) => part !== undefined);
}
