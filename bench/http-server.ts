// A server to be measured, in a process of its own: `ours` in record mode, or the `floor`.
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { loadContainer } from '../src/container/load.ts';
import { loadContracts, shippedContracts } from '../src/contracts/load.ts';
import { createEngine } from '../src/engine/create-engine.ts';
import { createRecorder } from '../src/recordings/recorder.ts';
import { systemRuntime } from '../src/runtime/runtime.ts';
import { createServer } from '../src/server/create-server.ts';

if (process.argv[2] === 'ours') {
  const container = await loadContainer(fileURLToPath(new URL('../sgtm.yaml', import.meta.url)));
  const server = createServer({
    engine: createEngine(container, systemRuntime, { contracts: await loadContracts([shippedContracts]) }),
    recorder: createRecorder(),
    port: 0,
  });
  process.send?.((await server.listen()).port);
} else {
  const app = new Hono();
  app.post('/mp/collect', async (c) => {
    await c.req.json();
    return c.body(null, 204);
  });
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (info) => process.send?.(info.port));
}
