import { atKey, type Place, tell, under } from '../fault.ts';
import type { CheckContext } from '../keywords/keyword.ts';
import { testerOf } from '../patterns.ts';
import { type Check, holding, type Rules } from './rule.ts';

type Members = Readonly<Record<string, unknown>>;

/** What looks at objects. */
export const objectRules: Rules = {
  maxProperties: holding((limit: number) => (value: Members) => Object.keys(value).length <= limit),
  minProperties: holding((limit: number) => (value: Members) => Object.keys(value).length >= limit),
  required: (keys: readonly string[], { schema }, keyword) =>
    keys.map((key) => (value, _, at) => has(value, key) || tell(at, keyword, schema, undefined, { key })),
  propertyNames: (one: unknown, site) => {
    const check = site.sub(one);
    return ofEachKey((key, _, context, at) => check(key, context, atKey(at, key)));
  },
  additionalProperties: (one: unknown, site, keyword) => {
    const { schema } = site;
    const known = new Set(namesOf(schema['properties']));
    const patterns = namesOf(schema['patternProperties']).map(testerOf);
    const isKnown = (key: string): boolean => known.has(key) || patterns.some((tester) => tester.test(key));
    if (one === false) {
      return ofEachKey((key, members, _, at) => isKnown(key) || tell(at, keyword, schema, members[key], { key }));
    }
    const check = site.sub(one);
    return ofEachKey((key, members, context, at) => isKnown(key) || check(members[key], context, under(at, key)));
  },
  properties: (all: Members, site) => {
    const keys = namesOf(all);
    const checks = keys.map((key) => site.sub(all[key]));
    return (value, context, at) => {
      let holds = true;
      for (let i = 0; i < keys.length; i++) {
        const key = keys[i] as string;
        const held = (value as Members)[key];
        if (held === undefined || (checks[i] as Check)(held, context, under(at, key))) continue;
        if (at === undefined) return false;
        holds = false;
      }
      return holds;
    };
  },
  patternProperties: (all: Members, site) =>
    namesOf(all).map((pattern) => {
      const [tester, check] = [testerOf(pattern), site.sub(all[pattern])];
      return ofEachKey(
        (key, members, context, at) => !tester.test(key) || check(members[key], context, under(at, key)),
      );
    }),
  dependentRequired: (needs: Readonly<Record<string, readonly string[]>>, { schema }, keyword) =>
    Object.entries(needs).flatMap(([asking, keys]) =>
      keys.map(
        (key): Check =>
          (value, _, at) =>
            !has(value, asking) || has(value, key) || tell(at, keyword, schema, undefined, { key, asking }),
      ),
    ),
  dependentSchemas: (all: Members, site) =>
    Object.entries(all).map(([key, one]) => {
      const check = site.sub(one);
      return (value, context, at) => (value as Members)[key] === undefined || check(value, context, at);
    }),
};

function has(value: unknown, key: string): boolean {
  return (value as Members)[key] !== undefined;
}

function ofEachKey(
  holds: (key: string, members: Members, context: CheckContext, at: Place | undefined) => boolean,
): Check {
  return (value, context, at) => {
    let all = true;
    for (const key in value as Members) {
      if (holds(key, value as Members, context, at)) continue;
      if (at === undefined) return false;
      all = false;
    }
    return all;
  };
}

/** `__proto__` is what every object has: nothing can be said of it as a key. */
function namesOf(map: unknown): readonly string[] {
  return Object.keys((map ?? {}) as Members).filter((key) => key !== '__proto__');
}
