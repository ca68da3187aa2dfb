import { Bucket } from './bucket.ts';

const perSecond = 3;
const share = 0.2;
const atOnce = 10;

/**
 * What a platform in trouble is bothered with beside new events: a retry for every five requests that are none, and
 * three a second in any case. https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/cluster/v3/circuit_breaker.proto
 * (retry budgets)
 */
export class RetryBudget {
  readonly #bucket = new Bucket(perSecond, atOnce);

  /** A request that is no retry went out. */
  first(): void {
    this.#bucket.add(share);
  }

  /** When a retry may go; now or earlier where it may. */
  readyAt(now: number): number {
    return this.#bucket.readyAt(now);
  }

  /** A retry went out. */
  retry(now: number): void {
    this.#bucket.take(now);
  }
}
