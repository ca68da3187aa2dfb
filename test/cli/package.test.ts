import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { emptyFolder, root } from '../support/cli.ts';

const run = promisify(execFile);

it('packs into something that installs in an empty folder and runs there', async () => {
  const folder = emptyFolder();
  await run('npm', ['pack', '--pack-destination', folder], { cwd: root });
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz')) as string;
  await run('npm', ['install', '--no-save', '--prefer-offline', '--no-audit', '--no-fund', join(folder, tarball)], {
    cwd: folder,
  });
  await run('npx', ['--no-install', 'sgtm', 'init'], { cwd: folder });
  const { stdout } = await run('npx', ['--no-install', 'sgtm', 'run', 'samples/purchase.json', '--format', 'json'], {
    cwd: folder,
  });
  expect(
    JSON.parse(stdout).events[0].tags.map((tag: { name: string; status: string }) => [tag.name, tag.status]),
  ).toEqual([
    ['GA4 - All Events', 'fired'],
    ['Meta CAPI - Purchase', 'fired'],
  ]);
  const library =
    "import { loadContainer } from 'sgtm-workbench'; console.log((await loadContainer('sgtm.yaml')).name)";
  const { stdout: name } = await run(process.execPath, ['--input-type=module', '-e', library], { cwd: folder });
  expect(name).toBe('my-container\n');
}, 180_000);
