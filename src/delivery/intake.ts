import { isPromise } from '../runtime/maybe-promise.ts';
import type { Group } from './batcher.ts';
import type { DestinationContext } from './context.ts';
import type { Delivery } from './delivery.ts';
import type { EventRow } from './event-rows.ts';
import type { Lane } from './lane.ts';
import type { Ledger } from './ledger.ts';
import { LogReader } from './log-reader.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { Retries } from './retries.ts';
import type { Settlements } from './settlements.ts';

/** A destination's own parts, as the intake uses them. */
export interface IntakeOptions {
  readonly destination: string;
  readonly context: DestinationContext;
  readonly ledger: Ledger;
  readonly retries: Retries;
  readonly settlements: Settlements;
  /** The lane of what is read from the log. */
  readonly live: Lane;
  /** Whether a request is under way: its answer may make room. */
  readonly isUnderWay: () => boolean;
  /** There is more to be had than there was. */
  readonly changed: () => void;
  /** There is more to be read, but this turn has been long enough. */
  readonly yielded: () => void;
}

/** Events of others read through in one turn. */
const scannedInATurn = 500;
/** Deliveries whose requests are being made. */
const mostBuilding = 100;

/** Brings a destination's deliveries as far as they can be sent: read from the log, checked, built, put with others. */
export class Intake {
  readonly #options: IntakeOptions;
  readonly #reader: LogReader;
  #building = 0;
  /** Events that may have rows of an earlier process: as many as that one may have had under way. */
  #doubtful: number;

  constructor(options: IntakeOptions) {
    const { context, ledger, changed } = options;
    const { outbox, tail, rows, limits, fail } = context;
    this.#options = options;
    this.#doubtful = limits.window;
    const arrived = (past: number | undefined): void => {
      if (past !== undefined && past > ledger.read) ledger.skip(past);
      changed();
    };
    this.#reader = new LogReader({ outbox, tail, rows, arrived, fail });
  }

  /** The next group of a lane that may go now. */
  takeFrom(lane: Lane, now: number): Group<Delivery> | undefined {
    const { live, ledger, isUnderWay } = this.#options;
    for (;;) {
      const group = lane.batcher.take();
      if (group !== undefined) return group;
      if (this.#building >= mostBuilding) break;
      const delivery = lane.shift() ?? (lane === live ? this.#read() : undefined);
      if (delivery === undefined) break;
      if (delivery.isDoubtful) this.#later(this.#check(delivery, lane));
      else this.#build(delivery, lane);
    }
    // With no room for others, and nothing under way that would make some, there is nothing to wait for.
    return lane.batcher.takeRipe(now, ledger.isFull && !isUnderWay());
  }

  /** A delivery goes on to its next request, or is done. */
  goOn(delivery: Delivery, lane: Lane): void {
    const { settlements, live, context } = this.#options;
    if (delivery.taken >= (delivery.requests?.length ?? 0)) {
      settlements.settle(delivery);
      return;
    }
    // What waited before it came here has waited enough; so have rows.
    const since = lane === live ? delivery.event.receivedAt : Number.NEGATIVE_INFINITY;
    lane.built(delivery, Math.min(since, context.time.now()));
  }

  /** The next delivery of the log. */
  #read(): Delivery | undefined {
    const { ledger, live, yielded } = this.#options;
    for (let scanned = 0; ledger.hasRoom; scanned++) {
      if (scanned === scannedInATurn) {
        yielded();
        return undefined;
      }
      const row = this.#reader.next(ledger.read);
      if (row === undefined) return undefined;
      if (this.#open(row)) return live.shift();
    }
    return undefined;
  }

  /** Whether the event has deliveries for this destination; they are in the lane then. */
  #open({ seq, event }: EventRow): boolean {
    const { destination, ledger, settlements, live, context } = this.#options;
    if (event === undefined) {
      settlements.unreadable(seq);
      return false;
    }
    const isDoubtful = this.#doubtful > 0 && seq <= context.lastAtStart;
    const deliveries: Delivery[] = [];
    for (const execution of event.executions) {
      if (execution.destination !== destination) continue;
      const fresh = { entry: undefined, attempts: 0, since: undefined, taken: 0, requests: undefined };
      deliveries.push({ seq, event, execution, ...fresh, isDoubtful });
    }
    if (deliveries.length === 0) {
      ledger.skip(seq);
      return false;
    }
    if (isDoubtful) this.#doubtful -= 1;
    ledger.open(seq, deliveries);
    for (const delivery of deliveries) live.push(delivery);
    return true;
  }

  /** What an earlier process gave a row of its own is for that row to deliver. */
  async #check(delivery: Delivery, lane: Lane): Promise<void> {
    const { ledger, retries } = this.#options;
    const hasRow = await retries.hasRow(delivery.seq, delivery.execution.tag);
    delivery.isDoubtful = false;
    // Overtaken in the meantime, the row is its own.
    if (hasRow && delivery.entry !== undefined) ledger.leave(delivery);
    else this.#build(delivery, lane);
  }

  #build(delivery: Delivery, lane: Lane): void {
    const { build, deliveries, time } = this.#options.context;
    // Where the two clocks differ one of them is wrong; nothing must be called too old for that.
    const prepared = prepare(delivery, build, deliveries, Math.min(time.now(), time.wall()));
    if (isPromise(prepared)) this.#later(prepared.then((made) => this.#built(delivery, lane, made)));
    else this.#built(delivery, lane, prepared);
  }

  #built(delivery: Delivery, lane: Lane, prepared: Prepared): void {
    if ('dead' in prepared) {
      this.#options.settlements.die(delivery, { outcome: prepared.dead, message: prepared.message });
      return;
    }
    delivery.requests = prepared.requests;
    this.goOn(delivery, lane);
  }

  #later(work: Promise<void>): void {
    this.#building += 1;
    work
      .then(() => {
        this.#building -= 1;
        this.#options.changed();
      })
      .catch(this.#options.context.fail);
  }
}
