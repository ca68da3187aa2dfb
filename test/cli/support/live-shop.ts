import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Finished, type Running, startSgtm } from '../../support/cli.ts';
import { shop } from './shop.ts';

/** What two tags ask for, each a value that stands nowhere else. */
export const secrets = {
  RELAY_API_SECRET: 'sentinel-relay-7f3a',
  GA4_API_SECRET: 'sentinel-ga4-91bc',
  META_ACCESS_TOKEN: 'sentinel-meta-44de',
  SGTM_CONTROL_TOKEN: 'sentinel-control-0aa1',
  SGTM_OUTBOX_KEY: 'c2VudGluZWwtb3V0Ym94LWtleS10aGF0LWlzLTMyLWI=',
} as const;

/** The container of a shop that sends to GA4 and Meta; `name` tells one from another. */
export function container(name: string): string {
  return `name: ${name}
access: { api_secrets: { G-SHOP: '\${RELAY_API_SECRET}' } }
triggers: { All: {}, Purchase: { when: [{ variable: '{{Event Name}}', equals: purchase }] } }
tags:
  GA4: { type: ga4, triggers: [All], measurement_id: G-SHOP, api_secret: '\${GA4_API_SECRET}' }
  Meta: { type: meta, triggers: [Purchase], pixel_id: '1', access_token: '\${META_ACCESS_TOKEN}', event_name: Purchase }
`;
}

/** A folder with that container. */
export function liveShop(): string {
  return shop({ 'sgtm.yaml': container('shop') });
}

/** `sgtm serve --live` as a process, for the length of a test. */
export interface Relay extends Running {
  readonly url: string;
  /** Posts an event; gives the status. */
  post(name: string, params?: object, headers?: Readonly<Record<string, string>>): Promise<number>;
  /** Ends it as an operator would. */
  stop(signal?: NodeJS.Signals): Promise<Finished>;
}

/** How to start it. */
export interface RelayOptions {
  readonly folder: string;
  readonly vendors: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

/** Starts it; every line is logged. */
export async function startRelay({ folder, vendors, env = secrets, args = [] }: RelayOptions): Promise<Relay> {
  const command = ['serve', '--live', '--vendors', vendors, '--port', '0', '--log-level', 'debug', ...args];
  const running = startSgtm(command, { cwd: folder, env });
  onTestFinished(async () => {
    running.child.kill('SIGKILL');
    await running.finished;
  });
  const [, url = ''] = await running.printed(/"url":"(http:\/\/127\.0\.0\.1:\d+)"/);
  return {
    ...running,
    url,
    async post(name, params = {}, headers = {}) {
      const query = `measurement_id=G-SHOP&api_secret=${secrets.RELAY_API_SECRET}`;
      const answer = await fetch(`${url}/mp/collect?${query}`, {
        method: 'POST',
        headers,
        body: JSON.stringify({
          client_id: '1849235714.1771200000',
          user_data: { email_address: 'jane.doe@customer.test', phone_number: '+14155550143' },
          events: [{ name, params: { value: 5, currency: 'USD', ...params } }],
        }),
      });
      await answer.body?.cancel();
      return answer.status;
    },
    stop(signal = 'SIGTERM') {
      running.child.kill(signal);
      return running.finished;
    },
  };
}

/** A request as the stand-in for all platforms got it. */
export interface Got {
  readonly host: string;
  readonly text: string;
}

/** One server for all platforms. */
export interface Platforms {
  readonly url: string;
  /** What came. */
  readonly got: readonly Got[];
  /** Resolves when so many requests came. */
  came(count: number): Promise<void>;
}

/** An answer's status and body; `never`: there is none. */
export type Respond = (got: Got) => readonly [status: number, body: string] | 'never' | undefined;

/** Starts them; they answer with what `respond` says, with what each takes for a yes where it says nothing. */
export async function startPlatforms(respond: Respond = () => undefined): Promise<Platforms> {
  const got: Got[] = [];
  const watchers = new Set<() => void>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one = { host: request.url?.split('/')[1] ?? '', text: `${request.url} ${Buffer.concat(chunks)}` };
    got.push(one);
    for (const watch of watchers) watch();
    const said = respond(one) ?? [200, '{"events_received":1}'];
    if (said !== 'never') response.writeHead(said[0], { 'content-type': 'application/json' }).end(said[1]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    came: (count) =>
      new Promise((resolve) => {
        const watch = (): void => {
          if (got.length >= count) resolve();
        };
        watchers.add(watch);
        watch();
      }),
  };
}

/** The outbox a relay in a folder has. */
export function outboxOf(folder: string): string {
  return join(folder, 'sgtm-outbox.db');
}

/** The ids of the events that Meta got, request by request. */
export function metaIds({ got }: Platforms): readonly unknown[] {
  return got
    .filter(({ host }) => host === 'graph.facebook.com')
    .map(({ text }) => /"event_id":"([^"]+)"/.exec(text)?.[1]);
}
