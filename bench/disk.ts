import { closeSync, fdatasyncSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Rate, summarise } from './measure.ts';

/** What the disk below a folder can do, without anything of ours. */
export interface DiskFigures {
  /** Milliseconds for 4 kB more at the end of a file to be on disk: fsync. */
  readonly fsync: Rate;
  /** The same by fdatasync. */
  readonly fdatasync: Rate;
  /** Rows a second of a plain file that is appended to and synced once for so many rows. */
  readonly rows: ReadonlyMap<number, Rate>;
}

const syncs = 200;
const roundMs = 500;

/** Measures it. `rowBytes`: of a row; `groups`: how many go together. */
export function diskFigures(folder: string, rowBytes: number, groups: readonly number[], rounds = 5): DiskFigures {
  const file = openSync(join(folder, 'floor'), 'a');
  try {
    const page = Buffer.alloc(4_096, 'x');
    return {
      fsync: summarise(Array.from({ length: syncs }, () => timed(() => append(file, page, fsyncSync)))),
      fdatasync: summarise(Array.from({ length: syncs }, () => timed(() => append(file, page, fdatasyncSync)))),
      rows: new Map(
        groups.map((group) => [group, appendRate(file, group, Buffer.alloc(rowBytes * group, 'x'), rounds)]),
      ),
    };
  } finally {
    closeSync(file);
  }
}

function appendRate(file: number, group: number, rows: Buffer, rounds: number): Rate {
  return summarise(
    Array.from({ length: rounds }, () => {
      let done = 0;
      const begun = performance.now();
      for (; performance.now() - begun < roundMs; done += group) append(file, rows, fdatasyncSync);
      return (done / (performance.now() - begun)) * 1_000;
    }),
  );
}

function append(file: number, bytes: Buffer, sync: (file: number) => void): void {
  writeSync(file, bytes);
  sync(file);
}

function timed(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
