import type { Violation } from '../contracts/violation.ts';
import type { RecordedEvent, RecordedTag, Recording } from '../engine/recording.ts';
import { pointerKeys } from '../text/json-pointer.ts';
import { compare } from '../workbench/compare.ts';
import type { Difference } from '../workbench/difference.ts';
import { masked } from '../workbench/masked.ts';

/**
 * Where two recordings differ, field by field. Not compared: ids, how long tags took, what platforms answered, which is
 * theirs to change, and the words of violations: of those it counts which rule is broken where.
 */
export function compareRecordings(expected: Recording, actual: Recording): readonly Difference[] {
  return compare(comparable(expected), comparable(actual));
}

/** As JSON, as it would stand in a file. */
function comparable(recording: Recording): unknown {
  const { id: _, violations, events, ...rest } = JSON.parse(JSON.stringify(recording)) as Recording;
  return { ...rest, violations: violations.map(ruleOf), events: events.map(comparableEvent) };
}

function comparableEvent({ violations, tags, ...event }: RecordedEvent): unknown {
  return { ...event, violations: violations.map(ruleOf), tags: tags.map(comparableTag) };
}

function comparableTag({ durationMs: _, requests, ...tag }: RecordedTag): unknown {
  const comparableRequests = requests.map(({ response: __, violations, ...request }) => {
    return { ...request, violations: violations.map(ruleOf) };
  });
  return { ...tag, requests: comparableRequests };
}

function ruleOf({ contract, severity, path, in: part, rule }: Violation): Partial<Violation> {
  return { contract, severity, path, ...(part !== undefined && { in: part }), rule };
}

/** Differences as programs read them: persons and credentials in the values hidden. */
export function differencesJson(differences: readonly Difference[]): readonly Difference[] {
  return differences.map(({ expected, actual, ...difference }) => {
    const keys = pointerKeys(difference.path);
    return { ...difference, expected: masked(expected, keys), actual: masked(actual, keys) };
  });
}
