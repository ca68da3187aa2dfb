import type { PlatformDelivery } from '../platforms/delivery.ts';
import type { DeliveryObserver } from './dispatcher.ts';
import type { EventRows } from './event-rows.ts';
import type { DispatcherLimits } from './limits.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { Build } from './prepare.ts';
import type { Sender } from './sender.ts';
import type { Settler } from './settler.ts';
import type { Tail } from './tail.ts';
import type { Time } from './time.ts';

/** What all destinations share. */
export interface DestinationContext {
  readonly outbox: Outbox;
  readonly build: Build;
  readonly deliveries: ReadonlyMap<string, PlatformDelivery>;
  readonly sender: Sender;
  readonly time: Time;
  /** Gives [0, 1). */
  readonly random: () => number;
  readonly observer: DeliveryObserver;
  readonly limits: DispatcherLimits;
  readonly tail: Tail;
  readonly rows: EventRows;
  readonly settler: Pick<Settler, 'soon'>;
  /** The newest event when this process started: those up to it may have rows that an earlier process wrote. */
  readonly lastAtStart: number;
  /** Stops everything. */
  readonly fail: (error: unknown) => void;
}
