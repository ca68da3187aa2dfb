import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Recording } from '../../src/engine/recording.ts';
import { emptyFolder, type Running, root, sgtm, startSgtm } from '../support/cli.ts';

const running: Running[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) {
    one.child.kill('SIGKILL');
    await one.finished;
  }
});

async function start(
  args: readonly string[],
  options: Parameters<typeof startSgtm>[1] = {},
): Promise<Running & { url: string }> {
  const one = startSgtm([...args, '--port', '0'], options);
  running.push(one);
  const [, url = ''] = await one.printed(/(http:\/\/127\.0\.0\.1:\d+)/);
  return { ...one, url };
}

/** Names nobody: some platforms refuse what comes of it. */
const thin = {
  client_id: 'test_client_123',
  events: [
    {
      name: 'purchase',
      params: {
        transaction_id: 'TEST-001',
        value: 99.99,
        currency: 'USD',
        storefront_id: 'bosley',
        t_value: 'affiliate_123',
      },
    },
  ],
};

const broken = [
  {
    event: 'purchase',
    tag: 'Meta CAPI - Purchase',
    contract: 'meta/events',
    place: '/data/0/user_data',
    message: 'user_data holds too little to know anybody by',
  },
  {
    event: 'purchase',
    tag: 'Snapchat - Purchase',
    contract: 'snapchat/events',
    place: '/data/0/user_data',
    message: 'user_data holds too little to know anybody by',
  },
  {
    event: 'purchase',
    tag: 'Pinterest - Checkout',
    contract: 'pinterest/events',
    place: '/data/0/user_data',
    message: 'user_data must have em, or hashed_maids, or both client_ip_address and client_user_agent',
  },
];

