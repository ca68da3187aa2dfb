import type { Container } from '../container/compile.ts';
import type { Contracts } from '../contracts/contract.ts';
import type { Recording } from '../engine/recording.ts';
import { match } from './match.ts';
import { assign } from './match-assignment.ts';
import { isRequestMatch, readable, type SentRequest, sentRequests } from './match-request.ts';
import { nearestRequests } from './nearest-requests.ts';
import type { Expectations, Expected } from './scenario.ts';
import { judgeTags } from './scenario-tags.ts';
import { judgeViolations, type ViolationVerdict } from './scenario-violations.ts';
import type { Failure } from './test-run.ts';

/** What a scenario is judged by. */
export interface JudgeOptions {
  readonly container: Container;
  readonly contracts: Contracts | undefined;
  readonly cwd: string;
}

/** Holds what came of a scenario's sends against its expectations; all but the golden recording. */
export function judge(
  expect: Expectations,
  recordings: readonly Recording[],
  { container, contracts, cwd }: JudgeOptions,
): ViolationVerdict {
  const sent = sentRequests(recordings);
  const { failures, warnings } = judgeViolations(expect.violations, recordings, contracts, cwd);
  return {
    failures: [
      ...judgeResponses(expect, recordings),
      ...judgeTags(expect, recordings, container),
      ...judgeRequests(expect.requests, sent),
      ...judgeCounts(expect, sent),
      ...failures,
    ],
    warnings,
  };
}

/** A refused request leads to nothing, which must not pass for holding. */
const notRefused = { status: { $lte: 399 } };

function judgeResponses({ response, line }: Expectations, recordings: readonly Recording[]): readonly Failure[] {
  const { line: asked, pattern } = response ?? { line, pattern: notRefused };
  return recordings.flatMap(({ response: given }): readonly Failure[] => {
    const differences = match(pattern, { ...given, body: readable(pattern, given.body) });
    return differences.length === 0 ? [] : [{ kind: 'response', line: asked, differences }];
  });
}

function judgeRequests(expected: readonly Expected[], sent: readonly SentRequest[]): readonly Failure[] {
  const fits = (wish: number, thing: number): boolean =>
    isRequestMatch(expected[wish]?.pattern, sent[thing] as SentRequest);
  const given = assign(expected.length, sent.length, fits);
  const taken = (one: SentRequest): number | undefined => expected[given.indexOf(sent.indexOf(one))]?.line;
  return expected.flatMap(({ line, pattern }, index): readonly Failure[] => {
    if (given[index] !== undefined) return [];
    return [{ kind: 'request_unmatched', line, expected: pattern, nearest: nearestRequests(pattern, sent, taken) }];
  });
}

function judgeCounts({ requestCounts }: Expectations, sent: readonly SentRequest[]): readonly Failure[] {
  return requestCounts.flatMap(({ line, platform, count }): readonly Failure[] => {
    const requests = sent.filter(({ request }) => request.platform === platform).map(({ where }) => where);
    if (requests.length === count) return [];
    const what = `requests to ${platform}`;
    return [{ kind: 'request_count', line, what, expected: count, actual: requests.length, requests }];
  });
}
