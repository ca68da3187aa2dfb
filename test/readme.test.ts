import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseContainer } from '../src/container/load.ts';
import { printRecording } from '../src/workbench/print-recording.ts';
import { emptyFolder, root, sgtm } from './support/cli.ts';
import { runReference } from './support/reference.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const begin = '<!-- what came of it -->\n```\n';
const end = '```\n<!-- /what came of it -->';

it("shows what comes of the guide's curl", async () => {
  const curl = /curl -X POST "http:\/\/127\.0\.0\.1:8080\/mp\/collect\?[^"]*" \\\n.*\\\n {2}-d '([^']*)'/.exec(readme);
  const printed = printRecording(await runReference(JSON.parse(curl?.[1] ?? '')));
  const start = readme.indexOf(begin) + begin.length;
  const shown = readme.slice(start, readme.indexOf(end));
  if (process.env['UPDATE_README'])
    writeFileSync(join(root, 'README.md'), readme.replace(`${begin}${shown}${end}`, `${begin}${printed}${end}`));
  expect(shown).toBe(printed);
});

it('has a container file that runs', () => {
  const yaml = /```yaml\n(name: my-container[\s\S]*?)```/.exec(readme)?.[1] ?? '';
  expect(parseContainer(yaml, 'README.md').tags.map((tag) => tag.name)).toEqual(['Meta CAPI - Purchase']);
});

const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap((block) => (block[1] as string).split('\n'))
  .map((line) => line.replace(/\s+#.*$/, '').trim())
  .filter((line) => /(^|\| )npx sgtm (run|init|doctor)\b/.test(line));

it('prints commands to try', () => {
  expect(commands.length).toBeGreaterThan(7);
});

it.each(commands)('%s', async (command) => {
  const folder = emptyFolder();
  for (const file of ['sgtm.yaml', 'samples']) cpSync(join(root, file), join(folder, file), { recursive: true });
  const [, piped, line = ''] = /^(?:cat (\S+) \| )?npx sgtm (.*)$/.exec(command) ?? [];
  const stdin = piped === undefined ? '' : readFileSync(join(folder, piped), 'utf8');
  // The port may be taken by a server that runs while the tests do.
  const args = line === 'doctor' ? ['doctor', '--port', '0'] : line.split(' ');
  const result = await sgtm(args, { cwd: folder, stdin });
  expect([result.code, result.stderr]).toEqual([0, '']);
});
