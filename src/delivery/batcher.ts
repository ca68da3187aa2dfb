import type { Batching } from '../platforms/delivery.ts';
import type { OutgoingRequest } from '../platforms/tag.ts';
import { Queue } from './queue.ts';

/** Something with a request to be sent. */
export interface Batched<T> {
  readonly item: T;
  readonly request: OutgoingRequest;
}

/** What goes out in one request. */
export interface Group<T> {
  readonly items: readonly Batched<T>[];
  /** Undefined for one that goes alone. */
  readonly batching: Batching | undefined;
}

const spare = 0.9;
const sizeWeight = 0.2;

/**
 * Puts requests together that may go as one: those of one key, up to the platform's number of events and bytes, for as
 * long as the platform lets the first of them wait. How many bytes an event takes is learnt from what was sent; a request
 * that grew too long all the same is halved. Times are milliseconds of one clock.
 */
export class Batcher<T> {
  readonly #batchingOf: (request: OutgoingRequest) => Batching | undefined;
  readonly #most: number;
  readonly #ready = new Queue<Group<T>>();
  /** By platform and key; the one that waits longest first. */
  readonly #open = new Map<string, OpenGroup<T>>();
  #again: Group<T>[] = [];
  #eventBytes = 0;
  #size = 0;

  /** `most`: events in one request, whatever the platform takes. */
  constructor(batchingOf: (request: OutgoingRequest) => Batching | undefined, most: number) {
    this.#batchingOf = batchingOf;
    this.#most = most;
  }

  /** How many items it holds. */
  get size(): number {
    return this.#size;
  }

  /** When a group that is not full has waited long enough; Infinity where there is none. */
  get ripeAt(): number {
    let ripeAt = Number.POSITIVE_INFINITY;
    for (const group of this.#open.values()) ripeAt = Math.min(ripeAt, group.ripeAt);
    return ripeAt;
  }

  /** Adds a request. `since`: when it began to wait for others. */
  add(item: T, request: OutgoingRequest, since: number): void {
    this.#size += 1;
    const batching = this.#batchingOf(request);
    const key = batching?.key(request);
    if (batching === undefined || key === undefined) {
      this.#ready.push({ items: [{ item, request }], batching: undefined });
      return;
    }
    const name = `${request.platform} ${key}`;
    let group = this.#open.get(name);
    if (group === undefined) {
      group = { items: [], batching, ripeAt: since + batching.waitMs };
      this.#open.set(name, group);
    }
    group.items.push({ item, request });
    if (group.items.length < this.#mostOf(batching)) return;
    this.#open.delete(name);
    this.#ready.push(group);
  }

  /** A group to be sent as it is, before all others. */
  again(group: Group<T>): void {
    this.#size += group.items.length;
    this.#again.push(group);
  }

  /** The next group that is complete. */
  take(): Group<T> | undefined {
    return this.#took(this.#again.shift() ?? this.#ready.shift());
  }

  /** The next group that has waited long enough; with `all`, whether it has or not. */
  takeRipe(now: number, all: boolean): Group<T> | undefined {
    for (const [name, group] of this.#open) {
      if (!all && group.ripeAt > now) continue;
      this.#open.delete(name);
      return this.#took(group);
    }
    return undefined;
  }

  /** A request of so many events had so many bytes. */
  learn(events: number, bytes: number): void {
    const each = bytes / events;
    this.#eventBytes = this.#eventBytes === 0 ? each : this.#eventBytes + sizeWeight * (each - this.#eventBytes);
  }

  /** Gives back all it holds. */
  drain(): readonly T[] {
    const groups = [...this.#again, ...this.#ready.drain(), ...this.#open.values()];
    this.#again = [];
    this.#open.clear();
    this.#size = 0;
    return groups.flatMap(({ items }) => items.map(({ item }) => item));
  }

  #took(group: Group<T> | undefined): Group<T> | undefined {
    this.#size -= group?.items.length ?? 0;
    return group;
  }

  #mostOf({ maxEvents, maxBytes }: Batching): number {
    const fit = this.#eventBytes === 0 ? maxEvents : Math.floor((spare * maxBytes) / this.#eventBytes);
    return Math.max(1, Math.min(this.#most, maxEvents, fit));
  }
}

interface OpenGroup<T> extends Group<T> {
  readonly items: Batched<T>[];
  readonly ripeAt: number;
}
