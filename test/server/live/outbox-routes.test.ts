import { describe, expect, test } from 'vitest';
import { createOutboxControl, type OutboxControl } from '../../../src/delivery/control/outbox-control.ts';
import { OutboxFailedError, OutboxFullError } from '../../../src/delivery/outbox/outbox.ts';
import { controlGuard } from '../../../src/server/control-token.ts';
import { addOutboxRoutes, controlPath } from '../../../src/server/live/outbox-routes.ts';
import { fill, lookedAt } from '../../support/filled-outbox.ts';
import { MemoryOutbox } from '../../support/memory-outbox.ts';
import { start } from '../support/start.ts';

const token = 'token-of-the-control-api';

/** A server with a filled outbox behind it; `ask` gives status, type and body of an answer. */
async function served(own: Partial<OutboxControl> = {}) {
  const outbox = new MemoryOutbox();
  await fill(outbox);
  const control = { ...createOutboxControl({ outbox, file: '/data/outbox.db', now: () => lookedAt }), ...own };
  const { url, log, requests } = await start({
    extend(app) {
      app.use(`${controlPath}/*`, controlGuard({ live: true, token }));
      addOutboxRoutes(app, control);
    },
  });
  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = { authorization: `Bearer ${token}` },
  ): Promise<readonly [number, string | null, unknown]> => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(`${url}/__sgtm/outbox${path}`, {
      method,
      headers,
      ...(text !== undefined && { body: text }),
    });
    return [answer.status, answer.headers.get('content-type'), await answer.json()];
  };
  const rows = async (): Promise<readonly string[]> =>
    (await Promise.all([outbox.pending({ state: 'dead' }, 9), outbox.pending({ state: 'waiting' }, 9)]))
      .flat()
      .map(({ destination, seq, state }) => `${destination} ${seq} ${state}`)
      .toSorted();
  return { outbox, ask, rows, log, requests };
}

const before = ['meta/1 1 dead', 'meta/1 2 dead', 'meta/1 3 waiting', 'tiktok/2 3 waiting'];
const ok = (body: unknown) => [200, 'application/json', body] as const;
const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  413: 'Payload Too Large',
  503: 'Service Unavailable',
};
const problem = (status: number, detail: string) =>
  [status, 'application/problem+json', { title: titles[status], status, detail }] as const;

