// Records each shipped sample through the reference container, with the clock and chance fixed: recordings/<sample>.json.
// What changed is printed; read the difference before you commit it.
import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadContainer } from '../src/container/load.ts';
import { createEngine } from '../src/engine/create-engine.ts';
import { saveRecordings } from '../src/recordings/recording-file.ts';
import { fixedRuntime } from '../src/runtime/runtime.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const container = await loadContainer(`${root}sgtm.yaml`);

for (const file of (await readdir(`${root}samples`)).sort()) {
  const name = basename(file, '.json');
  const body = JSON.stringify(JSON.parse(await readFile(`${root}samples/${file}`, 'utf8')));
  const recording = await createEngine(container, fixedRuntime(Date.UTC(2026, 10, 21, 16), 1)).handle({
    method: 'POST',
    path: '/mp/collect',
    query: {},
    queryString: '',
    headers: { 'content-type': 'application/json' },
    body,
    remoteAddress: '',
  });
  const path = `recordings/${name}.json`;
  const before = await readFile(`${root}${path}`, 'utf8').catch(() => '');
  await saveRecordings(path, container.name, [recording], root);
  if ((await readFile(`${root}${path}`, 'utf8')) !== before) console.log(`wrote ${path}`);
}
