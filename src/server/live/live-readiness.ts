import type { Readiness } from '../create-app.ts';

/** Why the outbox takes nothing: it has no room now, or its disk failed for good. */
export type OutboxRefusal = 'outbox_full' | 'outbox_failed';

/** Whether a server that delivers can take events, by what it has seen so far. */
export interface LiveReadiness {
  /** What `GET /ready` says. */
  state(): Readiness;
  /** The outbox took nothing. */
  refused(why: OutboxRefusal): void;
  /** Nothing is delivered any more. */
  failed(): void;
}

/** How long a refusal for want of room counts: as long as callers are told to wait. */
export const fullForMs = 5_000;

/**
 * Ready from the start: a server listens when it can take events, not before. Without room it is not, until nothing was refused
 * for a while: whether there is room again (the disk may be shared) only the next event can tell. `elapsed`: monotonic milliseconds.
 */
export function createLiveReadiness(elapsed: () => number): LiveReadiness {
  let hasFailed = false;
  let refusedAt = Number.NEGATIVE_INFINITY;
  return {
    state() {
      if (hasFailed) return { ready: false, reason: 'the outbox failed: the log says why; start this anew' };
      if (elapsed() - refusedAt < fullForMs) return { ready: false, reason: 'the outbox is full' };
      return { ready: true };
    },
    refused(why) {
      if (why === 'outbox_failed') hasFailed = true;
      else refusedAt = elapsed();
    },
    failed() {
      hasFailed = true;
    },
  };
}
