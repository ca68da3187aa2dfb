import { backOff, isGivenUp } from './back-off.ts';
import { type Delivery, rowKey } from './delivery.ts';
import type { DeliveryObserver, DestinationStatus } from './dispatcher.ts';
import type { Ledger } from './ledger.ts';
import type { PendingRow } from './outbox/outbox.ts';
import type { Retries } from './retries.ts';
import type { Time } from './time.ts';

/** What settlements go by. */
export interface SettlementsOptions {
  readonly destination: string;
  readonly ledger: Ledger;
  readonly retries: Retries;
  readonly time: Time;
  readonly random: () => number;
  readonly observer: DeliveryObserver;
}

/** Why a delivery is tried again, or is not. */
export interface Trouble {
  readonly outcome: string;
  readonly message: string;
  /** How long the platform asks to wait, milliseconds. */
  readonly afterMs?: number;
}

/** Enters in a destination's ledger what becomes of its deliveries, and tells the observer. */
export class Settlements {
  readonly #options: SettlementsOptions;
  delivered = 0;
  retried = 0;
  lastError: DestinationStatus['lastError'];

  constructor(options: SettlementsOptions) {
    this.#options = options;
  }

  /** The platform has all of it. */
  settle(delivery: Delivery): void {
    const { ledger, destination } = this.#options;
    this.delivered += 1;
    ledger.settle(delivery, destination);
    this.#report(delivery, 'delivered', noTrouble);
  }

  /**
   * Tried again later, unless it has been tried for too long. `chance`: how far into the back-off, [0, 1): one for all
   * that went in one request, so that they go together again.
   */
  retry(delivery: Delivery, trouble: Trouble, chance: number): void {
    const { time } = this.#options;
    const now = time.now();
    if (isGivenUp(delivery.since ?? now, now)) {
      this.die(delivery, trouble);
      return;
    }
    this.retried += 1;
    const wait = backOff(delivery.attempts, () => chance);
    this.#put(delivery, 'waiting', now + Math.max(wait, trouble.afterMs ?? 0), trouble);
    this.#report(delivery, 'retry', trouble);
  }

  /** Never tried again, unless somebody has it replayed. */
  die(delivery: Delivery, trouble: Trouble): void {
    this.note(trouble);
    this.#put(delivery, 'dead', this.#options.time.now(), trouble);
    this.#report(delivery, 'dead', trouble);
  }

  /** A row whose event is not to be had. */
  lost({ id: _, ...row }: PendingRow): void {
    const trouble = { outcome: 'unreadable', message: 'its event is not in the log any more, or is none' };
    this.#entomb({ ...row, ...trouble });
  }

  /** An event that nobody can read: for whom it was, and what fired for it, is not known. */
  unreadable(seq: number): void {
    const { destination, ledger, time } = this.#options;
    ledger.skip(seq);
    const now = time.now();
    const trouble = { outcome: 'unreadable', message: 'its text in the log is no event; it may have been for others' };
    this.#entomb({
      destination,
      seq,
      tag: '',
      state: 'dead',
      dueAt: now,
      since: now,
      attempts: 0,
      taken: 0,
      ...trouble,
    });
  }

  /** Gives rows to deliveries that hold up the cursor; they stay under way. */
  overtake(most?: number): void {
    const { ledger } = this.#options;
    for (let held = ledger.overtaken(most); held.length > 0; held = ledger.overtaken(most)) {
      for (const delivery of held) this.keep(delivery);
    }
  }

  /** Gives a delivery a row of its own, as far as it has come; it stays under way. */
  keep(delivery: Delivery): void {
    this.#put(delivery, 'waiting', this.#options.time.now(), underWay, true);
  }

  /** Gives rows to deliveries that the platform has a part of, before all stops: it must not get that again. */
  keepPartial(): void {
    const { ledger, time } = this.#options;
    for (const delivery of ledger.unsettled()) {
      if (delivery.taken > 0) this.#put(delivery, 'waiting', time.now(), underWay);
    }
  }

  /** Rows of this destination are to be written as they are. */
  mend(rows: readonly Omit<PendingRow, 'id'>[]): void {
    const { ledger, retries } = this.#options;
    for (const row of rows) {
      retries.hold(rowKey(row.seq, row.tag));
      ledger.put(row);
    }
  }

  /** What was taken from the ledger last is on disk. */
  written(): void {
    const { ledger, retries } = this.#options;
    for (const [key, change] of ledger.written()?.rows ?? []) {
      if ('put' in change && change.isUnderWay) continue;
      retries.release(key);
      if ('put' in change && change.put.state === 'waiting') retries.wait(change.put.dueAt);
    }
  }

  /** The last thing that went wrong. */
  note({ outcome, message }: Trouble): void {
    this.lastError = { at: this.#options.time.wall(), outcome, message };
  }

  #put(
    delivery: Delivery,
    state: PendingRow['state'],
    dueAt: number,
    { outcome, message }: Trouble,
    isUnderWay = false,
  ): void {
    const { destination, ledger, retries, time } = this.#options;
    const { seq, execution, attempts, taken } = delivery;
    const { tag } = execution;
    const since = Math.round(delivery.since ?? time.now());
    retries.hold(rowKey(seq, tag));
    const row = { destination, seq, tag, state, dueAt: Math.round(dueAt), attempts, since, taken, outcome, message };
    ledger.put(row, isUnderWay);
    ledger.leave(delivery);
  }

  #entomb(given: Omit<PendingRow, 'id'>): void {
    const { ledger, retries, time, observer, destination } = this.#options;
    const row: Omit<PendingRow, 'id'> = { ...given, state: 'dead', dueAt: Math.round(time.now()) };
    const { seq, tag, outcome, message, attempts } = row;
    this.note(row);
    retries.hold(rowKey(seq, tag));
    ledger.put(row);
    const known = { destination, seq, tag, requestId: '', result: 'dead', outcome, message, attempts } as const;
    observer.settled?.({ ...known, sinceReceivedMs: 0 });
  }

  #report(delivery: Delivery, result: 'delivered' | 'retry' | 'dead', { outcome, message }: Trouble): void {
    const { destination, time, observer } = this.#options;
    if (observer.settled === undefined) return;
    const { seq, attempts, execution, event } = delivery;
    const { requestId, receivedAt } = event;
    const sinceReceivedMs = Math.max(0, Math.round(time.now() - receivedAt));
    const known = { destination, seq, tag: execution.tag, requestId, result, outcome, message, attempts };
    observer.settled({ ...known, sinceReceivedMs });
  }
}

const underWay: Trouble = { outcome: 'unknown', message: 'on its way when this was written' };
const noTrouble: Trouble = { outcome: 'delivered', message: '' };
