import { appendFileSync } from 'node:fs';
import type { RunningVendors } from '../../../src/server/vendors/start-vendors.ts';

/** What became of the events a relay accepted; deliveries are events times platforms. */
export interface Tally {
  readonly accepted: number;
  /** Deliveries a platform has exactly once. */
  readonly once: number;
  /** Copies too many. */
  readonly duplicates: number;
  /** Deliveries of accepted events that are neither at the platform nor among its dead letters. */
  readonly lost: number;
  readonly dead: number;
}

/** Ids of events, by platform. */
export type IdsByPlatform = ReadonlyMap<string, ReadonlySet<string>>;

/** Compares what was accepted with what these platforms got, and with what is dead. */
export function tally(
  accepted: ReadonlySet<string>,
  vendors: RunningVendors,
  platforms: readonly string[],
  dead: IdsByPlatform,
): Tally {
  const received = vendors.received();
  const sum = { once: 0, duplicates: 0, lost: 0, dead: 0 };
  for (const platform of platforms) {
    const ids = new Map(Object.entries(received[platform]?.ids ?? {}));
    for (const times of ids.values()) sum.duplicates += times - 1;
    for (const id of accepted) {
      const times = ids.get(id) ?? 0;
      const isDead = dead.get(platform)?.has(id) === true;
      if (times === 1) sum.once += 1;
      if (isDead) sum.dead += 1;
      if (times === 0 && !isDead) sum.lost += 1;
    }
  }
  return { accepted: accepted.size, ...sum };
}

/** A line of the table `npm run test:fault` prints. */
export interface FaultResult extends Tally {
  readonly fault: string;
  /** How many times the fault struck. */
  readonly runs: number;
  /** The longest recovery, milliseconds; undefined where nothing had to recover. */
  readonly recoveryMs?: number | undefined;
}

/** Adds a line to the table, where one is asked for. */
export function report(result: FaultResult): void {
  const file = process.env['SGTM_FAULT_REPORT'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(result)}\n`);
}

/** Whether the faults are to be gone through at length. */
export const isLong: boolean = process.env['SGTM_FAULT_LONG'] !== undefined;

/** What chance draws from: the same one makes the same faults. */
export const seed: number = Number(process.env['SGTM_FAULT_SEED'] ?? 1);
