import { type Delivery, rowKey } from './delivery.ts';
import type { EventRow, EventRows } from './event-rows.ts';
import type { Outbox, PendingRow } from './outbox/outbox.ts';
import { longestWaitMs, type Time } from './time.ts';

/** What retries need, and tell. */
export interface RetriesOptions {
  readonly destination: string;
  readonly outbox: Pick<Outbox, 'due' | 'nextDue' | 'get' | 'pending'>;
  readonly rows: EventRows;
  readonly time: Time;
  /** Rows whose time has come, with what to send; and those that have nothing. */
  readonly loaded: (due: readonly Delivery[], lost: readonly PendingRow[]) => void;
  readonly fail: (error: unknown) => void;
}

const loadedAtOnce = 100;
/** How soon to look again when what is due is under way already, milliseconds, and how far ahead meanwhile. */
const lookAgainMs = 1_000;

/** A destination's rows that wait, fetched when they are due. A row that is held is under way, and not fetched again. */
export class Retries {
  readonly #options: RetriesOptions;
  readonly #held = new Set<string>();
  /** What was let go while the outbox was being asked: its answer may be older. */
  #letGo: Set<string> | undefined;
  #dueAt = 0;
  #isWoken = false;

  constructor(options: RetriesOptions) {
    this.#options = options;
  }

  /** When to look for due rows, as `Time.now`; Infinity where none waits, or they are being fetched. */
  get dueAt(): number {
    return this.#letGo === undefined ? this.#dueAt : Number.POSITIVE_INFINITY;
  }

  /** A row was written that is due then. */
  wait(dueAt: number): void {
    this.#dueAt = Math.min(this.#dueAt, dueAt);
  }

  /** Rows may have been made due by somebody else, by the wall clock. */
  wake(): void {
    this.#dueAt = 0;
    this.#isWoken = true;
  }

  /** How many rows are under way. */
  get held(): number {
    return this.#held.size;
  }

  hold(key: string): void {
    this.#held.add(key);
  }

  release(key: string): void {
    this.#held.delete(key);
    this.#letGo?.add(key);
  }

  /** Fetches what is due. */
  async load(): Promise<void> {
    if (this.#letGo !== undefined) return;
    const { destination, outbox, time, loaded, fail } = this.#options;
    const letGo = new Set<string>();
    this.#letGo = letGo;
    try {
      const now = time.now();
      const until = this.#isWoken ? Math.max(now, time.wall()) : now;
      this.#isWoken = false;
      this.#dueAt = Number.POSITIVE_INFINITY;
      const limit = this.#held.size + loadedAtOnce;
      const rows = await outbox.due(destination, until, limit);
      const found = rows.filter((row) => isWanted(row, now) && !this.#isHeld(row, letGo));
      for (const row of found) this.hold(rowKey(row.seq, row.tag));
      this.wait(rows.length === limit && found.length > 0 ? now : await this.#nextDue(now));
      const events = await Promise.all(found.map((row) => this.#event(row.seq)));
      this.#letGo = undefined;
      const due: Delivery[] = [];
      const lost: PendingRow[] = [];
      for (const [index, row] of found.entries()) {
        const delivery = deliveryOf(row, events[index], now);
        if (delivery === undefined) lost.push(row);
        else due.push(delivery);
      }
      loaded(due, lost);
    } catch (error) {
      fail(error);
    }
  }

  /** Whether an earlier process gave a delivery a row of its own. */
  async hasRow(seq: number, tag: string): Promise<boolean> {
    const { destination, outbox } = this.#options;
    const filter = { destination, seq, tag };
    const [waiting, dead] = await Promise.all([
      outbox.pending({ ...filter, state: 'waiting' }, 1),
      outbox.pending({ ...filter, state: 'dead' }, 1),
    ]);
    return waiting.length > 0 || dead.length > 0;
  }

  #isHeld(row: PendingRow, letGo: ReadonlySet<string>): boolean {
    const key = rowKey(row.seq, row.tag);
    return this.#held.has(key) || letGo.has(key);
  }

  async #nextDue(now: number): Promise<number> {
    const { destination, outbox } = this.#options;
    const next = await outbox.nextDue(destination);
    if (next === undefined) return Number.POSITIVE_INFINITY;
    if (next > now) return Math.min(next, now + longestWaitMs);
    // That one is under way: what comes after it is asked for, so that rows do not come in bursts.
    const soon = await outbox.due(destination, now + lookAgainMs, this.#held.size + 1);
    const free = soon.find((row) => row.dueAt > now && !this.#held.has(rowKey(row.seq, row.tag)));
    return free?.dueAt ?? now + lookAgainMs;
  }

  async #event(seq: number): Promise<EventRow | undefined> {
    const { outbox, rows } = this.#options;
    const recent = rows.recent(seq);
    if (recent !== undefined) return recent;
    const row = await outbox.get(seq);
    return row === undefined ? undefined : rows.of(row);
  }
}

/** One that was replayed is due by the wall clock, which may be ahead. */
function isWanted(row: PendingRow, now: number): boolean {
  return row.dueAt <= now || row.attempts === 0;
}

function deliveryOf(row: PendingRow, found: EventRow | undefined, now: number): Delivery | undefined {
  const event = found?.event;
  const execution = event?.executions.find(
    ({ tag, destination }) => tag === row.tag && destination === row.destination,
  );
  if (event === undefined || execution === undefined) return undefined;
  const { seq, attempts, taken } = row;
  // A stamp ahead of the clock is of a clock that was wrong.
  const since = attempts === 0 ? undefined : Math.min(row.since, now);
  return { seq, event, execution, entry: undefined, attempts, since, taken, requests: undefined, isDoubtful: false };
}
