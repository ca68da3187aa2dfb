import type { Difference } from './difference.ts';
import { matchRequest, type SentRequest } from './match-request.ts';
import type { NearMiss } from './test-run.ts';

const most = 3;

/** What tells which request is meant, most telling first. */
const telling = ['/platform', '/tag', '/event', '/method'];

/**
 * The three outgoing requests that come closest to an expected one, closest first: of the same platform before any
 * other, then of the same tag, event and method, then by how few differences there are, then in the order they went out.
 * `taken` gives the line of the expectation a request meets already.
 */
export function nearestRequests(
  pattern: unknown,
  sent: readonly SentRequest[],
  taken: (sent: SentRequest) => number | undefined = () => undefined,
): readonly NearMiss[] {
  return sent
    .map((one) => {
      const differences = matchRequest(pattern, one);
      return {
        where: one.where,
        differences: differences.length > 0 ? differences : [takenBy(taken(one), pattern)],
        ...(one.console.length > 0 && { console: one.console }),
      };
    })
    .toSorted((a, b) => compareScores(scoreOf(a.differences), scoreOf(b.differences)))
    .slice(0, most);
}

/** It would do, if another expectation did not have it already. */
function takenBy(line: number | undefined, pattern: unknown): Difference {
  const rule = `is what line ${line} asks for: two expectations do not share a request`;
  return { path: '', kind: 'missing', expected: pattern, actual: undefined, rule };
}

function scoreOf(differences: readonly Difference[]): readonly number[] {
  const differs = (path: string): number => (differences.some((one) => one.path === path) ? 1 : 0);
  return [...telling.map(differs), differences.length];
}

function compareScores(a: readonly number[], b: readonly number[]): number {
  for (const [index, score] of a.entries()) {
    const other = b[index] as number;
    if (score !== other) return score - other;
  }
  return 0;
}
