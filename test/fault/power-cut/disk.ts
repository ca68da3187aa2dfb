import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether programs can be run on a disk that can be broken: where not, why; `undefined` where they can. */
export function whyNoDisk(): string | undefined {
  if (process.platform !== 'linux') return `LD_PRELOAD is Linux's; this is ${process.platform}`;
  return existsSync('/usr/bin/gcc') ? undefined : 'there is no /usr/bin/gcc to compile test/fault/power-cut/disk.c';
}

/** What a disk does: see disk.c. */
export interface DiskOptions {
  /** How many images of it are made, and about how many writes and syncs apart. */
  readonly cuts?: { readonly count: number; readonly every: number; readonly seed: number; readonly lies?: boolean };
  readonly arguments?: readonly string[];
}

/** What a program did on its disk. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The folder of an image: what the disk held when the power went for the nth time. */
  image(n: number): string;
}

/**
 * Compiles the disk into `folder`; gives what runs a program of this folder on it: its first argument is the outbox's path, the second a
 * file for orders to the disk.
 */
export function compileDisk(folder: string): (program: string, name: string, options: DiskOptions) => Ran {
  const library = join(folder, 'disk.so');
  const source = join(import.meta.dirname, 'disk.c');
  execFileSync('/usr/bin/gcc', ['-O1', '-shared', '-fPIC', '-o', library, source, '-ldl', '-lpthread']);
  return (program, name, { cuts, arguments: more = [] }) => {
    const [place, images] = [join(folder, name, 'disk'), join(folder, name, 'images')];
    for (const each of [place, images]) mkdirSync(each, { recursive: true });
    const orders = join(folder, name, 'orders');
    const [output, said] = [join(folder, name, 'stdout'), join(folder, name, 'stderr')];
    const handles = [openSync(output, 'a'), openSync(said, 'a')];
    const ran: SpawnSyncReturns<Buffer> = spawnSync(
      process.execPath,
      [join(import.meta.dirname, program), join(place, 'outbox.db'), orders, ...more],
      {
        stdio: ['ignore', ...handles],
        env: {
          LD_PRELOAD: library,
          DISK_FOLDER: place,
          DISK_IMAGES: images,
          DISK_ORDERS: orders,
          ...(cuts === undefined
            ? {}
            : {
                DISK_COUNT: String(cuts.count),
                DISK_EVERY: String(cuts.every),
                DISK_SEED: String(cuts.seed),
                ...(cuts.lies === true ? { DISK_LIES: '1' } : {}),
              }),
        },
      },
    );
    for (const handle of handles) closeSync(handle);
    return {
      status: ran.status,
      stdout: readFileSync(output, 'utf8'),
      stderr: readFileSync(said, 'utf8'),
      image: (n) => join(images, String(n)),
    };
  };
}
