import type { Clock } from '../../src/delivery/clock.ts';

interface Timer {
  readonly at: number;
  readonly call: () => void;
}

/** A clock that stands until it is told to go on. */
export class FakeClock implements Clock {
  #wall: number;
  #elapsed = 0;
  /** By time, and in the order they were set. */
  #timers: Timer[] = [];

  /** `wall`: what the wall clock shows at first, epoch milliseconds. */
  constructor(wall: number = Date.UTC(2026, 10, 21, 16)) {
    this.#wall = wall;
  }

  now(): number {
    return this.#wall + this.#elapsed;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  after(milliseconds: number, call: () => void): () => void {
    const timer: Timer = { at: this.#elapsed + Math.max(0, milliseconds), call };
    const index = this.#timers.findLastIndex(({ at }) => at <= timer.at);
    this.#timers.splice(index + 1, 0, timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** When each timer is due, milliseconds from now. */
  get waits(): readonly number[] {
    return this.#timers.map(({ at }) => at - this.#elapsed);
  }

  /** Lets time pass: each timer is called at its time, and all that follows from it happens before the next. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#elapsed + milliseconds;
    await settled();
    for (let next = this.#timers[0]; next !== undefined && next.at <= end; next = this.#timers[0]) {
      this.#timers.shift();
      this.#elapsed = next.at;
      next.call();
      if (this.#timers[0]?.at !== next.at) await settled();
    }
    this.#elapsed = end;
  }

  /** The wall clock alone is set to another time. */
  jump(milliseconds: number): void {
    this.#wall += milliseconds;
  }
}

/** Resolves when nothing is left to do that waits for nothing but a promise. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
