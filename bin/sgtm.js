#!/usr/bin/env node
// Hands over to the program: the built one, or the sources of a clone where they changed since.
import { existsSync } from 'node:fs';
import * as module from 'node:module';
import { fileURLToPath } from 'node:url';
import { isFresh } from './fresh.js';

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `sgtm needs Node 24 or newer; this is Node ${process.versions.node}.\n` +
      'In a clone, use the scripts (npm start) or npx sgtm, which bring their own; elsewhere run: npx -p node@24 -p sgtm-workbench sgtm\n',
  );
  process.exit(2);
}
module.enableCompileCache();
const root = new URL('..', import.meta.url);
const sources = new URL('src/cli/main.ts', root);
const fromSources = existsSync(sources) && !isFresh(fileURLToPath(root));
const { main } = await import(fromSources ? sources.href : new URL('dist/cli/main.js', root).href);
process.exitCode = await main(process.argv.slice(2));
