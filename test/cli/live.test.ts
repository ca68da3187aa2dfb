import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Live, openLive } from '../../src/cli/live.ts';
import { parseContainer } from '../../src/container/load.ts';
import { loadContracts, shippedContracts } from '../../src/contracts/load.ts';
import { type Outbox, OutboxFailedError, OutboxFullError } from '../../src/delivery/outbox/outbox.ts';
import { inlineOutbox } from '../delivery/outbox/inline-outbox.ts';
import { start } from '../server/support/start.ts';
import { emptyFolder } from '../support/cli.ts';
import { mpRequest } from '../support/reference.ts';
import { logLines } from './support/live-lines.ts';
import { container, type Respond, secrets, startPlatforms } from './support/live-shop.ts';

interface Opened {
  readonly change?: (outbox: Outbox) => Partial<Outbox>;
  readonly strict?: boolean;
  readonly contracts?: Parameters<typeof loadContracts>[0];
  readonly yaml?: string;
  readonly respond?: Respond;
}

/** A live half with an outbox of its own that may be changed, and what it logged. */
async function opened({ change = () => ({}), strict = false, contracts: folders = [], ...rest }: Opened = {}) {
  const { yaml = container('shop'), respond } = rest;
  let written = '';
  const log = pino(
    { level: 'debug', base: null },
    {
      write(line: string) {
        written += line;
      },
    },
  );
  const platforms = await startPlatforms(respond);
  const env: NodeJS.ProcessEnv = { ...secrets };
  const options = { vendors: platforms.url, allowHost: [], strict };
  const contracts = await loadContracts(folders);
  const live = await openLive(
    { env, cwd: emptyFolder() },
    options,
    parseContainer(yaml),
    contracts,
    log,
    async (_, path) => {
      const outbox = inlineOutbox({ path });
      return { ...outbox, ...change(outbox) };
    },
  );
  onTestFinished(() => live.stop(0));
  const renew = (text: string): void => live.renew(parseContainer(text), contracts);
  return { live, env, renew, platforms, lines: () => (written === '' ? [] : logLines(written)) };
}

/** Posts a purchase; gives status and body. */
async function post(live: Live, id = 'T-1', user_data?: object): Promise<readonly [number, unknown]> {
  const page_location = 'https://shop.example/thanks';
  const params = { transaction_id: id, value: 5, currency: 'USD', page_location };
  const query = { measurement_id: 'G-SHOP' };
  const sent = { client_id: '1.2', ...(user_data && { user_data }), events: [{ name: 'purchase', params }] };
  const { status, body } = await live.collect(mpRequest(sent, query));
  return [status, body];
}

async function metric(live: Live, ...names: readonly string[]): Promise<readonly string[]> {
  const { url } = await start({ extend: live.extend });
  const text = await (await fetch(`${url}/metrics`)).text();
  return text.split('\n').filter((line) => names.some((name) => line.startsWith(`sgtm_${name}`)));
}

const full = { ready: false, reason: 'the outbox is full' };
const failed = { ready: false, reason: 'the outbox failed: the log says why; start this anew' };
const events = [{ name: 'purchase', tags: ['GA4', 'Meta'] }];
const notKept = (refused: string): object => ({
  requestId: 'request 1',
  status: 503,
  client: 'GA4 Client',
  kept: 0,
  refused,
  events,
  msg: 'a request was not kept',
});

function standStill(): void {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
}

test('a full outbox makes it not ready for a while, then ready by itself', async () => {
  standStill();
  let isFull = true;
  const { live, lines } = await opened({
    change: (outbox) => ({
      append: (rows) => (isFull ? Promise.reject(new OutboxFullError('4 of 4 MiB')) : outbox.append(rows)),
    }),
  });
  const told = [live.readiness(), (await post(live))[0], live.readiness()];
  isFull = false;
  vi.advanceTimersByTime(5_000);
  expect([...told, live.readiness(), (await post(live))[0], live.readiness()]).toEqual([
    { ready: true },
    503,
    full,
    { ready: true },
    204,
    { ready: true },
  ]);
  expect(lines()[0]).toEqual(notKept('outbox_full'));
  expect(await metric(live, 'requests_refused_total{', 'events_total', 'tag_executions_total{')).toEqual([
    'sgtm_requests_refused_total{reason="outbox_full"} 1',
    'sgtm_events_total 1',
    'sgtm_tag_executions_total{type="ga4"} 1',
    'sgtm_tag_executions_total{type="meta"} 1',
  ]);
});

test('a disk that failed makes it not ready for good', async () => {
  standStill();
  let fails = true;
  const { live, lines } = await opened({
    change: (outbox) => ({
      append: (rows) => (fails ? Promise.reject(new OutboxFailedError('disk I/O error')) : outbox.append(rows)),
    }),
  });
  const told = [(await post(live))[0], live.readiness()];
  fails = false;
  vi.advanceTimersByTime(86_400_000);
  expect([...told, (await post(live))[0], live.readiness()]).toEqual([503, failed, 204, failed]);
  expect(lines()[0]).toEqual(notKept('outbox_failed'));
});

