import { loadContracts, shippedContracts } from '../../contracts/load.ts';
import { type Clock, systemClock } from '../../delivery/clock.ts';
import { simulators } from '../../platforms/simulators.ts';
import { fixedRuntime } from '../../runtime/runtime.ts';
import type { FaultChange } from './control.ts';
import { createVendors } from './create-vendors.ts';
import type { Fault, FaultKind } from './faults.ts';
import type { ReceivedByPlatform } from './received.ts';

/** How the vendors' server is to run. */
export interface StartOptions {
  /** 0, as where it is absent, for any free one. */
  readonly port?: number;
  /** What chance draws from: the same seed and the same requests, in order, meet the same faults. 1 where absent. */
  readonly seed?: number;
  /** Whether payloads are checked against their contracts, as the platforms do; so it is where absent. */
  readonly check?: boolean;
  readonly clock?: Clock;
  readonly onFault?: (change: FaultChange) => void;
}

/** The vendors' server, listening. */
export interface RunningVendors {
  /** What `--vendors` takes. */
  readonly url: string;
  /** What came so far, with every id. */
  received(): ReceivedByPlatform;
  /** Sets a fault; always struck where no rate is given. Throws a RangeError where it is malformed. */
  fault(fault: FaultRequest): void;
  /** Takes back all faults, and forgets what came. */
  reset(): void;
  close(): Promise<void>;
}

/** A fault to be set. */
export type FaultRequest = Omit<Fault, 'rate'> & { readonly rate?: number; readonly fault: FaultKind };

/** Starts every platform's simulator on one port of this machine, with the contracts that come with the program. */
export async function startVendors(options: StartOptions = {}): Promise<RunningVendors> {
  const { port = 0, seed = 1, check = true, clock = systemClock, onFault } = options;
  const contracts = check ? await loadContracts([shippedContracts]) : undefined;
  const chance = fixedRuntime(0, seed);
  const random = (): number => chance.integer(0, 2 ** 32 - 1) / 2 ** 32;
  const vendors = createVendors({ simulators, contracts, clock, random, onFault });
  const url = await vendors.listen(port);
  return {
    url,
    received: () => vendors.received.list(Number.POSITIVE_INFINITY),
    fault(fault) {
      const added = vendors.faults.add(fault);
      if ('problems' in added) throw new RangeError(added.problems.join('; '));
    },
    reset() {
      vendors.faults.clear();
      vendors.received.clear();
    },
    close: () => vendors.close(),
  };
}
