import type { OutgoingRequest } from './tag.ts';

/** A platform's answer to one request, as far as it was read. */
export interface Answer {
  readonly status: number;
  /** Names in lower case; repeated ones joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** At most 64 kB of it, as text; what is no UTF-8 is replaced. */
  readonly body: string;
  /** Whether there was more of it than was read. */
  readonly truncated: boolean;
}

/** One event of a request the platform took only in part. */
export interface FailedItem {
  /** Its place among the events of the request, from 0. */
  readonly index: number;
  /** The platform's words. */
  readonly message: string;
  /** Whether another try may help; otherwise it is dead. */
  readonly retry: boolean;
}

/** What an answer means for the events of the request; `message` is in the platform's words, without personal data. */
export type Verdict =
  /** Taken; `message` where the platform had something to say. */
  | { readonly outcome: 'delivered'; readonly message?: string }
  /** Taken but for these. */
  | { readonly outcome: 'partial'; readonly failed: readonly FailedItem[] }
  /** Refused for what it carries; trying again would change nothing. `culprits`: the events at fault, where it says. */
  | { readonly outcome: 'invalid'; readonly message: string; readonly culprits?: readonly number[] }
  /** Refused for who asks: token, permission, account. Nothing is lost; somebody has to mend it. */
  | { readonly outcome: 'auth'; readonly message: string }
  /** Too much at once. How long to wait is Retry-After's to say, else `retryAfterMs`. */
  | { readonly outcome: 'throttled'; readonly message: string; readonly retryAfterMs?: number }
  /** The platform's trouble: it may go better later. */
  | { readonly outcome: 'transient'; readonly message: string }
  /** Nobody can tell whether it was taken; the same again is told apart by its event id. */
  | { readonly outcome: 'unknown'; readonly message: string };

/** How requests to a platform go together in one. */
export interface Batching {
  /** Events in one request, at most. */
  readonly maxEvents: number;
  /** Bytes of the body, at most. */
  readonly maxBytes: number;
  /** How long an event waits for others, milliseconds. */
  readonly waitMs: number;
  /** Requests whose keys are equal may go together; undefined for one that goes alone. Secrets are in it by name. */
  key(request: OutgoingRequest): string | undefined;
  /** The events of several requests of one key in one request, in their order. */
  merge(requests: readonly OutgoingRequest[]): OutgoingRequest;
}

/** How a platform wants to be delivered to, and what its answers mean. */
export interface PlatformDelivery {
  /** As in `OutgoingRequest.platform`. */
  readonly platform: string;
  /** Judges an answer with a status; `events` is how many events the request had. */
  classify(answer: Answer, events: number): Verdict;
  /** Absent where each event goes alone. */
  readonly batching?: Batching;
  /**
   * Why an event is too old for the platform now, in words; undefined where it is not. `occurredAt`, `now`: epoch
   * milliseconds. Absent where the platform has no such limit.
   */
  tooOld?(request: OutgoingRequest, occurredAt: number, now: number): string | undefined;
  /** Statuses whose `location` is followed, to the same host only; absent: none. */
  readonly redirects?: readonly number[];
  /** Requests a minute the platform allows; absent where it gives no number. */
  readonly requestsPerMinute?: number;
}
