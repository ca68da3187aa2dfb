import type { Group } from './batcher.ts';
import type { Delivery } from './delivery.ts';
import type { Lane } from './lane.ts';
import type { Retries } from './retries.ts';
import { RetryBudget } from './retry-budget.ts';

/** The next to be sent, and the lane it came by. */
export interface Next {
  readonly group: Group<Delivery>;
  readonly lane: Lane;
}

/** A destination's lanes. */
export interface LanesOptions {
  /** From the log. */
  readonly live: Lane;
  /** From rows that were tried before. */
  readonly retry: Lane;
  /** From rows that were not, such as replayed ones: they count as new. */
  readonly replay: Lane;
  readonly retries: Retries;
  /** The next group of a lane; undefined where it has none that may go now. */
  readonly takeFrom: (lane: Lane, now: number) => Group<Delivery> | undefined;
}

/** While both new events and rows are to be sent, every fifth request is for the latter. */
const liveInARow = 4;
/** Rows under way beyond which no more are fetched, though those there are have to wait. */
const mostHeld = 1_000;

/** Which of a destination's lanes goes next: new events first, but rows have their turn; retries keep to their budget. */
export class Lanes {
  readonly #options: LanesOptions;
  readonly #budget = new RetryBudget();
  #liveInARow = 0;

  constructor(options: LanesOptions) {
    this.#options = options;
  }

  next(now: number): Next | undefined {
    const { live } = this.#options;
    return this.#liveInARow >= liveInARow
      ? (this.#nextRow(now) ?? this.#take(live, now))
      : (this.#take(live, now) ?? this.#nextRow(now));
  }

  /** A group of that lane goes out. */
  sent(lane: Lane, now: number): void {
    const { live, retry } = this.#options;
    this.#liveInARow = lane === live ? this.#liveInARow + 1 : 0;
    if (lane === retry) this.#budget.retry(now);
    else this.#budget.first();
  }

  /** When `next` may give what it does not give now, if nothing else happens; Infinity where it will not. */
  opensAt(now: number): number {
    const { live, retry, retries } = this.#options;
    return Math.min(
      live.batcher.ripeAt,
      this.#mayLoad ? retries.dueAt : Number.POSITIVE_INFINITY,
      retry.isEmpty ? Number.POSITIVE_INFINITY : this.#budget.readyAt(now),
    );
  }

  /** Nothing is sent for a while. */
  unbuild(): void {
    const { live, retry, replay } = this.#options;
    for (const lane of [live, retry, replay]) lane.unbuild();
  }

  #nextRow(now: number): Next | undefined {
    const { retry, replay, retries } = this.#options;
    if (this.#mayLoad && retries.dueAt <= now) void retries.load();
    const isAllowed = !retry.isEmpty && this.#budget.readyAt(now) <= now;
    return (isAllowed ? this.#take(retry, now) : undefined) ?? this.#take(replay, now);
  }

  get #mayLoad(): boolean {
    const { retry, replay, retries } = this.#options;
    return replay.isEmpty && (retry.isEmpty || retries.held < mostHeld);
  }

  #take(lane: Lane, now: number): Next | undefined {
    const group = this.#options.takeFrom(lane, now);
    return group === undefined ? undefined : { group, lane };
  }
}
