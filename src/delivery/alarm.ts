import type { Time } from './time.ts';

/** Calls at the earliest of the times it was set to; once for all of them. */
export class Alarm {
  readonly #time: Time;
  readonly #call: () => void;
  #set: { readonly at: number; readonly cancel: () => void } | undefined;

  constructor(time: Time, call: () => void) {
    this.#time = time;
    this.#call = call;
  }

  /** Calls at that time, as `Time.now`, or within a millisecond where it is past; never at Infinity. */
  set(at: number): void {
    if (at === Number.POSITIVE_INFINITY || (this.#set !== undefined && this.#set.at <= at)) return;
    this.#set?.cancel();
    const cancel = this.#time.after(Math.max(1, at - this.#time.now()), () => {
      this.#set = undefined;
      this.#call();
    });
    this.#set = { at, cancel };
  }

  cancel(): void {
    this.#set?.cancel();
    this.#set = undefined;
  }
}
