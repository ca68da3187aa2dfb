import { constants } from 'node:fs';
import { access, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { Io } from './io.ts';
import type { Outcome } from './outcome.ts';
import { UserError } from './user-error.ts';

const shipped = fileURLToPath(new URL('../../', import.meta.url));

const starter = `# Your container: what comes in, and what each platform gets. Editors check it against its schema:
# yaml-language-server: $schema=./node_modules/sgtm-workbench/schemas/container.schema.json
name: my-container
default_region: US # of phone numbers whose event names no country

clients:
  GA4 Client: { type: ga4, paths: [/mp/collect, /g/collect] }

variables:
  Event Data - value: { type: event_data, path: value }
  Event Data - currency: { type: event_data, path: currency }

triggers:
  All Events: {}
  Purchase Event: { when: [{ variable: '{{Event Name}}', equals: purchase }] }

tags:
  GA4 - All Events:
    type: ga4
    triggers: [All Events]
    measurement_id: G-XXXXXXXXX
    api_secret: \${GA4_API_SECRET} # secrets go by name; record mode needs no value

  Meta CAPI - Purchase:
    type: meta
    triggers: [Purchase Event]
    pixel_id: '1234567890'
    access_token: \${META_ACCESS_TOKEN}
    event_name: Purchase
    custom_data:
      value: '{{Event Data - value}}'
      currency: '{{Event Data - currency}}'
`;

/** `sgtm init`: the files to start from. */
export function addInit(program: Command, io: Io, _outcome: Outcome): void {
  program
    .command('init')
    .description('write a container file to start from, with a sample event beside it')
    .argument('[folder]', 'where', '.')
    .option('--reference', 'start from the reference container: seven platforms, three storefronts')
    .option('--force', 'overwrite what is there')
    .addHelpText('after', '\nExamples:\n  sgtm init\n  sgtm init my-tagging --reference')
    .action(async (folder: string, options: { reference?: boolean; force?: boolean }) => {
      const root = resolve(io.cwd, folder);
      const files = ['sgtm.yaml', join('samples', 'purchase.json')];
      if (options.force !== true) {
        for (const file of files) {
          if (await exists(join(root, file)))
            throw new UserError(`${join(root, file)} is there already: --force overwrites it`);
        }
      }
      for (const file of files) await mkdir(dirname(join(root, file)), { recursive: true });
      for (const empty of ['contracts', 'recordings']) await mkdir(join(root, empty), { recursive: true });
      if (options.reference === true) await copyFile(join(shipped, 'sgtm.yaml'), join(root, 'sgtm.yaml'));
      else await writeFile(join(root, 'sgtm.yaml'), starter);
      await copyFile(join(shipped, 'samples', 'purchase.json'), join(root, 'samples', 'purchase.json'));
      io.stdout.write(`wrote ${files.join(' and ')} in ${root}\nnext: sgtm run samples/purchase.json, or sgtm dev\n`);
    });
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
