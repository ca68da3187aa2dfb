import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type {
  NewEvent,
  Outbox,
  PendingFilter,
  PendingRow,
  PendingState,
} from '../../../../src/delivery/outbox/outbox.ts';
import { MemoryOutbox } from '../../../support/memory-outbox.ts';
import { event, pending } from '../conformance.ts';
import { inlineOutbox } from '../inline-outbox.ts';

/** What is done to an outbox. */
type Step =
  | { readonly append: readonly NewEvent[] }
  | {
      readonly settle: Readonly<Record<string, number>>;
      readonly put: readonly Delivery[];
      readonly remove: readonly Delivery[];
    }
  | { readonly prune: number }
  | { readonly replay: PendingFilter }
  | { readonly purge: PendingFilter }
  | { readonly pause: string }
  | { readonly resume: string };
type Delivery = ReturnType<typeof pending>;

const names = ['ga4/2', 'meta/1', 'tiktok/3'];
const name = fc.constantFrom(...names);
const seq = fc.integer({ min: 1, max: 12 });
const tag = fc.constantFrom('A', 'B');
const state = fc.constantFrom<PendingState>('waiting', 'dead');
const time = fc.integer({ min: 0, max: 9 });

const newEvent = fc
  .record({
    key: fc.option(fc.constantFrom('aa', 'bb', 'cc', 'dd'), { nil: undefined }),
    receivedAt: time,
    destinations: fc.uniqueArray(name, { minLength: 1 }),
    body: fc.string({ unit: 'grapheme', maxLength: 50 }),
  })
  .map(({ body, ...rest }) => event(body, rest));
const put = fc
  .record({ destination: name, seq, tag, state, dueAt: time, attempts: time, since: time, taken: time, outcome: tag })
  .map(pending);
const filter = fc.record({ state, destination: name, tag, seq, outcome: tag }, { requiredKeys: ['state'] });

const writing: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ append: fc.array(newEvent, { minLength: 1, maxLength: 4 }) }),
  fc.record({
    settle: fc.dictionary(name, seq),
    put: fc.array(put, { maxLength: 4 }),
    remove: fc.array(put, { maxLength: 2 }),
  }),
);
const alone: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ prune: time }),
  fc.record({ replay: filter.map((some) => ({ ...some, state: 'dead' as const })) }),
  fc.record({ purge: filter }),
  fc.record({ pause: name }),
  fc.record({ resume: name }),
);
/** Steps that are taken at once, or `reopen`. */
const turns = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.array(writing, { minLength: 1, maxLength: 4 }) },
    { weight: 3, arbitrary: alone.map((step): readonly Step[] => [step]) },
    { weight: 1, arbitrary: fc.constant('reopen' as const) },
  ),
  { maxLength: 25 },
);

/** What steps may name: destinations that there are, events that were not pruned. */
interface Known {
  readonly names: ReadonlySet<string>;
  readonly seqs: ReadonlySet<number>;
}

/** Takes a step, the same for every outbox. Gives what is to be the same. */
async function take(step: Step, outbox: Outbox, known: Known): Promise<unknown> {
  if ('append' in step) return outbox.append(step.append);
  if ('prune' in step) return outbox.prune(step.prune);
  if ('replay' in step) return outbox.replay(step.replay, 5);
  if ('purge' in step) return outbox.purge(step.purge);
  if ('pause' in step) return known.names.has(step.pause) ? outbox.pause(step.pause, 'why not') : undefined;
  if ('resume' in step) return known.names.has(step.resume) ? outbox.resume(step.resume) : undefined;
  const named = (rows: readonly Delivery[]): readonly Delivery[] =>
    rows.filter((row) => known.names.has(row.destination) && known.seqs.has(row.seq));
  const cursors = new Map(Object.entries(step.settle).filter(([each]) => known.names.has(each)));
  return outbox.settle({ cursors, put: named(step.put), remove: named(step.remove) });
}

/** All there is to see. Which of two rows came first may differ: a stand-in writes one anew where it changes. */
async function seen(outbox: Outbox): Promise<unknown> {
  const byDelivery = (rows: readonly PendingRow[]): readonly unknown[] =>
    rows.map(({ id, ...rest }) => rest).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  return {
    last: outbox.lastSeq(),
    log: await outbox.read(0, 1_000, 1_000_000),
    some: await outbox.read(3, 2, 1_000_000),
    gets: await Promise.all([1, 2, 5].map((each) => outbox.get(each))),
    destinations: await outbox.destinations(),
    waiting: byDelivery(await outbox.pending({ state: 'waiting' }, 1_000)),
    dead: byDelivery(await outbox.pending({ state: 'dead' }, 1_000)),
    due: byDelivery(await outbox.due('meta/1', 4, 1_000)),
    next: await Promise.all(names.map((each) => outbox.nextDue(each))),
    aside: await outbox.setAside(),
  };
}

test('an outbox on disk does what one in memory does, whatever is asked', async () => {
  await fc.assert(
    fc.asyncProperty(turns, async (steps) => {
      const folder = mkdtempSync(join(tmpdir(), 'sgtm-outbox-'));
      const path = join(folder, 'outbox.db');
      const model = new MemoryOutbox();
      let outbox = inlineOutbox({ path });
      try {
        for (const step of steps) {
          if (step === 'reopen') {
            await outbox.close();
            outbox = inlineOutbox({ path });
          } else {
            const known = {
              names: new Set((await model.destinations()).map((each) => each.name)),
              seqs: new Set((await model.read(0, 1_000, 1_000_000)).map((row) => row.seq)),
            };
            const all = (which: Outbox): Promise<unknown> => Promise.all(step.map((each) => take(each, which, known)));
            expect(await all(outbox)).toEqual(await all(model));
          }
          expect(await seen(outbox)).toEqual(await seen(model));
        }
      } finally {
        await outbox.close();
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: process.env['SGTM_FAULT_LONG'] === undefined ? 40 : 2_000 },
  );
});
