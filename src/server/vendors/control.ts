import type { VendorSimulator } from '../../platforms/simulator.ts';
import { shortened } from '../../text/printable.ts';
import type { Fault, Faults } from './faults.ts';
import type { Received } from './received.ts';

/** What the control API answers. */
export interface ControlAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What the control API speaks of. */
export interface Controlled {
  readonly simulators: ReadonlyMap<string, VendorSimulator>;
  readonly received: Received;
  readonly faults: Faults;
  /** Told of each change: the fault that was set, or the platform whose faults were taken back (undefined: all). */
  readonly onFault?: ((change: FaultChange) => void) | undefined;
}

/** A fault was set, or faults were taken back. */
export type FaultChange = { readonly set: Fault } | { readonly cleared: string | undefined };

/** Where the control API is: no platform's host is named so. */
export const controlPath = '/__vendors';

/** Ids listed unless asked for more or fewer. */
const fewIds = 1_000;

/**
 * The control API: `GET /__vendors` (who is stood in for), `GET` and `DELETE /__vendors/received` (`?platform=`,
 * `?ids=` how many ids to list), `GET`, `POST` and `DELETE /__vendors/faults` (`?platform=`). `target`: path and query.
 */
export function control(method: string, target: string, body: string, controlled: Controlled): ControlAnswer {
  const { pathname, searchParams } = new URL(target, 'http://vendors');
  const known = searchParams.get('platform') ?? undefined;
  if (known !== undefined && !controlled.simulators.has(known)) {
    const platforms = [...controlled.simulators.keys()].join(', ');
    return refusal(400, `there is no platform ${shortened(known, 40)}`, `Ask for one of ${platforms}.`);
  }
  const route = routes.get(pathname.replace(/\/$/, ''));
  if (route === undefined)
    return refusal(404, 'there is nothing here', `Ask for one of ${[...routes.keys()].join(', ')}.`);
  const handle = route[method];
  if (handle === undefined) {
    const allowed = Object.keys(route).join(', ');
    const answer = refusal(405, `${method} is not taken here`, `Use ${allowed}.`);
    return { ...answer, headers: { allow: allowed } };
  }
  return handle({ ...controlled, platform: known, query: searchParams, body });
}

interface Asked extends Controlled {
  readonly platform: string | undefined;
  readonly query: URLSearchParams;
  readonly body: string;
}

const routes: ReadonlyMap<string, Readonly<Record<string, (asked: Asked) => ControlAnswer>>> = new Map([
  [
    controlPath,
    {
      GET: ({ simulators }: Asked) => ({
        status: 200,
        body: { platforms: Object.fromEntries(Array.from(simulators, ([name, { hosts }]) => [name, hosts])) },
      }),
    },
  ],
  [
    `${controlPath}/received`,
    {
      GET: listReceived,
      DELETE: ({ received, platform }: Asked) => {
        received.clear(platform);
        return { status: 200, body: received.list(0, platform) };
      },
    },
  ],
  [
    `${controlPath}/faults`,
    {
      GET: listFaults,
      POST: setFault,
      DELETE: (asked: Asked) => {
        asked.faults.clear(asked.platform);
        asked.onFault?.({ cleared: asked.platform });
        return listFaults({ ...asked, platform: undefined });
      },
    },
  ],
]);

function listReceived({ received, platform, query }: Asked): ControlAnswer {
  const ids = query.get('ids');
  if (ids !== null && !/^\d{1,9}$/.test(ids)) return refusal(400, 'ids is not a whole number', 'Say how many to list.');
  return { status: 200, body: received.list(ids === null ? fewIds : Number(ids), platform) };
}

function listFaults({ faults, platform }: Asked): ControlAnswer {
  const listed = faults.list().filter((fault) => platform === undefined || fault.platform === platform);
  return { status: 200, body: { faults: listed } };
}

function setFault({ faults, onFault, body }: Asked): ControlAnswer {
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    return refusal(400, 'the body is not JSON', example);
  }
  const added = faults.add(given);
  if ('problems' in added) return refusal(400, added.problems.join('; '), example);
  onFault?.({ set: added });
  return { status: 201, body: added };
}

const example = 'Send an object such as {"platform": "meta", "fault": "429", "rate": 0.1, "retryAfter": "7"}.';

function refusal(status: number, message: string, help: string): ControlAnswer {
  return { status, body: { error: { message, help } } };
}
