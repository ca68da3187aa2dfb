import type { AcceptedEvent, TagExecution } from '../engine/accepted-event.ts';
import type { OutgoingRequest } from '../platforms/tag.ts';

/** One tag execution on its way to its platform. */
export interface Delivery {
  readonly seq: number;
  readonly event: AcceptedEvent;
  readonly execution: TagExecution;
  /** The event's place in the log, while that alone says it is not settled; undefined where a row of its own does. */
  entry: LogEntry | undefined;
  /** Tries so far that count; those the platform had no time for do not. */
  attempts: number;
  /** When it was first tried, epoch milliseconds; undefined before that. */
  since: number | undefined;
  /** How many of its requests the platform has taken. */
  taken: number;
  /** Undefined until they are built. */
  requests: readonly OutgoingRequest[] | undefined;
  /** Whether a process before this one may have given it a row of its own. */
  isDoubtful: boolean;
}

/** An event of the log that a destination is at work on. */
export interface LogEntry {
  readonly seq: number;
  /** Its deliveries that are neither settled nor have a row. */
  open: number;
  readonly deliveries: readonly Delivery[];
}

/** What tells a delivery from the others of its destination. */
export function rowKey(seq: number, tag: string): string {
  return `${seq} ${tag}`;
}
