import { globSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Recording } from '../../src/engine/recording.ts';
import { emptyFolder, root, sgtm } from '../support/cli.ts';

function filesIn(folder: string): readonly string[] {
  return globSync('**', { cwd: folder })
    .filter((file) => statSync(join(folder, file)).isFile())
    .toSorted();
}

describe('sgtm init', () => {
  it('writes a container whose sample keeps every contract at once', async () => {
    const folder = emptyFolder();
    const made = await sgtm(['init'], { cwd: folder });
    expect(made).toEqual({
      code: 0,
      stderr: '',
      stdout: `wrote into ${folder}
  sgtm.yaml                         the container: what comes in, what each platform gets
  samples/purchase.json             an event to try it with
  contracts/purchase.scenario.yaml  what is to come of that event
next, there: sgtm test, then sgtm dev
`,
    });
    expect(filesIn(folder)).toEqual(['contracts/purchase.scenario.yaml', 'samples/purchase.json', 'sgtm.yaml']);
    const run = await sgtm(['run', 'samples/purchase.json', '--format', 'json'], { cwd: folder });
    const { violations, events } = JSON.parse(run.stdout) as Recording;
    expect([
      run.code,
      violations,
      events.map((event) => event.violations),
      events[0]?.tags.map(({ name, status, requests }) => [name, status, requests.map((one) => one.violations)]),
    ]).toEqual([
      0,
      [],
      [[]],
      [
        ['GA4 - All Events', 'fired', [[]]],
        ['Meta CAPI - Purchase', 'fired', [[]]],
      ],
    ]);
  });

  it('writes a scenario that holds at once, and fails where a mapping breaks', async () => {
    const folder = emptyFolder();
    await sgtm(['init'], { cwd: folder });
    const statuses = async (): Promise<unknown> => {
      const { code, stdout, stderr } = await sgtm(['test', '--format', 'json'], { cwd: folder });
      const { results } = JSON.parse(stdout) as { results: { name: string; status: string }[] };
      return { code, stderr, results: results.map(({ name, status }) => `${name}: ${status}`) };
    };
    const rest = ['page_view goes to GA4 alone: passed', 'view_item goes to GA4 alone: passed'];
    expect(await statuses()).toEqual({
      code: 0,
      stderr: '',
      results: ['a purchase reaches GA4 and Meta: passed', ...rest],
    });
    const file = join(folder, 'sgtm.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('event_name: Purchase', 'event_name: Bought'));
    expect(await statuses()).toEqual({
      code: 1,
      stderr: '',
      results: ['a purchase reaches GA4 and Meta: failed', ...rest],
    });
  });

  it('copies the reference container, whose scenarios hold', async () => {
    const folder = emptyFolder();
    const made = await sgtm(['init', 'here', '--reference'], { cwd: folder });
    const here = join(folder, 'here');
    expect([made.code, made.stdout]).toEqual([
      0,
      `wrote into ${here}
  sgtm.yaml              the container: what comes in, what each platform gets
  samples/*.json         an event of each name
  contracts/scenarios/*  what is to come of each event
  recordings/*.json      the golden recordings they compare with
next, there: sgtm test, then sgtm dev
`,
    ]);
    const own = (name: string): readonly string[] =>
      readdirSync(join(root, name))
        .filter((file) => /\.(?:json|scenario\.yaml)$/.test(file))
        .map((file) => `${name}/${file}`);
    const expected = [...own('contracts/scenarios'), ...own('recordings'), ...own('samples'), 'sgtm.yaml'];
    expect(filesIn(here)).toEqual(expected.toSorted());
    const schemas = filesIn(here).flatMap(
      (file) => /schema=(\S+)/.exec(readFileSync(join(here, file), 'utf8'))?.[1] ?? [],
    );
    expect([...new Set(schemas)]).toEqual(['../../node_modules/sgtm-workbench/schemas/scenario.schema.json']);
    const { code, stdout, stderr } = await sgtm(['test', '--format', 'json'], { cwd: here });
    const { results } = JSON.parse(stdout) as { results: { status: string }[] };
    expect([code, stderr, results.filter(({ status }) => status !== 'passed')]).toEqual([0, '', []]);
  });

  it('overwrites nothing unless told to', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'sgtm.yaml'), 'name: mine\n');
    const refused = await sgtm(['init'], { cwd: folder });
    expect(refused).toEqual({
      code: 2,
      stdout: '',
      stderr: `${join(folder, 'sgtm.yaml')} is there already: --force overwrites it\n`,
    });
    expect(filesIn(folder)).toEqual(['sgtm.yaml']);
    expect((await sgtm(['init', '--force'], { cwd: folder })).code).toBe(0);
    expect((await sgtm(['run', 'purchase'], { cwd: folder })).code).toBe(0);
  });
});

describe('sgtm doctor', () => {
  it('names each missing secret and its remedy', async () => {
    const folder = emptyFolder();
    await sgtm(['init'], { cwd: folder });
    const { code, stdout } = await sgtm(['doctor', '--port', '0', '--format', 'json'], {
      cwd: folder,
      env: { META_ACCESS_TOKEN: 'x' },
    });
    const checks = (
      JSON.parse(stdout) as { checks: { name: string; status: string; message: string; remedy?: string }[] }
    ).checks;
    expect(code).toBe(0);
    expect(checks.map(({ name, status }) => [name, status])).toEqual([
      ['node', 'ok'],
      ['container', 'ok'],
      ['secrets', 'warning'],
      ['port', 'ok'],
      ['recordings', 'ok'],
      ['disk', 'ok'],
    ]);
    expect(checks[2]).toEqual({
      name: 'secrets',
      status: 'warning',
      message: 'GA4_API_SECRET is not set (tags."GA4 - All Events".api_secret)',
      remedy:
        'record mode needs no value; to deliver, set GA4_API_SECRET, or GA4_API_SECRET_FILE to a file that holds it',
    });
  });

  it('exits with 2 where the container is wrong, naming the line', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'sgtm.yaml'), 'name: mine\ntaggs: {}\n');
    const { code, stdout } = await sgtm(['doctor', '--port', '0'], { cwd: folder });
    expect(code).toBe(2);
    expect(stdout.split('\n')[1]).toBe(
      `✗ container: ${join(folder, 'sgtm.yaml')}:2:1: taggs: unknown key; did you mean tags?`,
    );
  });

  it('finds the reference container in order', async () => {
    const { code } = await sgtm(['doctor', '--port', '0'], { cwd: root });
    expect(code).toBe(0);
  });
});
