import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogRow, Outbox } from '../../src/delivery/outbox/outbox.ts';
import { event, pending } from '../delivery/outbox/conformance.ts';
import { inlineOutbox } from '../delivery/outbox/inline-outbox.ts';
import { temporaryFolder } from '../delivery/outbox/temporary-folder.ts';

const isLong = process.env['SGTM_FAULT_LONG'] !== undefined;
const pageBytes = 4096;
const count = 60;
const middle = 30;
/** The middle one's text: within a page, and over several. */
const sizes = [300, 10_000];

const bodyOf = (seq: number, size: number): string => `<${seq}>`.padEnd(seq === middle ? size : 300, 'abcdefghij');

/** An outbox with a row for the middle event; its bytes, and what is in it. */
async function made(
  folder: string,
  size: number,
): Promise<{ readonly bytes: Buffer; readonly rows: readonly LogRow[] }> {
  const path = join(folder, 'whole.db');
  const outbox = inlineOutbox({ path });
  for (let seq = 1; seq <= count; seq++) await outbox.append([event(bodyOf(seq, size))]);
  await outbox.settle({ put: [pending({ seq: middle })] });
  const rows = await outbox.read(0, 1_000, 1_000_000);
  await outbox.close();
  return { bytes: readFileSync(path), rows };
}

/** Where an event's record lies within its page, from its length to the end of what of it is there. */
function recordOf(bytes: Buffer, seq: number): { readonly from: number; readonly to: number } {
  const text = bytes.indexOf(`<${seq}>`);
  const page = text - (text % pageBytes);
  // https://www.sqlite.org/fileformat2.html#b_tree_pages: how many cells, and where each starts.
  const cells = Array.from(
    { length: bytes.readUInt16BE(page + 3) },
    (_, index) => page + bytes.readUInt16BE(page + 8 + index * 2),
  );
  const from = Math.max(...cells.filter((cell) => cell <= text));
  const to = Math.min(page + pageBytes, ...cells.filter((cell) => cell > text));
  return { from, to };
}

const ways: readonly ((outbox: Outbox) => Promise<readonly LogRow[]>)[] = [
  ...[1, 7, 1_000].map((limit) => async (outbox: Outbox) => {
    const rows: LogRow[] = [];
    for (let after = 0; ; after = rows.at(-1)?.seq ?? 0) {
      const some = await outbox.read(after, limit, 1_000_000);
      if (some.length === 0) return rows;
      rows.push(...some);
    }
  }),
  async (outbox) => {
    const rows: LogRow[] = [];
    for (let seq = count; seq > 0; seq--) {
      const row = await outbox.get(seq);
      if (row !== undefined) rows.unshift(row);
    }
    return rows;
  },
];

/** What a damaged outbox has to say. */
interface Findings {
  /** Numbers of the events it gives, by each way to ask, and after it was opened again. */
  readonly given: readonly (readonly number[])[];
  /** Whether each that it gives is as it was. */
  readonly isRight: boolean;
  readonly aside: readonly number[];
  readonly asideAgain: readonly number[];
  /** How many are taken out when all are done with: none near damage. */
  readonly pruned: number;
  /** What comes of the next event, and what there is after those that were done with. */
  readonly next: unknown;
  readonly left: readonly number[];
}

async function findings(path: string, rows: readonly LogRow[], first: number): Promise<Findings> {
  const outbox = inlineOutbox({ path });
  const given: (readonly LogRow[])[] = [];
  for (const way of [...ways.slice(first), ...ways.slice(0, first)]) given.push(await way(outbox));
  const aside = (await outbox.setAside()).map(({ seq }) => seq);
  await outbox.close();
  const again = inlineOutbox({ path });
  given.push(await again.read(0, 1_000, 1_000_000));
  const asideAgain = (await again.setAside()).map(({ seq }) => seq);
  const settled = [{ destination: 'meta/1', seq: middle, tag: 'T' }];
  await again.settle({ cursors: new Map([['meta/1', count]]), remove: settled });
  const pruned = await again.prune(0);
  const next = await again.append([event('next')]);
  const left = (await again.read(count, 1_000, 1_000_000)).map(({ seq }) => seq);
  await again.close();
  const isRight = given.flat().every((row) => row.body === rows[row.seq - 1]?.body && row.receivedAt === 1_000);
  return { given: given.map((some) => some.map(({ seq }) => seq)), isRight, aside, asideAgain, pruned, next, left };
}

