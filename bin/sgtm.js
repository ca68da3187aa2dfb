#!/usr/bin/env node
// Hands over to the program: the sources in a clone, the compiled files in the package.
import { existsSync } from 'node:fs';
import * as module from 'node:module';

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `sgtm needs Node 24 or newer; this is Node ${process.versions.node}.\n` +
      'In a clone, use the scripts (npm start) or npx sgtm, which bring their own; elsewhere run: npx -p node@24 -p sgtm-workbench sgtm\n',
  );
  process.exit(2);
}
module.enableCompileCache();
const source = new URL('../src/cli/main.ts', import.meta.url);
const { main } = await import(existsSync(source) ? source.href : new URL('../dist/cli/main.js', import.meta.url).href);
process.exitCode = await main(process.argv.slice(2));
