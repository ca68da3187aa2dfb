import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { OutboxStatus } from '../../../src/delivery/control/outbox-control.ts';
import { type RunningVendors, startVendors } from '../../../src/server/vendors/start-vendors.ts';
import { emptyFolder } from '../../support/cli.ts';
import { type Load, startLoad } from './load.ts';
import { freePort, hasEnded, type Relay, type RelayOptions, startRelay } from './relay.ts';
import { type FaultResult, report, seed, type Tally, tally } from './tally.ts';

/** A relay, the platforms it delivers to, and what is posted to it: for one test, and gone with it. */
export interface Scene extends AsyncDisposable {
  readonly vendors: RunningVendors;
  readonly place: RelayOptions;
  /** The relay of now. */
  readonly relay: Relay;
  /** Starts the relay again, after it has ended. */
  restart(): Promise<Relay>;
  /** Posts so many events a second; `most` of them, or without an end. */
  load(perSecond: number, most?: number): Load;
  /** Takes all faults of the platforms back; what they have got stays counted. */
  heal(): Promise<void>;
  /** Waits for something, for as long as the relay runs. */
  until(what: () => boolean | Promise<boolean>): Promise<void>;
  /** Waits until nothing is to be delivered any more but what is dead or paused; gives how it stands then. */
  drained(): Promise<OutboxStatus>;
  /** Stops what is posted, waits until all is delivered or dead, counts, and adds a line to the table. */
  conclude(told: Pick<FaultResult, 'fault' | 'runs' | 'recoveryMs'>, ...loads: readonly Load[]): Promise<Tally>;
}

/** How a scene differs from the usual one. */
export interface SceneOptions {
  readonly container?: string;
  /** Those its container sends to. */
  readonly platforms?: readonly string[];
  readonly args?: readonly string[];
  /** Whether the platforms refuse what breaks their contracts. */
  readonly check?: boolean;
  readonly body?: (id: string, number: number) => string;
}

/** A container of two tags: what the relay has to do beside keeping and sending is small. */
const twoPlatforms = `
name: fault
triggers: { All: {} }
tags:
  Meta: { type: meta, triggers: [All], pixel_id: '111', access_token: '\${META_TOKEN}' }
  TikTok: { type: tiktok, triggers: [All], pixel_id: C0FAULT, access_token: '\${TIKTOK_TOKEN}' }
`;

/** Its first destination. */
export const meta = 'meta/111';
/** Its second destination. */
export const tiktok = 'tiktok/C0FAULT';

/** A purchase of that id, as a relay posts it. */
export function purchase(id: string, params: object = {}): string {
  const known = { event_id: id, transaction_id: id, value: 9.99, currency: 'USD' };
  return JSON.stringify({
    client_id: '1.2',
    user_data: { sha256_email_address: ['a'.repeat(64)] },
    events: [{ name: 'purchase', params: { ...known, page_location: 'https://shop.example/', ...params } }],
  });
}

/** Sets the scene: platforms that work, and a relay that is ready. */
export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const { container = twoPlatforms, platforms = ['meta', 'tiktok'], args = [], check = false } = options;
  const vendors = await startVendors({ check, seed });
  const place = { folder: emptyFolder(), port: await freePort(), vendors: vendors.url, args };
  writeFileSync(join(place.folder, 'sgtm.yaml'), container);
  let relay = await startRelay(place);
  const loads: Load[] = [];
  const scene: Scene = {
    vendors,
    place,
    get relay() {
      return relay;
    },
    async restart() {
      relay = await startRelay(place);
      return relay;
    },
    load(perSecond, most) {
      const body = options.body ?? ((id: string) => purchase(id));
      const load = startLoad({ url: relay.url, perSecond, body, ...(most !== undefined && { most }) });
      loads.push(load);
      return load;
    },
    async heal() {
      const answer = await fetch(`${vendors.url}/__vendors/faults`, { method: 'DELETE' });
      await answer.body?.cancel();
    },
    async until(what) {
      while (!(await what())) {
        if (hasEnded(relay.child)) throw new Error(`the relay ended: ${JSON.stringify(relay.lines())}`);
        await wait(20);
      }
    },
    async drained() {
      let status = await relay.status();
      let looks = 0;
      await scene.until(async () => {
        status = await relay.status();
        looks = status.destinations.some(isBusy) ? 0 : looks + 1;
        return looks === quietLooks;
      });
      return status;
    },
    async conclude(told, ...posted) {
      for (const load of posted) await load.stop();
      await scene.drained();
      const accepted = new Set(posted.flatMap((load) => [...load.accepted]));
      const result = tally(accepted, vendors, platforms, await relay.dead());
      report({ ...told, ...result });
      return result;
    },
    async [Symbol.asyncDispose]() {
      await relay.end('SIGKILL');
      for (const load of loads) await load.stop();
      await vendors.close();
      rmSync(place.folder, { recursive: true });
    },
  };
  return scene;
}

/** What waits a few milliseconds for others to go with is neither behind nor in flight: a relay is quiet when it stays so. */
const quietLooks = 5;

function isBusy({ behind, waiting, inFlight = 0, paused }: OutboxStatus['destinations'][number]): boolean {
  return paused === undefined && behind + waiting + inFlight > 0;
}
