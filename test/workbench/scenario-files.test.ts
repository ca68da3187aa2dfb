import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ScenarioError } from '../../src/workbench/scenario-error.ts';
import { findScenarios, type LoadedScenarios, loadScenarios } from '../../src/workbench/scenario-files.ts';
import { folderOf } from './scenario-support.ts';

const one = 'name: a\nsend: purchase\n';

async function load(files: Readonly<Record<string, string>>): Promise<LoadedScenarios> {
  const cwd = folderOf(files);
  return loadScenarios(await findScenarios([], cwd), { cwd, folder: cwd });
}

/** What is said instead. */
async function refusal(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise;
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.message.split('\n');
  }
}

describe('findScenarios', () => {
  const cwd = folderOf({
    'contracts/b.scenario.yml': one,
    'contracts/deep/er/a.scenario.yaml': one,
    'contracts/c.scenario.json': '{}',
    'contracts/meta/events.schema.json': '{}',
    'contracts/notes.yaml': one,
    'contracts/node_modules/x/d.scenario.yaml': one,
    'mine/any-name.yaml': one,
    'mine/e.scenario.yaml': one,
    'empty/readme.md': '',
  });
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'without paths, those of contracts/',
      [],
      ['contracts/b.scenario.yml', 'contracts/c.scenario.json', 'contracts/deep/er/a.scenario.yaml'],
    ],
    ['a file, whatever its name', ['mine/any-name.yaml'], ['mine/any-name.yaml']],
    ['a folder', ['mine'], ['mine/e.scenario.yaml']],
    ['each once', ['mine', 'mine/e.scenario.yaml', './mine/', join(cwd, 'mine')], ['mine/e.scenario.yaml']],
    ['a folder of none', ['empty'], []],
  ])('%s', async (_, paths, found) => {
    expect(await findScenarios(paths, cwd)).toEqual(found);
  });

  test('none where nobody asked and there is no folder', async () => {
    expect(await findScenarios([], join(cwd, 'empty'))).toEqual([]);
  });

  test('a path that leads nowhere', async () => {
    expect(await refusal(findScenarios(['mine', 'mien'], cwd))).toEqual([
      'mien: there is no such file or folder: check the path',
    ]);
  });

  test('does not follow links round in a circle', async () => {
    const round = folderOf({ 'contracts/a.scenario.yaml': one });
    symlinkSync(join(round, 'contracts'), join(round, 'contracts/again'));
    expect(await findScenarios([], round)).toEqual(['contracts/a.scenario.yaml']);
  });
});

