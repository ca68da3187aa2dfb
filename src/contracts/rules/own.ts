import { tell } from '../fault.ts';
import { checkKeywords } from '../keywords/all.ts';
import type { Keyword } from '../keywords/keyword.ts';
import type { Rule, Rules } from './rule.ts';

const kindsOf: Readonly<Record<Keyword['type'], readonly string[]>> = {
  string: ['string'],
  array: ['array'],
  stringOrNumber: ['string', 'number'],
  any: ['any'],
};

/** The rules of our own keywords for one kind of value, or for `any`. */
export function ownRules(kind: 'string' | 'number' | 'array' | 'any'): Rules {
  const own = checkKeywords.filter(({ type }) => kindsOf[type].includes(kind));
  return Object.fromEntries(own.map((one) => [one.keyword, ruleOf(one)]));
}

/** Each way the value fails is a fault. */
function ruleOf({ keyword, compile }: Keyword): Rule {
  return (operand, { schema }) => {
    const check = compile(operand, schema);
    return (value, context, at) => {
      const failures = check(value, context);
      if (failures === undefined || at === undefined) return failures === undefined;
      for (const failure of failures) tell(at, keyword, schema, valueAt(value, failure.at ?? []), { failure });
      return false;
    };
  };
}

function valueAt(value: unknown, keys: readonly (string | number)[]): unknown {
  let node = value;
  for (const key of keys) node = (node as Record<string | number, unknown>)[key];
  return node;
}
