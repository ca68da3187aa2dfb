import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordingFileContent } from '../../src/recordings/recording-schema.ts';
import { type Finished, sgtm } from '../support/cli.ts';
import { inProcess } from '../support/in-process.ts';
import { contract, purchase, shop } from './support/shop.ts';

/** Saves what comes of some bodies at one moment, as one file of recordings. */
async function recordings(cwd: string, values: readonly number[], seed = 1): Promise<string> {
  const all: RecordingFileContent[] = [];
  for (const value of values) {
    const options = ['--now', '2026-11-21T16:00:00Z', '--seed', String(seed), '--save', 'one.json'];
    await inProcess(['run', '-', ...options], { cwd, stdin: purchase({ value, transaction_id: 'T-1' }) });
    all.push(JSON.parse(readFileSync(join(cwd, 'one.json'), 'utf8')) as RecordingFileContent);
  }
  return JSON.stringify({ ...all[0], recordings: all.flatMap((one) => one.recordings) });
}

describe('sgtm diff of recordings', () => {
  it('finds them the same, whatever their ids and times taken', async () => {
    const cwd = shop();
    const one = await recordings(cwd, [5]);
    const other = one.replace(/"id":"[^"]+"/, '"id":"another"').replaceAll('"durationMs":0', '"durationMs":7');
    const folder = shop({ 'one.json': one, 'other.json': other });
    expect(other).not.toBe(one);
    expect(await sgtm(['diff', 'one.json', 'other.json'], { cwd: folder })).toEqual({
      code: 0,
      stdout: '✓ 1 recording, the same in both\n',
      stderr: '',
    });
  });

  it('tells field by field how they differ, and which only one has', async () => {
    const cwd = shop();
    const files = { 'before.json': await recordings(cwd, [5, 6]), 'after.json': await recordings(cwd, [5, 7, 8]) };
    const folder = shop(files);
    expect(await inProcess(['diff', 'before.json', 'after.json'], { cwd: folder })).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "",
        "stdout": "✗ 16:00:00 POST /mp/collect purchase
        request and answer
            expected                                      │ actual
          /request/body/events/0/params/value  different
            6                                             │ 7
        event purchase
            expected                                      │ actual
          /events/0/data/value  different
            6                                             │ 7
          /events/0/variables/Value  different
            6                                             │ 7
        event purchase, tag Meta
            expected                                      │ actual
          /events/0/tags/0/requests/0/body/data/0/custom_data/value  different
            6                                             │ 7
        event purchase, tag Warehouse
            expected                                      │ actual
          /events/0/tags/1/requests/0/body/value  different
            6                                             │ 7
      ✗ 16:00:00 POST /mp/collect purchase only in after.json
      ✗ 2 of 3 recordings differ
      ",
      }
    `);
    const { code, stdout } = await inProcess(['diff', 'after.json', 'before.json', '--format', 'json'], {
      cwd: folder,
    });
    expect([code, JSON.parse(stdout)]).toMatchInlineSnapshot(`
      [
        1,
        {
          "kind": "recordings",
          "onlyAfter": [],
          "onlyBefore": [
            "5d28e92a-1a6e-41f8-b6c2-1415594c66f2",
          ],
          "recordings": [
            {
              "after": "5d28e92a-1a6e-41f8-b6c2-1415594c66f2",
              "before": "5d28e92a-1a6e-41f8-b6c2-1415594c66f2",
              "differences": [],
            },
            {
              "after": "5d28e92a-1a6e-41f8-b6c2-1415594c66f2",
              "before": "5d28e92a-1a6e-41f8-b6c2-1415594c66f2",
              "differences": [
                {
                  "actual": 6,
                  "expected": 7,
                  "kind": "different",
                  "path": "/request/body/events/0/params/value",
                },
                {
                  "actual": 6,
                  "expected": 7,
                  "kind": "different",
                  "path": "/events/0/data/value",
                },
                {
                  "actual": 6,
                  "expected": 7,
                  "kind": "different",
                  "path": "/events/0/variables/Value",
                },
                {
                  "actual": 6,
                  "expected": 7,
                  "kind": "different",
                  "path": "/events/0/tags/0/requests/0/body/data/0/custom_data/value",
                },
                {
                  "actual": 6,
                  "expected": 7,
                  "kind": "different",
                  "path": "/events/0/tags/1/requests/0/body/value",
                },
              ],
            },
          ],
          "same": false,
        },
      ]
    `);
  });
});

const items = contract.properties.data.items.properties.custom_data.properties;

/** The shop's contract with other rules for what is bought. */
function version(rules: Readonly<Record<string, unknown>>): string {
  const custom = { properties: { custom_data: { properties: { ...items, ...rules } } } };
  return JSON.stringify({ ...contract, properties: { data: { items: custom } } }, null, 2);
}

describe('sgtm diff of contracts', () => {
  it('tells what breaks, what loosens, and where that is written', async () => {
    const cwd = shop({
      'new.schema.json': version({
        value: { maximum: 50 },
        currency: { enum: ['USD', 'EUR'], severity: 'error' },
        order_id: { type: 'string' },
      }),
      'loose.schema.json': version({ value: { ...items.value, maximum: 500 } }),
      'words.schema.json': version({ value: { ...items.value, help: 'take less' } }),
    });
    expect(await inProcess(['diff', 'meta/events', 'new.schema.json'], { cwd })).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "",
        "stdout": "breaks: what held may be refused now
        /data/*/custom_data/value: must be <= 50 now, was: must be <= 100
          new.schema.json:11
        /data/*/custom_data/currency: must be USD, EUR now, was a warning: must be USD
          new.schema.json:14
        /data/*/custom_data/order_id: must be text now
          new.schema.json:21

      refuses the same: other words, or warnings
        /data/*/custom_data/value: message: no words any more
          contracts/meta/events.schema.json:12
        /data/*/custom_data/value: help: no words any more
          contracts/meta/events.schema.json:13

      ✗ new.schema.json: 3 changes break, 2 changes without effect
      ",
      }
    `);
    expect(await inProcess(['diff', 'new.schema.json', 'meta/events'], { cwd })).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "loosens: what was refused may hold now
        /data/*/custom_data/value: must be <= 100 now, was: must be <= 50
          contracts/meta/events.schema.json:11
        /data/*/custom_data/currency: only a warning now: must be USD, was: must be USD, EUR
          contracts/meta/events.schema.json:16
        /data/*/custom_data/order_id: no longer: must be text
          new.schema.json:21

      refuses the same: other words, or warnings
        /data/*/custom_data/value: message: words where there were none
          contracts/meta/events.schema.json:12
        /data/*/custom_data/value: help: words where there were none
          contracts/meta/events.schema.json:13

      ✓ meta/events: 3 changes loosen, 2 changes without effect
      ",
      }
    `);
    expect(await inProcess(['diff', 'meta/events', 'loose.schema.json'], { cwd })).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "loosens: what was refused may hold now
        /data/*/custom_data/value: must be <= 500 now, was: must be <= 100
          loose.schema.json:11

      ✓ loose.schema.json: 1 change loosens
      ",
      }
    `);
    const { code, stdout } = await inProcess(['diff', 'meta/events', 'words.schema.json', '--format', 'json'], { cwd });
    expect([code, JSON.parse(stdout)]).toMatchInlineSnapshot(`
      [
        0,
        {
          "breaking": false,
          "changes": [
            {
              "effect": "same",
              "file": "words.schema.json",
              "line": 13,
              "message": "help: other words now",
              "path": "/data/*/custom_data/value",
              "rulePath": "/properties/data/items/properties/custom_data/properties/value/help",
            },
          ],
          "kind": "contracts",
        },
      ]
    `);
    expect(await inProcess(['diff', 'contracts/meta/events.schema.json', 'meta/events'], { cwd })).toEqual({
      code: 0,
      stdout: '✓ meta/events: the same\n',
      stderr: '',
    });
  });
});

it('says what cannot be compared, exit code 2', async () => {
  const cwd = shop({
    'one.json': '{ "version": 1, "container": "shop", "recordings": [] }',
    'newer.json': '{ "version": 2, "container": "shop", "recordings": [] }',
    'bad.schema.json': '{ "propertys": {} }',
  });
  const calls = [
    ['one.json'],
    ['one.json', 'meta/events'],
    ['contracts/meta/events.schema.json', 'one.json'],
    ['one.json', 'newer.json'],
    ['nowhere.json', 'one.json'],
    ['one.json', 'sgtm.yaml'],
    ['meta/evnts', 'meta/events'],
    ['meta/events', 'bad.schema.json'],
  ];
  const results: Finished[] = [];
  for (const call of calls) results.push(await inProcess(['diff', ...call], { cwd }));
  expect(results.map((result) => JSON.stringify(result).replaceAll(cwd, 'CWD')).join('\n')).toMatchInlineSnapshot(`
    "{"code":2,"stdout":"","stderr":"error: missing required argument 'after'\\n(see sgtm --help)\\n"}
    {"code":2,"stdout":"","stderr":"one.json is a file of recordings, meta/events is a contract: compare two of a kind\\n"}
    {"code":2,"stdout":"","stderr":"contracts/meta/events.schema.json is a contract, one.json is a file of recordings: compare two of a kind\\n"}
    {"code":2,"stdout":"","stderr":"CWD/newer.json: has format version 2, this program reads version 1: use the release that wrote it, or record it again\\n"}
    {"code":2,"stdout":"","stderr":"CWD/nowhere.json: there is no such file; record one, or check the path\\n"}
    {"code":2,"stdout":"","stderr":"CWD/sgtm.yaml: is not JSON: line 1, column 1: expected a value: an object, an array, a string in double quotes, a number, true, false or null, found \\"n\\"; restore it from version control or record it again\\n"}
    {"code":2,"stdout":"","stderr":"there is no contract meta/evnts; did you mean meta/events? (sgtm validate --list shows them all)\\n"}
    {"code":2,"stdout":"","stderr":"CWD/bad.schema.json:1:3: propertys: unknown keyword; did you mean properties?\\n"}"
  `);
});
