import type { Verdict } from '../platforms/delivery.ts';

/** What came of trying to send a request. */
export type Outcome =
  /** The platform answered; `retryAfterMs`: how long it asks to wait, where it does. */
  | (Verdict & { readonly retryAfterMs?: number })
  /** As in `NoAnswer`; `unsent` is also a token that cannot be had now. */
  | { readonly outcome: 'unsent' | 'insecure' | 'forbidden'; readonly message: string }
  /** A secret of it is not set. Not sent. */
  | { readonly outcome: 'no_secret'; readonly message: string }
  /** It could not be written. Not sent. */
  | { readonly outcome: 'unbuildable'; readonly message: string }
  /** The body of several events is longer than the platform takes. Not sent. */
  | { readonly outcome: 'too_large' };

/** What becomes of one event of a request. */
export type Fate =
  | { readonly fate: 'delivered' }
  /** Tried again after a while of its own. */
  | { readonly fate: 'retry'; readonly outcome: string; readonly message: string; readonly afterMs?: number }
  | { readonly fate: 'dead'; readonly outcome: string; readonly message: string }
  /** Sent again as soon as the destination sends; not its fault. */
  | { readonly fate: 'held' }
  /** Sent again at once, with the others of the same part. */
  | { readonly fate: 'again'; readonly part: number };

/** What becomes of each of the `events` of a request, in their order. */
export function fatesOf(outcome: Outcome, events: number): readonly Fate[] {
  const all = (fate: Fate): readonly Fate[] => Array<Fate>(events).fill(fate);
  switch (outcome.outcome) {
    case 'delivered':
      return all({ fate: 'delivered' });
    case 'partial': {
      const failed = new Map(outcome.failed.map((item) => [item.index, item]));
      return Array.from({ length: events }, (_, index): Fate => {
        const item = failed.get(index);
        if (item === undefined) return { fate: 'delivered' };
        const { message } = item;
        return item.retry
          ? { fate: 'retry', outcome: 'transient', message }
          : { fate: 'dead', outcome: 'invalid', message };
      });
    }
    case 'invalid':
      return fatesOfInvalid(outcome.message, outcome.culprits ?? [], events);
    case 'too_large':
      return inHalves(events);
    case 'auth':
    case 'throttled':
    case 'insecure':
    case 'no_secret':
      return all({ fate: 'held' });
    case 'transient':
    case 'unknown':
    case 'unsent': {
      const { outcome: name, message } = outcome;
      const afterMs = 'retryAfterMs' in outcome ? outcome.retryAfterMs : undefined;
      return all({ fate: 'retry', outcome: name, message, ...(afterMs === undefined ? {} : { afterMs }) });
    }
    case 'forbidden': {
      const message = `${outcome.message}; change where the tag sends to, then replay`;
      return all({ fate: 'dead', outcome: 'forbidden', message });
    }
    case 'unbuildable':
      return all({ fate: 'dead', ...outcome });
  }
}

function fatesOfInvalid(message: string, given: readonly number[], events: number): readonly Fate[] {
  const dead: Fate = { fate: 'dead', outcome: 'invalid', message };
  if (events === 1) return [dead];
  const culprits = new Set(given.filter((index) => Number.isInteger(index) && index >= 0 && index < events));
  if (culprits.size === 0) return inHalves(events);
  return Array.from({ length: events }, (_, index) => (culprits.has(index) ? dead : { fate: 'again', part: 0 }));
}

function inHalves(events: number): readonly Fate[] {
  const middle = Math.ceil(events / 2);
  return Array.from({ length: events }, (_, index) => ({ fate: 'again', part: index < middle ? 0 : 1 }));
}
