import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { Recording } from '../../src/engine/recording.ts';
import { emptyFolder, root } from '../support/cli.ts';

const run = promisify(execFile);

/** The README's TypeScript example that uses a function. */
function example(of: string): string {
  const blocks = readFileSync(join(root, 'README.md'), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g);
  return [...blocks].map((block) => block[1] as string).find((code) => code.includes(`${of}(`)) ?? '';
}

function tagsOf(stdout: string): unknown {
  const recording = JSON.parse(stdout) as Recording;
  return recording.events[0]?.tags.map(({ name, status }) => [name, status]);
}

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
  expect(tagsOf(stdout)).toEqual([
    ['GA4 - All Events', 'fired'],
    ['Meta CAPI - Purchase', 'fired'],
  ]);
  writeFileSync(join(folder, 'library.mts'), example('createEngine'));
  const library = await run(process.execPath, ['library.mts'], { cwd: folder });
  expect(library.stdout).toBe("[ 'GA4 - All Events', 'Meta CAPI - Purchase' ]\n");
  writeFileSync(join(folder, 'sgtm.ts'), example('defineContainer'));
  const typed = await run('npx', ['--no-install', 'sgtm', 'run', 'purchase', '-c', 'sgtm.ts', '--format', 'json'], {
    cwd: folder,
  });
  expect(tagsOf(typed.stdout)).toEqual([['To the warehouse', 'fired']]);
}, 180_000);
