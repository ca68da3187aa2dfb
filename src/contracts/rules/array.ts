import { type Schema, tell, under } from '../fault.ts';
import { isNested, isOfType, sameJson } from '../json-kind.ts';
import { isRecord } from '../vocabulary.ts';
import { ownRules } from './own.ts';
import { holding, type Rule, type Rules } from './rule.ts';

type Items = readonly unknown[];

/** Read by `contains`. */
const readElsewhere: Rule = () => [];

/** What looks at arrays. */
export const arrayRules: Rules = {
  maxItems: holding((limit: number) => (value: Items) => value.length <= limit),
  minItems: holding((limit: number) => (value: Items) => value.length >= limit),
  prefixItems: (all: Items, site) =>
    all.map((one, index) => {
      const check = site.sub(one);
      return (value, context, at) =>
        index >= (value as Items).length || check((value as Items)[index], context, under(at, index));
    }),
  items: (one: unknown, site, keyword) => {
    const first = site.schema['prefixItems'];
    const from = Array.isArray(first) ? first.length : 0;
    if (one === false && from > 0) {
      return (value, _, at) => (value as Items).length <= from || tell(at, keyword, site.schema, value);
    }
    const check = site.sub(one);
    return (value, context, at) => {
      let holds = true;
      for (let index = from; index < (value as Items).length; index++) {
        if (check((value as Items)[index], context, under(at, index))) continue;
        if (at === undefined) return false;
        holds = false;
      }
      return holds;
    };
  },
  contains: (one: unknown, site, keyword) => {
    const check = site.sub(one);
    const { least, most } = containsLimits(site.schema);
    return (value, context, at) => {
      let count = 0;
      for (const item of value as Items) if (check(item, context)) count += 1;
      return (count >= least && count <= most) || tell(at, keyword, site.schema, value);
    };
  },
  uniqueItems: holding((unique: boolean, schema) => (unique ? allDiffer(schema['items']) : () => true)),
  maxContains: readElsewhere,
  minContains: readElsewhere,
  ...ownRules('array'),
};

/** How many items must be as `contains` says. */
export function containsLimits(schema: Schema): { readonly least: number; readonly most: number } {
  const { minContains, maxContains } = schema as { minContains?: number; maxContains?: number };
  return { least: minContains ?? 1, most: maxContains ?? Number.POSITIVE_INFINITY };
}

/** Where all items must be of plain types, what is of another type is that fault alone. */
function allDiffer(items: unknown): (all: Items) => boolean {
  const types = isRecord(items) && items['type'] !== undefined ? ([items['type']].flat() as string[]) : [];
  const onlyPlain = types.length > 0 && !types.includes('object') && !types.includes('array');
  return (all) => {
    const plain = new Set<unknown>();
    const nested: unknown[] = [];
    for (const item of all) {
      if (onlyPlain && !types.some((type) => isOfType(item, type))) continue;
      if (isNested(item) ? nested.some((other) => sameJson(other, item)) : plain.has(item)) return false;
      if (isNested(item)) nested.push(item);
      else plain.add(item);
    }
    return true;
  };
}
