import { afterEach, expect, test } from 'vitest';
import { startVendors } from '../../src/server/vendors/start-vendors.ts';
import { type Running, root, startSgtm } from '../support/cli.ts';
import { inProcess } from '../support/in-process.ts';

const running: Running[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) {
    one.child.kill('SIGKILL');
    await one.finished;
  }
});

/** Starts it on a free port; gives its address too. */
async function start(...args: readonly string[]): Promise<readonly [Running, string]> {
  const one = startSgtm(['vendors', '--port', '0', ...args]);
  running.push(one);
  const [, url = ''] = await one.printed(/listening on (http:\/\/127\.0\.0\.1:\d+)[\s\S]*\n\n/);
  return [one, url];
}

async function post(url: string, body: unknown, method = 'POST'): Promise<number> {
  const answer = await fetch(url, { method, body: JSON.stringify(body) });
  await answer.body?.cancel();
  return answer.status;
}

const banner = (rest: string): string => `sgtm vendors  stand-ins for 9 platforms; nothing leaves this machine
listening on <url>, ${rest}
  ga4           www.google-analytics.com, region1.google-analytics.com
  meta          graph.facebook.com
  tiktok        business-api.tiktok.com
  google_ads    www.googleadservices.com, googleads.g.doubleclick.net, www.google.com
  data_manager  datamanager.googleapis.com, oauth2.googleapis.com
  kameleoon     data.kameleoon.io, eu-data.kameleoon.io, eu-data.kameleoon.eu, na-data.kameleoon.io, na-data.kameleoon.eu, data.kameleoon.net, api.kameleoon.com
  snapchat      tr.snapchat.com
  pinterest     api.pinterest.com
  http_request  any other host
send here:   sgtm serve --live --vendors <url>
what came:   curl <url>/__vendors/received
set a fault: curl -d '{"platform":"meta","fault":"429","rate":0.1,"retryAfter":"7"}' <url>/__vendors/faults

`;

test('stands in, tells of faults, and in the end of what came', async () => {
  const [vendors, url] = await start('--seed', '7');
  const faults = `${url}/__vendors/faults`;
  const set = { platform: 'http_request', fault: '429', rate: 0.125, retryAfter: 'soon', count: 1 };
  const mp = `${url}/www.google-analytics.com/mp/collect?measurement_id=G-AAAA1111&api_secret=s`;
  const event = (event_id: string): object => ({ name: 'rx_issued', params: { event_id } });
  expect([
    await post(faults, set),
    await post(faults, { platform: 'meta', fault: 'reset' }),
    await post(`${faults}?platform=http_request`, undefined, 'DELETE'),
    await post(faults, undefined, 'DELETE'),
    await post(mp, { client_id: '1.2', events: [event('a'), event('b')] }),
    await post(mp, { client_id: '1.2', events: [event('b')] }),
    // Broken: GA4 says nothing.
    await post(mp, { events: [event('c')] }),
    await post(`${url}/graph.facebook.com/v24.0/1/events`, {}),
    await post(`${url}/graph.facebook.com/`, {}),
  ]).toEqual([201, 201, 200, 200, 204, 204, 204, 400, 404]);
  vendors.child.kill('SIGINT');
  const { code, stdout, stderr } = await vendors.finished;
  expect([code, stderr, stdout.replaceAll(url, '<url>')]).toEqual([
    0,
    '',
    `${banner('seed 7')}fault set: http_request 429, 12.5 % of requests, 1 times at most, Retry-After: soon
fault set: meta reset, 100 % of requests
faults taken back: http_request
faults taken back: all
platform  requests  events  duplicates  answers
ga4              3       3           1  204: 3
meta             2       0           0  400: 1, 404: 1
`,
  ]);
});

test('checks nothing where told to, says which seed it chose, and where nothing came', async () => {
  const [vendors, url] = await start('--no-check');
  const mp = `${url}/www.google-analytics.com/mp/collect?measurement_id=G-AAAA1111&api_secret=s`;
  expect(await post(mp, { events: [{ name: '1st', params: { event_id: 'a' } }] })).toBe(204);
  const received = await fetch(`${url}/__vendors/received?platform=ga4`);
  expect(await received.json()).toEqual({
    ga4: {
      requests: 1,
      events: 1,
      distinct: 1,
      duplicates: 0,
      answers: { 204: 1 },
      ids: { a: 1 },
      idsLeftOut: 0,
      idsNotKept: 0,
    },
  });
  expect(await post(`${url}/__vendors/received`, undefined, 'DELETE')).toBe(200);
  vendors.child.kill('SIGTERM');
  const { code, stdout } = await vendors.finished;
  expect([code, stdout.replaceAll(url, '<url>').replace(/seed \d+/, 'seed <seed>')]).toEqual([
    0,
    `${banner('seed <seed>, nothing is checked')}nothing came\n`,
  ]);
});

test('a port in use is told, without a stack', async () => {
  const other = await startVendors({ check: false });
  const { port } = new URL(other.url);
  const finished = await inProcess(['vendors', '--port', port, '--no-check'], { cwd: root });
  await other.close();
  expect(finished).toEqual({
    code: 2,
    stdout: '',
    stderr: `port ${port} on 127.0.0.1 is in use: stop what listens there, or choose another port (0 takes any free one)\n`,
  });
});

test.each<[string, readonly string[], string]>([
  ['a port that is none', ['--port', '70000'], 'A port is a whole number from 0 to 65535.'],
  ['a seed that is none', ['--seed', 'x'], 'Expected a whole number from 0 up.'],
])('%s is told', async (_, args, message) => {
  const { code, stderr } = await inProcess(['vendors', ...args], { cwd: root });
  const [first] = stderr.split('\n');
  expect([code, first]).toEqual([2, `error: option '${optionOf(args)}' argument '${args[1]}' is invalid. ${message}`]);
});

function optionOf([name]: readonly string[]): string {
  return name === '--port' ? '-p, --port <port>' : '--seed <number>';
}

test('its help has every fault, and examples', async () => {
  const { code, stdout } = await inProcess(['vendors', '--help'], { cwd: root });
  expect([code, stdout.slice(stdout.indexOf('Faults'))]).toEqual([
    0,
    `Faults (POST /__vendors/faults; GET lists them, DELETE takes them back):
  429                 the platform asks for less, in its own form; retryAfter is what its Retry-After header says
  5xx                 the platform's own trouble, in its own form
  timeout             the request is read and never answered
  reset               the request is read, nothing is taken, the connection is reset
  reset_after_commit  the events are taken, and the connection is reset before the answer
  slow_drip           the events are taken; the answer comes a byte a second, without end
  giant_body          the events are taken; the answer's body has a gigabyte
  garbage             the events are taken; the answer is a page that is neither JSON nor UTF-8
  wrong_token         the credentials are refused, in the platform's own form
  invalid             the events are refused, in the platform's own form
  partial             some of the events are refused, where the platform takes requests in part
  refuse              the connection is cut before the request is read

Examples:
  sgtm vendors
  sgtm serve --live --vendors http://127.0.0.1:9099
  curl http://127.0.0.1:9099/__vendors/received
  curl -d '{"platform":"meta","fault":"429","rate":0.1,"retryAfter":"7"}' http://127.0.0.1:9099/__vendors/faults
`,
  ]);
});
