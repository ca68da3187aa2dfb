import { tell } from '../fault.ts';
import { isNested, sameJson } from '../json-kind.ts';
import { ownRules } from './own.ts';
import { holding, type Rules } from './rule.ts';

type Items = readonly unknown[];

/** What looks at any value. */
export const anyRules: Rules = {
  $ref: (reference: string, site) => site.target(reference),
  const: holding((one: unknown) => (value: unknown) => sameJson(one, value)),
  enum: holding((all: Items) => amongThem(all)),
  not: (one: unknown, site, keyword) => {
    const check = site.sub(one);
    return (value, context, at) => !check(value, context) || tell(at, keyword, site.schema, value);
  },
  allOf: (all: Items, site) => all.map((one) => site.sub(one)),
  if: (one: unknown, site) => {
    const condition = site.sub(one);
    const [yes, no] = [site.sub(site.schema['then']), site.sub(site.schema['else'])];
    return (value, context, at) => (condition(value, context) ? yes(value, context, at) : no(value, context, at));
  },
  anyOf: (all: Items, site, keyword) => {
    const checks = all.map((one) => site.sub(one));
    return (value, context, at) =>
      // What each of the forms lacks would drown what is wrong.
      checks.some((check) => check(value, context)) || tell(at, keyword, site.schema, value);
  },
  oneOf: (all: Items, site, keyword) => {
    const checks = all.map((one) => site.sub(one));
    return (value, context, at) =>
      checks.filter((check) => check(value, context)).length === 1 || tell(at, keyword, site.schema, value);
  },
  ...ownRules('any'),
};

function amongThem(all: Items): (value: unknown) => boolean {
  const plain = new Set(all.filter((one) => !isNested(one)));
  const nested = all.filter(isNested);
  if (nested.length === 0) return (value) => plain.has(value);
  return (value) => plain.has(value) || nested.some((one) => sameJson(one, value));
}
