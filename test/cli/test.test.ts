import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, type Finished, sgtm } from '../support/cli.ts';
import { inProcess } from '../support/in-process.ts';
import { purchase, shop } from './support/shop.ts';

const passing = `name: a purchase reaches both
send: ${purchase()}
expect:
  tags: { fired: [Meta, Warehouse] }
  requests: [{ platform: meta, body: { data: [{ event_name: Purchase }] } }]
`;

const failing = `scenarios:
  - name: too much is sold
    send: ${purchase({ value: 500 })}
  - name: nobody buys
    send: ${purchase()}
    expect: { tags: { not_fired: [Meta] } }
  - name: all is well
    send: ${purchase()}
`;

const two = { 'contracts/a.scenario.yaml': passing, 'contracts/b.scenario.yaml': failing };

/** What was printed, the times left out. */
function still({ stdout, ...rest }: Finished): Finished {
  const calm = stdout
    .replaceAll(/\d+(?:\.\d+)? m?s\b/g, 'TIME')
    .replaceAll(/("(?:durationMs|startedAt)"): [^,\n]+/g, '$1: TIME')
    .replaceAll(/(time|timestamp)="[^"]+"/g, '$1="TIME"');
  return { ...rest, stdout: calm };
}

function statuses(stdout: string): unknown {
  const { results } = JSON.parse(stdout) as { results: { name: string; status: string }[] };
  return results.map(({ name, status }) => `${name}: ${status}`);
}

