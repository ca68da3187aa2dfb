import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Outbox } from '../../../src/delivery/outbox/outbox.ts';
import { event } from '../../delivery/outbox/conformance.ts';
import { inlineOutbox } from '../../delivery/outbox/inline-outbox.ts';
import { temporaryFolder } from '../../delivery/outbox/temporary-folder.ts';
import { compileDisk, type Ran, whyNoDisk } from './disk.ts';
import { bodyOf, destination, saidBefore } from './workload.ts';

const isLong = process.env['SGTM_FAULT_LONG'] !== undefined;
const cutsARun = isLong ? 20 : 10;
const why = whyNoDisk();
if (why !== undefined)
  process.stderr.write(`\nNO POWER IS CUT: ${why}. What an outbox keeps through a power cut is NOT TESTED.\n\n`);

/** What is not as it was answered for, in an image of the disk. */
async function losses(ran: Ran, cut: number): Promise<readonly string[]> {
  let outbox: Outbox | undefined;
  try {
    outbox = inlineOutbox({ path: join(ran.image(cut), 'outbox.db') });
    return (await lossesIn(outbox, saidBefore(ran.stdout, `cut ${cut}`))).map((each) => `cut ${cut}: ${each}`);
  } catch (error) {
    return [`cut ${cut}: ${error}`];
  } finally {
    await outbox?.close();
  }
}

async function lossesIn(outbox: Outbox, said: ReturnType<typeof saidBefore>): Promise<readonly string[]> {
  const found = [...(await lostEvents(outbox, said('kept'))), ...(await lostSettlements(outbox, said))];
  for (const { seq, reason } of await outbox.setAside()) found.push(`event ${seq} was set aside: ${reason}`);
  const last = outbox.lastSeq();
  const [next] = await outbox.append([event('next')]);
  if (next?.kept !== true || next.seq !== last + 1) found.push('it takes nothing more');
  return found;
}

async function lostEvents(outbox: Outbox, kept: readonly (readonly number[])[]): Promise<readonly string[]> {
  const found: string[] = [];
  const floor = (await outbox.destinations())[0]?.cursor ?? 0;
  const bodies = new Map((await outbox.read(0, 100_000, 2 ** 30)).map(({ seq, body }) => [seq, body]));
  for (const [seq = 0, index = 0] of kept) {
    // Up to the cursor it may have been pruned.
    if (bodies.get(seq) === bodyOf(index) || (bodies.get(seq) === undefined && seq <= floor)) continue;
    found.push(`event ${seq} ${bodies.has(seq) ? 'is another' : 'is lost'}`);
  }
  const [, index = 0] = kept.at(-1) ?? [];
  const again = event('again', { key: index.toString(16).padStart(32, '0') });
  if (kept.length > 0 && (await outbox.append([again]))[0]?.kept !== false)
    found.push(`the key of event ${index} is lost`);
  return found;
}

async function lostSettlements(outbox: Outbox, said: ReturnType<typeof saidBefore>): Promise<readonly string[]> {
  const found: string[] = [];
  const cursor = (await outbox.destinations()).find(({ name }) => name === destination)?.cursor ?? 0;
  const [least, most] = [said('settled'), said('asked')].map((seqs) => Math.max(0, ...seqs.flat())) as [number, number];
  if (cursor < least || cursor > most) found.push(`the cursor is at ${cursor}, not ${least} to ${most}`);
  const dead = new Set((await outbox.pending({ state: 'dead' }, 100_000)).map(({ seq }) => seq));
  for (const [seq = 0] of said('dead')) {
    if (!dead.has(seq)) found.push(`the dead letter of event ${seq} is lost`);
    if ((await outbox.get(seq)) === undefined) found.push(`event ${seq}, which a dead letter refers to, is lost`);
  }
  return found;
}

describe.skipIf(why !== undefined)('an outbox whose power is cut', () => {
  test('has all it answered for, wherever that happens', { timeout: 1_200_000 }, async () => {
    const run = compileDisk(temporaryFolder());
    const found: string[] = [];
    let answers = 0;
    for (let seed = 1; seed <= (isLong ? 50 : 2); seed++) {
      const cuts = { count: cutsARun, every: 10 + seed * 20, seed };
      // A small one moves its WAL to the database all the time, a large one seldom.
      const maxBytes = seed % 2 === 0 ? '1' : '16';
      const ran = run('busy.ts', `run-${seed}`, { cuts, arguments: [maxBytes] });
      expect({ seed, status: ran.status, stderr: ran.stderr }).toEqual({ seed, status: 0, stderr: '' });
      answers += saidBefore(ran.stdout, `cut ${cutsARun - 1}`)('kept').length;
      for (let cut = 0; cut < cutsARun; cut++)
        found.push(...(await losses(ran, cut)).map((loss) => `seed ${seed}, ${loss}`));
    }
    expect(found).toEqual([]);
    expect(answers > 100).toBe(true);
  });

  test('loses events on a disk that says it synced and did not: what this test would see', async () => {
    const run = compileDisk(temporaryFolder());
    const ran = run('busy.ts', 'lies', { cuts: { count: 5, every: 200, seed: 1, lies: true }, arguments: ['16'] });
    const found = await Promise.all([0, 1, 2, 3, 4].map((cut) => losses(ran, cut)));
    expect(found.flat().some((loss) => / is lost$/.test(loss))).toBe(true);
  });
});