async function post(
  url: string,
  path: string,
  body: unknown,
  method = 'POST',
): Promise<{ status: number; body: string }> {
  const answer = await fetch(`${url}${path}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  return { status: answer.status, body: await answer.text() };
}

describe('sgtm dev', () => {
  it("shows what came of the guide's curl, and ends cleanly", async () => {
    const dev = await start(['dev']);
    const answer = await fetch(`${dev.url}/mp/collect?measurement_id=G-XXXXXXXXX&api_secret=YOUR_SECRET`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"client_id":"test_client_123","events":[{"name":"purchase","params":{"transaction_id":"TEST-001","value":99.99,"currency":"USD","storefront_id":"bosley","t_value":"affiliate_123"}}]}',
    });
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    await dev.printed(/more tags did not fire/);
    dev.child.kill('SIGTERM');
    const { code, stdout, stderr } = await dev.finished;
    expect([code, stderr]).toEqual([0, '']);
    const fired = stdout
      .split('\n')
      .filter((line) => line.includes('✓'))
      .map((line) => line.trim());
    expect(fired).toEqual([
      '✓ GA4 - All Events  All Events matched',
      '✓ Meta CAPI - Purchase  Purchase Event matched',
      '✓ TikTok - Purchase  Purchase Event matched',
      '✓ Google Ads - Purchase Conversion  Purchase Event matched',
      '✓ Kameleoon - Purchase  Purchase Event matched',
      '✓ Snapchat - Purchase  Purchase Event matched',
      '✓ Pinterest - Checkout  Purchase Event matched',
    ]);
    expect(stdout).not.toMatch(/YOUR_SECRET/);
  });

  it('says in one line an event what is broken, where it is quiet', async () => {
    const dev = await start(['dev', '--quiet']);
    await post(dev.url, '/mp/collect', thin);
    await dev.printed(/ errors\n/);
    dev.child.kill('SIGTERM');
    const { stdout } = await dev.finished;
    expect(stdout.split('\n\n')[1]?.slice('16:00:00'.length)).toBe(' purchase  bosley  7 of 33 tags fired  3 errors\n');
  });

  it('shows nothing an event carries as terminal commands', async () => {
    const dev = await start(['dev']);
    await fetch(`${dev.url}/mp/collect`, {
      method: 'POST',
      body: JSON.stringify({
        client_id: '1.2',
        events: [
          {
            name: 'purchase',
            params: { storefront_id: '\u001b]0;owned\u0007\u001b[2J\u202e', value: 1, currency: 'USD' },
          },
        ],
      }),
    });
    await dev.printed(/more tags did not fire/);
    dev.child.kill('SIGINT');
    const { code, stdout } = await dev.finished;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
    expect([code, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/.test(stdout)]).toEqual([0, false]);
  });
});

describe('sgtm serve', () => {
  it('answers health and readiness, logs JSON lines without what events carry', async () => {
    const serve = await start(['serve']);
    const health = await Promise.all(
      ['/healthy', '/ready'].map(async (path) => (await fetch(`${serve.url}${path}`)).status),
    );
    expect(health).toEqual([200, 200]);
    const sent = await sgtm([
      'send',
      'purchase',
      '--to',
      serve.url,
      '--session',
      'mine',
      '--set',
      'events.0.params.storefront_id=hims',
    ]);
    expect([sent.code, sent.stdout]).toEqual([0, `POST ${serve.url}/mp/collect → 204\n`]);
    await serve.printed(/"msg":"request"/);
    serve.child.kill('SIGTERM');
    const { code, stdout } = await serve.finished;
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(code).toBe(0);
    expect(lines.map((line) => line['msg'])).toEqual(['listening', 'request', 'stopping', 'stopped']);
    expect({ ...lines[1], id: '', time: 0 }).toEqual({
      level: 30,
      time: 0,
      id: '',
      session: 'mine',
      method: 'POST',
      path: '/mp/collect',
      status: 204,
      client: 'GA4 Client',
      events: [
        {
          name: 'purchase',
          fired: [
            'GA4 - All Events',
            'Meta CAPI - Purchase',
            'TikTok - Purchase',
            'Google Ads - Purchase Conversion',
            'Kameleoon - Purchase',
            'Snapchat - Purchase',
            'Pinterest - Checkout',
          ],
          failed: [],
        },
      ],
      msg: 'request',
    });
  });

  it('logs which contracts are broken, and where', async () => {
    const serve = await start(['serve']);
    await post(serve.url, '/mp/collect', thin);
    await serve.printed(/"msg":"request"/);
    serve.child.kill('SIGTERM');
    const { stdout } = await serve.finished;
    const line = JSON.parse(stdout.split('\n')[1] ?? '') as Record<string, unknown>;
    expect([line['status'], line['violations']]).toEqual([204, broken]);
  });

  it('answers 422 with the violations where it is strict, 204 to what keeps the contracts', async () => {
    const serve = await start(['serve', '--strict']);
    const refused = await post(serve.url, '/mp/collect', thin);
    const { error, violations } = JSON.parse(refused.body) as {
      error: unknown;
      violations: { event: string; tag: string; contract: string; path: string; message: string; severity: string }[];
    };
    expect([refused.status, error]).toEqual([
      422,
      {
        message: '3 contract violations',
        help: 'mend what each violation names; without --strict the request is answered as GA4 does',
      },
    ]);
    expect(
      violations.map(({ event, tag, contract, path: place, message }) => ({ event, tag, contract, place, message })),
    ).toEqual(broken);
    const held = await sgtm(['send', 'purchase', '--to', serve.url]);
    expect(held).toEqual({ code: 0, stdout: `POST ${serve.url}/mp/collect → 204\n`, stderr: '' });
  });

  it("answers /debug/mp/collect as GA4's validation server, and runs no tag", async () => {
    const serve = await start(['serve']);
    const wrong = { client_id: '1.2', events: [{ name: 'add to cart' }] };
    const answers = [
      await post(serve.url, '/debug/mp/collect', wrong),
      await post(serve.url, '/debug/mp/collect', thin),
      await post(serve.url, '/debug/mp/collect', undefined, 'GET'),
    ];
    expect(answers.map(({ status, body }) => [status, JSON.parse(body)])).toEqual([
      [
        200,
        {
          validationMessages: [
            {
              fieldPath: 'events',
              description:
                'Event at index: [0] has invalid name [add to cart]. Only alphanumeric characters and underscores are allowed.',
              validationCode: 'NAME_INVALID',
            },
          ],
        },
      ],
      [200, { validationMessages: [] }],
      [405, { error: { message: '/debug/mp/collect takes POST, not GET', help: 'Post the body to validate.' } }],
    ]);
    await serve.printed(/("msg":"request"[\s\S]*){3}/);
    serve.child.kill('SIGTERM');
    const { stdout } = await serve.finished;
    const lines = stdout.split('\n').filter((line) => line.includes('"msg":"request"'));
    expect(lines.map((line) => (JSON.parse(line) as { events: unknown }).events)).toEqual([[], [], []]);
  });

  it('opens no connection, looks up no name, sends no datagram', async () => {
    const attempts = join(emptyFolder(), 'attempts');
    writeFileSync(attempts, '');
    const preload = fileURLToPath(new URL('../support/deny-connections.ts', import.meta.url));
    const serve = await start(['serve'], { env: { SGTM_TEST_ATTEMPTS: attempts }, node: ['--import', preload] });
    for (const name of ['purchase', 'generate_lead', 'rx_issued']) {
      const sent = await sgtm(['send', name, '--to', serve.url]);
      expect(sent.code).toBe(0);
    }
    serve.child.kill('SIGTERM');
    const { code, stdout } = await serve.finished;
    expect([code, stdout.match(/"status":204/g)?.length, readFileSync(attempts, 'utf8')]).toEqual([0, 3, '']);
  });

  it('saves what came in, naming nobody, for nobody else to read', async () => {
    const file = join(emptyFolder(), 'recordings', 'today.json');
    const serve = await start(['serve', '--save', file]);
    for (const name of ['purchase', 'rx_issued']) await sgtm(['send', name, '--to', serve.url]);
    serve.child.kill('SIGTERM');
    expect((await serve.finished).code).toBe(0);
    const text = readFileSync(file, 'utf8');
    const { container, recordings } = JSON.parse(text) as { container: string; recordings: Recording[] };
    expect([container, (statSync(file).mode & 0o777).toString(8)]).toEqual(['upscript', '600']);
    expect(recordings.map((recording) => recording.events.map((event) => event.data['event_name']))).toEqual([
      ['purchase'],
      ['rx_issued'],
    ]);
    expect(['Jane', 'jane.doe', '555-0143', '203.0.113.7"'].filter((part) => text.includes(part))).toEqual([]);
  });

  it('never starts on a wrong container', async () => {
    const folder = emptyFolder();
    writeFileSync(
      join(folder, 'sgtm.yaml'),
      "name: small\ntriggers: { All: {} }\ntags:\n  Meta:\n    type: meta\n    triggers: [Al]\n    pixel_idd: '1'\n",
    );
    const result = await sgtm(['serve', '--port', '0'], { cwd: folder });
    expect([result.code, result.stdout]).toEqual([2, '']);
    expect(result.stderr).toBe(
      `${join(folder, 'sgtm.yaml')}:7:5: tags.Meta.pixel_idd: unknown key; did you mean pixel_id?\n`,
    );
  });

  it('says what to do when the port is taken', async () => {
    const blocker = createServer();
    const port = await new Promise<number>((resolve) => {
      blocker.listen(0, '127.0.0.1', () => resolve((blocker.address() as { port: number }).port));
    });
    const result = await sgtm(['serve', '--port', String(port)]);
    blocker.close();
    expect([result.code, result.stdout]).toEqual([2, '']);
    expect(result.stderr).toMatch(new RegExp(`port ${port}`));
  });
});

describe('sgtm send', () => {
  it('says what to do when nothing listens', async () => {
    const result = await sgtm(['send', 'purchase', '--to', 'http://127.0.0.1:9']);
    expect(result).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'could not post to http://127.0.0.1:9: nothing listens there: start `sgtm dev`, or name the server with --to\n',
    });
  });

  it('exits with 1 where the server refuses, and shows its reason', async () => {
    const serve = await start(['serve']);
    const result = await sgtm(['send', 'purchase', '--to', serve.url, '--set', 'client_id=5']);
    expect(result.code).toBe(1);
    expect(result.stdout.split('\n')[0]).toBe(`POST ${serve.url}/mp/collect → 400`);
    expect(result.stdout).toMatch(/client_id/);
  });
});

it('has help with an example for every command', async () => {
  const { stdout } = await sgtm(['--help']);
  const commands = [
    'dev',
    'serve',
    'run',
    'test',
    'send',
    'record',
    'replay',
    'diff',
    'validate',
    'types',
    'init',
    'doctor',
  ];
  expect(commands.filter((name) => !new RegExp(`^ {2}${name} `, 'm').test(stdout))).toEqual([]);
  const helps = await Promise.all(commands.map((name) => sgtm([name, '--help'])));
  expect(helps.filter(({ code, stdout: help }) => code !== 0 || !/\nExamples?:\n {2}sgtm /.test(help))).toEqual([]);
  expect(root).not.toBe('');
});