describe('sgtm test', () => {
  it('finds the scenarios beside the container, prints text, ends with 0 where all hold', async () => {
    const cwd = shop({ 'contracts/deep/a.scenario.yaml': passing, 'recordings/old.json': '{}' });
    expect(still(await sgtm(['test'], { cwd }))).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "✓ contracts/deep/a.scenario.yaml  1 scenario  TIME

      1 notice
        ! recordings/old.json: no scenario uses it: name it under recording: in one, or remove it

      scenarios  1 passed
      requests   1 checked against 1 contract, 1 without a contract
      time       TIME
      ",
      }
    `);
    const elsewhere = await inProcess(['test', '-c', '../sgtm.yaml', '--format', 'json'], {
      cwd: join(cwd, 'recordings'),
    });
    const { results } = JSON.parse(elsewhere.stdout) as { results: { file: string }[] };
    expect([elsewhere.code, results.map(({ file }) => file)]).toEqual([0, ['../contracts/deep/a.scenario.yaml']]);
  });

  it('ends with 1 where a contract or an expectation is broken, and says which and where', async () => {
    const cwd = shop(two);
    expect(still(await inProcess(['test'], { cwd }))).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "",
        "stdout": "✓ contracts/a.scenario.yaml  1 scenario  TIME
      ✗ contracts/b.scenario.yaml  2 of 3 scenarios failed  TIME
        ✗ too much is sold  TIME
        ✗ nobody buys  TIME

      ── 1 of 2 ── too much is sold ──────────────────────────────────────────────────────────────────────
      contracts/b.scenario.yaml:2

      ✗ meta/events /data/0/custom_data/value: value is too much
        contracts/b.scenario.yaml:2
        in       Meta for purchase
        request  POST https://graph.facebook.com/v25.0/1/events
        found    500
        help     sell less
        rule     contracts/meta/events.schema.json:11
        source   https://shop.example/rules

      ── 2 of 2 ── nobody buys ───────────────────────────────────────────────────────────────────────────
      contracts/b.scenario.yaml:4

      ✗ Meta fired for purchase
        contracts/b.scenario.yaml:6
        expected  that it does not fire for purchase
        because   Purchase matched

      scenarios  2 failed, 2 passed of 4
      requests   4 checked against 1 contract, 4 without a contract
      time       TIME
      ",
      }
    `);
  });

  it('names each scenario where told to', async () => {
    const cwd = shop({ 'contracts/a.scenario.yaml': passing });
    const { stdout } = still(await inProcess(['test', '--all'], { cwd }));
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      '✓ contracts/a.scenario.yaml  1 scenario  TIME',
      '  ✓ a purchase reaches both  TIME',
    ]);
  });

  it('runs what it is told to, and stops at the first that fails', async () => {
    const cwd = shop(two);
    const run = async (...args: readonly string[]): Promise<unknown> => {
      const { code, stdout } = await inProcess(['test', ...args, '--format', 'json'], { cwd });
      return [code, statuses(stdout)];
    };
    expect(await run('contracts/a.scenario.yaml')).toEqual([0, ['a purchase reaches both: passed']]);
    expect(await run('--bail')).toEqual([
      1,
      ['a purchase reaches both: passed', 'too much is sold: failed', 'nobody buys: skipped', 'all is well: skipped'],
    ]);
  });

  it('writes golden recordings, which replay as they are', async () => {
    const cwd = shop({ 'contracts/a.scenario.yaml': `${passing}  recording: ../recordings/a.json\n` });
    const missing = await inProcess(['test', '--format', 'json'], { cwd });
    expect([missing.code, statuses(missing.stdout)]).toEqual([1, ['a purchase reaches both: failed']]);
    const written = await inProcess(['test', '--update'], { cwd });
    expect(still(written)).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "✓ contracts/a.scenario.yaml  1 scenario  TIME

      1 golden recording written
        + recordings/a.json  new

      scenarios  1 passed
      requests   1 checked against 1 contract, 1 without a contract
      time       TIME
      ",
      }
    `);
    const golden = readFileSync(join(cwd, 'recordings/a.json'), 'utf8');
    expect(golden.includes('jane.doe')).toBe(false);
    expect((await inProcess(['test'], { cwd })).code).toBe(0);
    expect(await inProcess(['replay', 'recordings/a.json'], { cwd })).toEqual({
      code: 0,
      stdout: '✓ recordings/a.json: 1 recording, as recorded\n',
      stderr: '',
    });
  });

  it('makes several reports of one run, to files and to folders', async () => {
    const cwd = shop(two);
    const result = await inProcess(
      ['test', '--reporter', 'text,junit', '--reporter', 'html', '--reporter=json', '--reporter=github'].concat([
        '--output',
        'junit=out/ci/report.xml',
        '--output=html=out/',
        '--output=json=out/',
        '--output=github=g.txt',
      ]),
      { cwd },
    );
    const text = await inProcess(['test'], { cwd });
    const stderr = 'wrote out/ci/report.xml\nwrote out/report.html\nwrote out/report.json\nwrote g.txt\n';
    expect(still(result)).toEqual({ ...still(text), stderr });
    expect(readdirSync(join(cwd, 'out')).toSorted()).toEqual(['ci', 'report.html', 'report.json']);
    expect(readdirSync(join(cwd, 'out/ci'))).toEqual(['report.xml']);
    const begin = (file: string): string => readFileSync(join(cwd, file), 'utf8').slice(0, 15).toLowerCase();
    expect(['out/ci/report.xml', 'out/report.html', 'out/report.json', 'g.txt'].map(begin)).toEqual([
      '<?xml version="',
      '<!doctype html>',
      '{\n  "version": ',
      '::group::sgtm t',
    ]);
    const quiet = await inProcess(['test', '--output', 'all.txt'], { cwd });
    expect(quiet).toEqual({ code: 1, stdout: '', stderr: 'wrote all.txt\n' });
    expect(still({ ...text, stdout: readFileSync(join(cwd, 'all.txt'), 'utf8') })).toEqual(still(text));
    const junit = await inProcess(['test', '--reporter', 'junit', '--output', 'again.xml'], { cwd });
    expect([junit.stdout, existsSync(join(cwd, 'again.xml'))]).toEqual(['', true]);
  });

  it("adds GitHub's annotations where GitHub runs it, unless reporters are chosen", async () => {
    const cwd = shop(two);
    const env = { GITHUB_ACTIONS: 'true' };
    const text = still(await inProcess(['test'], { cwd })).stdout;
    const github = still(await inProcess(['test', '--reporter', 'github'], { cwd })).stdout;
    expect(still(await inProcess(['test'], { cwd, env })).stdout).toBe(text + github);
    expect(still(await inProcess(['test', '--reporter', 'text'], { cwd, env })).stdout).toBe(text);
  });

  it('says what is wrong with scenarios, exit code 2', async () => {
    const cwd = shop({
      'odd/a.scenario.yaml': 'name: odd\nsend: purchase\nexpects: {}\n',
      'odd/b.scenario.yaml': 'name: [\n',
      'none/readme.md': '',
    });
    const results = [
      await inProcess(['test'], { cwd }),
      await inProcess(['test', 'none'], { cwd }),
      await inProcess(['test', 'nowhere'], { cwd }),
      await inProcess(['test', 'odd'], { cwd }),
      await inProcess(['test', '-c', 'nowhere.yaml'], { cwd }),
    ];
    expect(results.map((result) => JSON.stringify(result).replaceAll(cwd, 'CWD')).join('\n')).toMatchInlineSnapshot(`
      "{"code":2,"stdout":"","stderr":"there are no scenarios in contracts: write one into a file such as contracts/purchase.scenario.yaml\\n"}
      {"code":2,"stdout":"","stderr":"there are no scenarios in none: write one into a file such as contracts/purchase.scenario.yaml\\n"}
      {"code":2,"stdout":"","stderr":"nowhere: there is no such file or folder: check the path\\n"}
      {"code":2,"stdout":"","stderr":"odd/a.scenario.yaml:3:1: expects: unknown key; did you mean expect?\\nodd/b.scenario.yaml:2:1: Flow sequence in block collection must be sufficiently indented and end with a ]: mend the YAML (or JSON) here\\n"}
      {"code":2,"stdout":"","stderr":"CWD/nowhere.yaml: there is no such file: make one with \`sgtm init\`, or name yours with --container\\n"}"
    `);
  });

  it('says what is wrong with reporters and outputs, exit code 2, before anything runs', async () => {
    const cwd = shop({ ...two, file: '' });
    const calls = [
      ['--reporter', 'junitt'],
      ['--reporter', 'text,,json'],
      ['--reporter', 'text,json'],
      ['--reporter', 'text,junit', '--output', 'report.xml'],
      ['--reporter', 'text', '--output', 'junit=report.xml'],
      ['--reporter', 'json,junit', '--output', 'json=out', '--output', 'junit=./out'],
      ['--reporter', 'json', '--output', 'a', '--output', 'b'],
      ['--format', 'xml'],
    ];
    const results: Finished[] = [];
    for (const call of calls) results.push(await inProcess(['test', ...call], { cwd }));
    expect(results.map((result) => JSON.stringify(result)).join('\n')).toMatchInlineSnapshot(`
      "{"code":2,"stdout":"","stderr":"there is no reporter \\"junitt\\": did you mean junit? there are text, json, junit, github, html\\n"}
      {"code":2,"stdout":"","stderr":"there is no reporter \\"\\": there are text, json, junit, github, html\\n"}
      {"code":2,"stdout":"","stderr":"json and text cannot both be printed: give one a file, such as --output json=report.json\\n"}
      {"code":2,"stdout":"","stderr":"--output report.xml: there are several reporters; say whose: --output junit=report.xml\\n"}
      {"code":2,"stdout":"","stderr":"--output junit=report.xml: junit is not among the reporters; add --reporter text,junit\\n"}
      {"code":2,"stdout":"","stderr":"./out cannot be the output of both json and junit\\n"}
      {"code":2,"stdout":"","stderr":"--output b: json has an output already\\n"}
      {"code":2,"stdout":"","stderr":"error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json.\\n(see sgtm --help)\\n"}"
    `);
    const { code, stderr } = await inProcess(['test', '--output', 'file/report.txt'], { cwd });
    expect([code, stderr]).toEqual([
      2,
      'file/report.txt: cannot be written (ENOTDIR): choose another path with --output\n',
    ]);
    writeFileSync(join(cwd, 'contracts/meta/events.schema.json'), '{ "properties": { "data": { "typ": 1 } } }');
    const { code: wrong, stderr: contract } = await inProcess(['test'], { cwd });
    expect([wrong, contract.replaceAll(cwd, 'CWD')]).toEqual([
      2,
      'CWD/contracts/meta/events.schema.json:1:29: properties.data.typ: unknown keyword; did you mean type?\n',
    ]);
  });
});

it.each(['test', 'record', 'replay', 'diff', 'validate'])('%s has help with an example', async (command) => {
  const { code, stdout, stderr } = await inProcess([command, '--help'], { cwd: emptyFolder() });
  expect([code, stderr, /^Usage: sgtm \w+ .*\n\nExamples?:\n {2}sgtm /s.test(stdout)]).toEqual([0, '', true]);
});
