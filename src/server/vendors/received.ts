/** What the simulators got for one platform. */
export interface PlatformReceived {
  /** Requests that came whole, those for tokens too. */
  readonly requests: number;
  /** Events taken, each time anew. */
  readonly events: number;
  /** How many different ids they had. */
  readonly distinct: number;
  /** Events whose id had been taken before. */
  readonly duplicates: number;
  /** How many requests were answered with each status; what got no whole answer is not among them. */
  readonly answers: Readonly<Record<string, number>>;
  /** How many times each id was taken; those taken most often first. */
  readonly ids: Readonly<Record<string, number>>;
  /** Ids that are not listed. */
  readonly idsLeftOut: number;
  /** Events whose ids were not kept, there being too many: whether they came twice is not known. */
  readonly idsNotKept: number;
}

/** What the simulators got, by platform. */
export type ReceivedByPlatform = Readonly<Record<string, PlatformReceived>>;

/** Counts what the simulators get. What it keeps grows by ids alone, up to 4 million of them. */
export interface Received {
  /** A request that came whole, and the ids of the events taken with it. */
  take(platform: string, ids: readonly string[]): void;
  /** A whole answer. */
  answered(platform: string, status: number): void;
  /** The counts, with at most `ids` ids a platform; of one platform alone where it is given. */
  list(ids: number, platform?: string): ReceivedByPlatform;
  /** Forgets everything, or what one platform got. */
  clear(platform?: string): void;
}

interface Counts {
  requests: number;
  events: number;
  duplicates: number;
  idsNotKept: number;
  readonly answers: Map<number, number>;
  readonly ids: Map<string, number>;
}

/** About half a gigabyte of them. */
const mostIds = 4_000_000;

/** Counts for these platforms. `most`: how many ids are kept, of all together. */
export function createReceived(platforms: readonly string[], most: number = mostIds): Received {
  let kept = 0;
  const counts = new Map(platforms.map((platform) => [platform, none()]));
  const of = (platform: string): Counts => {
    const found = counts.get(platform);
    if (found === undefined) throw new RangeError(`there is no simulator of ${platform}`);
    return found;
  };
  return {
    take(platform, ids) {
      const count = of(platform);
      count.requests += 1;
      count.events += ids.length;
      for (const id of ids) {
        const before = count.ids.get(id);
        if (before !== undefined) {
          count.duplicates += 1;
          count.ids.set(id, before + 1);
        } else if (kept < most) {
          kept += 1;
          count.ids.set(id, 1);
        } else count.idsNotKept += 1;
      }
    },
    answered(platform, status) {
      const { answers } = of(platform);
      answers.set(status, (answers.get(status) ?? 0) + 1);
    },
    list(ids, platform) {
      const names = platform === undefined ? platforms : [platform];
      return Object.fromEntries(names.map((name) => [name, summary(of(name), ids)]));
    },
    clear(platform) {
      for (const name of platform === undefined ? platforms : [platform]) {
        kept -= of(name).ids.size;
        counts.set(name, none());
      }
    },
  };
}

function none(): Counts {
  return { requests: 0, events: 0, duplicates: 0, idsNotKept: 0, answers: new Map(), ids: new Map() };
}

function summary({ requests, events, duplicates, idsNotKept, answers, ids }: Counts, most: number): PlatformReceived {
  const listed = Array.from(ids).filter(([, times]) => times > 1);
  listed.sort(([, a], [, b]) => b - a);
  listed.length = Math.min(listed.length, most);
  for (const entry of ids) {
    if (listed.length >= most) break;
    if (entry[1] === 1) listed.push(entry);
  }
  return {
    requests,
    events,
    distinct: ids.size,
    duplicates,
    answers: Object.fromEntries(answers),
    ids: Object.fromEntries(listed),
    idsLeftOut: ids.size - listed.length,
    idsNotKept,
  };
}
