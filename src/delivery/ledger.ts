import { type Delivery, type LogEntry, rowKey } from './delivery.ts';
import type { PendingRow } from './outbox/outbox.ts';
import { Queue } from './queue.ts';

/** A row to be written, or removed. */
export type RowChange =
  | { readonly put: Omit<PendingRow, 'id'>; readonly isUnderWay: boolean }
  | { readonly remove: Pick<PendingRow, 'destination' | 'seq' | 'tag'> };

/** What a destination has to write down. */
export interface LedgerChanges {
  /** Undefined where it stands where it stood. */
  readonly cursor: number | undefined;
  readonly rows: ReadonlyMap<string, RowChange>;
}

/** How far a destination may run ahead of what is written down. */
export interface LedgerLimits {
  /** Events read and not yet written down as settled. */
  readonly window: number;
  /** Settled events behind one that is not: with more, that one gets a row of its own. */
  readonly ahead: number;
}

/**
 * What a destination is at work on, and what of it is still to be written down. The cursor stands before the oldest
 * event with a delivery that is neither settled nor has a row of its own; a row goes into the same settlement as the
 * cursor that passes its event, or an earlier one.
 */
export class Ledger {
  readonly #limits: LedgerLimits;
  readonly #entries = new Queue<LogEntry>();
  /** Settled entries behind the first. */
  #ahead = 0;
  /** Entries the cursor has passed, but not on disk. */
  #passed = 0;
  #read: number;
  #written: number;
  #rows = new Map<string, RowChange>();
  #writing: (LedgerChanges & { readonly passed: number }) | undefined;

  constructor(cursor: number, limits: LedgerLimits) {
    this.#limits = limits;
    this.#read = cursor;
    this.#written = cursor;
  }

  /** Up to here events were read. */
  get read(): number {
    return this.#read;
  }

  /** Whether another event may be read. */
  get hasRoom(): boolean {
    return this.#entries.length + this.#passed < this.#limits.window;
  }

  /** Whether there is no room, and will be none when all that is settled is written down. */
  get isFull(): boolean {
    return this.#entries.length >= this.#limits.window;
  }

  /** Everything up to here is settled, or has a row. */
  get cursor(): number {
    const first = this.#entries.first;
    return first === undefined ? this.#read : first.seq - 1;
  }

  /** When the oldest event that is not settled came in; undefined where all are. */
  get oldestReceivedAt(): number | undefined {
    return this.#entries.first?.deliveries[0]?.event.receivedAt;
  }

  /** Whether there is something to write down that is worth a settlement of its own. */
  get isDue(): boolean {
    return this.#rows.size > 0 || this.#passed > (this.#writing?.passed ?? 0);
  }

  /** An event was read that is none of this destination's. */
  skip(seq: number): void {
    this.#read = seq;
  }

  /** An event was read, with these deliveries, one at least. */
  open(seq: number, deliveries: readonly Delivery[]): void {
    const entry: LogEntry = { seq, open: deliveries.length, deliveries };
    for (const delivery of deliveries) delivery.entry = entry;
    this.#read = seq;
    this.#entries.push(entry);
  }

  /** A delivery is settled. */
  settle(delivery: Delivery, destination: string): void {
    if (delivery.entry === undefined) {
      const { seq, execution } = delivery;
      this.#rows.set(rowKey(seq, execution.tag), { remove: { destination, seq, tag: execution.tag } });
    } else this.leave(delivery);
  }

  /** A delivery's row is to be written. `isUnderWay`: it is not done with yet. */
  put(row: Omit<PendingRow, 'id'>, isUnderWay = false): void {
    this.#rows.set(rowKey(row.seq, row.tag), { put: row, isUnderWay });
  }

  /** The log alone need not keep a delivery any more. */
  leave(delivery: Delivery): void {
    const { entry } = delivery;
    if (entry === undefined) return;
    delivery.entry = undefined;
    entry.open -= 1;
    if (entry.open > 0) return;
    this.#ahead += 1;
    while (this.#entries.first?.open === 0) {
      this.#entries.shift();
      this.#ahead -= 1;
      this.#passed += 1;
    }
  }

  /**
   * Deliveries that hold up the cursor while more than `most` behind them are settled: they are to get rows of their own.
   */
  overtaken(most: number = this.#limits.ahead): readonly Delivery[] {
    if (this.#ahead <= most) return [];
    const first = this.#entries.first as LogEntry;
    return first.deliveries.filter(({ entry }) => entry === first);
  }

  /** Every delivery that the log alone keeps. */
  unsettled(): readonly Delivery[] {
    const found: Delivery[] = [];
    for (let i = 0; i < this.#entries.length; i++) {
      const entry = this.#entries.at(i) as LogEntry;
      for (const delivery of entry.deliveries) if (delivery.entry === entry) found.push(delivery);
    }
    return found;
  }

  /** What is to be written now; undefined where there is nothing. Until `written` is called, it counts as not written. */
  take(): LedgerChanges | undefined {
    const { cursor } = this;
    if (this.#rows.size === 0 && cursor === this.#written) return undefined;
    this.#writing = { cursor: cursor === this.#written ? undefined : cursor, rows: this.#rows, passed: this.#passed };
    this.#rows = new Map();
    return this.#writing;
  }

  /** What was taken last is on disk. */
  written(): LedgerChanges | undefined {
    const writing = this.#writing;
    if (writing === undefined) return undefined;
    this.#writing = undefined;
    this.#written = writing.cursor ?? this.#written;
    this.#passed -= writing.passed;
    return writing;
  }
}
