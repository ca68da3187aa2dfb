import type { LogRow, Outbox } from './outbox/outbox.ts';

/** How many rows are fetched at a time to fill a gap. */
const fetched = 100;
/** What a row costs beside its text, bytes. */
const overhead = 200;

/**
 * The end of the log, in memory, for all destinations that keep up. It has no holes: rows that are offered out of turn
 * are held until those before them are there, or the outbox has said that there are none. When it takes too much memory
 * the oldest rows go; who still needs them reads the outbox.
 */
export class Tail {
  readonly #read: Outbox['read'];
  readonly #mostBytes: number;
  readonly #grown: () => void;
  readonly #fail: (error: unknown) => void;
  /** In order; those before `#head` are gone. */
  #rows: LogRow[] = [];
  #head = 0;
  #bytes = 0;
  /** Every row after this one, up to `#last`, is here. */
  #from: number;
  #last: number;
  /** Offered, but after a gap. */
  readonly #early = new Map<number, LogRow>();
  #isFetching = false;

  /** `last`: the newest row there was before. `grown`: called when a gap was filled. */
  constructor(
    read: Outbox['read'],
    last: number,
    mostBytes: number,
    grown: () => void,
    fail: (error: unknown) => void,
  ) {
    this.#read = read;
    this.#from = last;
    this.#last = last;
    this.#mostBytes = mostBytes;
    this.#grown = grown;
    this.#fail = fail;
  }

  /** The newest row without a gap before it. */
  get last(): number {
    return this.#last;
  }

  /** Whether all rows after `seq` are here, or still to come. */
  covers(seq: number): boolean {
    return seq >= this.#from;
  }

  /** The rows after `seq`, oldest first, which `covers` says are here: at most `limit`. */
  after(seq: number, limit: number): readonly LogRow[] {
    if (seq >= this.#last) return [];
    let low = this.#head;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle] as LogRow).seq > seq) high = middle;
      else low = middle + 1;
    }
    return this.#rows.slice(low, low + limit);
  }

  /** Takes what was appended to the outbox. */
  offer(rows: readonly LogRow[]): void {
    for (const row of rows) {
      if (row.seq === this.#last + 1) this.#push(row);
      else if (row.seq > this.#last) this.#early.set(row.seq, row);
    }
    if (this.#early.size > 0) this.#closeGap();
  }

  /** Forgets rows up to `seq`: everyone has read them. */
  trim(seq: number): void {
    while (this.#head < this.#rows.length && (this.#rows[this.#head] as LogRow).seq <= seq) this.#drop();
  }

  #push(row: LogRow): void {
    this.#rows.push(row);
    this.#last = row.seq;
    this.#bytes += row.body.length + overhead;
    while (this.#bytes > this.#mostBytes) this.#drop();
  }

  #drop(): void {
    const row = this.#rows[this.#head] as LogRow;
    this.#head += 1;
    this.#from = row.seq;
    this.#bytes -= row.body.length + overhead;
    if (this.#head >= 1_000 && this.#head * 2 >= this.#rows.length) {
      this.#rows = this.#rows.slice(this.#head);
      this.#head = 0;
    }
  }

  #closeGap(): void {
    for (let row = this.#early.get(this.#last + 1); row !== undefined; row = this.#early.get(this.#last + 1)) {
      this.#early.delete(row.seq);
      this.#push(row);
    }
    if (this.#early.size > 0 && !this.#isFetching) void this.#fetch();
  }

  /** Numbers have gaps of their own: only the outbox knows whether rows are missing. */
  async #fetch(): Promise<void> {
    this.#isFetching = true;
    try {
      while (this.#early.size > 0) {
        const rows = await this.#read(this.#last, fetched, this.#mostBytes);
        // Where the outbox has none, what was offered is all there is.
        const known = rows.length > 0 ? rows : [...this.#early.values()].toSorted((a, b) => a.seq - b.seq);
        for (const row of known) if (row.seq > this.#last) this.#push(row);
        for (const seq of this.#early.keys()) if (seq <= this.#last) this.#early.delete(seq);
        this.#grown();
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#isFetching = false;
    }
  }
}
