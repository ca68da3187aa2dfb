import { RE2JSSyntaxException } from 're2js';
import { tagTypes } from '../platforms/registry.ts';
import { kindOf } from '../text/kind-words.ts';
import { nearest } from '../text/nearest.ts';
import type { FilePath, Problem } from '../text/source.ts';
import { unknownKey } from '../text/unknown-key.ts';
import { isMap } from './compare.ts';
import { compiled, isMatcher, type MatcherName, matcherNames, within } from './matchers.ts';
import { operands, tolerance } from './scenario-schema.ts';

/** What is wrong with the matchers in an expected value. */
export function patternProblems(pattern: unknown, path: FilePath): readonly Problem[] {
  if (isMatcher(pattern)) return matcherProblems(pattern, path);
  if (Array.isArray(pattern)) return pattern.flatMap((item, index) => patternProblems(item, [...path, index]));
  return isMap(pattern) ? Object.keys(pattern).flatMap((key) => patternProblems(pattern[key], [...path, key])) : [];
}

/** A platform's name that no tag has would be found in no request. */
export function platformProblems(platform: unknown, path: FilePath, atKey = false): readonly Problem[] {
  if (typeof platform !== 'string' || tagTypes.has(platform)) return [];
  const near = nearest(platform, tagTypes.keys());
  const advice = near === undefined ? `known are ${[...tagTypes.keys()].join(', ')}` : `did you mean ${near}?`;
  return [{ path, message: `there is no platform ${platform}; ${advice}`, atKey }];
}

function matcherProblems(matcher: Readonly<Record<string, unknown>>, path: FilePath): readonly Problem[] {
  const problems: Problem[] = [];
  for (const key of Object.keys(matcher)) {
    const here = [...path, key];
    const operand = matcher[key];
    if (key === within && '$approx' in matcher) {
      if (!tolerance.safeParse(operand).success) problems.push({ path: here, message: 'must be a number from 0 up' });
    } else if (!key.startsWith('$')) {
      const message = 'stands beside a matcher: keys that begin with $ cannot be mixed with others';
      problems.push({ path: here, message, atKey: true });
    } else if (!isMatcherName(key)) {
      problems.push({ path: here, message: unknownKey(key, matcherNames), atKey: true });
    } else problems.push(...operandProblems(key, operand, here));
  }
  return problems;
}

function operandProblems(name: MatcherName, operand: unknown, path: FilePath): readonly Problem[] {
  const { schema, takes } = operands[name];
  if (!schema.safeParse(operand).success) {
    const near =
      name === '$type' && typeof operand === 'string' ? nearest(operand, takes.slice(7).split(', ')) : undefined;
    const advice = near === undefined ? `it is ${kindOf(operand)}` : `did you mean ${near}?`;
    return [{ path, message: `${name} takes ${takes}; ${advice}` }];
  }
  if (name === '$regex') return regexProblems(operand as string, path);
  return patterned.has(name) ? patternProblems(operand, path) : [];
}

const patterned: ReadonlySet<MatcherName> = new Set(['$any_of', '$contains', '$exact', '$each', '$not']);

function regexProblems(regex: string, path: FilePath): readonly Problem[] {
  try {
    compiled(regex);
    return [];
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    return [
      {
        path,
        message: `is no pattern: ${error.message}; the syntax is RE2's, without look-around and back-references`,
      },
    ];
  }
}

function isMatcherName(key: string): key is MatcherName {
  return (matcherNames as readonly string[]).includes(key);
}
