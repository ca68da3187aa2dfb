import { Pool } from 'undici';
import { type ConnectorOptions, guardedConnector } from './guarded-connector.ts';

/** What pools go by. */
export interface PoolOptions extends ConnectorOptions {
  /** Connections to one origin, at most. */
  readonly connections: number;
  /** Bytes of an answer's headers, at most. */
  readonly maxHeaderBytes: number;
  /** Origins whose connections are kept, at most; those in use are kept beyond it. */
  readonly maxPools: number;
  /** After how long without a request a pool is closed, milliseconds. */
  readonly idleMs: number;
}

interface Entry {
  readonly pool: Pool;
  readonly idle: NodeJS.Timeout;
  running: number;
}

/** Connections by origin, a bounded number of them: those longest unused are closed first. */
export class Pools {
  readonly #options: PoolOptions;
  /** The longest unused first. */
  readonly #entries = new Map<string, Entry>();

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** The origins there are connections to, the longest unused first. */
  origins(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** Runs something with an origin's pool, which is not closed meanwhile. */
  async use<Result>(origin: string, run: (pool: Pool) => Promise<Result>): Promise<Result> {
    const entry = this.#entries.get(origin) ?? this.#open(origin);
    this.#entries.delete(origin);
    this.#entries.set(origin, entry);
    entry.running += 1;
    entry.idle.refresh();
    this.#trim();
    try {
      return await run(entry.pool);
    } finally {
      entry.running -= 1;
      this.#trim();
    }
  }

  /** Cuts off what is in flight and closes all connections. */
  async close(): Promise<void> {
    await Promise.all([...this.#entries.keys()].map((origin) => this.#close(origin)));
  }

  #open(origin: string): Entry {
    const { connections, maxHeaderBytes, idleMs } = this.#options;
    const pool = new Pool(origin, {
      connections,
      maxHeaderSize: maxHeaderBytes,
      // One way of speaking, with the limits it is known to keep.
      allowH2: false,
      connect: guardedConnector(this.#options),
    });
    const idle = setTimeout(() => {
      if (entry.running > 0) idle.refresh();
      else void this.#close(origin);
    }, idleMs);
    idle.unref();
    const entry: Entry = { pool, idle, running: 0 };
    return entry;
  }

  #trim(): void {
    if (this.#entries.size <= this.#options.maxPools) return;
    for (const [origin, { running }] of this.#entries) {
      if (running === 0) void this.#close(origin);
      if (this.#entries.size <= this.#options.maxPools) return;
    }
  }

  async #close(origin: string): Promise<void> {
    const entry = this.#entries.get(origin);
    if (entry === undefined) return;
    this.#entries.delete(origin);
    clearTimeout(entry.idle);
    await entry.pool.destroy();
  }
}
