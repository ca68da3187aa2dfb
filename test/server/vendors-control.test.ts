import { connect } from 'node:net';
import { Client } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../src/delivery/clock.ts';
import { ListenError } from '../../src/server/listen-error.ts';
import type { FaultChange } from '../../src/server/vendors/control.ts';
import type { FaultKind } from '../../src/server/vendors/faults.ts';
import { type RunningVendors, type StartOptions, startVendors } from '../../src/server/vendors/start-vendors.ts';

/** What a clock was asked to call, and nothing else. */
const asked: (() => void)[] = [];
const clock: Clock = {
  now: () => 0,
  elapsed: () => 0,
  after(_, call) {
    asked.push(call);
    return () => asked.splice(0);
  },
};

let vendors: RunningVendors;
let client: Client;
const changes: FaultChange[] = [];

beforeEach(async () => {
  asked.length = 0;
  changes.length = 0;
  await start({});
});

afterEach(stop);

async function start(options: StartOptions): Promise<void> {
  vendors = await startVendors({ check: false, clock, onFault: (change) => changes.push(change), ...options });
  client = new Client(vendors.url);
}

async function stop(): Promise<void> {
  await client.destroy();
  await vendors.close();
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const reply = await client.request({ method, path, headers, body: text ?? null });
  const said = await reply.body.text();
  return { status: reply.statusCode, body: said === '' ? undefined : JSON.parse(said) };
}

const order = (id: string): Promise<Reply> => call('POST', '/warehouse.example/orders', { event_id: id });
const nothing = {
  requests: 0,
  events: 0,
  distinct: 0,
  duplicates: 0,
  answers: {},
  ids: {},
  idsLeftOut: 0,
  idsNotKept: 0,
};
const refused = (status: number, message: string, help: string): Reply => ({
  status,
  body: { error: { message, help } },
});

