import type { EventRow, EventRows } from './event-rows.ts';
import type { LogRow, Outbox } from './outbox/outbox.ts';
import type { Tail } from './tail.ts';

const fromTail = 64;
const pageRows = 500;
const pageBytes = 1024 * 1024;

/** What a log reader reads from, and tells. */
export interface LogReaderOptions {
  readonly outbox: Pick<Outbox, 'read'>;
  readonly tail: Tail;
  readonly rows: EventRows;
  /** A page has come: `next` has something to give. `past`: there is nothing more up to this number. */
  readonly arrived: (past: number | undefined) => void;
  readonly fail: (error: unknown) => void;
}

/** One destination's way along the log: from memory where it keeps up, in pages from the outbox where it is behind. */
export class LogReader {
  readonly #options: LogReaderOptions;
  #rows: readonly LogRow[] = [];
  #index = 0;
  #isPaging = false;

  constructor(options: LogReaderOptions) {
    this.#options = options;
  }

  /** The event after `seq`, which was the last one given; undefined where none is at hand: one may be on its way. */
  next(seq: number): EventRow | undefined {
    const { tail, rows } = this.#options;
    if (this.#index >= this.#rows.length) {
      if (this.#isPaging) return undefined;
      if (!tail.covers(seq)) {
        void this.#page(seq);
        return undefined;
      }
      this.#rows = tail.after(seq, fromTail);
      this.#index = 0;
    }
    const row = this.#rows[this.#index];
    if (row === undefined) return undefined;
    this.#index += 1;
    return rows.of(row);
  }

  async #page(seq: number): Promise<void> {
    const { outbox, tail, arrived, fail } = this.#options;
    this.#isPaging = true;
    try {
      // What was offered before the outbox is asked, it has.
      const { last } = tail;
      this.#rows = await outbox.read(seq, pageRows, pageBytes);
      this.#index = 0;
      this.#isPaging = false;
      arrived(this.#rows.length === 0 ? last : undefined);
    } catch (error) {
      fail(error);
    }
  }
}
