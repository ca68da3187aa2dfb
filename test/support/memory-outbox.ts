import type {
  Appended,
  DestinationRow,
  LogRow,
  NewEvent,
  Outbox,
  PendingFilter,
  PendingRow,
  Settlement,
} from '../../src/delivery/outbox/outbox.ts';

type Row = { -readonly [K in keyof PendingRow]: PendingRow[K] };

/** An outbox in memory, which forgets everything with the process. */
export class MemoryOutbox implements Outbox {
  #seq = 0;
  #id = 0;
  #log: LogRow[] = [];
  readonly #keys = new Map<string, number>();
  readonly #destinations = new Map<string, { cursor: number; paused: string | undefined }>();
  readonly #rows = new Map<string, Map<string, Row>>();
  /** Every settlement, as it came. */
  readonly settlements: Settlement[] = [];
  /** What each call of `settle` does first; a test may make it wait, or fail. */
  beforeSettle: () => Promise<void> = async () => undefined;

  async append(events: readonly NewEvent[]): Promise<readonly Appended[]> {
    return events.map(({ key, receivedAt, destinations, body }): Appended => {
      if (key !== undefined && this.#keys.has(key)) return { kept: false };
      this.#seq += 1;
      if (key !== undefined) this.#keys.set(key, receivedAt);
      for (const name of destinations) {
        if (!this.#destinations.has(name)) this.#destinations.set(name, { cursor: this.#seq - 1, paused: undefined });
      }
      this.#log.push({ seq: this.#seq, receivedAt, body });
      return { kept: true, seq: this.#seq };
    });
  }

  /** What a crash leaves: the same, with a life of its own. */
  copy(): MemoryOutbox {
    const copy = new MemoryOutbox();
    copy.#seq = this.#seq;
    copy.#id = this.#id;
    copy.#log = [...this.#log];
    for (const [key, at] of this.#keys) copy.#keys.set(key, at);
    for (const [name, one] of this.#destinations) copy.#destinations.set(name, { ...one });
    for (const [name, rows] of this.#rows) {
      copy.#rows.set(name, new Map([...rows].map(([key, row]) => [key, { ...row }])));
    }
    return copy;
  }

  /** Leaves a number out, as a store does that took back an append. */
  skip(): void {
    this.#seq += 1;
  }

  /** Sets an event aside, as a store does that cannot read it. */
  lose(seq: number): void {
    this.#log = this.#log.filter((row) => row.seq !== seq);
  }

  async read(after: number, limit: number, bytes: number): Promise<readonly LogRow[]> {
    const rows: LogRow[] = [];
    let size = 0;
    for (let i = this.#indexAfter(after); i < this.#log.length && rows.length < limit; i++) {
      const row = this.#log[i] as LogRow;
      size += row.body.length;
      if (rows.length > 0 && size > bytes) break;
      rows.push(row);
    }
    return rows;
  }

  async get(seq: number): Promise<LogRow | undefined> {
    const row = this.#log[this.#indexAfter(seq - 1)];
    return row?.seq === seq ? row : undefined;
  }

  async settle(changes: Settlement): Promise<void> {
    await this.beforeSettle();
    this.settlements.push(changes);
    for (const [name, cursor] of changes.cursors ?? []) {
      const known = this.#destinations.get(name);
      if (known === undefined) throw new Error(`there is no destination ${name}`);
      known.cursor = Math.max(known.cursor, cursor);
    }
    for (const row of changes.put ?? []) {
      this.#id += 1;
      this.#rowsOf(row.destination).set(`${row.seq} ${row.tag}`, { ...row, id: this.#id });
    }
    for (const { destination, seq, tag } of changes.remove ?? []) this.#rowsOf(destination).delete(`${seq} ${tag}`);
  }

  async destinations(): Promise<readonly DestinationRow[]> {
    return [...this.#destinations]
      .map(([name, { cursor, paused }]) => {
        const rows = [...this.#rowsOf(name).values()];
        const waiting = rows.filter(({ state }) => state === 'waiting').length;
        return { name, cursor, paused, waiting, dead: rows.length - waiting };
      })
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  async due(destination: string, now: number, limit: number): Promise<readonly PendingRow[]> {
    return [...this.#rowsOf(destination).values()]
      .filter(({ state, dueAt }) => state === 'waiting' && dueAt <= now)
      .toSorted((a, b) => a.dueAt - b.dueAt || a.id - b.id)
      .slice(0, limit)
      .map((row) => ({ ...row }));
  }

  async nextDue(destination: string): Promise<number | undefined> {
    let next: number | undefined;
    for (const { state, dueAt } of this.#rowsOf(destination).values()) {
      if (state === 'waiting' && dueAt < (next ?? Number.POSITIVE_INFINITY)) next = dueAt;
    }
    return next;
  }

  async pending(filter: PendingFilter, limit: number, after = 0): Promise<readonly PendingRow[]> {
    return this.#matching(filter)
      .filter(({ id }) => id > after)
      .toSorted((a, b) => a.id - b.id)
      .slice(0, limit)
      .map((row) => ({ ...row }));
  }

  async replay(filter: PendingFilter, now: number): Promise<number> {
    const rows = this.#matching({ ...filter, state: 'dead' });
    for (const row of rows) Object.assign(row, { state: 'waiting', dueAt: now, attempts: 0, since: now });
    return rows.length;
  }

  async purge(filter: PendingFilter): Promise<number> {
    const rows = this.#matching(filter);
    for (const { destination, seq, tag } of rows) this.#rowsOf(destination).delete(`${seq} ${tag}`);
    return rows.length;
  }

  async pause(destination: string, reason: string): Promise<void> {
    const known = this.#destinations.get(destination);
    if (known !== undefined) known.paused = reason;
  }

  async resume(destination: string): Promise<void> {
    const known = this.#destinations.get(destination);
    if (known !== undefined) known.paused = undefined;
  }

  lastSeq(): number {
    return this.#seq;
  }

  async prune(keysBefore: number): Promise<number> {
    const done = Math.min(...[...this.#destinations.values()].map(({ cursor }) => cursor));
    const needed = new Set([...this.#rows.values()].flatMap((rows) => [...rows.values()].map(({ seq }) => seq)));
    const kept = this.#log.filter(({ seq }) => seq > done || needed.has(seq));
    const count = this.#log.length - kept.length;
    this.#log = kept;
    for (const [key, at] of this.#keys) if (at < keysBefore) this.#keys.delete(key);
    return count;
  }

  size(): { readonly bytes: number; readonly most: number } {
    return { bytes: this.#log.reduce((sum, { body }) => sum + body.length, 0), most: Number.MAX_SAFE_INTEGER };
  }

  async setAside(): Promise<readonly { readonly seq: number; readonly reason: string }[]> {
    return [];
  }

  async close(): Promise<void> {}

  #matching({ state, destination, tag, seq, outcome }: PendingFilter): Row[] {
    const rows = destination === undefined ? [...this.#rows.values()] : [this.#rowsOf(destination)];
    return rows
      .flatMap((some) => [...some.values()])
      .filter(
        (row) =>
          row.state === state &&
          (tag === undefined || row.tag === tag) &&
          (seq === undefined || row.seq === seq) &&
          (outcome === undefined || row.outcome === outcome),
      );
  }

  #rowsOf(destination: string): Map<string, Row> {
    let rows = this.#rows.get(destination);
    if (rows === undefined) {
      rows = new Map();
      this.#rows.set(destination, rows);
    }
    return rows;
  }

  #indexAfter(seq: number): number {
    let low = 0;
    let high = this.#log.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#log[middle] as LogRow).seq > seq) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
