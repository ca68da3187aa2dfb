import { setTimeout as wait } from 'node:timers/promises';
import { type Program, startProgram } from './program.ts';
import { purchaseBody } from './purchase.ts';

/** A `sgtm serve --live` that delivers to simulators. */
export interface Relay extends Program {
  /** Where events are posted. */
  readonly collectUrl: string;
  /** Events kept, and deliveries that are done with. */
  counts(): Promise<RelayCounts>;
  /** Stops sending to every destination it has. */
  pause(): Promise<void>;
  /** Sends again. */
  resume(): Promise<void>;
}

/** What a relay has counted. */
export interface RelayCounts {
  /** Events on disk. */
  readonly kept: number;
  /** Deliveries the simulators took; one event has several. */
  readonly delivered: number;
  /** Deliveries that did not simply go well. */
  readonly failed: number;
}

/** What a relay starts with. */
export interface RelayOptions {
  readonly folder: string;
  /** The container file. */
  readonly container: string;
  readonly outbox: string;
  /** The simulators' URL. */
  readonly vendors: string;
}

const token = 'bench';
const query = 'measurement_id=G-BOSLEY123&api_secret=secret';

/** Starts a relay as a user would; gives it when it listens. */
export async function startRelay({ folder, container, outbox, vendors }: RelayOptions): Promise<Relay> {
  const args = ['serve', '--live', '--port', '0', '-c', container, '--outbox', outbox, '--vendors', vendors];
  const program = startProgram(args, { folder, env: { SGTM_CONTROL_TOKEN: token }, isProfiled: true });
  const url = await program.listening();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const names = async (): Promise<readonly string[]> => {
    const answer = await fetch(`${url}/__sgtm/outbox`, { headers });
    const { destinations } = (await answer.json()) as { readonly destinations: readonly { readonly name: string }[] };
    return destinations.map(({ name }) => name);
  };
  const tell = async (verb: 'pause' | 'resume'): Promise<void> => {
    for (const destination of await names()) {
      const body = JSON.stringify({ destination });
      const answer = await fetch(`${url}/__sgtm/outbox/${verb}`, { method: 'POST', headers, body });
      if (!answer.ok) throw new Error(`${verb} ${destination}: ${answer.status} ${await answer.text()}`);
    }
  };
  return {
    ...program,
    collectUrl: `${url}/mp/collect?${query}`,
    async counts() {
      const text = await (await fetch(`${url}/metrics`)).text();
      const delivered = sum(text, /^sgtm_deliveries_total\{.*result="delivered".*\} (\d+)$/gm);
      const all = sum(text, /^sgtm_deliveries_total\{.*\} (\d+)$/gm);
      return { kept: sum(text, /^sgtm_events_total (\d+)$/gm), delivered, failed: all - delivered };
    },
    async pause() {
      // A destination is there from its first event on.
      await post(`${url}/mp/collect?${query}`, purchaseBody);
      while ((await names()).length === 0) await wait(20);
      await tell('pause');
    },
    resume: () => tell('resume'),
  };
}

/** Posts one event; throws where it is not taken. */
export async function post(url: string, body: string): Promise<void> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
}

function sum(text: string, pattern: RegExp): number {
  let total = 0;
  for (const [, figure] of text.matchAll(pattern)) total += Number(figure);
  return total;
}
