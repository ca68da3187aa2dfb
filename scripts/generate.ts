// Writes what follows from the zod schemas and the contracts: the published JSON Schemas, the types of the container
// file and of each platform's payload.
// With --check it writes nothing and exits 1 where a file is not what it would write.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';
import { z } from 'zod';
import { containerSchema } from '../src/container/schema.ts';
import type { Contract } from '../src/contracts/contract.ts';
import { contractFileSchema } from '../src/contracts/contract-file-schema.ts';
import { contractTypes } from '../src/contracts/contract-types.ts';
import { loadContracts, shippedContracts } from '../src/contracts/load.ts';
import { tagTypes } from '../src/platforms/registry.ts';
import { recordingFileSchema, recordingSchema } from '../src/recordings/recording-schema.ts';
import { scenarioFileSchema } from '../src/workbench/scenario-schema.ts';

const check = process.argv.includes('--check');
const root = new URL('../', import.meta.url);
const json = (schema: z.ZodType, title: string, description: string): object => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input', reused: 'inline' });
  return { $schema, $id: `https://sgtm-workbench.example/schemas/${title}.schema.json`, title, description, ...rest };
};

const container = json(
  containerSchema(tagTypes.values()),
  'container',
  'A container file: sgtm.yaml, sgtm.json, sgtm.ts.',
);
const types = await compile(toDraft07(container) as Parameters<typeof compile>[0], 'ContainerFile', {
  bannerComment: '// Written by `npm run generate` from the container schema: change that, not this file.',
  additionalProperties: false,
  unknownAny: true,
  style: { singleQuote: true, printWidth: 120 },
});

const files: Readonly<Record<string, string>> = {
  'schemas/container.schema.json': print(container),
  'schemas/contract.schema.json': print(contractFileSchema()),
  'schemas/recording.schema.json': print(json(recordingSchema, 'recording', 'One request and all that followed.')),
  'schemas/recording-file.schema.json': print(json(recordingFileSchema, 'recording-file', 'A file of recordings.')),
  'schemas/scenario.schema.json': print(
    json(scenarioFileSchema(), 'scenario', 'A scenario file: one scenario, or a list of them.'),
  ),
  'src/container/container-file.ts': types,
  ...(await payloadTypes()),
};

let stale = 0;
for (const [path, text] of Object.entries(files)) {
  const url = new URL(path, root);
  const before = await readFile(url, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (before === text) continue;
  stale += 1;
  if (check) console.error(`${path} is stale: run npm run generate and commit what it writes`);
  else {
    await mkdir(new URL('./', url), { recursive: true });
    await writeFile(url, text);
    console.log(`wrote ${path}`);
  }
}
if (check && stale > 0) process.exit(1);

/** Of what platforms get: events and what comes in have contracts too, and no builder. */
async function payloadTypes(): Promise<Readonly<Record<string, string>>> {
  const contracts = await loadContracts([shippedContracts]);
  const outgoing = contracts.names.filter((name) => !/^events\/|_incoming$|^ga4\/event_data$/.test(name));
  const banner = (name: string): string =>
    `// Written by \`npm run generate\` from contracts/${name}.schema.json: change that, not this file.`;
  return Object.fromEntries(
    await Promise.all(
      outgoing.map(async (name) => [
        `src/contracts/types/${name.replaceAll(/[/_]/g, '-')}.ts`,
        await contractTypes(contracts.get(name) as Contract, contracts, banner(name)),
      ]),
    ),
  );
}

function print(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The type generator reads `definitions`, not `$defs`. */
function toDraft07(schema: object): object {
  const { title: _, ...rest } = JSON.parse(JSON.stringify(schema).replaceAll('#/$defs/', '#/definitions/')) as Record<
    string,
    unknown
  >;
  const { $defs, ...body } = rest;
  return { ...body, title: 'ContainerFile', ...($defs === undefined ? {} : { definitions: $defs }) };
}
