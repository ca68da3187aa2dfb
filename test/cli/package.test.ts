import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Recording } from '../../src/engine/recording.ts';
import { emptyFolder, type Finished, root } from '../support/cli.ts';
import { readmeBlocks } from '../support/readme.ts';

const run = promisify(execFile);
const folder = emptyFolder();

/** The README's files, where a reader would write them. */
const files = new Map(
  readmeBlocks().flatMap(({ role, text }) => (role?.kind === 'file' ? [[role.path, text] as const] : [])),
);

/** Another's package, as it is installed here. */
const versionOf = (name: string): string => {
  const manifest = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
  return `${name}@${(JSON.parse(manifest) as { version: string }).version}`;
};

async function inFolder(command: string, ...args: readonly string[]): Promise<Finished> {
  try {
    return { code: 0, ...(await run(command, args, { cwd: folder, env: { ...process.env, NO_COLOR: '1' } })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Finished;
    return { code, stdout, stderr };
  }
}

// npx says more than the program where it finds npm's configuration wanting.
const sgtm = (...args: readonly string[]): Promise<Finished> =>
  inFolder(join(folder, 'node_modules/.bin/sgtm'), ...args);

function write(path: string, text: string = files.get(path) ?? ''): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('the package, installed in an empty folder', () => {
  beforeAll(async () => {
    await run('npm', ['pack', '--pack-destination', folder], { cwd: root });
    const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz')) as string;
    const others = ['vitest', 'expect', '@types/node'].map(versionOf);
    const install = ['install', '--no-save', '--prefer-offline', '--no-audit', '--no-fund'];
    await run('npm', [...install, join(folder, tarball), ...others], { cwd: folder });
  }, 300_000);

  it('starts with files that hold', async () => {
    expect(await sgtm('init')).toEqual({
      code: 0,
      stderr: '',
      stdout: `wrote into ${folder}
  sgtm.yaml                         the container: what comes in, what each platform gets
  samples/purchase.json             an event to try it with
  contracts/purchase.scenario.yaml  what is to come of that event
next, there: sgtm test, then sgtm dev
`,
    });
    const { code, stdout } = await sgtm('run', 'samples/purchase.json', '--format', 'json');
    const { events } = JSON.parse(stdout) as Recording;
    expect([code, events[0]?.tags.map(({ name, status }) => [name, status])]).toEqual([
      0,
      [
        ['GA4 - All Events', 'fired'],
        ['Meta CAPI - Purchase', 'fired'],
      ],
    ]);
  });

  it('tests them, and reports as JUnit', async () => {
    expect(await sgtm('test', '--reporter', 'junit', '--output', 'report.xml')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'wrote report.xml\n',
    });
    const report = readFileSync(join(folder, 'report.xml'), 'utf8');
    expect(report.replaceAll(/ (time|timestamp)="[^"]+"/g, ' $1="…"')).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="sgtm test" tests="3" failures="0" errors="0" skipped="0" time="…" timestamp="…">
        <testsuite name="contracts/purchase.scenario.yaml" tests="3" failures="0" errors="0" skipped="0" time="…" timestamp="…" file="contracts/purchase.scenario.yaml">
          <properties><property name="container" value="my-container"/></properties>
          <testcase name="a purchase reaches GA4 and Meta" classname="contracts.purchase" time="…" file="contracts/purchase.scenario.yaml" line="5"/>
          <testcase name="page_view goes to GA4 alone (event: &quot;page_view&quot;)" classname="contracts.purchase" time="…" file="contracts/purchase.scenario.yaml" line="22">
            <properties><property name="with" value="event: &quot;page_view&quot;"/></properties>
          </testcase>
          <testcase name="view_item goes to GA4 alone (event: &quot;view_item&quot;)" classname="contracts.purchase" time="…" file="contracts/purchase.scenario.yaml" line="22">
            <properties><property name="with" value="event: &quot;view_item&quot;"/></properties>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('has contracts, whose rules it names by their place in the package', async () => {
    write('payload.json');
    const { code, stdout } = await sgtm('validate', 'meta/events', 'payload.json', '--now', '2026-11-21T16:00:00Z');
    const rules = [...stdout.matchAll(/^ {2}rule +(\S+):\d+$/gm)].map(([, file]) => file);
    expect([code, [...new Set(rules)]]).toEqual([1, ['node_modules/sgtm-workbench/contracts/meta/events.schema.json']]);
  });

  it('has a workbench for programs', async () => {
    write('relay.mts');
    write('engine.mts');
    expect([await inFolder(process.execPath, 'relay.mts'), await inFolder(process.execPath, 'engine.mts')]).toEqual([
      { code: 0, stdout: outputAfter('node relay.mts'), stderr: '' },
      { code: 0, stdout: outputAfter('node engine.mts'), stderr: '' },
    ]);
  });

  it('has matchers for vitest', async () => {
    write('purchase.test.ts');
    const reports = ['--reporter', 'json', '--outputFile', 'vitest.json'];
    const { code } = await inFolder(join(folder, 'node_modules/.bin/vitest'), 'run', ...reports);
    const { testResults } = JSON.parse(readFileSync(join(folder, 'vitest.json'), 'utf8')) as {
      testResults: { assertionResults: { title: string; status: string }[] }[];
    };
    const results = testResults.flatMap((file) =>
      file.assertionResults.map(({ title, status }) => `${title}: ${status}`),
    );
    expect([code, results]).toEqual([
      0,
      ['a purchase reaches Meta: passed', 'a payload made elsewhere keeps a contract: passed'],
    ]);
  });

  it('has matchers for other test runners', async () => {
    write('purchase.test.mjs');
    const { code, stdout } = await inFolder(process.execPath, '--test', '--test-reporter=tap', 'purchase.test.mjs');
    expect([code, stdout.match(/^ok .*$/gm)]).toEqual([0, ['ok 1 - any event goes to GA4']]);
  });

  it('takes a container in TypeScript', async () => {
    write('warehouse.ts');
    const { code, stdout } = await sgtm('run', 'purchase', '-c', 'warehouse.ts', '--format', 'json');
    const { events } = JSON.parse(stdout) as Recording;
    const sent = events[0]?.tags.flatMap(({ name, requests }) =>
      requests.map(({ url, body }) => ({ name, url, body })),
    );
    expect([code, sent]).toEqual([
      0,
      [{ name: 'To the warehouse', url: 'https://warehouse.example/orders', body: { order: 'SO-10442' } }],
    ]);
  });

  it('has types that hold for all of these', async () => {
    const sources = [...files.keys()].filter((path) => /\.m?ts$/.test(path));
    for (const path of sources) write(path);
    await sgtm('types', '-o', 'sgtm-types.ts');
    write('package.json', '{ "type": "module" }');
    cpSync(join(root, 'tsconfig.json'), join(folder, 'base.json'));
    const options = { lib: ['es2024', 'esnext.disposable', 'dom'], isolatedDeclarations: false, declaration: false };
    const all = [...sources, 'sgtm-types.ts'];
    const config = { extends: './base.json', compilerOptions: options, include: [], files: all };
    write('tsconfig.json', JSON.stringify(config));
    expect(await inFolder(process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-p', '.')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('brings the reference container, whose scenarios hold', async () => {
    const made = await sgtm('init', 'reference', '--reference');
    const { code, stdout } = await sgtm('test', '-c', 'reference/sgtm.yaml', '--format', 'json');
    const { results } = JSON.parse(stdout) as { results: { name: string; status: string }[] };
    expect([made.code, code, results.filter(({ status }) => status !== 'passed')]).toEqual([0, 0, []]);
    expect(readdirSync(join(folder, 'reference')).toSorted()).toEqual([
      'contracts',
      'recordings',
      'samples',
      'sgtm.yaml',
    ]);
  });
});

/** What the README shows of a command. */
function outputAfter(command: string): string {
  const blocks = readmeBlocks();
  const index = blocks.findIndex(({ language, text }) => language === 'sh' && text === `${command}\n`);
  return blocks[index + 1]?.text ?? '';
}