/** As it should be where `lost` cannot be had and all others can. */
function costingOnly(lost: readonly number[], rows: readonly LogRow[]): Findings {
  const given = rows.map(({ seq }) => seq).filter((seq) => !lost.includes(seq));
  return {
    given: [...ways, 'again'].map(() => given),
    isRight: true,
    aside: lost,
    asideAgain: lost,
    next: [{ kept: true, seq: count + 1 }],
    pruned: lost.length === 0 ? count : 0,
    left: [count + 1],
  };
}

/** Bits of a record's length and number that hide its neighbours; each with another way to ask first. */
const hardest: [number, number][] = [4, 7, 15, 16, 21, 22].flatMap((bit) =>
  [0, 3].map((first): [number, number] => [bit, first]),
);

describe('an outbox', () => {
  test.each(sizes)(
    'with any bit of an event of %d bytes flipped loses that event at most',
    { timeout: 1_200_000 },
    async (size) => {
      const folder = temporaryFolder();
      const { bytes, rows } = await made(folder, size);
      const { from, to } = recordOf(bytes, middle);
      let runs = 0;
      const flip = async (bit: number, first: number): Promise<void> => {
        const flipped = Buffer.from(bytes);
        flipped[from + (bit >> 3)] = (flipped[from + (bit >> 3)] as number) ^ (1 << (bit & 7));
        const path = join(folder, `${runs++}.db`);
        writeFileSync(path, flipped);
        const found = await findings(path, rows, first);
        expect(found).toEqual(costingOnly(found.aside.length === 0 ? [] : [middle], rows));
      };
      const first = fc.nat({ max: ways.length - 1 });
      // The first bytes say how long the record is, which number it has and what its columns are.
      const bit = fc.oneof(fc.nat({ max: 12 * 8 - 1 }), fc.nat({ max: (to - from) * 8 - 1 }));
      await fc.assert(fc.asyncProperty(bit, first, flip), { numRuns: isLong ? 5_000 : 25, examples: hardest });
    },
  );

  test('prunes nothing near an event that is damaged, and that nobody read', async () => {
    const folder = temporaryFolder();
    const { bytes } = await made(folder, 300);
    const flipped = Buffer.from(bytes);
    flipped.write('<3O>', bytes.indexOf(`<${middle}>`));
    const path = join(folder, 'flipped.db');
    writeFileSync(path, flipped);
    const outbox = inlineOutbox({ path });
    const settled = [{ destination: 'meta/1', seq: middle, tag: 'T' }];
    await outbox.settle({ cursors: new Map([['meta/1', count]]), remove: settled });
    const found = { pruned: await outbox.prune(0), aside: await outbox.setAside() };
    await outbox.close();
    expect(found).toEqual({ pruned: 0, aside: [] });
  });

  test('with a page of nothing amid the log loses what was on it', async () => {
    const folder = temporaryFolder();
    const { bytes, rows } = await made(folder, 300);
    const { from } = recordOf(bytes, middle);
    const page = from - (from % pageBytes);
    const text = bytes.subarray(page, page + pageBytes).toString('latin1');
    const lost = [...text.matchAll(/<(\d+)>/g)].map(([, seq]) => Number(seq)).toSorted((a, b) => a - b);
    for (const first of ways.keys()) {
      const path = join(folder, `${first}.db`);
      writeFileSync(path, Buffer.from(bytes).fill(0, page, page + pageBytes));
      expect(await findings(path, rows, first)).toEqual(costingOnly(lost, rows));
    }
  });
});
