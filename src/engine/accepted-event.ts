import type { EventData } from '../event/event-data.ts';
import type { IncomingRequest } from '../runtime/request.ts';

/** One event that was taken for delivery: all that its tags' requests can be built from again, as JSON. No secret is in it. */
export interface AcceptedEvent {
  /** Of the request it came in: leads from a log line of the acceptance to those of the deliveries. */
  readonly requestId: string;
  /** When that request came in, epoch milliseconds. */
  readonly receivedAt: number;
  /** The client that claimed the request. */
  readonly client: string;
  /** What chance draws from. */
  readonly seed: string;
  /** As the client made it, with its `event_id`. */
  readonly data: EventData;
  /** What variables may read of the request; credentials and the body are taken out. */
  readonly request: Pick<IncomingRequest, 'method' | 'path' | 'query' | 'headers' | 'remoteAddress'>;
  /** What fired for it. */
  readonly executions: readonly TagExecution[];
}

/** One tag that fired for one event. */
export interface TagExecution {
  /** The tag's name. */
  readonly tag: string;
  /** Platform and account, such as `meta/1248630053164112`. */
  readonly destination: string;
  /** How many times it fires: more than once only where it fires for each trigger. */
  readonly times: number;
}
