import type { Logger } from 'pino';
import type { Container } from '../container/compile.ts';
import type { DeliveryObserver, DeliveryReport } from '../delivery/dispatcher.ts';
import type { Collected } from '../server/live/collect.ts';
import type { Metrics } from '../server/metrics.ts';

/** Counts a request that was taken, and writes a line of it: names and numbers, nothing it carried. */
export function logCollected(collected: Collected, container: Container, metrics: Metrics, log: Logger): void {
  const { acceptance, status, kept, repeated } = collected;
  const { requestId, client, reason, events } = acceptance;
  const types = new Map(container.tags.map(({ name, type }) => [name, type.type]));
  if (kept > 0) {
    metrics.taken(
      kept,
      events.flatMap(({ event }) => event.executions.map(({ tag }) => types.get(tag) ?? 'unknown')),
    );
  }
  if (repeated > 0) metrics.repeated(repeated);
  if (!log.isLevelEnabled('info')) return;
  log.info(
    {
      requestId,
      status,
      client,
      ...(reason !== undefined && { reason }),
      kept,
      ...(repeated > 0 && { repeated }),
      events: events.map(({ event }) => ({
        name: event.data['event_name'],
        tags: event.executions.map(({ tag }) => tag),
      })),
    },
    'request',
  );
}

/** Counts what becomes of deliveries, and writes a line of each that did not simply go well. `onFailed`: the outbox failed. */
export function observing(metrics: Metrics, log: Logger, onFailed: (message: string) => void): DeliveryObserver {
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
      log.error({ destination, reason }, 'paused: somebody has to mend it, then run sgtm outbox resume');
    },
    breaker(destination, state) {
      metrics.breaker(destination, state);
      log.warn({ destination, state }, 'breaker');
    },
    failed(error) {
      const message = error instanceof Error ? error.message : String(error);
      onFailed(message);
      log.error({ error: message }, 'the outbox failed: nothing is delivered until this is started anew');
    },
  };
}

function lineOf({ sinceReceivedMs, ...report }: DeliveryReport): object {
  return { ...report, sinceReceivedMs: Math.round(sinceReceivedMs) };
}
