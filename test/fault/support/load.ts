import { Pool } from 'undici';

/** Events posted to a server, and which of them it took. */
export interface Load {
  /** Ids of events that were answered 2xx. */
  readonly accepted: ReadonlySet<string>;
  /** Answers that were no 2xx, by status; 0 for a connection that gave none. */
  readonly refused: ReadonlyMap<number, number>;
  /** Answers that began with a 2xx and broke off. */
  readonly torn: () => number;
  /** Settles when that many have been accepted. */
  reached(count: number): Promise<void>;
  /** Stops, and settles when the last answer is in. */
  stop(): Promise<void>;
}

/** What is posted, and how much of it. */
export interface LoadOptions {
  readonly url: string;
  readonly perSecond: number;
  /** The body of the event of that id. */
  readonly body: (id: string, number: number) => string;
  /** How many events are posted at most; without an end where absent. */
  readonly most?: number;
}

const path = '/mp/collect?measurement_id=G-1';
const connections = 50;
/** Posts that wait for an answer, beyond which none are added: a relay that is down is not owed them afterwards. */
const mostOpen = connections * 20;

/** Posts events, so many a second, each with an id of its own; a refused one is let go, as a relay that gives up would. */
export function startLoad({ url, perSecond, body, most = Number.POSITIVE_INFINITY }: LoadOptions): Load {
  const accepted = new Set<string>();
  const refused = new Map<number, number>();
  const waiting = new Set<{ readonly count: number; readonly resolve: () => void }>();
  const open = new Set<Promise<void>>();
  const pool = new Pool(url, { connections, pipelining: 1 });
  const prefix = `e${series++}-`;
  const started = performance.now();
  let [sent, torn, due] = [0, 0, 0];

  const note = (status: number): void => void refused.set(status, (refused.get(status) ?? 0) + 1);
  const post = async (id: string, number: number): Promise<void> => {
    let isTaken = false;
    try {
      const headers = { 'content-type': 'application/json' };
      const answer = await pool.request({ method: 'POST', path, headers, body: body(id, number) });
      isTaken = answer.statusCode >= 200 && answer.statusCode <= 299;
      if (!isTaken) note(answer.statusCode);
      await answer.body.dump();
    } catch {
      if (isTaken) torn += 1;
      else note(0);
    }
    if (!isTaken) return;
    accepted.add(id);
    for (const one of waiting) {
      if (accepted.size < one.count) continue;
      waiting.delete(one);
      one.resolve();
    }
  };
  const timer = setInterval(() => {
    due = Math.min(most, ((performance.now() - started) / 1000) * perSecond);
    while (sent < due && open.size < mostOpen) {
      sent += 1;
      const done = post(`${prefix}${sent}`, sent).finally(() => open.delete(done));
      open.add(done);
    }
    // What could not be posted in its time is not posted later, unless a number was asked for.
    if (most === Number.POSITIVE_INFINITY) sent = Math.max(sent, Math.floor(due));
  }, 5);

  return {
    accepted,
    refused,
    torn: () => torn,
    reached: (count) =>
      accepted.size >= count ? Promise.resolve() : new Promise((resolve) => void waiting.add({ count, resolve })),
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
      await pool.destroy();
    },
  };
}

/** Ids differ between the loads of a test. */
let series = 1;
