import { backOff } from './back-off.ts';
import { Breaker, type BreakerState, type Pass, type Sign } from './breaker.ts';
import type { Bucket } from './bucket.ts';
import { Concurrency } from './concurrency.ts';
import type { Outcome } from './outcome.ts';
import { createRate } from './rate.ts';
import { boundedRetryAfter, longestRetryAfterMs } from './retry-after.ts';

/** What a gate goes by. */
export interface GateOptions {
  readonly random: () => number;
  /** Requests under way at once: at first, and at most. */
  readonly concurrency: { readonly start: number; readonly most: number };
  readonly breaker: (state: BreakerState) => void;
}

/** A request that went through. */
export interface Passed {
  readonly pass: Pass;
  readonly at: number;
}

/** Asked to wait so long, a platform is given up to so much more of it. */
const retryAfterJitter = 0.1;

/**
 * Whether a platform may be sent a request now, by all that speaks against it: it is down, it asked for time, it has a
 * rate, enough are under way. Times are milliseconds of one clock that never jumps.
 */
export class Gate {
  readonly #options: GateOptions;
  readonly #breaker: Breaker;
  readonly #concurrency: Concurrency;
  #rate: Bucket | undefined;
  #inFlight = 0;
  #until = 0;
  #throttles = 0;

  constructor(options: GateOptions) {
    const { random, concurrency, breaker } = options;
    this.#options = options;
    this.#concurrency = new Concurrency(concurrency.start, concurrency.most);
    this.#breaker = new Breaker(random, (state) => {
      if (state === 'open') this.#concurrency.reset();
      breaker(state);
    });
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get limit(): number {
    return this.#concurrency.limit;
  }

  get breaker(): BreakerState {
    return this.#breaker.state;
  }

  /** How much more may go out at once. */
  get isFull(): boolean {
    return this.#inFlight >= this.#concurrency.limit;
  }

  /** When the next request may go; now or earlier where it may. Infinity: when one comes back. */
  opensAt(now: number): number {
    if (this.isFull) return Number.POSITIVE_INFINITY;
    const opensAt = Math.max(this.#until, this.#breaker.opensAt);
    return opensAt > now ? opensAt : (this.#rate?.readyAt(now) ?? now);
  }

  /** A request goes out. `perMinute`: what its platform allows, where it says. */
  enter(now: number, perMinute: number | undefined): Passed {
    if (perMinute !== undefined) {
      this.#rate ??= createRate(perMinute);
      this.#rate.take(now);
    }
    this.#inFlight += 1;
    return { pass: this.#breaker.pass(), at: now };
  }

  /** A request came back, or was not sent after all. */
  leave({ pass, at }: Passed, outcome: Outcome, now: number): void {
    const wasFull = this.isFull;
    this.#inFlight -= 1;
    const sign = signOf(outcome);
    if (sign === 'works') {
      this.#throttles = 0;
      this.#concurrency.answered(now - at, wasFull);
    } else if (sign === 'no_answer' || outcome.outcome === 'throttled') this.#concurrency.refused();
    if (outcome.outcome === 'throttled') this.#throttle(outcome.retryAfterMs, at, now);
    this.#breaker.ended(pass, sign, now);
  }

  /** Forgets what spoke against it. */
  reset(): void {
    this.#until = 0;
    this.#throttles = 0;
    this.#breaker.reset();
  }

  #throttle(asked: number | undefined, sentAt: number, now: number): void {
    const { random } = this.#options;
    if (asked !== undefined) {
      const wait = Math.min(longestRetryAfterMs, asked * (1 + random() * retryAfterJitter));
      this.#until = Math.max(this.#until, now + wait);
    } else if (sentAt >= this.#until) {
      // What went out before the last wait began says nothing new.
      this.#throttles += 1;
      this.#until = now + boundedRetryAfter(backOff(this.#throttles, random));
    }
  }
}

function signOf({ outcome }: Outcome): Sign {
  switch (outcome) {
    case 'delivered':
    case 'partial':
    case 'invalid':
      return 'works';
    case 'transient':
      return 'trouble';
    case 'unsent':
    case 'unknown':
      return 'no_answer';
    default:
      return 'nothing';
  }
}
