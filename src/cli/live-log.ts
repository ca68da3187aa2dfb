import type { Logger } from 'pino';
import { eventName } from '../delivery/control/event-name.ts';
import type { DeliveryObserver, DeliveryReport } from '../delivery/dispatcher.ts';
import { OutboxFailedError, OutboxFullError } from '../delivery/outbox/outbox.ts';
import { platformWords } from '../platforms/platform-words.ts';
import type { Collected } from '../server/live/collect.ts';
import type { Metrics } from '../server/metrics.ts';

/** The type of a tag by its name; of one that is no more, `unknown`. */
export type TagTypes = (tag: string) => string;

/** Counts a request that was taken, or that the outbox refused, and writes a line of it: names and numbers, nothing it carried. */
export function logCollected(collected: Collected, typeOf: TagTypes, metrics: Metrics, log: Logger): void {
  const { acceptance, status, kept, repeated, refused } = collected;
  const { requestId, client, reason, events } = acceptance;
  if (kept > 0) {
    metrics.taken(
      kept,
      events.flatMap(({ event }) => event.executions.map(({ tag }) => typeOf(tag))),
    );
  }
  if (repeated > 0) metrics.repeated(repeated);
  if (refused !== undefined) metrics.refused(refused);
  const level = refused === undefined ? 'info' : 'error';
  if (!log.isLevelEnabled(level)) return;
  const line = {
    requestId,
    status,
    client,
    // Whose path nobody knows may have anything in it, and the reason quotes it.
    ...(reason !== undefined && { reason: client === null ? 'no client claimed it' : platformWords(reason) }),
    kept,
    ...(repeated > 0 && { repeated }),
    ...(refused !== undefined && { refused }),
    events: events.map(({ event }) => ({
      name: eventName(event.data['event_name']),
      tags: event.executions.map(({ tag }) => tag),
    })),
  };
  log[level](line, refused === undefined ? 'request' : 'a request was not kept');
}

/** Counts what becomes of deliveries, and writes a line of each that did not simply go well. `onFailed`: nothing is delivered any more. */
export function observing(metrics: Metrics, log: Logger, onFailed: () => void): DeliveryObserver {
  return {
    sent: metrics.sent,
    settled(report) {
      metrics.settled(report);
      if (report.result === 'delivered') log.debug(lineOf(report), 'delivered');
      else if (report.result === 'retry') log.warn(lineOf(report), 'to be tried again');
      else log.error(lineOf(report), 'dead letter');
    },
    paused(destination, reason) {
      metrics.paused(destination, reason);
      log.error({ destination, reason }, 'paused: nothing is sent there until sgtm outbox resume');
    },
    breaker(destination, state) {
      metrics.breaker(destination, state);
      log.warn({ destination, state }, 'breaker');
    },
    failed(error) {
      metrics.failed(error);
      onFailed();
      log.error(faultOf(error), 'delivery stopped for good: start this anew');
    },
  };
}

function lineOf({ sinceReceivedMs, ...report }: DeliveryReport): object {
  return { ...report, sinceReceivedMs: Math.round(sinceReceivedMs) };
}

/** The outbox's own words; of any other error where it came from, since its message may quote an event. */
export function faultOf(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof OutboxFailedError || error instanceof OutboxFullError) return { error: error.message };
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { error: error.name, at: frames.slice(0, 5).map((line) => line.trim()) };
}
