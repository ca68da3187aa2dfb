import { longestBackOffMs } from './back-off.ts';
import type { Outbox, PendingRow } from './outbox/outbox.ts';
import { longestWaitMs } from './time.ts';

const pageRows = 500;

/**
 * Rows of a destination that are due further ahead than anything is put off: they were written while the wall clock was
 * ahead, and would wait for it. Gives them with a time within five minutes. `now`: epoch milliseconds.
 */
export async function mendDue(
  outbox: Pick<Outbox, 'pending'>,
  destination: string,
  now: number,
  random: () => number,
): Promise<readonly Omit<PendingRow, 'id'>[]> {
  const mended: Omit<PendingRow, 'id'>[] = [];
  let after: number | undefined;
  for (;;) {
    const page = await outbox.pending({ state: 'waiting', destination }, pageRows, after);
    for (const { id: _, ...row } of page) {
      if (row.dueAt > now + longestWaitMs) mended.push({ ...row, dueAt: now + random() * longestBackOffMs });
    }
    after = page.at(-1)?.id;
    if (page.length < pageRows) return mended;
  }
}
