import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, root, sgtm } from '../support/cli.ts';

describe('sgtm init', () => {
  it('writes a container that runs its sample at once', async () => {
    const folder = emptyFolder();
    const made = await sgtm(['init'], { cwd: folder });
    expect(made).toEqual({
      code: 0,
      stderr: '',
      stdout: `wrote sgtm.yaml and samples/purchase.json in ${folder}\nnext: sgtm run samples/purchase.json, or sgtm dev\n`,
    });
    expect(readdirSync(folder).sort()).toEqual(['contracts', 'recordings', 'samples', 'sgtm.yaml']);
    const run = await sgtm(['run', 'samples/purchase.json', '--format', 'json'], { cwd: folder });
    expect(run.code).toBe(0);
    expect(
      JSON.parse(run.stdout).events[0].tags.map((tag: { name: string; status: string }) => [tag.name, tag.status]),
    ).toEqual([
      ['GA4 - All Events', 'fired'],
      ['Meta CAPI - Purchase', 'fired'],
    ]);
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
    expect((await sgtm(['init', '--force', '--reference'], { cwd: folder })).code).toBe(0);
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
