import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Outbox, PendingState } from '../../src/delivery/outbox/outbox.ts';
import { parseOutboxKeys } from '../../src/delivery/outbox/outbox-keys.ts';
import { inlineOutbox } from '../delivery/outbox/inline-outbox.ts';
import { emptyFolder, type Finished } from '../support/cli.ts';
import { fill, lookedAt } from '../support/filled-outbox.ts';
import { inProcess } from '../support/in-process.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: lookedAt, toFake: ['Date'] });
  return () => void vi.useRealTimers();
});

const SGTM_OUTBOX_KEY = 'c2VudGluZWwtb3V0Ym94LWtleS10aGF0LWlzLTMyLWI=';

function open(cwd: string): Outbox {
  return inlineOutbox({ path: join(cwd, 'sgtm-outbox.db'), keys: parseOutboxKeys(SGTM_OUTBOX_KEY) });
}

/** A folder with a filled outbox at rest. */
async function atRest(): Promise<string> {
  const cwd = emptyFolder();
  const outbox = open(cwd);
  await fill(outbox);
  await outbox.close();
  return cwd;
}

function run(cwd: string, ...args: readonly string[]): Promise<Finished> {
  return inProcess(['outbox', ...args], { cwd, env: { SGTM_OUTBOX_KEY } });
}

async function rows(cwd: string): Promise<readonly string[]> {
  const outbox = open(cwd);
  const states: readonly PendingState[] = ['dead', 'waiting'];
  const found = (await Promise.all(states.map((state) => outbox.pending({ state }, 9)))).flat();
  const paused = (await outbox.destinations()).filter((one) => one.paused !== undefined);
  await outbox.close();
  return [
    ...found.map(({ destination, seq, state }) => `${destination} ${seq} ${state}`),
    ...paused.map((one) => `${one.name} paused: ${one.paused}`),
  ].toSorted();
}

const before = [
  'meta/1 1 dead',
  'meta/1 2 dead',
  'meta/1 3 waiting',
  'tiktok/2 3 waiting',
  'tiktok/2 paused: the token was refused',
];
const said = (stdout: string, code = 0): Finished => ({ code, stdout, stderr: '' });
const refused = (stderr: string): Finished => ({ code: 2, stdout: '', stderr: `${stderr}\n` });

