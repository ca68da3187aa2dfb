import type { PlatformDelivery } from '../platforms/delivery.ts';
import type { Clock } from './clock.ts';
import type { DestinationContext } from './context.ts';
import { Destination } from './destination.ts';
import type { DeliveryObserver, Dispatcher, OfferedRow } from './dispatcher.ts';
import { EventRows } from './event-rows.ts';
import { type DispatcherLimits, defaultLimits, longestTurnMs } from './limits.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { Build } from './prepare.ts';
import { createSender } from './sender.ts';
import { Settler } from './settler.ts';
import { Tail } from './tail.ts';
import { createTime } from './time.ts';
import type { Tokens } from './tokens.ts';
import type { Transport } from './transport/transport.ts';
import type { Secrets } from './wire.ts';

/** What a dispatcher needs. */
export interface DispatcherOptions {
  readonly outbox: Outbox;
  /** Called for each delivery, so that a reloaded container takes the old one's place. */
  readonly build: Build;
  /** By platform; one without is judged by its statuses. */
  readonly deliveries: ReadonlyMap<string, PlatformDelivery>;
  readonly transport: Pick<Transport, 'send'>;
  readonly tokens: Tokens;
  /** Asked for each request, so that a changed secret heals what waits. */
  readonly secrets: Secrets;
  readonly clock: Clock;
  /** Gives [0, 1). */
  readonly random: () => number;
  readonly observer?: DeliveryObserver;
  readonly limits?: Partial<DispatcherLimits>;
}

/** Events remembered after they were read, for destinations that come by soon after. */
const remembered = 2_000;
/** Events between looks at what nobody needs in memory any more. */
const trimmedEvery = 256;

/** Makes a dispatcher; it sends nothing before `start`. Closing the transport is the caller's, after `stop`. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { outbox, build, deliveries, transport, tokens, secrets, clock, random, observer = {} } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const destinations = new Map<string, Destination>();
  const time = createTime(clock);
  const rows = new EventRows(remembered);
  const lastAtStart = outbox.lastSeq();
  let state: 'new' | 'running' | 'stopped' | 'failed' = 'new';
  let isPumping = false;
  let isFinding = false;
  let isFindWanted = false;
  let offered = 0;

  const fail = (error: unknown): void => {
    if (state === 'failed') return;
    state = 'failed';
    for (const destination of destinations.values()) destination.close();
    observer.failed?.(error);
  };
  const pumpEach = (all: Iterator<Destination>): void => {
    const begin = clock.elapsed();
    for (let next = all.next(); next.done !== true; next = all.next()) {
      next.value.pump();
      if (clock.elapsed() - begin <= longestTurnMs) continue;
      clock.after(0, () => pumpEach(all));
      return;
    }
    isPumping = false;
  };
  const pumpSoon = (): void => {
    if (isPumping || state !== 'running') return;
    isPumping = true;
    // Once for all that is offered in one turn.
    queueMicrotask(() => pumpEach(destinations.values()));
  };
  const tail = new Tail(
    (after, limit, bytes) => outbox.read(after, limit, bytes),
    lastAtStart,
    limits.tailBytes,
    pumpSoon,
    fail,
  );
  const settler = new Settler(outbox, () => destinations.values(), fail, time.after);
  const sender = createSender({ deliveries, transport, tokens, secrets, now: () => clock.now() });
  const context: DestinationContext = {
    outbox,
    build,
    deliveries,
    sender,
    time,
    random,
    observer,
    limits,
    tail,
    rows,
    settler,
    lastAtStart,
    fail,
  };

  /** Takes up destinations that the outbox has and we do not. */
  const find = async (): Promise<void> => {
    for (const row of await outbox.destinations()) {
      if (destinations.has(row.name)) continue;
      const destination = new Destination(row, context);
      destinations.set(row.name, destination);
      if (state === 'running') destination.start();
    }
  };
  const findSoon = (): void => {
    isFindWanted = true;
    if (isFinding) return;
    isFinding = true;
    void (async () => {
      for (; isFindWanted; await find()) isFindWanted = false;
      isFinding = false;
    })().catch(fail);
  };
  const isNew = ({ destinations: named }: OfferedRow): boolean => named.some((name) => !destinations.has(name));
  const trim = (): void => {
    let read = tail.last;
    for (const destination of destinations.values()) read = Math.min(read, destination.read);
    tail.trim(read);
  };

  return {
    async start() {
      await find();
      if (state !== 'new') return;
      state = 'running';
      for (const destination of destinations.values()) destination.start();
    },
    offer(given) {
      if (state === 'failed' || state === 'stopped') return;
      tail.offer(given);
      if (given.some(isNew)) findSoon();
      offered += given.length;
      if (offered >= trimmedEvery) {
        offered = 0;
        trim();
      }
      pumpSoon();
    },
    async status() {
      const known = await outbox.destinations();
      const found = known.map((row) => destinations.get(row.name)?.status(row));
      return (await Promise.all(found)).filter((status) => status !== undefined);
    },
    async pause(name, reason) {
      await (destinations.get(name)?.pause(reason) ?? outbox.pause(name, reason));
    },
    async resume(name) {
      await (destinations.get(name)?.resume() ?? outbox.resume(name));
    },
    wake() {
      findSoon();
      for (const destination of destinations.values()) destination.wake();
    },
    async stop(milliseconds) {
      if (state === 'failed') return;
      state = 'stopped';
      const all = [...destinations.values()];
      const idle = Promise.all(all.map((destination) => destination.stop()));
      await new Promise<void>((resolve) => {
        const cancel = time.after(milliseconds, resolve);
        void idle.then(() => {
          cancel();
          resolve();
        });
      });
      for (const destination of all) destination.close();
      await settler.flush();
    },
  };
}
