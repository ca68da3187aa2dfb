import type { Answer } from '../../platforms/delivery.ts';

/** A request as it goes out: secrets revealed, body written. It must never be logged or kept. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Statuses whose `location` is followed, to the same host only. */
  readonly redirects: readonly number[];
}

/** Why there is no answer. `message` has no secret and no personal data. */
export interface NoAnswer {
  /**
   * `unsent`: it did not reach the platform (refused, no name, no route, connect timed out): the same again is safe.
   * `unknown`: it went out, and nobody can tell whether it was taken (reset, timed out).
   * `insecure`: the platform's certificate does not hold. `forbidden`: the address is not one to send to.
   */
  readonly failure: 'unsent' | 'unknown' | 'insecure' | 'forbidden';
  readonly message: string;
}

/** What came of a request. */
export type Sent = { readonly answer: Answer } | NoAnswer;

/** Sends requests; never rejects. */
export interface Transport {
  send(request: WireRequest): Promise<Sent>;
  /** Cuts off what is in flight and closes connections. */
  close(): Promise<void>;
}