describe('an outbox at rest', () => {
  test('status: a line for each destination, and 1 where one is paused', async () => {
    const cwd = await atRest();
    const { code, stdout, stderr } = await run(cwd, 'status');
    expect({ code, stdout: stdout.replace(/\d+\.\d of/, '<size> of'), stderr }).toEqual(
      said(
        `at rest: no server delivers from it, <size> of 4096.0 MB

destination  behind  waiting  dead  oldest  breaker
ga4/G-1           1        0     0  57 min  –
meta/1            0        1     2  58 min  –
tiktok/2          0        1     0  58 min  –        PAUSED: the token was refused
`,
        1,
      ),
    );
    await run(cwd, 'resume', 'tiktok/2');
    expect((await run(cwd, 'status')).code).toBe(0);
  });

  test('status as JSON, and of an outbox that nothing came to', async () => {
    const cwd = await atRest();
    const empty = emptyFolder();
    await open(empty).close();
    const status = await run(cwd, 'status', '--format', 'json');
    const nothing = await run(empty, 'status');
    expect([JSON.parse(status.stdout), status.code, nothing.stdout.replace(/\d+\.\d of/, '<size> of')]).toEqual([
      {
        running: false,
        file: join(cwd, 'sgtm-outbox.db'),
        bytes: expect.any(Number),
        most: 4 * 2 ** 30,
        setAside: 0,
        destinations: [
          { name: 'ga4/G-1', behind: 1, waiting: 0, dead: 0, oldestSeconds: 3_420 },
          { name: 'meta/1', behind: 0, waiting: 1, dead: 2, oldestSeconds: 3_480 },
          { name: 'tiktok/2', behind: 0, waiting: 1, dead: 0, paused: 'the token was refused', oldestSeconds: 3_480 },
        ],
      },
      1,
      'at rest: no server delivers from it, <size> of 4096.0 MB\nno destination yet: nothing came in\n',
    ]);
  });

  test('dead: what each is of, and what the platform said', async () => {
    const cwd = await atRest();
    expect(await run(cwd, 'dead')).toEqual(
      said(`#1 meta/1  Tag of meta/1
   purchase order-1, received 2026-11-21T15:00:00.000Z
   invalid after 1 attempt, died 2026-11-21T15:50:01.000Z
   Invalid parameter (100/2804009)

#2 meta/1  Tag of meta/1
   purchase order-2, received 2026-11-21T15:01:00.000Z
   too_old after 0 attempts, died 2026-11-21T15:50:02.000Z
   older than 7 days
`),
    );
    expect(await run(cwd, 'dead', '--limit', '1', '--outcome', 'invalid')).toEqual(
      said(`#1 meta/1  Tag of meta/1
   purchase order-1, received 2026-11-21T15:00:00.000Z
   invalid after 1 attempt, died 2026-11-21T15:50:01.000Z
   Invalid parameter (100/2804009)
`),
    );
    expect(await run(cwd, 'dead', '--tag', 'Tag')).toEqual(said('no dead letters\n'));
  });

  test('list: what waits, page by page', async () => {
    const cwd = await atRest();
    expect(await run(cwd, 'list', '--limit', '1')).toEqual(
      said(`#3 meta/1  Tag of meta/1
   purchase order-3, received 2026-11-21T15:02:00.000Z
   transient after 2 attempts, again 2026-11-21T15:50:03.000Z
   500

there are more: --limit shows them, --destination narrows them down
`),
    );
    const { code, stdout } = await run(cwd, 'list', '--destination', 'tiktok/2', '--format', 'json');
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        deliveries: [
          {
            destination: 'tiktok/2',
            tag: 'Tag of tiktok/2',
            seq: 3,
            state: 'waiting',
            at: '2026-11-21T15:50:03.000Z',
            attempts: 1,
            outcome: 'unsent',
            message: 'refuses connections',
            event: {
              name: 'purchase',
              id: 'order-3',
              requestId: 'request of order-3',
              receivedAt: '2026-11-21T15:02:00.000Z',
            },
          },
        ],
      },
    ]);
    expect(await run(cwd, 'list', '--seq', '9')).toEqual(said('nothing waits\n'));
  });

  test.each<[readonly string[], string, readonly string[]]>([
    [
      ['replay', '--destination', 'meta/1'],
      '2 deliveries to be sent again\n',
      ['meta/1 1 waiting', 'meta/1 2 waiting', ...before.slice(2)],
    ],
    [
      ['replay', '--all', '--seq', '2'],
      '1 delivery to be sent again\n',
      ['meta/1 1 dead', 'meta/1 2 waiting', ...before.slice(2)],
    ],
    [['purge', '--all', '--yes'], '2 deliveries removed\n', before.slice(2)],
    [
      ['purge', '--waiting', '--destination', 'meta/1', '--yes'],
      '1 delivery removed\n',
      [...before.slice(0, 2), ...before.slice(3)],
    ],
    [['purge', '--all', '--outcome', 'auth', '--yes'], '0 deliveries removed\n', before],
    [
      ['pause', 'meta/1', '--reason', 'token is being rotated'],
      'meta/1 is paused\n',
      [...before.slice(0, 3), 'meta/1 paused: token is being rotated', ...before.slice(3)],
    ],
    [['pause', 'ga4/G-1'], 'ga4/G-1 is paused\n', ['ga4/G-1 paused: paused by an operator', ...before]],
    [['resume', 'tiktok/2'], 'tiktok/2 goes on\n', before.slice(0, 4)],
  ])('%j', async (args, text, after) => {
    const cwd = await atRest();
    expect([await run(cwd, ...args), await rows(cwd)]).toEqual([said(text), after]);
  });

  test('all of these say it as JSON, too', async () => {
    const cwd = await atRest();
    const told = [];
    for (const args of [
      ['replay', '--seq', '2'],
      ['purge', '--all', '--yes'],
      ['pause', 'meta/1'],
      ['resume', 'meta/1'],
    ]) {
      told.push(await run(cwd, ...args, '--format', 'json'));
    }
    expect(told).toEqual([
      said('{\n  "replayed": 1\n}\n'),
      said('{\n  "purged": 1\n}\n'),
      said('{\n  "paused": "meta/1"\n}\n'),
      said('{\n  "resumed": "meta/1"\n}\n'),
    ]);
  });

  test('what names nothing, or is not confirmed, is refused and changes nothing', async () => {
    const cwd = await atRest();
    const told: [readonly string[], string][] = [
      [['replay'], 'nothing says what to replay: give --destination, --tag, --outcome or --seq, or --all'],
      [['purge', '--yes'], 'nothing says what to purge: give --destination, --tag, --outcome or --seq, or --all'],
      [['purge', '--all'], 'this would remove 2 deliveries that are dead for good: add --yes if that is meant'],
      [['purge', '--seq', '2'], 'this would remove 1 delivery that is dead for good: add --yes if that is meant'],
      [
        ['purge', '--all', '--waiting'],
        'this would remove 2 deliveries that wait for good: add --yes if that is meant',
      ],
      [['pause', 'meta/9\u001b[2J'], 'there is no destination meta/9\\u001b[2J: sgtm outbox status lists them'],
      [['resume', 'meta'], 'there is no destination meta: sgtm outbox status lists them'],
      [
        ['status', '--outbox', 'other.db'],
        'other.db is not there: name the file with --outbox, or the running server with --url http://127.0.0.1:8080',
      ],
    ];
    for (const [args, message] of told) expect([args, await run(cwd, ...args)]).toEqual([args, refused(message)]);
    expect(await rows(cwd)).toEqual(before);
  });

  test('is opened with its key alone, and only where it is one', async () => {
    const cwd = await atRest();
    const file = join(cwd, 'sgtm-outbox.db');
    const locked = await inProcess(['outbox', 'status'], { cwd, env: {} });
    const wrong = await inProcess(['outbox', 'status'], { cwd, env: { SGTM_OUTBOX_KEY: 'x' } });
    writeFileSync(join(cwd, 'notes.db'), 'notes '.repeat(2_000));
    const none = await run(cwd, 'status', '--outbox', 'notes.db');
    expect([locked, wrong, none]).toEqual([
      refused(
        `${file}: 4 events need the key dff7435f6e06f7da (no key is given): add it to SGTM_OUTBOX_KEY after the one to encrypt with, until they are delivered`,
      ),
      refused('SGTM_OUTBOX_KEY: the key has 0 bytes, not 32: make one with: openssl rand -base64 32'),
      refused(
        `${join(cwd, 'notes.db')}: it is no outbox, or too damaged to open (file is not a database): move it away and keep it, or give another path`,
      ),
    ]);
  });

  test('shows nothing as terminal commands, however it came in', async () => {
    const cwd = emptyFolder();
    const bad = '\u001b]0;owned\u0007\u202e\u009b2J';
    const written = '\\u001b]0;owned\\u0007\\u202e\\u009b2J';
    const outbox = open(cwd);
    const body = {
      requestId: bad,
      receivedAt: lookedAt,
      data: { event_name: bad, event_id: bad },
      request: {},
      executions: [],
    };
    const destination = `meta/${bad}`;
    await outbox.append([
      { key: undefined, receivedAt: lookedAt, destinations: [destination], body: JSON.stringify(body) },
    ]);
    const row = { destination, seq: 1, tag: bad, dueAt: lookedAt, attempts: 1, since: lookedAt, taken: 0 };
    await outbox.settle({
      cursors: new Map([[destination, 1]]),
      put: [{ ...row, state: 'dead', outcome: bad, message: `${bad}\n${'x'.repeat(900)}` }],
    });
    await outbox.pause(destination, `${bad}${'y'.repeat(900)}`);
    await outbox.close();
    const status = (await run(cwd, 'status')).stdout.split('\n').slice(2);
    const told = [await run(cwd, 'dead'), await run(cwd, 'pause', destination), await run(cwd, 'resume', destination)];
    expect([status, told]).toEqual([
      [
        'destination                              behind  waiting  dead  oldest  breaker',
        `meta/${written}       0        0     1  –       –        PAUSED: ${written}${'y'.repeat(77)}…`,
        '',
      ],
      [
        said(`#1 meta/${written}  ${written}
   ${written} ${written}, received 2026-11-21T16:00:00.000Z
   ${written} after 1 attempt, died 2026-11-21T16:00:00.000Z
   ${written}\\u000a${'x'.repeat(459)}…
`),
        said(`meta/${written} is paused\n`),
        said(`meta/${written} goes on\n`),
      ],
    ]);
  });
});

