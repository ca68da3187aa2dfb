import { type Fault, isFull, type Place, type Schema, tell } from './fault.ts';
import { isOfType, type Kind, kindOf } from './json-kind.ts';
import type { CheckContext } from './keywords/keyword.ts';
import { anyRules } from './rules/any.ts';
import { arrayRules } from './rules/array.ts';
import { numberRules } from './rules/number.ts';
import { objectRules } from './rules/object.ts';
import { always, type Check, type Rule, type Rules, type Site } from './rules/rule.ts';
import { stringRules } from './rules/string.ts';
import { isRecord } from './vocabulary.ts';

/** The schema a reference leads to, and the root of its file: local references in it start there. */
type Resolve = (reference: string, root: unknown) => { readonly schema: unknown; readonly root: unknown };

/**
 * A schema as closures, which judge a value and tell what is wrong with it: by JSON Schema 2020-12 as contracts have
 * it, and by our keywords. Each schema within it is made when first met.
 */
export function schemaCheckOf(schema: unknown, root: unknown, resolve: Resolve): Check {
  const made = new Map<unknown, Check>();
  const checkOf = (one: unknown, from: unknown, around: unknown): Check => {
    if (one === false) return (value, _, at) => tell(at, 'false schema', isRecord(around) ? around : {}, value);
    if (!isRecord(one)) return always;
    let check = made.get(one);
    if (check === undefined) {
      check = checkOfObject({
        schema: one,
        sub: (inner) => checkOf(inner, from, one),
        target(reference) {
          const { schema: found, root: of } = resolve(reference, from);
          return checkOf(found, of, of);
        },
      });
      made.set(one, check);
    }
    return check;
  };
  return checkOf(schema, root, root);
}

/** The faults of a value, in the order of the rules; none where it holds. */
export function faultsOf(check: Check, value: unknown, context: CheckContext): readonly Fault[] {
  const at: Place = { path: '', faults: [] };
  check(value, context, at);
  return at.faults;
}

/** What is asked of a kind of value is worked out when the first of the kind comes. */
function checkOfObject(site: Site): Check {
  // Five variables: to look each value's kind up in a map would take longer than most checks.
  let ofText: readonly Check[] | undefined;
  let ofNumbers: readonly Check[] | undefined;
  let ofArrays: readonly Check[] | undefined;
  let ofObjects: readonly Check[] | undefined;
  let ofOthers: readonly Check[] | undefined;
  return (value, context, at) => {
    const kind = kindOf(value);
    let checks: readonly Check[];
    if (kind === 'string') {
      ofText ??= partsOf(site, kind);
      checks = ofText;
    } else if (kind === 'object') {
      ofObjects ??= partsOf(site, kind);
      checks = ofObjects;
    } else if (kind === 'number') {
      ofNumbers ??= partsOf(site, kind);
      checks = ofNumbers;
    } else if (kind === 'array') {
      ofArrays ??= partsOf(site, kind);
      checks = ofArrays;
    } else {
      ofOthers ??= partsOf(site, kind);
      checks = ofOthers;
    }
    let holds = true;
    for (const check of checks) {
      if (check(value, context, at)) continue;
      if (at === undefined || isFull(at)) return false;
      holds = false;
    }
    return holds;
  };
}

/** Rules for one kind of value, in the order their faults are told. */
const groups: readonly (readonly [Kind, Rules])[] = [
  ['number', numberRules],
  ['string', stringRules],
  ['array', arrayRules],
  ['object', objectRules],
];

/** What is asked of values of one kind, in the order its faults are told. */
function partsOf(site: Site, kind: Kind): readonly Check[] {
  const { schema } = site;
  const types = schema['type'] === undefined ? [] : ([schema['type']].flat() as unknown[] as string[]);
  const type = typeChecks(types, kind, schema);
  // The type is told first of all; a single one where the other rules for its kind stand, if there are any.
  const group = types.length === 1 ? groups.find(([of, rules]) => of === types[0] && isUsed(rules, schema)) : undefined;
  const parts = group === undefined ? [...type] : [];
  parts.push(...checksOf(anyRules, site));
  for (const one of groups) {
    const [of, rules] = one;
    if (of === kind) parts.push(...checksOf(rules, site));
    if (one === group) parts.push(...type);
  }
  return parts;
}

function checksOf(rules: Rules, site: Site): readonly Check[] {
  const checks: Check[] = [];
  for (const keyword in rules) {
    const operand = site.schema[keyword];
    if (operand === undefined) continue;
    const made = (rules[keyword] as Rule)(operand as never, site, keyword);
    checks.push(...(typeof made === 'function' ? [made] : made));
  }
  return checks;
}

function isUsed(rules: Rules, schema: Schema): boolean {
  return Object.keys(rules).some((keyword) => schema[keyword] !== undefined);
}

/** What is left to ask of a value of the kind; nothing where its kind is its type. */
function typeChecks(types: readonly string[], kind: Kind, schema: Schema): readonly Check[] {
  if (types.length === 0 || types.includes(kind)) return [];
  const finer = types.filter((type) => (type === 'integer' ? kind === 'number' : kind === 'other'));
  return [(value, _, at) => finer.some((type) => isOfType(value, type)) || tell(at, 'type', schema, value)];
}