describe('what an operator asks for', () => {
  test('GET tells how it stands', async () => {
    const { outbox, ask } = await served();
    const { bytes, most } = outbox.size();
    expect(await ask('GET', '')).toEqual(
      ok({
        running: false,
        file: '/data/outbox.db',
        bytes,
        most,
        setAside: 0,
        destinations: [
          { name: 'ga4/G-1', behind: 1, waiting: 0, dead: 0, oldestSeconds: 3_420 },
          { name: 'meta/1', behind: 0, waiting: 1, dead: 2, oldestSeconds: 3_480 },
          { name: 'tiktok/2', behind: 0, waiting: 1, dead: 0, paused: 'the token was refused', oldestSeconds: 3_480 },
        ],
      }),
    );
  });

  test('GET deliveries lists the dead unless told otherwise, page by page', async () => {
    const { ask } = await served();
    const asked = [
      '',
      '?limit=1',
      '?limit=1&after=1',
      '?state=waiting&destination=tiktok/2',
      '?seq=2',
      '?outcome=invalid&tag=Tag%20of%20meta/1',
      '?tag=Tag',
    ];
    const pages = await Promise.all(asked.map((query) => ask('GET', `/deliveries${query}`)));
    const short = pages.map(([status, type, body]) => {
      const { deliveries, next } = body as { deliveries: { destination: string; seq: number }[]; next?: number };
      return [status, type, deliveries.map(({ destination, seq }) => `${destination} ${seq}`), next];
    });
    const json = 'application/json';
    expect(short).toEqual([
      [200, json, ['meta/1 1', 'meta/1 2'], undefined],
      [200, json, ['meta/1 1'], 1],
      [200, json, ['meta/1 2'], undefined],
      [200, json, ['tiktok/2 3'], undefined],
      [200, json, ['meta/1 2'], undefined],
      [200, json, ['meta/1 1'], undefined],
      [200, json, [], undefined],
    ]);
    expect(await ask('GET', '/deliveries?limit=1')).toEqual(
      ok({
        deliveries: [
          {
            destination: 'meta/1',
            tag: 'Tag of meta/1',
            seq: 1,
            state: 'dead',
            at: '2026-11-21T15:50:01.000Z',
            attempts: 1,
            outcome: 'invalid',
            message: 'Invalid parameter (100/2804009)',
            event: {
              name: 'purchase',
              id: 'order-1',
              requestId: 'request of order-1',
              receivedAt: '2026-11-21T15:00:00.000Z',
            },
          },
        ],
        next: 1,
      }),
    );
  });

  test.each<[string, object, object, readonly string[]]>([
    [
      'replay of a destination',
      { path: '/replay', body: { destination: 'meta/1' } },
      { replayed: 2 },
      ['meta/1 1 waiting', 'meta/1 2 waiting', 'meta/1 3 waiting', 'tiktok/2 3 waiting'],
    ],
    [
      'replay of all',
      { path: '/replay', body: { all: true } },
      { replayed: 2 },
      ['meta/1 1 waiting', 'meta/1 2 waiting', 'meta/1 3 waiting', 'tiktok/2 3 waiting'],
    ],
    [
      'replay of one event',
      { path: '/replay', body: { seq: 2, tag: 'Tag of meta/1', outcome: 'too_old' } },
      { replayed: 1 },
      ['meta/1 1 dead', 'meta/1 2 waiting', 'meta/1 3 waiting', 'tiktok/2 3 waiting'],
    ],
    ['replay of nobody', { path: '/replay', body: { destination: 'meta' } }, { replayed: 0 }, before],
    [
      'purge of the dead',
      { path: '/purge', body: { state: 'dead', destination: 'meta/1', confirm: true } },
      { purged: 2 },
      ['meta/1 3 waiting', 'tiktok/2 3 waiting'],
    ],
    [
      'purge of all that waits',
      { path: '/purge', body: { state: 'waiting', all: true, confirm: true } },
      { purged: 2 },
      ['meta/1 1 dead', 'meta/1 2 dead'],
    ],
  ])('%s', async (_, asked, told, after) => {
    const { ask, rows } = await served();
    const { path, body } = asked as { path: string; body: object };
    expect([await ask('POST', path, body), await rows()]).toEqual([ok(told), after]);
  });

  test('pause and resume, of a destination with strange characters too', async () => {
    const { outbox, ask } = await served();
    const strange = 'meta/ü %2F?#"\u202e';
    await outbox.append([{ key: undefined, receivedAt: lookedAt, destinations: [strange], body: '{}' }]);
    const told = [
      await ask('POST', '/pause', { destination: 'meta/1' }),
      await ask('POST', '/pause', { destination: strange, reason: 'why' }),
      await ask('POST', '/resume', { destination: 'tiktok/2' }),
    ];
    expect([told, (await outbox.destinations()).map(({ name, paused }) => [name, paused])]).toEqual([
      [ok({ paused: 'meta/1' }), ok({ paused: strange }), ok({ resumed: 'tiktok/2' })],
      [
        ['ga4/G-1', undefined],
        ['meta/1', 'paused by an operator'],
        [strange, 'why'],
        ['tiktok/2', undefined],
      ],
    ]);
  });
});

