import type { Recording } from '../engine/recording.ts';
import { breachesOf } from '../engine/refuse-broken.ts';

/** 0 where everything held, 1 where a request was refused, a tag failed or a contract is broken. */
export function exitCodeOf(recordings: readonly Recording[]): 0 | 1 {
  const held = recordings.every(
    (recording) =>
      recording.response.status < 400 &&
      breachesOf(recording).length === 0 &&
      recording.events.every((event) => event.tags.every((tag) => tag.status !== 'failed')),
  );
  return held ? 0 : 1;
}
