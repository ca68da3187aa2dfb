import type { OutgoingRequest } from '../platforms/tag.ts';
import { Alarm } from './alarm.ts';
import type { Group } from './batcher.ts';
import { carryOut, troubleOf } from './carry-out.ts';
import type { DestinationContext } from './context.ts';
import type { Delivery } from './delivery.ts';
import { oldestReceivedAt } from './destination-status.ts';
import type { DestinationStatus } from './dispatcher.ts';
import { Gate, type Passed } from './gate.ts';
import { Intake } from './intake.ts';
import { Lane } from './lane.ts';
import { Lanes } from './lanes.ts';
import { Ledger, type LedgerChanges } from './ledger.ts';
import { longestTurnMs } from './limits.ts';
import { mendDue } from './mend-due.ts';
import type { DestinationRow, PendingRow } from './outbox/outbox.ts';
import { Retries } from './retries.ts';
import type { SendResult } from './sender.ts';
import { Settlements } from './settlements.ts';
import type { SettlerSource } from './settler.ts';

/** Outcomes that somebody has to do something about. */
const refusals: ReadonlySet<string> = new Set(['auth', 'insecure', 'no_secret']);
/** Of the window: how many events one request holds at most, and how many are settled ahead of one that is not. */
const shareOfWindow = 1 / 4;

/** One destination: its deliveries go from the log, and from rows that wait, through its gate to their settlement. */
export class Destination implements SettlerSource {
  readonly name: string;
  readonly #context: DestinationContext;
  readonly #ledger: Ledger;
  readonly #retries: Retries;
  readonly #settlements: Settlements;
  readonly #intake: Intake;
  readonly #retry: Lane;
  readonly #replay: Lane;
  readonly #lanes: Lanes;
  readonly #gate: Gate;
  readonly #alarm: Alarm;
  #paused: string | undefined;
  /** Grows when it goes on after a pause: what was sent before must not pause it again. */
  #era = 0;
  #storing: Promise<void> = Promise.resolve();
  #state: 'new' | 'running' | 'stopping' | 'closed' = 'new';
  #isPumping = false;
  #whenIdle: (() => void) | undefined;

