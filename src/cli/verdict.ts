import type { Violation } from '../contracts/violation.ts';
import type { Recording } from '../engine/recording.ts';

/** 0 where everything held, 1 where a request was refused, a tag failed or a contract is broken. */
export function exitCodeOf(recordings: readonly Recording[]): 0 | 1 {
  const broken = (violations: readonly Violation[]): boolean => violations.some(({ severity }) => severity === 'error');
  const held = recordings.every(
    (recording) =>
      recording.response.status < 400 &&
      !broken(recording.violations) &&
      recording.events.every(
        (event) =>
          !broken(event.violations) &&
          event.tags.every(
            (tag) => tag.status !== 'failed' && tag.requests.every((request) => !broken(request.violations)),
          ),
      ),
  );
  return held ? 0 : 1;
}