test('a disk that cannot write down what was delivered does so, too, and the metrics tell', async () => {
  const { live, lines } = await opened({
    change: () => ({
      settle: () => Promise.reject(new OutboxFailedError('disk I/O error')),
    }),
  });
  await live.start();
  await post(live);
  await vi.waitUntil(() => !live.readiness().ready);
  expect([live.readiness(), await metric(live, 'delivery_failed')]).toEqual([failed, ['sgtm_delivery_failed 1']]);
  const stopped = { error: 'disk I/O error', msg: 'delivery stopped for good: start this anew' };
  expect(lines().filter((line) => 'error' in line)).toEqual([stopped]);
});

test('a destination that is resumed asks for its token at once, though it was just refused', async () => {
  const yaml = `name: shop
triggers: { All: {} }
tags:
  Goal: { type: kameleoon, triggers: [All], site_code: abcdef1234, client_id: me, client_secret: me, visitor_code: someone, goal_id: 7 }
`;
  let isMended = false;
  const { live, platforms, lines } = await opened({
    yaml,
    respond({ text }) {
      if (!text.includes('/oauth/token')) return [200, '{}'];
      return isMended ? [200, '{"access_token":"t","expires_in":7200}'] : [401, '{"error":"invalid_client"}'];
    },
  });
  const { url } = await start({ extend: live.extend });
  await live.start();
  await post(live);
  const told = (msg: string): boolean => lines().some((line) => 'msg' in line && String(line.msg).startsWith(msg));
  await vi.waitUntil(() => told('paused'));
  isMended = true;
  const headers = { authorization: `Bearer ${secrets.SGTM_CONTROL_TOKEN}` };
  const body = JSON.stringify({ destination: 'kameleoon/abcdef1234' });
  const answer = await fetch(`${url}/__sgtm/outbox/resume`, { method: 'POST', headers, body });
  await vi.waitUntil(() => told('delivered'), { timeout: 4_000 });
  const paths = platforms.got.map(({ text }) => text.split(/[ ?]/)[0]);
  expect([answer.status, paths]).toEqual([
    200,
    ['/api.kameleoon.com/oauth/token', '/api.kameleoon.com/oauth/token', '/data.kameleoon.io/visit/events'],
  ]);
});

test('a reload without a secret changes nothing; one with other secrets keeps the old ones out of texts', async () => {
  const { live, env, renew } = await opened();
  const all = ['another-meta-token', ...Object.values(secrets)].join(' ');
  const before = live.redact(all);
  const other = container('other').replace('META_ACCESS_TOKEN', 'OTHER_TOKEN_FILE_IS_MISSING');
  env['OTHER_TOKEN_FILE_IS_MISSING_FILE'] = '/nowhere/token';
  expect(() => renew(other)).toThrow(
    'OTHER_TOKEN_FILE_IS_MISSING_FILE: /nowhere/token cannot be read (ENOENT): mend the path or its permissions',
  );
  const kept = live.redact(all);
  env['META_ACCESS_TOKEN'] = 'another-meta-token';
  renew(container('other'));
  const redacted = '<redacted> <redacted> <redacted> <redacted> <redacted>';
  expect([before, kept, live.redact(all)]).toEqual([
    `another-meta-token ${redacted}`,
    `another-meta-token ${redacted}`,
    `<redacted> ${redacted}`,
  ]);
});

test('strict: what leads to a broken contract is refused before anything is kept, and the log says so', async () => {
  const { live, lines } = await opened({ strict: true, contracts: [shippedContracts] });
  const [status, body] = await post(live);
  const { error, violations } = JSON.parse(String(body)) as { error: unknown; violations: { tag: string }[] };
  const refused = [status, error, violations.map(({ tag }) => tag), lines()];
  expect([refused, await post(live, 'T-2', { email_address: 'jane.doe@customer.test' })]).toEqual([
    [
      422,
      {
        message: '1 contract violation',
        help: 'mend what each violation names; without --strict the request is answered as GA4 does',
      },
      ['Meta'],
      [{ status: 422, client: 'GA4 Client', msg: 'turned a request away: it breaks a contract' }],
    ],
    [204, ''],
  ]);
});

test('is stopped once, however often it is told to', async () => {
  let closed = 0;
  const { live } = await opened({
    change: (outbox) => ({
      async close() {
        closed += 1;
        await outbox.close();
      },
    }),
  });
  await live.start();
  await Promise.all([live.stop(1_000), live.stop(0)]);
  await live.stop(0);
  expect(closed).toBe(1);
});
