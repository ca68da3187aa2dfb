// The program in one piece: `dist/`, made at install in a clone and before the package is packed. A start reads a dozen
// files in place of two hundred, and no types are to be stripped. The libraries stay where they are.
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isFresh, writeStamp } from '../bin/fresh.js';
import { entries } from './entries.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const tools = await import('rolldown').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
});
if (tools === undefined) process.stdout.write('No development tools here: sgtm runs from its sources.\n');
else if (!isFresh(root)) await build(tools);

/** @param {typeof import('rolldown')} tools */
async function build({ rolldown }) {
  for (const made of ['sources.sha256', 'chunks', 'cli', 'library', 'testing', 'outbox'])
    rmSync(`${root}dist/${made}`, { recursive: true, force: true });
  const bundle = await rolldown({
    cwd: root,
    input: entries,
    platform: 'node',
    external: (id) => /^[^./\0]/.test(id) && !id.startsWith('src/'),
  });
  await bundle.write({ dir: `${root}dist`, format: 'esm', chunkFileNames: 'chunks/[name].js', sourcemap: true });
  await bundle.close();
  writeStamp(root);
}
