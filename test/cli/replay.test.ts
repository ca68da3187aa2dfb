import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RecordingFileContent } from '../../src/recordings/recording-schema.ts';
import { sgtm } from '../support/cli.ts';
import { inProcess } from '../support/in-process.ts';
import { contract, purchase, shop } from './support/shop.ts';

const servers: ReturnType<typeof createServer>[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Saves a purchase with the machine's own clock and chance; gives the file's text. */
async function save(cwd: string, ...options: readonly string[]): Promise<string> {
  await inProcess(['run', '-', '--save', 'saved.json', ...options], { cwd, stdin: purchase() });
  return readFileSync(join(cwd, 'saved.json'), 'utf8');
}

function change(cwd: string, file: string, from: string, to: string): void {
  const text = readFileSync(join(cwd, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} holds no ${from}`);
  writeFileSync(join(cwd, file), text.replace(from, to));
}

const fixed = ['--now', '2026-11-21T16:00:00Z', '--seed', '1'];

describe('sgtm replay', () => {
  it.each([
    ['as it came', ['--keep-personal-data']],
    ['with persons made up', []],
  ])('finds what was saved %s the same, chance and all', async (_, options) => {
    const cwd = shop();
    const text = await save(cwd, ...options);
    expect(await sgtm(['replay', 'saved.json'], { cwd })).toEqual({
      code: 0,
      stdout: '✓ saved.json: 1 recording, as recorded\n',
      stderr: '',
    });
    expect(await inProcess(['replay', 'saved.json', '--update'], { cwd })).toEqual({
      code: 0,
      stdout: '✓ saved.json: 1 recording, as recorded\n',
      stderr: '',
    });
    expect(readFileSync(join(cwd, 'saved.json'), 'utf8')).toBe(text);
  });

  it('tells what a changed container makes of it, field by field, and writes that where told to', async () => {
    const cwd = shop();
    await save(cwd, ...fixed);
    change(cwd, 'sgtm.yaml', "pixel_id: '1'", "pixel_id: '2', custom_data: { value: '123' }");
    change(cwd, 'sgtm.yaml', 'Warehouse:', 'Stock:');
    change(cwd, 'sgtm.yaml', 'name: shop', 'name: shop 2');
    const { code, stdout, stderr } = await inProcess(['replay', 'saved.json'], { cwd });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'saved.json is of the container shop, sgtm.yaml is shop 2\n',
    });
    expect(stdout).toMatchInlineSnapshot(`
      "✗ 16:00:00 POST /mp/collect purchase
        event purchase, tag Meta
            expected                                      │ actual
          /events/0/tags/0/requests/0/url  different
            "https://graph.facebook.com/v25.0/1/events"   │ "https://graph.facebook.com/v25.0/2/events"
                                              ^           │                                   ^
          /events/0/tags/0/requests/0/body/data/0/custom_data/value  different
            5                                             │ 123
          /events/0/tags/0/requests/0/violations/0  unexpected
            nothing                                       │ {
                                                          │   "contract": "meta/events",
                                                          │   "severity": "error",
                                                          │   "path": "/data/0/custom_data/value",
                                                          │   "rule": "maximum"
                                                          │ }
        event purchase, tag Stock
            expected                                      │ actual
          /events/0/tags/1/name  different
            "Warehouse"                                   │ "Stock"
      ✗ saved.json: 1 of 1 recording came out otherwise
      "
    `);
    const json = await inProcess(['replay', 'saved.json', '--format', 'json'], { cwd });
    expect([json.code, JSON.parse(json.stdout)]).toMatchInlineSnapshot(`
      [
        1,
        {
          "file": "saved.json",
          "recordings": [
            {
              "differences": [
                {
                  "actual": "https://graph.facebook.com/v25.0/2/events",
                  "expected": "https://graph.facebook.com/v25.0/1/events",
                  "kind": "different",
                  "path": "/events/0/tags/0/requests/0/url",
                },
                {
                  "actual": 123,
                  "expected": 5,
                  "kind": "different",
                  "path": "/events/0/tags/0/requests/0/body/data/0/custom_data/value",
                },
                {
                  "actual": {
                    "contract": "meta/events",
                    "path": "/data/0/custom_data/value",
                    "rule": "maximum",
                    "severity": "error",
                  },
                  "kind": "unexpected",
                  "path": "/events/0/tags/0/requests/0/violations/0",
                },
                {
                  "actual": "Stock",
                  "expected": "Warehouse",
                  "kind": "different",
                  "path": "/events/0/tags/1/name",
                },
              ],
              "events": [
                "purchase",
              ],
              "id": "5d28e92a-1a6e-41f8-b6c2-1415594c66f2",
              "receivedAt": "2026-11-21T16:00:00.000Z",
              "status": "differs",
            },
          ],
          "same": false,
          "updated": false,
        },
      ]
    `);
    const update = await inProcess(['replay', 'saved.json', '--update'], { cwd });
    expect([update.code, update.stdout.split('\n').at(-2)]).toEqual([
      0,
      '✓ saved.json: 1 of 1 recording written anew; read the difference before you commit it',
    ]);
    expect(await inProcess(['replay', 'saved.json'], { cwd })).toEqual({
      code: 0,
      stdout: '✓ saved.json: 1 recording, as recorded\n',
      stderr: '',
    });
  });

  it('takes a rule that is broken anew for a difference, and no other word of it', async () => {
    const cwd = shop();
    await save(cwd, ...fixed);
    const { value } = contract.properties.data.items.properties.custom_data.properties;
    change(cwd, 'contracts/meta/events.schema.json', `"maximum": ${value.maximum}`, '"maximum": 1');
    const broken = await inProcess(['replay', 'saved.json'], { cwd });
    expect(broken).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "",
        "stdout": "✗ 16:00:00 POST /mp/collect purchase
        event purchase, tag Meta
            expected                                      │ actual
          /events/0/tags/0/requests/0/violations/0  unexpected
            nothing                                       │ {
                                                          │   "contract": "meta/events",
                                                          │   "severity": "error",
                                                          │   "path": "/data/0/custom_data/value",
                                                          │   "rule": "maximum"
                                                          │ }
      ✗ saved.json: 1 of 1 recording came out otherwise
      ",
      }
    `);
    await inProcess(['replay', 'saved.json', '--update'], { cwd });
    change(cwd, 'contracts/meta/events.schema.json', value.message, 'is more than the shop takes');
    expect((await inProcess(['replay', 'saved.json'], { cwd })).code).toBe(0);
  });

  it('sends it to a server, in its session, and compares the status', async () => {
    const cwd = shop();
    const session = { headers: { 'x-sgtm-session': 'mine', authorization: 'Bearer x', 'x-a': 'b' } };
    const request = { ...session, query: { measurement_id: 'G-1', to: ['a b', 'c'] }, body: JSON.parse(purchase()) };
    await inProcess(['run', '-', '--save', 'saved.json', ...fixed], { cwd, stdin: JSON.stringify(request) });
    const { recordings } = JSON.parse(readFileSync(join(cwd, 'saved.json'), 'utf8')) as RecordingFileContent;
    const turnedAway = { ...recordings[0], client: null, reason: 'the body is larger than 1 bytes', events: [] };
    const both = { version: 1, container: 'shop', recordings: [recordings[0], turnedAway] };
    writeFileSync(join(cwd, 'saved.json'), JSON.stringify(both));

    const got: unknown[] = [];
    const server = createServer((incoming, outgoing) => {
      const { host: _, connection: __, ...headers } = incoming.headers;
      let body = '';
      incoming.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      incoming.on('end', () => {
        got.push({ method: incoming.method, url: incoming.url, headers, body: JSON.parse(body) });
        outgoing.writeHead(got.length === 1 ? 204 : 422).end();
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const to = ['--to', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`];
    const results = [
      await inProcess(['replay', 'saved.json', ...to], { cwd }),
      await inProcess(['replay', 'saved.json', ...to], { cwd }),
    ];
    const { body } = recordings[0]?.request ?? {};
    const sent = {
      method: 'POST',
      url: '/mp/collect?measurement_id=G-1&to=a+b&to=c',
      headers: { 'x-sgtm-session': 'mine', 'x-a': 'b', 'content-length': String(JSON.stringify(body).length) },
      body,
    };
    expect(got).toEqual([sent, sent]);
    expect(results).toMatchInlineSnapshot(`
      [
        {
          "code": 0,
          "stderr": "",
          "stdout": "1 request left out: no container saw it, or it was not text
      ✓ saved.json: 1 recording, as recorded
      ",
        },
        {
          "code": 1,
          "stderr": "",
          "stdout": "✗ 16:00:00 POST /mp/collect purchase
        request and answer
            expected                                      │ actual
          /response/status  different
            204                                           │ 422
      1 request left out: no container saw it, or it was not text
      ✗ saved.json: 1 of 1 recording came out otherwise
      ",
        },
      ]
    `);
  });

  it('says what is wrong with a file, exit code 2', async () => {
    const cwd = shop({
      'newer.json': '{"version": 2, "container": "shop", "recordings": []}',
      'cut.json': '{"version": 1, "container": "shop", "recordings": [',
      'other.json': '{"version": 1, "container": "shop", "recordings": [{}]}',
      'binary.json': '\u0000',
    });
    const results = [
      await inProcess(['replay'], { cwd }),
      await inProcess(['replay', 'nowhere.json'], { cwd }),
      await inProcess(['replay', 'newer.json'], { cwd }),
      await inProcess(['replay', 'cut.json'], { cwd }),
      await inProcess(['replay', 'other.json'], { cwd }),
      await inProcess(['replay', 'binary.json'], { cwd }),
      await inProcess(['replay', 'sgtm.yaml'], { cwd }),
      await inProcess(['replay', 'cut.json', '--to', 'http://127.0.0.1:9', '--update'], { cwd }),
      await inProcess(['replay', 'cut.json', '--to', 'ftp://127.0.0.1'], { cwd }),
    ];
    expect(results.map((result) => JSON.stringify(result).replaceAll(cwd, 'CWD')).join('\n')).toMatchInlineSnapshot(`
      "{"code":2,"stdout":"","stderr":"error: missing required argument 'file'\\n(see sgtm --help)\\n"}
      {"code":2,"stdout":"","stderr":"CWD/nowhere.json: there is no such file; record one, or check the path\\n"}
      {"code":2,"stdout":"","stderr":"CWD/newer.json: has format version 2, this program reads version 1: use the release that wrote it, or record it again\\n"}
      {"code":2,"stdout":"","stderr":"CWD/cut.json: is not JSON: line 1, column 52: expected a value: an object, an array, a string in double quotes, a number, true, false or null, found the end of the text; restore it from version control or record it again\\n"}
      {"code":2,"stdout":"","stderr":"CWD/other.json: is no file of recordings: /recordings/0/id: Invalid input: expected string, received undefined; /recordings/0/session: Invalid input: expected string, received undefined; /recordings/0/receivedAt: Invalid input: expected string, received undefined, and 5 more; record it again, or correct it by hand\\n"}
      {"code":2,"stdout":"","stderr":"CWD/binary.json: is not JSON: line 1, column 1: expected a value: an object, an array, a string in double quotes, a number, true, false or null, found U+0000; restore it from version control or record it again\\n"}
      {"code":2,"stdout":"","stderr":"CWD/sgtm.yaml: is not JSON: line 1, column 1: expected a value: an object, an array, a string in double quotes, a number, true, false or null, found \\"n\\"; restore it from version control or record it again\\n"}
      {"code":2,"stdout":"","stderr":"error: option '--to <url>' cannot be used with option '--update'\\n(see sgtm --help)\\n"}
      {"code":2,"stdout":"","stderr":"error: option '--to <url>' argument 'ftp://127.0.0.1' is invalid. Expected a URL such as http://127.0.0.1:8080.\\n(see sgtm --help)\\n"}"
    `);
  });
});
