import type { AcceptedEvent, TagExecution } from '../engine/accepted-event.ts';
import type { LogRow } from './outbox/outbox.ts';

/** An event of the log, read. */
export interface EventRow {
  readonly seq: number;
  readonly receivedAt: number;
  /** Undefined where its text is no event. */
  readonly event: AcceptedEvent | undefined;
}

/** Reads events of the log, each once for all destinations that come by soon after one another. */
export class EventRows {
  readonly #most: number;
  readonly #recent = new Map<number, EventRow>();

  /** `most`: how many are remembered. */
  constructor(most: number) {
    this.#most = most;
  }

  /** An event that was read lately. */
  recent(seq: number): EventRow | undefined {
    return this.#recent.get(seq);
  }

  /** The event of a row. */
  of(row: LogRow): EventRow {
    const { seq, receivedAt, body } = row;
    const known = this.#recent.get(seq);
    if (known !== undefined) return known;
    const read: EventRow = { seq, receivedAt, event: parseEvent(body) };
    this.#recent.set(seq, read);
    if (this.#recent.size > this.#most) this.#recent.delete(this.#recent.keys().next().value as number);
    return read;
  }
}

/** An accepted event from its JSON; undefined where it is none. */
export function parseEvent(body: string): AcceptedEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (!isObject(value) || !isObject(value['data']) || !isObject(value['request'])) return undefined;
  const { receivedAt, requestId, executions } = value;
  if (typeof receivedAt !== 'number' || typeof requestId !== 'string') return undefined;
  if (!Array.isArray(executions) || !executions.every(isExecution)) return undefined;
  return value as unknown as AcceptedEvent;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isExecution(value: unknown): value is TagExecution {
  if (!isObject(value)) return false;
  const { tag, destination, times } = value;
  return typeof tag === 'string' && typeof destination === 'string' && typeof times === 'number';
}