describe('who answers', () => {
  test('the control API lists the hosts', async () => {
    expect(await call('GET', '/__vendors')).toEqual({
      status: 200,
      body: {
        platforms: expect.objectContaining({
          ga4: ['www.google-analytics.com', 'region1.google-analytics.com'],
          meta: ['graph.facebook.com'],
          http_request: ['*'],
        }),
      },
    });
  });

  test.each<[string, string, string, number, string | undefined]>([
    ['a platform', 'POST', '/www.google-analytics.com/mp/collect?measurement_id=G-1&api_secret=s', 204, 'ga4'],
    ['a platform in capitals', 'POST', '/WWW.Google-Analytics.com/mp/collect', 204, 'ga4'],
    ['a platform with a port', 'POST', '/www.google-analytics.com:443/mp/collect', 204, 'ga4'],
    ['a platform, at no path of its', 'POST', '/www.google-analytics.com/collect', 404, 'ga4'],
    ['a platform, at its root', 'POST', '/www.google-analytics.com', 404, 'ga4'],
    ['any other host', 'PUT', '/warehouse.example/orders/1', 200, 'http_request'],
    ['any other host with a port', 'POST', '/localhost:9000/', 200, 'http_request'],
    ['a name with a port', 'POST', '/warehouse:9000/', 200, 'http_request'],
    ['an address', 'POST', '/[::1]:9000/', 200, 'http_request'],
    ['no host', 'POST', '/mp/collect', 404, undefined],
    ['nothing', 'GET', '/', 404, undefined],
    ['what is no host', 'GET', '/a%20b.example/', 404, undefined],
  ])('%s', async (_, method, path, status, platform) => {
    const { status: given } = await call(method, path);
    const asked = Object.entries(vendors.received()).filter(([, { requests }]) => requests === 1);
    expect([given, asked.map(([name, { answers }]) => [name, answers])]).toEqual([
      status,
      platform === undefined ? [] : [[platform, { [status]: 1 }]],
    ]);
  });

  test('says what is missing', async () => {
    const help = 'Point sgtm here with --live --vendors: it asks for /<host>/<path>. GET /__vendors lists the hosts.';
    expect([await call('POST', '/mp/collect'), await call('GET', '/')]).toEqual([
      refused(404, 'the path does not begin with a host', help),
      refused(404, 'the path names no host', help),
    ]);
  });

  test('a target in absolute form is none of its', async () => {
    const socket = connect(Number(new URL(vendors.url).port), '127.0.0.1');
    socket.write('POST http://www.google-analytics.com/mp/collect HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
    const chunks = await socket.toArray();
    expect(Buffer.concat(chunks).toString().split('\r\n', 1)).toEqual(['HTTP/1.1 404 Not Found']);
  });
});

describe('what came', () => {
  test('is counted by platform and id', async () => {
    for (const id of ['a', 'b', 'b', 'c', 'c', 'c']) await order(id);
    const got = { ...nothing, requests: 6, events: 6, distinct: 3, duplicates: 3, answers: { 200: 6 } };
    expect(await call('GET', '/__vendors/received?platform=http_request')).toEqual({
      status: 200,
      body: { http_request: { ...got, ids: { c: 3, b: 2, a: 1 } } },
    });
    expect(await call('GET', '/__vendors/received?platform=http_request&ids=2')).toEqual({
      status: 200,
      body: { http_request: { ...got, ids: { c: 3, b: 2 }, idsLeftOut: 1 } },
    });
    const { http_request, ...others } = vendors.received();
    expect([http_request, Object.values(others)]).toEqual([
      { ...got, ids: { c: 3, b: 2, a: 1 } },
      Object.keys(others).map(() => nothing),
    ]);
  });

  test('is forgotten, all or one platform’s', async () => {
    await order('a');
    await call('POST', '/www.google-analytics.com/mp/collect');
    expect(await call('DELETE', '/__vendors/received?platform=ga4')).toEqual({ status: 200, body: { ga4: nothing } });
    expect([vendors.received()['ga4'], vendors.received()['http_request']?.events]).toEqual([nothing, 1]);
    await call('DELETE', '/__vendors/received');
    expect(Object.values(vendors.received()).every(({ requests }) => requests === 0)).toBe(true);
  });
});

describe('faults', () => {
  const throttle = { platform: 'http_request', fault: '429' };

  test('are set, listed with how often they struck, and taken back', async () => {
    const fault = { ...throttle, rate: 1, retryAfter: 'Fri, 31 Dec 9999 23:59:59 GMT', count: 2 };
    const other = { platform: 'meta', fault: 'reset', rate: 0.25 };
    expect([await call('POST', '/__vendors/faults', fault), await call('POST', '/__vendors/faults', other)]).toEqual([
      { status: 201, body: fault },
      { status: 201, body: other },
    ]);
    const answers = [await order('a'), await order('b'), await order('c')];
    expect(answers.map(({ status }) => status)).toEqual([429, 429, 200]);
    const listed = [
      { ...fault, struck: 2 },
      { ...other, struck: 0 },
    ];
    expect([
      await call('GET', '/__vendors/faults'),
      await call('GET', '/__vendors/faults?platform=meta'),
      await call('DELETE', '/__vendors/faults?platform=meta'),
      await call('DELETE', '/__vendors/faults'),
    ]).toEqual([
      { status: 200, body: { faults: listed } },
      { status: 200, body: { faults: listed.slice(1) } },
      { status: 200, body: { faults: listed.slice(0, 1) } },
      { status: 200, body: { faults: [] } },
    ]);
    expect(changes).toEqual([{ set: fault }, { set: other }, { cleared: 'meta' }, { cleared: undefined }]);
  });

  test.each(['7', 'Fri, 31 Dec 9999 23:59:59 GMT', 'soon', '-1', '', '99999999999'])(
    'Retry-After may be %j',
    async (retryAfter) => {
      for (const fault of ['429', '5xx'] as const)
        vendors.fault({ platform: 'http_request', fault, retryAfter, count: 1 });
      const seen: unknown[] = [];
      for (const path of ['/a.example/', '/b.example/']) {
        const { statusCode, headers, body } = await client.request({ method: 'POST', path });
        seen.push([statusCode, headers['retry-after']]);
        await body.dump();
      }
      expect(seen).toEqual([
        [429, retryAfter],
        [503, retryAfter],
      ]);
    },
  );

  const example = 'Send an object such as {"platform": "meta", "fault": "429", "rate": 0.1, "retryAfter": "7"}.';
  const platforms = 'ga4, meta, tiktok, google_ads, data_manager, kameleoon, snapchat, pinterest, http_request';
  const kinds =
    '429, 5xx, timeout, reset, reset_after_commit, slow_drip, giant_body, garbage, wrong_token, invalid, partial, refuse';
  test.each<[string, unknown, string]>([
    ['no JSON', '{', 'the body is not JSON'],
    ['no object', [1], 'must be an object such as {"platform": "meta", "fault": "429", "rate": 0.1}'],
    ['nothing in it', {}, `platform: must be one of ${platforms}; fault: must be one of ${kinds}`],
    ['another platform', { ...throttle, platform: 'metta' }, `platform: must be one of ${platforms}`],
    ['another fault', { ...throttle, fault: 429 }, `fault: must be one of ${kinds}`],
    ['a rate beyond', { ...throttle, rate: 1.1 }, 'rate: must be a number from 0 (never) to 1 (always)'],
    ['a rate in words', { ...throttle, rate: 'often' }, 'rate: must be a number from 0 (never) to 1 (always)'],
    ['a number', { ...throttle, retryAfter: 7 }, 'retryAfter: must be text, such as "7"'],
    [
      'what no header can hold',
      { ...throttle, retryAfter: 'a\r\nb' },
      'retryAfter: must be at most 200 characters of ASCII, on one line',
    ],
    ['half a time', { ...throttle, count: 0.5 }, 'count: must be a whole number from 1 up'],
    [
      'keys nobody knows',
      { ...throttle, retryafter: '7', x: 1 },
      'retryafter: unknown key; did you mean retryAfter?; x: unknown key; known are platform, fault, rate, retryAfter, count',
    ],
  ])('with %s are refused', async (_, body, message) => {
    expect(await call('POST', '/__vendors/faults', body)).toEqual(refused(400, message, example));
    expect([changes, (await call('GET', '/__vendors/faults')).body]).toEqual([[], { faults: [] }]);
  });

  test('malformed are refused within a test, too', () => {
    expect(() => vendors.fault({ platform: 'metta', fault: '429' })).toThrow(
      new RangeError(`platform: must be one of ${platforms}`),
    );
  });

  test('strike the same requests by the same seed', async () => {
    const struck = async (seed: number): Promise<string> => {
      await stop();
      await start({ seed });
      vendors.fault({ platform: 'http_request', fault: '429', rate: 0.5 });
      let pattern = '';
      for (let index = 0; index < 24; index += 1) pattern += (await order(`${index}`)).status === 429 ? 'x' : '.';
      return pattern;
    };
    expect([await struck(1), await struck(1), await struck(2)]).toEqual([
      'x.x...x.x.x.x...x.xxxxxx',
      'x.x...x.x.x.x...x.xxxxxx',
      'x.x.x.xxx..xx.x..x..x.xx',
    ]);
  });

  test('never strike at rate 0', async () => {
    vendors.fault({ platform: 'http_request', fault: '429', rate: 0 });
    expect((await order('a')).status).toBe(200);
  });

  test('of several, the one set first strikes', async () => {
    vendors.fault({ platform: 'http_request', fault: 'invalid', count: 1 });
    vendors.fault({ platform: 'http_request', fault: 'wrong_token', count: 1 });
    expect([(await order('a')).status, (await order('a')).status, (await order('a')).status]).toEqual([422, 401, 200]);
  });
});

describe('broken answers', () => {
  const target = { method: 'POST', path: '/www.google-analytics.com/mp/collect' } as const;
  const own = { method: 'POST', path: '/a.example/', body: '{"event_id":"a"}' } as const;

  test('drip a byte at a time, without end', async () => {
    vendors.fault({ platform: 'http_request', fault: 'slow_drip' });
    const { statusCode, body } = await client.request(own);
    const bytes = body[Symbol.asyncIterator]();
    let read = '';
    for (let index = 0; index < 14; index += 1) {
      read += String((await bytes.next()).value);
      asked.shift()?.();
    }
    expect([statusCode, read, vendors.received()['http_request']?.ids]).toEqual([200, '{"ok":true}   ', { a: 1 }]);
    body.destroy();
  });

  test('announce a gigabyte, whatever the status', async () => {
    vendors.fault({ platform: 'ga4', fault: 'giant_body' });
    const { statusCode, headers, body } = await client.request(target);
    const bytes = body[Symbol.asyncIterator]();
    const { value } = await bytes.next();
    expect([statusCode, headers['content-length'], String(value).trim()]).toEqual([200, '1000000000', '']);
    body.destroy();
  });

  test('are a page in no encoding', async () => {
    vendors.fault({ platform: 'ga4', fault: 'garbage' });
    const { statusCode, headers, body } = await client.request(target);
    expect([statusCode, headers['content-type'], await body.text()]).toEqual([
      200,
      'text/html',
      '<!doctype html>\n<title>It works!</title>\n<p>\u0000\ufffd\ufffd\ufffd(\ufffd</p>\n',
    ]);
  });

  test.each<[FaultKind, number, object]>([
    ['reset', 1, {}],
    ['reset_after_commit', 1, { a: 1 }],
    ['refuse', 0, {}],
  ])('are none: %s', async (fault, requests, ids) => {
    vendors.fault({ platform: 'http_request', fault });
    const error = await client.request(own).catch((cause: NodeJS.ErrnoException) => cause.code);
    const got = vendors.received()['http_request'];
    expect([error, got?.requests, got?.ids, got?.answers]).toEqual([
      expect.stringMatching(/^(?:UND_ERR_SOCKET|ECONNRESET|EPIPE)$/),
      requests,
      ids,
      {},
    ]);
  });

  test('hold nobody up when it closes', async () => {
    vendors.fault({ platform: 'ga4', fault: 'timeout' });
    const answer = client.request(target).then(
      () => 'answered',
      (error: Error) => error.name,
    );
    for (;;) if ((await fetchReceived()) === 1) break;
    await vendors.close();
    expect(await answer).toBe('SocketError');
  });

  async function fetchReceived(): Promise<unknown> {
    const reply = await fetch(`${vendors.url}/__vendors/received?platform=ga4`);
    return ((await reply.json()) as { ga4: { requests: number } }).ga4.requests;
  }
});

describe('the control API refuses', () => {
  test.each<[string, string, string, Record<string, string>, Reply]>([
    [
      'paths it has not',
      'GET',
      '/__vendors/faultz',
      {},
      refused(404, 'there is nothing here', 'Ask for one of /__vendors, /__vendors/received, /__vendors/faults.'),
    ],
    [
      'methods it has not',
      'PUT',
      '/__vendors/faults',
      {},
      refused(405, 'PUT is not taken here', 'Use GET, POST, DELETE.'),
    ],
    [
      'platforms there are none of',
      'GET',
      '/__vendors/received?platform=metta%1b',
      {},
      refused(
        400,
        'there is no platform metta\\u001b',
        'Ask for one of ga4, meta, tiktok, google_ads, data_manager, kameleoon, snapchat, pinterest, http_request.',
      ),
    ],
    [
      'ids that are no number',
      'GET',
      '/__vendors/received?ids=all',
      {},
      refused(400, 'ids is not a whole number', 'Say how many to list.'),
    ],
    [
      'pages in a browser',
      'DELETE',
      '/__vendors/faults',
      { origin: 'https://evil.example' },
      refused(403, 'the request comes from a web page', 'Use curl, or a program without a browser.'),
    ],
  ])('%s', async (_, method, path, headers, expected) => {
    expect(await call(method, path, undefined, headers)).toEqual(expected);
  });
});

test('a port that is taken is told', async () => {
  const { port } = new URL(vendors.url);
  await expect(startVendors({ port: Number(port), check: false })).rejects.toThrow(ListenError);
});
