import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Finished, sgtm } from '../support/cli.ts';
import { inProcess } from '../support/in-process.ts';
import { contract, purchase, shop } from './support/shop.ts';

const payload = (custom: unknown): string => JSON.stringify({ data: [{ custom_data: custom }] });
const both = payload({ value: 101, currency: 'usd' });

/** Results as one text, the folder's name left out. */
function shown(results: readonly Finished[], cwd: string): string {
  return results.map((result) => JSON.stringify(result).replaceAll(cwd, 'CWD')).join('\n');
}

describe('sgtm validate', () => {
  it('tells people what is wrong with a payload and where that is written', async () => {
    const cwd = shop({ 'payload.json': both });
    expect(await sgtm(['validate', 'meta/events', 'payload.json'], { cwd })).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "",
        "stdout": "error meta/events /data/0/custom_data/value: value is too much
        found   101
        help    sell less
        rule    contracts/meta/events.schema.json:11
        source  https://shop.example/rules
      warning meta/events /data/0/custom_data/currency: currency must be USD
        found   "usd"
        rule    contracts/meta/events.schema.json:16
        source  https://shop.example/rules
      ✗ meta/events: 1 error, 1 warning
      ",
      }
    `);
  });

  it('tells programs', async () => {
    const cwd = shop();
    const { code, stdout, stderr } = await inProcess(['validate', 'meta/events', '-', '--format', 'json'], {
      cwd,
      stdin: both,
    });
    expect({ code, stderr, told: JSON.parse(stdout) }).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "",
        "told": {
          "valid": false,
          "violations": [
            {
              "actual": "101",
              "contract": "meta/events",
              "help": "sell less",
              "message": "value is too much",
              "path": "/data/0/custom_data/value",
              "rule": "maximum",
              "rulePath": "/properties/data/items/properties/custom_data/properties/value/maximum",
              "severity": "error",
              "source": "https://shop.example/rules",
            },
            {
              "actual": ""usd"",
              "contract": "meta/events",
              "message": "currency must be USD",
              "path": "/data/0/custom_data/currency",
              "rule": "enum",
              "rulePath": "/properties/data/items/properties/custom_data/properties/currency/enum",
              "severity": "warning",
              "source": "https://shop.example/rules",
            },
          ],
        },
      }
    `);
  });

  it('breaks nothing by warnings, and says where all holds', async () => {
    const cwd = shop({ 'warning.json': payload({ currency: 'EUR' }), 'fine.json': payload({ value: 1 }) });
    expect(await inProcess(['validate', 'meta/events', 'warning.json'], { cwd })).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "warning meta/events /data/0/custom_data/currency: currency must be USD
        found   "EUR"
        rule    contracts/meta/events.schema.json:16
        source  https://shop.example/rules
      ✓ meta/events: 1 warning
      ",
      }
    `);
    expect(await inProcess(['validate', 'meta/events', 'fine.json'], { cwd })).toEqual({
      code: 0,
      stdout: '✓ meta/events: holds\n',
      stderr: '',
    });
    expect(await inProcess(['validate', 'meta/events', 'fine.json', '--format', 'json'], { cwd })).toEqual({
      code: 0,
      stdout: '{\n  "valid": true,\n  "violations": []\n}\n',
      stderr: '',
    });
  });

  it('takes a contract by the path of its file: alone, with references, in the place of its namesake', async () => {
    const { title, ...rules } = contract;
    const newer = { ...rules, properties: { data: { minItems: 2 } } };
    const cwd = shop({
      'new/meta/events.schema.json': JSON.stringify(newer),
      'rules.schema.json': JSON.stringify({ title, $ref: 'meta/events' }),
      'payload.json': both,
    });
    const summary = async (name: string): Promise<unknown> => {
      const { code, stdout } = await inProcess(['validate', name, 'payload.json'], { cwd });
      return [code, ...stdout.split('\n').filter((line) => /^\S|rule/.test(line))];
    };
    expect(await summary('new/meta/events.schema.json')).toMatchInlineSnapshot(`
      [
        1,
        "error meta/events /data: data must have at least 2 items",
        "  rule    new/meta/events.schema.json:1",
        "  source  https://shop.example/rules",
        "✗ meta/events: 1 error",
      ]
    `);
    const name = await summary('rules.schema.json');
    expect(
      JSON.parse(JSON.stringify(name).replaceAll(cwd.split('/').at(-1) as string, 'FOLDER')),
    ).toMatchInlineSnapshot(`
      [
        1,
        "error FOLDER/rules /data/0/custom_data/value: value is too much",
        "  rule    contracts/meta/events.schema.json:11",
        "  source  https://shop.example/rules",
        "warning FOLDER/rules /data/0/custom_data/currency: currency must be USD",
        "  rule    contracts/meta/events.schema.json:16",
        "  source  https://shop.example/rules",
        "✗ FOLDER/rules: 1 error, 1 warning",
      ]
    `);
  });

  it('holds an outgoing request against a contract, or the one it names', async () => {
    const request = { method: 'POST', url: 'https://graph.facebook.com/v25.0/1/events', headers: { A: 'b' } };
    const whole = { ...request, body: JSON.parse(both), contract: 'meta/events' };
    const rules = {
      request: { properties: { headers: { required: ['b'], message: 'b is missing' } } },
      properties: contract.properties,
    };
    const cwd = shop({
      'contracts/mine/request.schema.json': JSON.stringify(rules),
      'request.json': JSON.stringify(whole),
    });
    const told = async (name: string): Promise<unknown> => {
      const { code, stdout } = await inProcess(['validate', name, 'request.json', '--format', 'json'], { cwd });
      const { violations } = JSON.parse(stdout) as { violations: Record<string, unknown>[] };
      return [code, ...violations.map(({ contract: of, in: part = 'body', path }) => `${of} ${part} ${path}`)];
    };
    expect(await told('auto')).toEqual([
      1,
      'meta/events body /data/0/custom_data/value',
      'meta/events body /data/0/custom_data/currency',
    ]);
    expect(await told('mine/request')).toEqual([
      1,
      'mine/request request /headers/b',
      'mine/request body /data/0/custom_data/value',
      'mine/request body /data/0/custom_data/currency',
    ]);
  });

  it('holds the requests of recordings against what they name, at the moment they came in', async () => {
    const cwd = shop({
      'contracts/meta/events.schema.json': JSON.stringify({
        $defs: { time: { maxAge: '7d', timeUnit: 'seconds' } },
        properties: {
          data: { items: { properties: { event_time: { $ref: '#/$defs/time' }, custom_data: { maxProperties: 0 } } } },
        },
      }),
    });
    const run = [
      'run',
      '-',
      '--now',
      '2026-11-21T16:00:00Z',
      '--seed',
      '1',
      '--save',
      'saved.json',
      '--format',
      'json',
    ];
    const { stdout: recording } = await inProcess(run, { cwd, stdin: purchase() });
    const first = await inProcess(['validate', 'auto', 'saved.json'], { cwd });
    expect(first).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "",
        "stdout": "error meta/events /data/0/custom_data: custom_data must have at most 0 keys
        in       Meta for purchase
        request  POST https://graph.facebook.com/v25.0/1/events
        found    { value, currency, content_type }
        rule     contracts/meta/events.schema.json:1
      ✗ 1 request (meta/events): 1 error
      ",
      }
    `);
    expect(await inProcess(['validate', 'auto', '-'], { cwd, stdin: recording })).toEqual(first);
    expect(
      await inProcess(['validate', 'meta/events', '-'], { cwd, stdin: readFileSync(join(cwd, 'saved.json'), 'utf8') }),
    ).toEqual(first);
    const late = ['--now', '2026-12-21T16:00:00Z', '--format', 'json'];
    const { stdout } = await inProcess(['validate', 'meta/events', 'saved.json', ...late], { cwd });
    expect(JSON.parse(stdout)).toMatchInlineSnapshot(`
      {
        "valid": false,
        "violations": [
          {
            "actual": "1795276800",
            "contract": "meta/events",
            "message": "event_time is 30 days old, and must be at most 7 days old",
            "path": "/data/0/event_time",
            "rule": "maxAge",
            "rulePath": "/$defs/time/maxAge",
            "severity": "error",
            "where": {
              "event": "purchase",
              "recording": "5d28e92a-1a6e-41f8-b6c2-1415594c66f2",
              "request": {
                "method": "POST",
                "platform": "meta",
                "url": "https://graph.facebook.com/v25.0/1/events",
              },
              "tag": "Meta",
            },
          },
          {
            "actual": "{ value, currency, content_type }",
            "contract": "meta/events",
            "message": "custom_data must have at most 0 keys",
            "path": "/data/0/custom_data",
            "rule": "maxProperties",
            "rulePath": "/properties/data/items/properties/custom_data/maxProperties",
            "severity": "error",
            "where": {
              "event": "purchase",
              "recording": "5d28e92a-1a6e-41f8-b6c2-1415594c66f2",
              "request": {
                "method": "POST",
                "platform": "meta",
                "url": "https://graph.facebook.com/v25.0/1/events",
              },
              "tag": "Meta",
            },
          },
        ],
      }
    `);
  });

  it('lists the contracts, those of the folder over those that come along', async () => {
    const cwd = shop({ 'contracts/mine/order.schema.json': '{ "title": "An order" }' });
    const { code, stdout } = await inProcess(['validate', '--list', '--format', 'json'], { cwd });
    const { contracts } = JSON.parse(stdout) as { contracts: { name: string; file: string }[] };
    const own = contracts.filter(({ name }) => ['meta/events', 'mine/order'].includes(name));
    expect([code, own]).toEqual([
      0,
      [
        { name: 'meta/events', title: contract.title, file: join(cwd, 'contracts/meta/events.schema.json') },
        { name: 'mine/order', title: 'An order', file: join(cwd, 'contracts/mine/order.schema.json') },
      ],
    ]);
    const { stdout: list } = await inProcess(['validate', '--list'], { cwd });
    expect(
      list
        .split('\n')
        .filter((line) => /^(meta\/events|mine\/order) /.test(line))
        .map((line) => line.replace(/ {2,}/, ': ')),
    ).toEqual(['meta/events: Events of the shop', 'mine/order: An order']);
  });

  it('says what is wrong, exit code 2', async () => {
    const cwd = shop({
      'payload.json': both,
      'cut.json': '{"data": [',
      'deep.json': `${'['.repeat(40)}${']'.repeat(40)}`,
      'odd.json': '{"a": 1, "a": 2}',
      'bad.schema.json': '{ "propertys": {} }',
      'cut.schema.json': '{ "title": ',
      'newer.json': '{ "version": 2, "container": "shop", "recordings": [] }',
      'none.json': '{ "version": 1, "container": "shop", "recordings": [] }',
      'headers.json': '{ "method": "GET", "url": "x", "headers": [] }',
      'unnamed.json': '{ "method": "GET", "url": "x" }',
      'unknown.json': '{ "method": "GET", "url": "x", "contract": "no/such" }',
      'half.json': '{ "receivedAt": "x", "events": [] }',
    });
    await inProcess(['run', '-', '--save', 'saved.json'], { cwd, stdin: purchase() });
    const calls = [
      [],
      ['meta/events'],
      ['meta/evnts', 'payload.json'],
      ['nowhere.schema.json', 'payload.json'],
      ['bad.schema.json', 'payload.json'],
      ['cut.schema.json', 'payload.json'],
      ['meta/events', 'nowhere.json'],
      ['meta/events', 'contracts'],
      ['meta/events', 'cut.json'],
      ['meta/events', 'deep.json'],
      ['meta/events', 'newer.json'],
      ['auto', 'none.json'],
      ['auto', 'payload.json'],
      ['auto', 'headers.json'],
      ['auto', 'unnamed.json'],
      ['auto', 'unknown.json'],
      ['auto', 'half.json'],
      ['tiktok/event_track', 'saved.json'],
      ['meta/events', 'payload.json', '--now', 'noon'],
    ];
    const results: Finished[] = [];
    for (const call of calls) results.push(await inProcess(['validate', ...call], { cwd }));
    expect(shown(results, cwd)).toMatchInlineSnapshot(`
      "{"code":2,"stdout":"","stderr":"name a contract and a file: sgtm validate meta/events payload.json (--list: all contracts)\\n"}
      {"code":2,"stdout":"","stderr":"name a contract and a file: sgtm validate meta/events payload.json (--list: all contracts)\\n"}
      {"code":2,"stdout":"","stderr":"there is no contract meta/evnts; did you mean meta/events? (sgtm validate --list shows them all)\\n"}
      {"code":2,"stdout":"","stderr":"nowhere.schema.json: there is no such file; name a contract, such as meta/events, or the path of its file\\n"}
      {"code":2,"stdout":"","stderr":"CWD/bad.schema.json:1:3: propertys: unknown keyword; did you mean properties?\\n"}
      {"code":2,"stdout":"","stderr":"CWD/cut.schema.json:1:12: Flow map must end with a }: mend the YAML (or JSON) here\\n"}
      {"code":2,"stdout":"","stderr":"nowhere.json: there is no such file; give a payload as JSON, or - for standard input\\n"}
      {"code":2,"stdout":"","stderr":"contracts: cannot be read (EISDIR): check the path and who may read it\\n"}
      {"code":2,"stdout":"","stderr":"cut.json at /data/0: line 1, column 11: expected a value: an object, an array, a string in double quotes, a number, true, false or null, found the end of the text\\n"}
      {"code":2,"stdout":"","stderr":"deep.json at /0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0: objects and arrays nested more than 32 deep\\n"}
      {"code":2,"stdout":"","stderr":"CWD/newer.json: has format version 2, this program reads version 1: use the release that wrote it, or record it again\\n"}
      {"code":2,"stdout":"","stderr":"none.json: no outgoing request in it names a contract\\n"}
      {"code":2,"stdout":"","stderr":"payload.json: a payload does not tell its contract: name it instead of auto\\n"}
      {"code":2,"stdout":"","stderr":"headers.json: the headers of a request must be a map of texts\\n"}
      {"code":2,"stdout":"","stderr":"unnamed.json: the request names no contract: name one instead of auto\\n"}
      {"code":2,"stdout":"","stderr":"unknown.json: a request names the contract no/such, which is not here: put its file into contracts/, or name another\\n"}
      {"code":2,"stdout":"","stderr":"half.json: is no recording: /id: Invalid input: expected string, received undefined\\n"}
      {"code":2,"stdout":"","stderr":"saved.json: no outgoing request in it names tiktok/event_track; those in it name meta/events\\n"}
      {"code":2,"stdout":"","stderr":"error: option '--now <moment>' argument 'noon' is invalid. Expected a moment such as 2026-11-21T16:00:00Z.\\n(see sgtm --help)\\n"}"
    `);
    expect(await inProcess(['validate', 'meta/events', 'odd.json'], { cwd })).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "odd.json at /a: this key stands more than once in its object; the last value is taken, the others are lost
      ",
        "stdout": "✓ meta/events: holds
      ",
      }
    `);
  });
});
