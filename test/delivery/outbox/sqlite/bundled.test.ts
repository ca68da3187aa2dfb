import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';
import { workerFile } from '../../../../src/delivery/outbox/sqlite/store-thread.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const { entries } = await import(join(root, 'scripts', 'entries.js'));

test('the thread’s file is beside the sources, and an entry of the built program', () => {
  expect(workerFile('file:///app/src/delivery/outbox/sqlite/store-thread.ts').href).toBe(
    'file:///app/src/delivery/outbox/sqlite/worker.ts',
  );
  expect(['chunks/outbox.js', 'cli/main.js'].map((file) => workerFile(`file:///app/dist/${file}`).href)).toEqual([
    'file:///app/dist/outbox/worker.js',
    'file:///app/dist/outbox/worker.js',
  ]);
});

test('an outbox opens in a built program', async () => {
  const folder = temporaryFolder();
  const bundle = await rolldown({
    cwd: root,
    input: {
      'outbox/worker': entries['outbox/worker'],
      'library/open': 'src/delivery/outbox/sqlite/open-sqlite-outbox.ts',
    },
    platform: 'node',
    external: /^node:/,
  });
  await bundle.write({ dir: join(folder, 'dist'), format: 'esm', chunkFileNames: 'chunks/[name].js' });
  await bundle.close();
  symlinkSync(join(root, 'package.json'), join(folder, 'package.json'));
  const program = join(folder, 'program.js');
  writeFileSync(
    program,
    `import { openSqliteOutbox } from './dist/library/open.js';
     const outbox = await openSqliteOutbox({ path: process.argv[2], clock: { now: () => 1 } });
     await outbox.append([{ key: undefined, receivedAt: 1, destinations: ['meta/1'], body: 'text' }]);
     console.log(JSON.stringify(await outbox.read(0, 9, 99)));
     await outbox.close();`,
  );
  const said = execFileSync(process.execPath, [program, join(folder, 'outbox.db')], { encoding: 'utf8' });
  expect(said).toBe('[{"seq":1,"receivedAt":1,"body":"text"}]\n');
});
