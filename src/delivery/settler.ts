import type { LedgerChanges } from './ledger.ts';
import { type Outbox, OutboxFullError, type PendingRow, type Settlement } from './outbox/outbox.ts';

/** What a destination's changes come from, and go back to when they are on disk. */
export interface SettlerSource {
  readonly name: string;
  take(): LedgerChanges | undefined;
  written(): void;
}

/** A disk without room for a settlement may have some again soon: nothing is lost meanwhile, and no more is read than a window holds. */
const againMs = 1_000;

/**
 * Writes down what became of deliveries, for all destinations together: at once where nothing is being written, else
 * when that is on disk. So a crash forgets what one settlement holds, and no more.
 */
export class Settler {
  readonly #outbox: Pick<Outbox, 'settle'>;
  readonly #sources: () => Iterable<SettlerSource>;
  readonly #fail: (error: unknown) => void;
  readonly #after: (milliseconds: number, call: () => void) => void;
  #writing: Promise<void> | undefined;
  #isWanted = false;
  #isLast = false;

  constructor(
    outbox: Pick<Outbox, 'settle'>,
    sources: () => Iterable<SettlerSource>,
    fail: (error: unknown) => void,
    after: (milliseconds: number, call: () => void) => void,
  ) {
    this.#outbox = outbox;
    this.#sources = sources;
    this.#fail = fail;
    this.#after = after;
  }

  /** There is something to be written. */
  soon(): void {
    this.#isWanted = true;
    this.#writing ??= this.#writeAll();
  }

  /** Writes for the last time: resolves when all there is now is on disk, or the disk would not have it. */
  async flush(): Promise<void> {
    this.#isLast = true;
    this.soon();
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    try {
      while (this.#isWanted) {
        // What the same turn brings goes with it.
        await undefined;
        this.#isWanted = false;
        await this.#write();
      }
      this.#writing = undefined;
    } catch (error) {
      this.#fail(error);
    }
  }

  async #write(): Promise<void> {
    const cursors = new Map<string, number>();
    const put: Omit<PendingRow, 'id'>[] = [];
    const remove: Pick<PendingRow, 'destination' | 'seq' | 'tag'>[] = [];
    const told: SettlerSource[] = [];
    for (const source of this.#sources()) {
      const changes = source.take();
      if (changes === undefined) continue;
      told.push(source);
      if (changes.cursor !== undefined) cursors.set(source.name, changes.cursor);
      for (const change of changes.rows.values()) {
        if ('put' in change) put.push(change.put);
        else remove.push(change.remove);
      }
    }
    if (told.length === 0) return;
    await this.#settle({ cursors, put, remove });
    for (const source of told) source.written();
  }

  async #settle(changes: Settlement): Promise<void> {
    for (;;) {
      try {
        await this.#outbox.settle(changes);
        return;
      } catch (error) {
        if (!(error instanceof OutboxFullError) || this.#isLast) throw error;
        await new Promise<void>((resolve) => this.#after(againMs, resolve));
      }
    }
  }
}
