import type { DestinationRow, Outbox } from './outbox/outbox.ts';

/**
 * When the oldest event came in that a destination has not settled, epoch milliseconds; undefined where there is none.
 * `held`: of those it is at work on. `read`: up to where it has read; an event after that may be another's.
 */
export async function oldestReceivedAt(
  outbox: Outbox,
  { name, waiting }: Pick<DestinationRow, 'name' | 'waiting'>,
  read: number,
  held: number | undefined,
): Promise<number | undefined> {
  const found = [held];
  if (outbox.lastSeq() > read) found.push((await outbox.read(read, 1, 1))[0]?.receivedAt);
  const [row] = waiting > 0 ? await outbox.pending({ state: 'waiting', destination: name }, 1) : [];
  if (row !== undefined) found.push((await outbox.get(row.seq))?.receivedAt);
  const known = found.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
