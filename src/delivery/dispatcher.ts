import type { LogRow } from './outbox/outbox.ts';

/** Carries deliveries out: reads the outbox, builds, sends, and writes down what became of each. */
export interface Dispatcher {
  /** Takes up every destination where it stopped. */
  start(): Promise<void>;
  /** Hands over what was just appended, in order, so that who keeps up need not read it from the disk. */
  offer(rows: readonly OfferedRow[]): void;
  /** How each destination stands. */
  status(): Promise<readonly DestinationStatus[]>;
  /** Stops sending to a destination; what comes in for it is kept. */
  pause(destination: string, reason: string): Promise<void>;
  /** Goes on sending, at once. */
  resume(destination: string): Promise<void>;
  /** Looks for work again: after dead letters were made to wait, or secrets changed. */
  wake(): void;
  /** Starts nothing new, lets what is in flight finish for at most `milliseconds`, writes down where each destination stopped. */
  stop(milliseconds: number): Promise<void>;
}

/** An event that was just appended, and whom it is for. */
export interface OfferedRow extends LogRow {
  readonly destinations: readonly string[];
}

/** How a destination stands. */
export interface DestinationStatus {
  readonly name: string;
  /** Deliveries at hand, and events not yet read, about: those of other destinations count. */
  readonly behind: number;
  readonly waiting: number;
  readonly dead: number;
  readonly inFlight: number;
  /** Requests it may have under way now. */
  readonly concurrency: number;
  /** Seconds since the oldest event not yet settled came in; 0 where there is none. */
  readonly oldestSeconds: number;
  readonly breaker: 'closed' | 'open' | 'probing';
  readonly paused: string | undefined;
  /** The last thing that went wrong, and when (epoch milliseconds). */
  readonly lastError: { readonly at: number; readonly outcome: string; readonly message: string } | undefined;
  readonly delivered: number;
  readonly retried: number;
}

/** What became of one delivery: for logs and metrics. Nothing in it is personal or secret. */
export interface DeliveryReport {
  readonly destination: string;
  readonly seq: number;
  readonly tag: string;
  readonly requestId: string;
  /** `delivered`, `retry` (waits for another try), `dead`. */
  readonly result: 'delivered' | 'retry' | 'dead';
  /** The class of the answer, or ours: `too_old`, `blocked`, `unbuildable`. */
  readonly outcome: string;
  readonly message: string;
  readonly attempts: number;
  /** Milliseconds since the event came in. */
  readonly sinceReceivedMs: number;
}

/** Told of what happens while delivering. */
export interface DeliveryObserver {
  /** One request went out and its answer is in. `milliseconds`: how long it took; `events`: how many it carried. */
  sent?(destination: string, outcome: string, milliseconds: number, events: number): void;
  settled?(report: DeliveryReport): void;
  paused?(destination: string, reason: string): void;
  breaker?(destination: string, state: 'closed' | 'open' | 'probing'): void;
  /** The outbox failed, or we did: nothing is sent any more. Told once. What is not settled stays where it was. */
  failed?(error: unknown): void;
}
