/** Whether requests go out: all (`closed`), none (`open`), or one to see whether others may (`probing`). */
export type BreakerState = 'closed' | 'open' | 'probing';

/**
 * What a request told of its platform's health: it `works`; it answers that it is in trouble; there was no answer; or
 * `nothing`, where it was not asked or said only who may not ask, or how often.
 */
export type Sign = 'works' | 'trouble' | 'no_answer' | 'nothing';

/** Under which state of the breaker a request went out. */
export interface Pass {
  readonly era: number;
}

const noAnswersInARow = 5;
const failuresInARow = 20;
const windowSeconds = 30;
const fewestInWindow = 20;
const coolDownMs = 30_000;

/**
 * Keeps requests from a platform that is down. Opens after 5 requests in a row without an answer; after 20 failures in
 * a row of any kind; or when, of 20 requests or more in 30 seconds, half failed. Answers of trouble alone are no sign at
 * 5: of a platform that fails with every third request, they come 5 in a row every few hundred. Once open it waits 30 to
 * 45 seconds, then lets one request pass: that one closes it, or opens it anew; one that tells nothing gives its turn to
 * the next. Times are milliseconds of one clock that never jumps.
 */
export class Breaker {
  readonly #random: () => number;
  readonly #told: (state: BreakerState) => void;
  #state: BreakerState = 'closed';
  /** Grows with each change: what was sent under another state says nothing about this one. */
  #era = 0;
  #until = 0;
  #noAnswers = 0;
  #failures = 0;
  #seconds: Second[] = [];

  constructor(random: () => number, told: (state: BreakerState) => void) {
    this.#random = random;
    this.#told = told;
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** When the next request may pass; Infinity where that is a running probe's to say. */
  get opensAt(): number {
    if (this.#state === 'closed') return 0;
    return this.#state === 'open' ? this.#until : Number.POSITIVE_INFINITY;
  }

  /** A request goes out; only when `opensAt` has come. */
  pass(): Pass {
    if (this.#state === 'open') this.#turn('probing');
    return { era: this.#era };
  }

  /** A request came back. */
  ended(pass: Pass, sign: Sign, now: number): void {
    if (pass.era !== this.#era) return;
    if (this.#state === 'probing') this.#probed(sign, now);
    else if (this.#state === 'closed' && sign !== 'nothing') this.#count(sign, now);
  }

  /** Lets requests pass again, whatever was. */
  reset(): void {
    if (this.#state !== 'closed') this.#close();
  }

  #probed(sign: Sign, now: number): void {
    if (sign === 'works') this.#close();
    else if (sign === 'nothing') {
      this.#until = now;
      this.#turn('open');
    } else this.#open(now);
  }

  #count(sign: Sign, now: number): void {
    const failed = sign !== 'works';
    this.#noAnswers = sign === 'no_answer' ? this.#noAnswers + 1 : 0;
    this.#failures = failed ? this.#failures + 1 : 0;
    const [total, failures] = this.#inWindow(Math.floor(now / 1000), failed);
    const often = total >= fewestInWindow && failures * 2 >= total;
    if (failed && (this.#noAnswers >= noAnswersInARow || this.#failures >= failuresInARow || often)) this.#open(now);
  }

  #inWindow(second: number, failed: boolean): readonly [total: number, failures: number] {
    const kept = this.#seconds;
    let last = kept.at(-1);
    if (last?.second !== second) {
      last = { second, total: 0, failures: 0 };
      kept.push(last);
      while ((kept[0] as Second).second <= second - windowSeconds) kept.shift();
    }
    last.total += 1;
    if (failed) last.failures += 1;
    let total = 0;
    let failures = 0;
    for (const one of kept) {
      total += one.total;
      failures += one.failures;
    }
    return [total, failures];
  }

  #open(now: number): void {
    this.#until = now + coolDownMs * (1 + this.#random() / 2);
    this.#turn('open');
  }

  #close(): void {
    this.#noAnswers = 0;
    this.#failures = 0;
    this.#seconds = [];
    this.#turn('closed');
  }

  #turn(state: BreakerState): void {
    this.#state = state;
    this.#era += 1;
    this.#told(state);
  }
}

interface Second {
  readonly second: number;
  total: number;
  failures: number;
}