describe('loadScenarios', () => {
  test('a scenario, whole', async () => {
    const { scenarios, warnings } = await load({
      'samples/mine.json': '{"client_id": "1", "events": [{"name": "a", "params": {"x": 1, "y": 2}}]}',
      'contracts/a.scenario.yaml': `name: a purchase of {{who}}
with:
  - { who: Jane }
now: 2026-01-02T03:04:05.678Z
seed: 9
send:
  - sample: mine
    unset: [events.0.params.y]
    set: { events.0.params.x: '{{who}}', user_id: 5 }
    query: { sgtm_session: s, list: [1, 2] }
    headers: { X-A: 1 }
  - { method: get, path: '/x?a=b', query: { c: d }, headers: { Cookie: a }, body: [1], remoteAddress: 203.0.113.7 }
expect:
  response: { status: 204, headers: { Content-Type: text/plain } }
  tags:
    fired: [Orders]
    not_fired:
      - Refunds
    only: true
  requests:
    - { platform: meta, headers: { X-B: '{{who}}' } }
  request_count:
    meta: 1
  violations:
    - { rule: sha256 }
  recording: { file: '../recordings/{{who}}.json', expires: 90d }
`,
    });
    expect(warnings).toEqual([]);
    expect(
      scenarios.map(({ expect: { recording, ...expectations }, ...scenario }) => ({
        ...scenario,
        expect: { ...expectations, recording: { ...recording, path: recording?.path.split('/').slice(-2) } },
      })),
    ).toMatchInlineSnapshot(`
      [
        {
          "expect": {
            "line": 13,
            "only": 19,
            "recording": {
              "expires": 7776000000,
              "line": 26,
              "path": [
                "recordings",
                "Jane.json",
              ],
            },
            "requestCounts": [
              {
                "count": 1,
                "line": 23,
                "platform": "meta",
              },
            ],
            "requests": [
              {
                "line": 21,
                "pattern": {
                  "headers": {
                    "x-b": "Jane",
                  },
                  "platform": "meta",
                },
              },
            ],
            "response": {
              "line": 14,
              "pattern": {
                "headers": {
                  "content-type": "text/plain",
                },
                "status": 204,
              },
            },
            "tags": [
              {
                "line": 16,
                "status": "fired",
                "tag": "Orders",
              },
              {
                "line": 18,
                "status": "not_fired",
                "tag": "Refunds",
              },
            ],
            "violations": {
              "fails": "error",
              "line": 24,
              "listed": [
                {
                  "line": 25,
                  "pattern": {
                    "rule": "sha256",
                  },
                },
              ],
            },
          },
          "file": "contracts/a.scenario.yaml",
          "line": 1,
          "name": "a purchase of Jane",
          "now": 1767323045678,
          "seed": 9,
          "sends": [
            {
              "body": "{"client_id":"1","events":[{"name":"a","params":{"x":"Jane"}}],"user_id":5}",
              "headers": {
                "content-type": "application/json",
                "x-a": "1",
              },
              "method": "POST",
              "path": "/mp/collect",
              "query": {
                "list": [
                  "1",
                  "2",
                ],
                "sgtm_session": "s",
              },
              "queryString": "sgtm_session=s&list=1&list=2",
              "remoteAddress": "",
            },
            {
              "body": "[1]",
              "headers": {
                "cookie": "a",
              },
              "method": "GET",
              "path": "/x",
              "query": {
                "a": "b",
                "c": "d",
              },
              "queryString": "a=b&c=d",
              "remoteAddress": "203.0.113.7",
            },
          ],
          "with": {
            "who": "Jane",
          },
        },
      ]
    `);
  });

  test('a local sample goes before one that comes with the program, which is there too', async () => {
    const { scenarios } = await load({
      'samples/purchase.json': '{"method": "PUT", "path": "/mine", "query": {"a": 1, "b": 2}}',
      'contracts/a.scenario.yaml':
        'scenarios: [{ name: a, send: { sample: purchase, query: { b: 3 } } }, { name: b, send: rx_issued }]',
    });
    expect(
      scenarios.map(({ sends }) => sends.map(({ method, path, queryString }) => `${method} ${path} ${queryString}`)),
    ).toEqual([['PUT /mine a=1&b=3'], ['POST /mp/collect ']]);
  });

  test('every fault of every file, with its place', async () => {
    const files = {
      'samples/bad.json': '{"events": [}',
      'samples/other.json': '[1]',
      'contracts/a.scenario.yaml': 'name: a\nsend: bad\nexpcet: {}\n',
      'contracts/b.scenario.yaml': 'scenarios:\n  - { name: a, send: other }\n  - { name: b, send: purchas }\n',
      'contracts/c.scenario.json': '{\n  "name": "a",\n  "send": "../samples/bad"\n}',
    };
    expect(await refusal(load(files))).toEqual([
      'contracts/a.scenario.yaml:2:7: send: the sample bad at /events/0: line 1, column 13: expected a value: an object, an array, a string in double quotes, a number, true, false or null, found "}"',
      'contracts/a.scenario.yaml:3:1: expcet: unknown key; did you mean expect?',
      'contracts/b.scenario.yaml:2:22: scenarios[0].send: the sample other is neither a Measurement Protocol body nor { method, path, query, headers, body }',
      'contracts/b.scenario.yaml:3:22: scenarios[1].send: there is no sample purchas; did you mean purchase?',
      'contracts/c.scenario.json:3:11: send: there is no sample ../samples/bad; there are add_to_cart, bad, begin_checkout, consult_completed, consult_started, generate_lead, other, purchase, rx_issued, sign_up',
    ]);
  });

  test('two of a name in a file are pointed out', async () => {
    const text = 'scenarios:\n  - { name: a, send: purchase }\n  - { name: a, send: purchase }\n';
    const { scenarios, warnings } = await load({ 'contracts/a.scenario.yaml': text });
    expect([scenarios.length, warnings]).toEqual([
      2,
      [
        'contracts/a.scenario.yaml:3:13: scenarios[1].name: the scenario at line 2 has this name too: reports cannot tell them apart',
      ],
    ]);
  });

  test('files that are none', async () => {
    const cwd = folderOf({ 'a.txt': one });
    mkdirSync(join(cwd, 'folder.yaml'));
    writeFileSync(join(cwd, 'latin1.yaml'), Buffer.from([0x6e, 0xe9]));
    const files = ['a.txt', 'folder.yaml', 'gone.yaml', 'latin1.yaml'];
    expect(await refusal(loadScenarios(files, { cwd, folder: cwd }))).toEqual([
      'a.txt: is no scenario file: its name must end in .yaml, .yml or .json',
      'folder.yaml: cannot be read (EISDIR): check the path and who may read it',
      'gone.yaml: cannot be read (ENOENT): check the path and who may read it',
      'latin1.yaml: is not UTF-8: save it as UTF-8',
    ]);
  });

  test('files that are too much', async () => {
    const nine = (item: string): string => `[${Array.from({ length: 9 }, () => item).join()}]`;
    const bomb = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(
      (name, index) => `${name}: &${name} ${nine(index === 0 ? 'x' : `*${'abcdefg'[index - 1]}`)}\n`,
    );
    const long = 'x'.repeat(100_000);
    expect(
      await refusal(
        load({
          'contracts/1.scenario.yaml': `name: a\n# ${'x'.repeat(10 * 1024 * 1024)}`,
          'contracts/2.scenario.yaml': `${bomb.join('')}`,
          'contracts/3.scenario.yaml': `name: a\nwith: [{ a: ${long} }]\nsend: { events: ['${'{{a}}'.repeat(2000)}'] }`,
          'contracts/4.scenario.yaml': `name: a\nwith: [${'{a: 1},'.repeat(5000)}]\nsend: { events: [${'1,'.repeat(500)}] }`,
          'contracts/5.scenario.yaml': `name: a\nsend: { events: [&a ${long}, ${'*a,'.repeat(2000)}] }`,
          'contracts/6.scenario.yaml': `name: a\nsend: purchase\nexpect: { requests: [${'{ a: 1 },'.repeat(60)}] }`,
        }),
      ),
    ).toEqual([
      'contracts/1.scenario.yaml: has 10485770 bytes, a scenario file at most 1048576: split it up',
      'contracts/2.scenario.yaml:1:1: has more than 250000 values, aliases counted out: make it smaller',
      'contracts/3.scenario.yaml:2:1: with: comes to more than 1000000 values with all aliases and cases: make it smaller',
      'contracts/4.scenario.yaml:2:1: with: comes to more than 1000000 values with all aliases and cases: make it smaller',
      'contracts/5.scenario.yaml:1:1: comes to more than 1000000 values with all aliases and cases: make it smaller',
      ...Array.from(
        { length: 50 },
        (_, index) =>
          `contracts/6.scenario.yaml:3:${24 + index * 9}: expect.requests[${index}].a: unknown key; known are platform, tag, event, method, url, query, headers, body`,
      ),
      'contracts/6.scenario.yaml:1:1: and 10 more faults',
    ]);
  });
});
