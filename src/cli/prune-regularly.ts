import type { Logger } from 'pino';
import { type Clock, systemClock } from '../delivery/clock.ts';
import type { Outbox } from '../delivery/outbox/outbox.ts';
import { faultOf } from './live-log.ts';

const everyMs = 60_000;
/** How long an event that is posted again is told for the same. */
const keysKeptMs = 86_400_000;
/** How often to look whether there is little room: callers are turned away until what was delivered is gone. */
const lookMs = 1_000;
const littleRoom = 3 / 4;
/** Little room may last, though nothing can go: pruning then takes no more than this share of the outbox's time. */
const mostShare = 1 / 20;

/**
 * Once a minute, and about once a second while there is little room, removes from an outbox what everybody is done with; gives what
 * ends that.
 */
export function pruneRegularly(
  outbox: Pick<Outbox, 'prune' | 'size'>,
  log: Pick<Logger, 'error'>,
  clock: Clock = systemClock,
): () => void {
  let cancel = (): void => undefined;
  let isStopped = false;
  let [due, soonest] = [clock.elapsed() + everyMs, 0];
  const prune = async (): Promise<void> => {
    const begin = clock.elapsed();
    try {
      await outbox.prune(clock.now() - keysKeptMs);
    } catch (error) {
      // Where it was closed meanwhile, the next process goes on.
      if (!isStopped) log.error(faultOf(error), 'the outbox could not be pruned');
    }
    const end = clock.elapsed();
    due = end + everyMs;
    soonest = end + (end - begin) / mostShare;
  };
  const look = async (): Promise<void> => {
    const now = clock.elapsed();
    const { bytes, most } = outbox.size();
    if (now >= due || (bytes >= most * littleRoom && now >= soonest)) await prune();
    if (!isStopped) wait();
  };
  const wait = (): void => {
    cancel = clock.after(lookMs, () => void look());
  };
  wait();
  return () => {
    isStopped = true;
    cancel();
  };
}
