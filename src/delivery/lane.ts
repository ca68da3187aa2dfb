import type { Batching } from '../platforms/delivery.ts';
import type { OutgoingRequest } from '../platforms/tag.ts';
import { Batcher } from './batcher.ts';
import type { Delivery } from './delivery.ts';
import { Queue } from './queue.ts';

/** Deliveries on their way out, oldest first: those that are not built yet, and those that wait for others to go with. */
export class Lane {
  #toBuild = new Queue<Delivery>();
  readonly batcher: Batcher<Delivery>;

  constructor(batchingOf: (request: OutgoingRequest) => Batching | undefined, most: number) {
    this.batcher = new Batcher(batchingOf, most);
  }

  get isEmpty(): boolean {
    return this.#toBuild.length === 0 && this.batcher.size === 0;
  }

  push(delivery: Delivery): void {
    this.#toBuild.push(delivery);
  }

  /** The next that is to be built. */
  shift(): Delivery | undefined {
    return this.#toBuild.shift();
  }

  /** A delivery's next request is there; it has waited since then for others. */
  built(delivery: Delivery, since: number): void {
    const request = delivery.requests?.[delivery.taken];
    if (request !== undefined) this.batcher.add(delivery, request, since);
  }

  /** What was sent and not taken, to be built and sent again, in its old place. */
  putBack(deliveries: readonly Delivery[]): void {
    this.#rebuild(deliveries);
  }

  /** What is built and not sent will have to wait: it is to be built anew then, under the container of that time. */
  unbuild(): void {
    this.#rebuild(this.batcher.drain());
  }

  #rebuild(deliveries: readonly Delivery[]): void {
    if (deliveries.length === 0) return;
    const all = [...deliveries, ...this.#toBuild.drain()].toSorted((a, b) => a.seq - b.seq);
    const queue = new Queue<Delivery>();
    for (const delivery of all) {
      delivery.requests = undefined;
      queue.push(delivery);
    }
    this.#toBuild = queue;
  }
}
