import type { Violation } from '../contracts/violation.ts';
import type { AcceptedEvent, TagExecution } from '../engine/accepted-event.ts';
import { type Built, MissingTagError } from '../engine/live-engine.ts';
import { eventMillis } from '../event/event-time.ts';
import type { PlatformDelivery } from '../platforms/delivery.ts';
import { type OutgoingRequest, TagError } from '../platforms/tag.ts';
import { isPromise, type MaybePromise } from '../runtime/maybe-promise.ts';
import { shortened } from '../text/printable.ts';
import type { Delivery } from './delivery.ts';

/** Builds a tag's requests for an event. As `LiveEngine.build`. */
export type Build = (event: AcceptedEvent, execution: TagExecution) => MaybePromise<Built>;

/** A delivery's requests, or why there is nothing to be sent, ever. */
export type Prepared =
  | { readonly requests: readonly OutgoingRequest[] }
  | { readonly dead: 'blocked' | 'too_old' | 'unbuildable'; readonly message: string };

const mostWords = 500;

/**
 * Makes ready what a delivery sends. `now`: epoch milliseconds, by the more sparing of two clocks where they differ. Never
 * throws, nor rejects.
 */
export function prepare(
  delivery: Delivery,
  build: Build,
  deliveries: ReadonlyMap<string, PlatformDelivery>,
  now: number,
): MaybePromise<Prepared> {
  const built = (result: Built): Prepared => judge(result, delivery, deliveries, now);
  try {
    const result = build(delivery.event, delivery.execution);
    return isPromise(result) ? result.then(built).catch(unbuildable) : built(result);
  } catch (error) {
    return unbuildable(error);
  }
}

function judge(
  { requests, blocked }: Built,
  delivery: Delivery,
  deliveries: ReadonlyMap<string, PlatformDelivery>,
  now: number,
): Prepared {
  if (blocked.length > 0) return { dead: 'blocked', message: shortened(blocked.map(words).join('; '), mostWords) };
  const occurredAt = eventMillis(delivery.event.data, delivery.event.receivedAt);
  for (let i = delivery.taken; i < requests.length; i++) {
    const request = requests[i] as OutgoingRequest;
    const reason = deliveries.get(request.platform)?.tooOld?.(request, occurredAt, now);
    if (reason !== undefined) return { dead: 'too_old', message: shortened(reason, mostWords) };
  }
  return { requests };
}

function words({ path, message }: Violation): string {
  return path === '' ? message : `${path}: ${message}`;
}

/** What else than these throws may quote the event. */
function unbuildable(error: unknown): Prepared {
  const isTold = error instanceof TagError || error instanceof MissingTagError;
  const name = error instanceof Error ? error.name : typeof error;
  const message = isTold ? error.message : `the tag could not make its request: ${name}`;
  return { dead: 'unbuildable', message: shortened(message, mostWords) };
}
