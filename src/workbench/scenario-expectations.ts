import { dirname, resolve } from 'node:path';
import { durationOf } from '../contracts/keywords/duration.ts';
import type { TagStatus } from '../engine/recording.ts';
import type { FilePath, Problem } from '../text/source.ts';
import { isMap } from './compare.ts';
import { isMatcher } from './matchers.ts';
import type { Expectations, Expected, ExpectedTag, ExpectedViolations } from './scenario.ts';
import { patternProblems, platformProblems } from './scenario-patterns.ts';

type Value = Readonly<Record<string, unknown>>;

/** What is wrong in an `expect:` of the right shape: matchers, platforms nobody has, expectations of nothing. */
export function expectationProblems(expect: unknown, path: FilePath): readonly Problem[] {
  if (!isMap(expect)) return [];
  const { response, requests, request_count: counts, violations, recording } = expect;
  const problems: Problem[] = [...patternsIn(response, [...path, 'response'])];
  for (const section of ['requests', 'violations'] as const) {
    const list = section === 'requests' ? requests : violations;
    for (const [index, one] of (Array.isArray(list) ? (list as unknown[]) : []).entries()) {
      const here = [...path, section, index];
      if (isMap(one) && Object.keys(one).length === 0) {
        problems.push({ path: here, message: 'is empty, which anything meets: say what to expect' });
      }
      problems.push(...patternsIn(one, here));
      if (section === 'requests' && isMap(one))
        problems.push(...platformProblems(one['platform'], [...here, 'platform']));
    }
  }
  if (isMap(counts)) {
    for (const name of Object.keys(counts))
      problems.push(...platformProblems(name, [...path, 'request_count', name], true));
  }
  const file = isMap(recording) ? recording['file'] : recording;
  if (typeof file === 'string' && !file.endsWith('.json')) {
    const message = 'must be the path of a .json file, such as ../recordings/purchase.json';
    problems.push({ path: isMap(recording) ? [...path, 'recording', 'file'] : [...path, 'recording'], message });
  }
  return problems;
}

/** The patterns a map of our own keys holds. */
function patternsIn(map: unknown, path: FilePath): readonly Problem[] {
  return isMap(map) ? Object.keys(map).flatMap((key) => patternProblems(map[key], [...path, key])) : [];
}

/**
 * The expectations of a checked scenario in the file at the absolute path `file`. `lineOf` gives the line of a place in
 * the scenario.
 */
export function expectationsOf(
  scenario: Value,
  file: string,
  lineOf: (path: FilePath, atKey?: boolean) => number,
): Expectations {
  const expect = (scenario['expect'] ?? {}) as Readonly<Record<string, Value | undefined>>;
  const line = scenario['expect'] === undefined ? lineOf(['name']) : lineOf(['expect'], true);
  const { response, tags = {}, request_count: counts = {}, recording } = expect;
  const requests = (expect['requests'] ?? []) as readonly Value[];
  const named = typeof recording === 'string' ? { file: recording as string } : recording;
  const expires = named?.['expires'];
  return {
    line,
    response:
      response === undefined
        ? undefined
        : { line: lineOf(['expect', 'response'], true), pattern: withLowerCaseHeaders(response) },
    tags: statuses.flatMap((status) => expectedTags(tags[status], status, lineOf)),
    only: tags['only'] === true ? lineOf(['expect', 'tags', 'only'], true) : undefined,
    requests: requests.map((pattern, index) => ({
      line: lineOf(['expect', 'requests', index]),
      pattern: withLowerCaseHeaders(pattern),
    })),
    requestCounts: Object.entries(counts).map(([platform, count]) => ({
      line: lineOf(['expect', 'request_count', platform], true),
      platform,
      count: count as number,
    })),
    violations: expectedViolations(expect['violations'], line, lineOf),
    recording:
      named === undefined
        ? undefined
        : {
            line: lineOf(['expect', 'recording'], true),
            path: resolve(dirname(file), named['file'] as string),
            expires: expires === undefined ? undefined : durationOf(expires as string),
          },
  };
}

const statuses: readonly TagStatus[] = ['fired', 'not_fired', 'blocked', 'paused', 'failed'];

function expectedTags(names: unknown, status: TagStatus, lineOf: (path: FilePath) => number): readonly ExpectedTag[] {
  return ((names ?? []) as readonly string[]).map((tag, index) => ({
    line: lineOf(['expect', 'tags', status, index]),
    tag,
    status,
  }));
}

function expectedViolations(
  given: unknown,
  line: number,
  lineOf: (path: FilePath, atKey?: boolean) => number,
): ExpectedViolations {
  const listed: readonly Expected[] = Array.isArray(given)
    ? given.map((pattern: unknown, index) => ({ line: lineOf(['expect', 'violations', index]), pattern }))
    : [];
  return {
    line: given === undefined ? line : lineOf(['expect', 'violations'], true),
    fails: given === 'none' ? 'any' : 'error',
    listed,
  };
}

/** Recordings hold the names of headers in lower case. */
function withLowerCaseHeaders(pattern: Value): Value {
  const { headers } = pattern;
  if (!isMap(headers) || isMatcher(headers)) return pattern;
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { ...pattern, headers: lower };
}
