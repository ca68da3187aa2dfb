const cut = 0.9;
const meanWeight = 0.4;
const slowDeviations = 2.5;
/** Slower by less than this share is not slower. */
const slowShare = 0.25;

/**
 * How many requests a platform may have under way at once. Answers are taken a round at a time: as many as may be under
 * way. A round that was no slower than usual, and used all there was, allows one more; a slower one, or one in which the
 * platform had enough, a tenth less. The scheme of https://vector.dev/blog/adaptive-request-concurrency/
 */
export class Concurrency {
  readonly #most: number;
  #limit: number;
  #answers = 0;
  #took = 0;
  #wasFull = false;
  #wasCut = false;
  /** Of earlier rounds, milliseconds; undefined before the first. */
  #mean: number | undefined;
  #deviation = 0;

  constructor(start: number, most: number) {
    this.#most = most;
    this.#limit = Math.min(start, most);
  }

  /** A whole number, 1 or more. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** A good answer after so many milliseconds. `full`: whether as many were under way as may be. */
  answered(milliseconds: number, full: boolean): void {
    this.#answers += 1;
    this.#took += milliseconds;
    this.#wasFull ||= full;
    if (this.#answers >= this.limit) this.#endRound();
  }

  /** The platform had enough, or gave no answer: less at once. A round costs no more than one cut. */
  refused(): void {
    if (!this.#wasCut) this.#set(this.#limit * cut);
    this.#wasCut = true;
    this.#answers += 1;
    if (this.#answers >= this.limit) this.#newRound();
  }

  /** The platform is down: one at a time, until it is seen to work. */
  reset(): void {
    this.#mean = undefined;
    this.#set(1);
    this.#newRound();
  }

  #endRound(): void {
    const average = this.#took / this.#answers;
    const isSlow = !this.#wasCut && this.#isSlow(average);
    if (isSlow) this.#set(this.#limit * cut);
    else if (this.#wasFull && !this.#wasCut) this.#set(this.#limit + 1);
    if (!this.#wasCut) this.#learn(average);
    this.#newRound();
  }

  #isSlow(average: number): boolean {
    if (this.#mean === undefined) return false;
    return average > this.#mean + Math.max(slowDeviations * this.#deviation, slowShare * this.#mean);
  }

  #learn(average: number): void {
    const mean = this.#mean ?? average;
    this.#deviation += meanWeight * (Math.abs(average - mean) - this.#deviation);
    this.#mean = mean + meanWeight * (average - mean);
  }

  #newRound(): void {
    this.#answers = 0;
    this.#took = 0;
    this.#wasFull = false;
    this.#wasCut = false;
  }

  #set(limit: number): void {
    this.#limit = Math.max(1, Math.min(this.#most, limit));
  }
}
