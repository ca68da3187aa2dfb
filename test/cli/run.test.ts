import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Recording } from '../../src/engine/recording.ts';
import { breachesOf } from '../../src/engine/refuse-broken.ts';
import { emptyFolder, root, sgtm } from '../support/cli.ts';
import { outgoing, sample } from '../support/reference.ts';

const fixed = ['--now', '2026-11-21T16:00:00Z', '--seed', '1'];

/** The guide's test request. */
const guide = {
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

describe('sgtm run', () => {
  it('prints the recording as JSON, the same bytes under the same clock and seed', async () => {
    const first = await sgtm(['run', 'samples/purchase.json', ...fixed, '--format', 'json']);
    const second = await sgtm(['run', 'purchase', ...fixed, '--format', 'json']);
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(second.stdout).toBe(first.stdout);
    const golden = JSON.parse(readFileSync(join(root, 'recordings/purchase.json'), 'utf8')) as {
      recordings: Recording[];
    };
    expect(JSON.parse(first.stdout)).toEqual(golden.recordings[0]);
  });

  it("turns the guide's purchase into each platform's request", async () => {
    const { stdout, code } = await sgtm(['run', '-', ...fixed, '--format', 'json'], { stdin: JSON.stringify(guide) });
    const recording = JSON.parse(stdout) as Recording;
    // It names nobody: some platforms refuse that, and the others advise against it.
    expect([code, breachesOf(recording).map(({ tag, violation }) => `${tag}: ${violation.message}`)]).toEqual([
      1,
      [
        'Meta CAPI - Purchase: user_data holds too little to know anybody by',
        'Snapchat - Purchase: user_data holds too little to know anybody by',
        'Pinterest - Checkout: user_data must have em, or hashed_maids, or both client_ip_address and client_user_agent',
      ],
    ]);
    expect(
      Object.entries(outgoing(recording)).map(([tag, { method, url, body }]) => ({ tag, method, url, body })),
    ).toMatchSnapshot();
  });

  it('prints text for people', async () => {
    const folder = emptyFolder();
    writeFileSync(
      join(folder, 'sgtm.yaml'),
      `name: small
triggers: { Purchase: { when: [{ variable: '{{Event Name}}', equals: purchase }] } }
tags:
  To the warehouse: { type: http_request, triggers: [Purchase], url: 'https://warehouse.example/orders', body: { id: '{{Event Name}}', key: '\${WAREHOUSE_KEY}' } }
  Idle: { type: http_request, url: 'https://idle.example/' }
`,
    );
    const result = await sgtm(['run', '-', '--now', '2026-11-21T16:00:00Z', '--seed', '1', '--all'], {
      cwd: folder,
      stdin: JSON.stringify(guide),
    });
    expect(result).toEqual({
      code: 0,
      stderr: '',
      stdout: `16:00:00 POST /mp/collect → 204 (GA4 Client)
  purchase  bosley  1 of 2 tags fired
    warning events/purchase /user_data: user_data should be given, or the platforms match the event to nobody
      help    send email_address, phone_number or external_id, raw or hashed
      source  https://developers.google.com/tag-platform/tag-manager/server-side/common-event-data
    warning events/purchase /items: items should be given, or the platforms learn nothing of what it is about
      help    send [{ "item_id": "SKU-19", "price": 42.5, "quantity": 2 }]
      source  https://developers.google.com/tag-platform/tag-manager/server-side/common-event-data
    ✓ To the warehouse  Purchase matched
      POST https://warehouse.example/orders
      content-type: application/json
      {
        "id": "purchase",
        "key": "\${WAREHOUSE_KEY}"
      }
    · Idle  it has no firing trigger
`,
    });
  });

  it('exits with 1 where personal data would go out, and says where', async () => {
    const folder = emptyFolder();
    const leak = `name: leak
variables: { Email: { type: event_data, path: user_data.email_address } }
triggers: { All: {} }
tags:
  To the warehouse: { type: http_request, triggers: [All], url: 'https://warehouse.example/', body: { to: '{{Email}}' } }
`;
    writeFileSync(join(folder, 'sgtm.yaml'), leak);
    writeFileSync(join(folder, 'warn.yaml'), `pii_guard: warn\n${leak}`);
    const shown = async (file: string): Promise<unknown> => {
      const { code, stdout } = await sgtm(['run', 'purchase', ...fixed, '-c', file], { cwd: folder });
      return { code, stdout };
    };
    const printed = (count: string, severity: string): string => `16:00:00 POST /mp/collect → 204 (GA4 Client)
  purchase  bosley  1 of 1 tags fired${count}
    ✓ To the warehouse  All matched
      POST https://warehouse.example/
      content-type: application/json
      {
        "to": "Jane.Doe+Shop@Example.com"
      }
      ${severity} PII guard /to: to holds a raw email address
        found  <redacted email>
        help   hash it after normalising, or leave it out
`;
    expect([await shown('sgtm.yaml'), await shown('warn.yaml')]).toEqual([
      { code: 1, stdout: printed('  1 error', 'error') },
      { code: 0, stdout: printed('', 'warning') },
    ]);
  });

  it('takes a whole request, query and headers included', async () => {
    const request = { method: 'GET', path: '/nowhere?x=1', headers: { 'User-Agent': 'curl' } };
    const { stdout, code } = await sgtm(['run', '-', ...fixed, '--format', 'json'], { stdin: JSON.stringify(request) });
    const { client, reason, response, request: recorded } = JSON.parse(stdout) as Recording;
    expect({ code, client, reason, status: response.status, recorded }).toEqual({
      code: 1,
      client: null,
      reason: 'no client claimed GET /nowhere (GA4 Client: the path is none of /mp/collect, /g/collect)',
      status: 400,
      recorded: {
        method: 'GET',
        path: '/nowhere',
        query: { x: '1' },
        headers: { 'user-agent': 'curl' },
        body: '',
        remoteAddress: '',
      },
    });
  });

  it('saves a recording that names nobody, for nobody else to read', async () => {
    const folder = emptyFolder();
    const file = join(folder, 'recordings', 'purchase.json');
    const { code } = await sgtm(
      ['run', 'purchase', ...fixed, '-c', join(root, 'sgtm.yaml'), '--save', 'recordings/purchase.json'],
      { cwd: folder },
    );
    const text = readFileSync(file, 'utf8');
    expect(code).toBe(0);
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    const personal = ['Jane', 'Doe', '555-0143', '5550143', '203.0.113.7', 'Example Street', 'jane.doe'];
    expect(personal.filter((part) => text.includes(part))).toEqual([]);
  });

  it('saves what came where told to keep personal data', async () => {
    const folder = emptyFolder();
    await sgtm(
      ['run', 'purchase', ...fixed, '-c', join(root, 'sgtm.yaml'), '--save', 'kept.json', '--keep-personal-data'],
      { cwd: folder },
    );
    const saved = JSON.parse(readFileSync(join(folder, 'kept.json'), 'utf8')) as { recordings: Recording[] };
    expect(saved.recordings[0]?.request.body).toEqual(sample('purchase'));
  });

  it.each([
    ['an unknown sample', ['run', 'purchse'], '', /^purchse is neither a file nor a sample; did you mean purchase\?/],
    ['no JSON', ['run', '-'], '{"events": [}', /^standard input at \/events\/0: line 1, column 13: .*\n$/],
    ['a list', ['run', '-'], '[]', /^standard input: expected a Measurement Protocol body/],
    ['a prototype key', ['run', '-'], '{"events":[{"__proto__":{}}]}', /^standard input at \/events\/0\/__proto__: /],
    ['a bad moment', ['run', 'purchase', '--now', 'noon'], '', /Expected a moment such as 2026-11-21T16:00:00Z/],
    ['an unknown option', ['run', 'purchase', '--sed', '1'], '', /unknown option '--sed'\n\(Did you mean --seed\?\)/],
    [
      'no such container',
      ['run', 'purchase', '-c', 'nowhere.yaml'],
      '',
      /nowhere\.yaml: there is no such file: make one with `sgtm init`/,
    ],
  ])('says what is wrong with %s, exit code 2', async (_, args, stdin, message) => {
    const result = await sgtm(args, { stdin });
    expect([result.code, result.stdout]).toEqual([2, '']);
    expect(result.stderr).toMatch(message);
    expect(result.stderr).not.toMatch(/\n\s+at /);
  });

  it('exits with 1 where a tag fails, and says why', async () => {
    const folder = emptyFolder();
    writeFileSync(
      join(folder, 'sgtm.yaml'),
      "name: small\ntriggers: { All: {} }\ntags:\n  Meta: { type: meta, triggers: [All], pixel_id: '../me', access_token: x }\n",
    );
    const { stdout, code } = await sgtm(['run', '-', ...fixed, '--format', 'json'], {
      cwd: folder,
      stdin: JSON.stringify(guide),
    });
    const tag = (JSON.parse(stdout) as Recording).events[0]?.tags[0];
    expect({ code, status: tag?.status, requests: tag?.requests }).toEqual({ code: 1, status: 'failed', requests: [] });
    expect(existsSync(join(folder, 'recordings'))).toBe(false);
  });
});