describe('a server', () => {
  /** A server that answers everything alike; gives its address, and what it was asked. */
  async function serverSaying(status: number, body: string) {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`.trim());
      response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
  }

  test.each<[string, number, string, string]>([
    [
      'a problem',
      404,
      '{"title":"Not Found","status":404,"detail":"there is no\\u001b[2J"}',
      '404: there is no\\u001b[2J',
    ],
    [
      'a refusal',
      403,
      '{"error":{"message":"the control API needs a token","help":"Send it"}}',
      '403: the control API needs a token; Send it',
    ],
    ['a page', 502, '<html>Bad Gateway', '502: it is no sgtm serve --live, or an older one'],
    ['a list', 400, '[]', '400: it is no sgtm serve --live, or an older one'],
    ['a page that went well', 200, 'ok', '200: it is no sgtm serve --live, or an older one'],
    ['nothing', 404, 'null', '404: it is no sgtm serve --live, or an older one'],
  ])('that says no with %s is told of', async (_, status, body, told) => {
    const { url } = await serverSaying(status, body);
    expect(await run(emptyFolder(), 'status', '--url', url)).toEqual(
      refused(`${url} answered ${status}${told.slice(3)}`),
    );
  });

  test('is asked with the token of the environment, or of its file', async () => {
    const { url, asked } = await serverSaying(200, '{"replayed":0,"purged":0,"deliveries":[]}');
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'token'), 'from-a-file\n');
    const commands = [
      ['dead', '--destination', 'meta/ü&1', '--limit', '7', '--seq', '2'],
      ['list'],
      ['replay', '--all'],
      ['purge', '--all', '--yes'],
      ['pause', 'meta/1'],
      ['resume', 'meta/1'],
    ];
    const env = { SGTM_CONTROL_TOKEN_FILE: join(cwd, 'token') };
    for (const command of commands) await inProcess(['outbox', ...command, '--url', url], { cwd, env });
    await inProcess(['outbox', 'list', '--url', url], { cwd, env: { SGTM_CONTROL_TOKEN: 'from-the-environment' } });
    await inProcess(['outbox', 'list', '--url', url], { cwd, env: {} });
    expect(asked).toEqual([
      'GET /__sgtm/outbox/deliveries?limit=7&state=dead&destination=meta%2F%C3%BC%261&seq=2 Bearer from-a-file',
      'GET /__sgtm/outbox/deliveries?limit=50&state=waiting Bearer from-a-file',
      'POST /__sgtm/outbox/replay Bearer from-a-file',
      'POST /__sgtm/outbox/purge Bearer from-a-file',
      'POST /__sgtm/outbox/pause Bearer from-a-file',
      'POST /__sgtm/outbox/resume Bearer from-a-file',
      'GET /__sgtm/outbox/deliveries?limit=50&state=waiting Bearer from-the-environment',
      'GET /__sgtm/outbox/deliveries?limit=50&state=waiting',
    ]);
  });

  test('that is not there is told of, with what to do', async () => {
    const told = 'nothing listens there: start sgtm serve --live, or name the server with --url';
    expect([
      await run(emptyFolder(), 'status', '--url', 'http://127.0.0.1:9'),
      await run(emptyFolder(), 'resume', 'meta/1', '--url', 'http://127.0.0.1:9'),
    ]).toEqual([
      refused(`could not ask http://127.0.0.1:9: ${told}`),
      refused(`could not post to http://127.0.0.1:9: ${told}`),
    ]);
  });
});
