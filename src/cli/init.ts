import { constants } from 'node:fs';
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { Io } from './io.ts';
import type { Outcome } from './outcome.ts';
import { starterContainer, starterScenario } from './starter.ts';
import { UserError } from './user-error.ts';

const shipped = fileURLToPath(new URL('../../', import.meta.url));

interface InitOptions {
  readonly reference?: boolean;
  readonly force?: boolean;
}

/** Files that belong together: by their paths from the new folder, and what they are for. */
interface Part {
  readonly label: string;
  readonly about: string;
  readonly files: Readonly<Record<string, string>>;
}

/** `sgtm init`: the files to start from. */
export function addInit(program: Command, io: Io, _outcome: Outcome): void {
  program
    .command('init')
    .description('write a container file to start from, a sample event, and a scenario that says what is to come of it')
    .argument('[folder]', 'where', '.')
    .option('--reference', 'start from the reference container: seven platforms, three storefronts, all its scenarios')
    .option('--force', 'overwrite what is there')
    .addHelpText('after', '\nExamples:\n  sgtm init\n  sgtm init my-tagging --reference')
    .action(async (folder: string, options: InitOptions) => {
      const root = resolve(io.cwd, folder);
      const parts = options.reference === true ? await reference() : await starter();
      const files = parts.flatMap((part) => Object.entries(part.files));
      if (options.force !== true) await refuseToOverwrite(files.map(([file]) => join(root, file)));
      for (const [file, text] of files) {
        await mkdir(dirname(join(root, file)), { recursive: true });
        await writeFile(join(root, file), text);
      }
      await mkdir(join(root, 'recordings'), { recursive: true });
      io.stdout.write(told(root, parts));
    });
}

async function starter(): Promise<readonly Part[]> {
  const sample = await readShipped('samples/purchase.json');
  return [
    one('sgtm.yaml', 'the container: what comes in, what each platform gets', starterContainer),
    one('samples/purchase.json', 'an event to try it with', sample),
    one('contracts/purchase.scenario.yaml', 'what is to come of that event', starterScenario),
  ];
}

async function reference(): Promise<readonly Part[]> {
  const scenarios = await readFolder('contracts/scenarios', '.yaml');
  const recordings = await readFolder('recordings', '.json');
  return [
    one('sgtm.yaml', 'the container: what comes in, what each platform gets', await readShipped('sgtm.yaml')),
    { label: 'samples/*.json', about: 'an event of each name', files: await readFolder('samples', '.json') },
    { label: 'contracts/scenarios/*', about: 'what is to come of each event', files: scenarios },
    { label: 'recordings/*.json', about: 'the golden recordings they compare with', files: recordings },
  ];
}

function one(file: string, about: string, text: string): Part {
  return { label: file, about, files: { [file]: text } };
}

/** The files of a folder that come with the program; what a user of a clone saved in folders below stays there. */
async function readFolder(folder: string, suffix: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(join(shipped, folder))).filter((name) => name.endsWith(suffix)).toSorted();
  const files = names.map(async (name) => [`${folder}/${name}`, await readShipped(`${folder}/${name}`)] as const);
  return Object.fromEntries(await Promise.all(files));
}

/** A file that comes with the program; where it names its schema, the one of the installed package. */
async function readShipped(file: string): Promise<string> {
  const text = await readFile(join(shipped, file), 'utf8');
  return text.replace(/(\$schema=(?:\.\.\/)+)schemas\//, '$1node_modules/sgtm-workbench/schemas/');
}

function told(root: string, parts: readonly Part[]): string {
  const room = Math.max(...parts.map(({ label }) => label.length));
  const lines = parts.map(({ label, about }) => `  ${label.padEnd(room)}  ${about}\n`);
  return `wrote into ${root}\n${lines.join('')}next, there: sgtm test, then sgtm dev\n`;
}

async function refuseToOverwrite(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    if (await exists(path)) throw new UserError(`${path} is there already: --force overwrites it`);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path, constants.F_OK);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
