import { OutboxFailedError, OutboxFullError } from '../outbox.ts';
import type { Job, Outcome } from './calls.ts';

/** Gathers calls into groups, one under way at a time: what is asked meanwhile makes up the next. */
export interface GroupQueue {
  /** The call's value, once its group is done. `weight`: about how many bytes it carries. */
  ask(job: Job, weight: number): Promise<unknown>;
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>;
}

interface Waiting {
  readonly job: Job;
  readonly weight: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Group commit: a call that comes alone waits for the end of the event loop's turn only, so that those of one turn go together;
 * while a group is under way the time it takes is what the next one gathers in.
 * `commit` makes a group's calls; where it rejects, so do they all. `mostWeight`: of a group, unless its first call alone is more.
 */
export function groupQueue(
  commit: (jobs: readonly Job[]) => Promise<readonly Outcome[]>,
  mostWeight: number,
): GroupQueue {
  let queue: Waiting[] = [];
  let running = false;
  const onIdle: (() => void)[] = [];

  const nextGroup = (): readonly Waiting[] => {
    let weight = 0;
    const end = queue.findIndex((waiting, index) => {
      weight += waiting.weight;
      return index > 0 && (weight > mostWeight || index >= mostJobs);
    });
    if (end < 0) return queue.splice(0);
    const group = queue.slice(0, end);
    queue = queue.slice(end);
    return group;
  };
  const run = async (): Promise<void> => {
    while (queue.length > 0) {
      const group = nextGroup();
      try {
        const outcomes = await commit(group.map(({ job }) => job));
        for (const [index, waiting] of group.entries()) settle(waiting, outcomes[index] as Outcome);
      } catch (error) {
        for (const { reject } of group) reject(error as Error);
      }
    }
    running = false;
    for (const call of onIdle.splice(0)) call();
  };
  return {
    ask: (job, weight) =>
      new Promise((resolve, reject) => {
        queue.push({ job, weight, resolve, reject });
        if (running) return;
        running = true;
        setImmediate(() => void run());
      }),
    idle: () => (running ? new Promise((resolve) => void onIdle.push(resolve)) : Promise.resolve()),
  };
}

const mostJobs = 2_000;

function settle({ resolve, reject }: Waiting, outcome: Outcome): void {
  if (outcome.done) resolve(outcome.value);
  else if (outcome.refusal === 'full') reject(new OutboxFullError(outcome.message));
  else if (outcome.refusal === 'failed') reject(new OutboxFailedError(outcome.message));
  else reject(new Error(outcome.message));
}
