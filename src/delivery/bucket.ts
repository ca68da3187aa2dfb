/** Tokens that come in by time, so many a second, up to a most; it is full at first. Times are milliseconds of one clock. */
export class Bucket {
  readonly #perSecond: number;
  readonly #most: number;
  #tokens: number;
  #at: number | undefined;

  constructor(perSecond: number, most: number) {
    this.#perSecond = perSecond;
    this.#most = most;
    this.#tokens = most;
  }

  /** When there is one to be had; now or earlier where there is. */
  readyAt(now: number): number {
    this.#fill(now);
    return this.#tokens >= almostOne ? now : now + ((1 - this.#tokens) / this.#perSecond) * 1000;
  }

  /** Takes one. */
  take(now: number): void {
    this.#fill(now);
    this.#tokens -= 1;
  }

  /** Adds to what is there. */
  add(tokens: number): void {
    this.#tokens = Math.min(this.#most, this.#tokens + tokens);
  }

  #fill(now: number): void {
    this.add((Math.max(0, now - (this.#at ?? now)) / 1000) * this.#perSecond);
    this.#at = now;
  }
}

/** What fractions that should make one may come short of it. */
const almostOne = 1 - 1e-6;
