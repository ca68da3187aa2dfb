import { isGivenUp } from './back-off.ts';
import type { Batched, Group } from './batcher.ts';
import type { DestinationContext } from './context.ts';
import type { Delivery } from './delivery.ts';
import type { Intake } from './intake.ts';
import type { Lane } from './lane.ts';
import { type Fate, fatesOf } from './outcome.ts';
import type { SendResult } from './sender.ts';
import type { Settlements, Trouble } from './settlements.ts';

/** Whose fates are carried out. */
export interface FateOptions {
  readonly context: Pick<DestinationContext, 'time' | 'random'>;
  readonly intake: Pick<Intake, 'goOn'>;
  readonly settlements: Settlements;
}

/** Does with each delivery of a group what its result says. */
export function carryOut(options: FateOptions, group: Group<Delivery>, lane: Lane, result: SendResult): void {
  const { context, settlements } = options;
  const fates = fatesOf(result.outcome, group.items.length);
  const held: Batched<Delivery>[] = [];
  const parts: Batched<Delivery>[][] = [];
  // One for all: what went together goes together again.
  const chance = context.random();
  for (const [index, batched] of group.items.entries()) {
    const fate = fates[index] as Fate;
    const { item } = batched;
    if (fate.fate === 'retry' || (result.wasSent && fate.fate !== 'held')) item.attempts += 1;
    if (fate.fate === 'delivered') taken(options, item, lane);
    else if (fate.fate === 'retry') settlements.retry(item, fate, chance);
    else if (fate.fate === 'dead') settlements.die(item, fate);
    else if (fate.fate === 'held') held.push(batched);
    else {
      parts[fate.part] ??= [];
      parts[fate.part]?.push(batched);
    }
  }
  for (const items of parts) lane.batcher.again({ items, batching: group.batching });
  if (held.length > 0) hold(options, held, lane, result);
}

/** What went wrong with a request, where something did. */
export function troubleOf({ outcome }: SendResult): Trouble | undefined {
  if (outcome.outcome === 'delivered' || outcome.outcome === 'too_large') return undefined;
  if (outcome.outcome !== 'partial') return { outcome: outcome.outcome, message: outcome.message };
  const [first] = outcome.failed;
  return first === undefined ? undefined : { outcome: 'partial', message: first.message };
}

function taken({ intake, settlements }: FateOptions, delivery: Delivery, lane: Lane): void {
  delivery.taken += 1;
  const isDone = delivery.taken >= (delivery.requests?.length ?? 0);
  if (!isDone && delivery.entry === undefined) settlements.keep(delivery);
  intake.goOn(delivery, lane);
}

/** To be sent when the destination sends again; a platform that had no time for a day will have none. */
function hold(
  { context, settlements }: FateOptions,
  held: readonly Batched<Delivery>[],
  lane: Lane,
  result: SendResult,
): void {
  const now = context.time.now();
  const trouble = result.outcome.outcome === 'throttled' ? troubleOf(result) : undefined;
  const back: Delivery[] = [];
  for (const { item } of held) {
    if (trouble !== undefined && isGivenUp(item.since ?? now, now)) settlements.die(item, trouble);
    else back.push(item);
  }
  lane.putBack(back);
}
