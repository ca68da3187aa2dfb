import { setTimeout as sleep } from 'node:timers/promises';
import type { OutboxControl, OutboxStatus } from '../delivery/control/outbox-control.ts';

const betweenMs = 100;

/**
 * Waits until nothing is on its way any more: all is delivered, dead, or held by a destination that is paused. Gives how it
 * stands then, or after `milliseconds` how it stands all the same.
 */
export async function waitForOutbox(
  control: OutboxControl,
  milliseconds: number,
): Promise<{ readonly done: boolean; readonly status: OutboxStatus }> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const status = await control.status();
    const done = !status.destinations.some(isBusy);
    if (done || performance.now() >= end) return { done, status };
    await sleep(betweenMs);
  }
}

function isBusy({ paused, behind, waiting, inFlight = 0 }: OutboxStatus['destinations'][number]): boolean {
  return paused === undefined && behind + waiting + inFlight > 0;
}