describe('what is refused, and changes nothing', () => {
  const routes =
    'there are GET /__sgtm/outbox, GET /__sgtm/outbox/deliveries, and POST to replay, purge, pause and resume below it';

  test.each<[string, string, unknown, ReturnType<typeof problem>]>([
    ['GET', '/deliveries?limit=0', undefined, problem(400, '/limit: Too small: expected number to be >=1')],
    ['GET', '/deliveries?limit=1001', undefined, problem(400, '/limit: Too big: expected number to be <=1000')],
    ['GET', '/deliveries?limit=', undefined, problem(400, '/limit: must be a whole number from 0 up')],
    ['GET', '/deliveries?seq=1e3', undefined, problem(400, '/seq: must be a whole number from 0 up')],
    ['GET', '/deliveries?after=-1', undefined, problem(400, '/after: must be a whole number from 0 up')],
    [
      'GET',
      '/deliveries?state=lost&destination=',
      undefined,
      problem(
        400,
        '/destination: Too small: expected string to have >=1 characters; /state: Invalid option: expected one of "waiting"|"dead"',
      ),
    ],
    ['GET', '/deliveries?all=true', undefined, problem(400, '/: Unrecognized key: "all"')],
    [
      'POST',
      '/replay',
      {},
      problem(400, 'nothing says what to replay: give a destination, tag, outcome or seq, or "all": true'),
    ],
    [
      'POST',
      '/replay',
      { all: false },
      problem(400, 'nothing says what to replay: give a destination, tag, outcome or seq, or "all": true'),
    ],
    ['POST', '/replay', { seq: null }, problem(400, '/seq: Invalid input: expected number, received null')],
    ['POST', '/replay', { seq: '1' }, problem(400, '/seq: Invalid input: expected number, received string')],
    ['POST', '/replay', { destinaton: 'meta/1' }, problem(400, '/: Unrecognized key: "destinaton"')],
    ['POST', '/replay', '{"all":true', problem(400, 'the body is not JSON')],
    ['POST', '/replay', '[]', problem(400, '/: Invalid input: expected object, received array')],
    ['POST', '/purge', { state: 'dead', all: true }, problem(400, '/confirm: Invalid input: expected true')],
    [
      'POST',
      '/purge',
      { confirm: true, all: true },
      problem(400, '/state: Invalid option: expected one of "waiting"|"dead"'),
    ],
    [
      'POST',
      '/purge',
      { state: 'dead', confirm: true },
      problem(400, 'nothing says what to purge: give a destination, tag, outcome or seq, or "all": true'),
    ],
    [
      'POST',
      '/pause',
      { destination: 'meta/9' },
      problem(404, 'there is no destination meta/9: GET /__sgtm/outbox lists them'),
    ],
    [
      'POST',
      '/pause',
      { destination: 'meta/1', reason: '' },
      problem(400, '/reason: Too small: expected string to have >=1 characters'),
    ],
    ['POST', '/pause', '', problem(400, '/destination: Invalid input: expected string, received undefined')],
    [
      'POST',
      '/resume',
      { destination: 'meta/9' },
      problem(404, 'there is no destination meta/9: GET /__sgtm/outbox lists them'),
    ],
    [
      'POST',
      '/resume',
      { destination: 'x'.repeat(201) },
      problem(400, '/destination: Too big: expected string to have <=200 characters'),
    ],
    ['POST', '/replay', { tag: 'x'.repeat(20_000) }, problem(413, 'the body is larger than 16384 bytes')],
    ['GET', '/replay', undefined, problem(404, routes)],
    ['POST', '', {}, problem(404, routes)],
    ['DELETE', '/deliveries', undefined, problem(404, routes)],
    ['POST', '/drop', {}, problem(404, routes)],
  ])('%s %s %j', async (method, path, body, told) => {
    const { ask, rows, requests } = await served();
    expect([await ask(method, path, body), await rows(), requests]).toEqual([told, before, []]);
  });

  test.each<[string, string, unknown]>([
    ['GET', '', undefined],
    ['GET', '/deliveries', undefined],
    ['POST', '/replay', { all: true }],
    ['POST', '/purge', { state: 'dead', all: true, confirm: true }],
    ['POST', '/pause', { destination: 'meta/1' }],
    ['POST', '/resume', { destination: 'tiktok/2' }],
    ['POST', '/drop', {}],
  ])('%s %s without the token, or with another', async (method, path, body) => {
    const { outbox, ask, rows } = await served();
    const told = [await ask(method, path, body, {}), await ask(method, path, body, { authorization: 'Bearer guess' })];
    const forbidden = (message: string, help: string) => [403, 'application/json', { error: { message, help } }];
    expect([told, await rows(), (await outbox.destinations()).map(({ paused }) => paused)]).toEqual([
      [
        forbidden('the control API needs a token', 'Send the value of SGTM_CONTROL_TOKEN as Authorization: Bearer.'),
        forbidden(
          'this is not the token of the control API',
          'Send the value SGTM_CONTROL_TOKEN had when the server was started.',
        ),
      ],
      before,
      [undefined, undefined, 'the token was refused'],
    ]);
  });
});

describe('an outbox that can do nothing', () => {
  test.each<[string, Error, ReturnType<typeof problem>]>([
    [
      'for want of room',
      new OutboxFullError('4 of 4 MiB'),
      problem(503, 'the outbox is full: there is no room to write that down'),
    ],
    [
      'because its disk failed',
      new OutboxFailedError('disk I/O error at /var/lib'),
      problem(503, "the outbox's disk failed: start the server anew"),
    ],
  ])('%s says so on every route', async (_, error, told) => {
    const fails = (): Promise<never> => Promise.reject(error);
    const { ask } = await served({
      status: fails,
      list: fails,
      replay: fails,
      purge: fails,
      pause: fails,
      resume: fails,
    });
    expect([
      await ask('GET', ''),
      await ask('GET', '/deliveries'),
      await ask('POST', '/replay', { all: true }),
      await ask('POST', '/purge', { all: true, state: 'dead', confirm: true }),
      await ask('POST', '/pause', { destination: 'meta/1' }),
      await ask('POST', '/resume', { destination: 'meta/1' }),
    ]).toEqual(Array(6).fill(told));
  });

  test('for another reason is a fault of ours: the log says which, and quotes nothing', async () => {
    const { ask, log } = await served({ status: () => Promise.reject(new TypeError('jane.doe@customer.test')) });
    const help = 'This is a fault of the workbench: report it with the log.';
    expect([await ask('GET', ''), log]).toEqual([
      [500, 'application/json', { error: { message: 'the server failed on this request', help } }],
      [{ level: 'error', fields: { error: 'TypeError' }, message: 'a route failed' }],
    ]);
  });
});