  constructor(
    { name, cursor, paused }: Pick<DestinationRow, 'name' | 'cursor' | 'paused'>,
    context: DestinationContext,
  ) {
    const { outbox, rows, time, random, observer, limits, deliveries, fail } = context;
    const share = Math.max(1, Math.floor(limits.window * shareOfWindow));
    const batchingOf = ({ platform }: OutgoingRequest) => deliveries.get(platform)?.batching;
    const live = new Lane(batchingOf, share);
    const ledger = new Ledger(cursor, { window: limits.window, ahead: share });
    const loaded = (due: readonly Delivery[], lost: readonly PendingRow[]): void => this.#loaded(due, lost);
    const retries = new Retries({ destination: name, outbox, rows, time, loaded, fail });
    const settlements = new Settlements({ destination: name, ledger, retries, time, random, observer });
    this.name = name;
    this.#context = context;
    this.#paused = paused;
    this.#ledger = ledger;
    this.#retries = retries;
    this.#settlements = settlements;
    this.#intake = new Intake({
      destination: name,
      context,
      ledger,
      retries,
      settlements,
      live,
      isUnderWay: () => this.#gate.inFlight > 0,
      changed: () => this.pump(),
      yielded: () => this.#alarm.set(time.now()),
    });
    this.#retry = new Lane(batchingOf, share);
    this.#replay = new Lane(batchingOf, share);
    const takeFrom = (lane: Lane, now: number): Group<Delivery> | undefined => this.#intake.takeFrom(lane, now);
    this.#lanes = new Lanes({ live, retry: this.#retry, replay: this.#replay, retries, takeFrom });
    this.#gate = new Gate({
      random,
      concurrency: { start: limits.startConcurrency, most: limits.mostConcurrency },
      breaker: (state) => observer.breaker?.(name, state),
    });
    this.#alarm = new Alarm(time, () => this.pump());
  }

  /** Up to here events were read. */
  get read(): number {
    return this.#ledger.read;
  }

  start(): void {
    this.#state = 'running';
    void this.#mend();
    this.pump();
  }

  /** Sends what can be sent now, and sees to it that this is called when more can. */
  pump(): void {
    if (this.#state !== 'running' || this.#paused !== undefined || this.#isPumping) return;
    const { time, fail } = this.#context;
    this.#isPumping = true;
    try {
      const now = time.now();
      let isTurnOver = false;
      while (!isTurnOver && this.#gate.opensAt(now) <= now) {
        const next = this.#lanes.next(now);
        if (next === undefined) break;
        this.#send(next.group, next.lane, now);
        isTurnOver = time.now() - now > longestTurnMs;
      }
      this.#settleSoon();
      const opensAt = this.#gate.opensAt(now);
      if (opensAt > now) this.#alarm.set(opensAt);
      else this.#alarm.set(isTurnOver ? now : this.#lanes.opensAt(now));
    } catch (error) {
      fail(error);
    } finally {
      this.#isPumping = false;
    }
  }

  /** Looks for rows that somebody made due. */
  wake(): void {
    this.#retries.wake();
    this.pump();
  }

  async pause(reason: string): Promise<void> {
    this.#pauseFor(reason);
    await this.#storing;
  }

  async resume(): Promise<void> {
    const { outbox, fail } = this.#context;
    const resumed = this.#storing.then(() => outbox.resume(this.name));
    this.#storing = resumed.catch(fail);
    await resumed;
    this.#paused = undefined;
    this.#era += 1;
    this.#gate.reset();
    this.wake();
  }

  /** Starts nothing new. Resolves when nothing is under way. */
  stop(): Promise<void> {
    this.#state = 'stopping';
    this.#alarm.cancel();
    if (this.#gate.inFlight === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#whenIdle = resolve;
    });
  }

  /** What comes back from now on is not heard. */
  close(): void {
    this.#state = 'closed';
    this.#alarm.cancel();
    // What is settled behind one that hangs would be sent again by the next process.
    this.#settlements.overtake(0);
    this.#settlements.keepPartial();
  }

  take(): LedgerChanges | undefined {
    return this.#ledger.take();
  }

  written(): void {
    this.#settlements.written();
    this.pump();
  }

  /** How it stands; the rows are the outbox's to count. */
  async status({ waiting, dead }: Pick<DestinationRow, 'waiting' | 'dead'>): Promise<DestinationStatus> {
    const { outbox, time } = this.#context;
    const { name } = this;
    const { read, oldestReceivedAt: held } = this.#ledger;
    const { delivered, retried, lastError } = this.#settlements;
    const { inFlight, limit, breaker } = this.#gate;
    const oldest = await oldestReceivedAt(outbox, { name, waiting }, read, held);
    const oldestSeconds = oldest === undefined ? 0 : Math.max(0, Math.floor((time.now() - oldest) / 1000));
    const behind = Math.max(0, outbox.lastSeq() - read) + this.#ledger.unsettled().length;
    const counts = { behind, waiting, dead, inFlight, concurrency: limit, delivered, retried };
    return { name, ...counts, oldestSeconds, breaker, paused: this.#paused, lastError };
  }

  #send(group: Group<Delivery>, lane: Lane, now: number): void {
    const { sender, deliveries, fail } = this.#context;
    const platform = group.items[0]?.request.platform ?? '';
    const passed = this.#gate.enter(now, deliveries.get(platform)?.requestsPerMinute);
    this.#lanes.sent(lane, now);
    for (const { item } of group.items) item.since ??= now;
    const era = this.#era;
    sender(group)
      .then((result) => this.#answered(group, lane, passed, era, result))
      .catch(fail);
  }

  #answered(group: Group<Delivery>, lane: Lane, passed: Passed, era: number, result: SendResult): void {
    if (this.#state === 'closed') return;
    const { time, observer } = this.#context;
    const { outcome, wasSent, bytes } = result;
    const now = time.now();
    const wasOpen = this.#gate.breaker === 'open';
    this.#gate.leave(passed, outcome, now);
    if (group.batching !== undefined && bytes > 0) lane.batcher.learn(group.items.length, bytes);
    if (wasSent) observer.sent?.(this.name, outcome.outcome, now - passed.at, group.items.length);
    const trouble = troubleOf(result);
    if (trouble !== undefined) this.#settlements.note(trouble);
    carryOut({ context: this.#context, intake: this.#intake, settlements: this.#settlements }, group, lane, result);
    if (trouble !== undefined && refusals.has(outcome.outcome) && era === this.#era) this.#pauseFor(trouble.message);
    // What is built and has to wait is built anew then.
    if (outcome.outcome === 'throttled' || (this.#gate.breaker === 'open' && !wasOpen)) this.#lanes.unbuild();
    if (this.#gate.inFlight === 0) this.#whenIdle?.();
    this.#settleSoon();
    this.pump();
  }

  #loaded(due: readonly Delivery[], lost: readonly PendingRow[]): void {
    if (this.#state === 'closed') return;
    for (const row of lost) this.#settlements.lost(row);
    for (const delivery of due) (delivery.attempts > 0 ? this.#retry : this.#replay).push(delivery);
    this.#settleSoon();
    this.pump();
  }

  #settleSoon(): void {
    this.#settlements.overtake();
    if (this.#ledger.isDue) this.#context.settler.soon();
  }

  #pauseFor(reason: string): void {
    const { outbox, observer, fail } = this.#context;
    if (this.#paused !== undefined) return;
    this.#paused = reason;
    this.#lanes.unbuild();
    observer.paused?.(this.name, reason);
    this.#storing = this.#storing.then(() => outbox.pause(this.name, reason)).catch(fail);
  }

  /** Rows that a clock running ahead has put off for too long. */
  async #mend(): Promise<void> {
    const { outbox, time, random, fail } = this.#context;
    try {
      this.#settlements.mend(await mendDue(outbox, this.name, time.now(), random));
      this.#settleSoon();
    } catch (error) {
      fail(error);
    }
  }
}
