// Writes what follows from the zod schemas: the published JSON Schemas and the container file's types.
// With --check it writes nothing and exits 1 where a file is not what it would write.
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';
import { z } from 'zod';
import { containerSchema } from '../src/container/schema.ts';
import { tagTypes } from '../src/platforms/registry.ts';
import { recordingFileSchema, recordingSchema } from '../src/recordings/recording-schema.ts';

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
  'schemas/recording.schema.json': print(json(recordingSchema, 'recording', 'One request and all that followed.')),
  'schemas/recording-file.schema.json': print(json(recordingFileSchema, 'recording-file', 'A file of recordings.')),
  'src/container/container-file.ts': types,
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
    await writeFile(url, text);
    console.log(`wrote ${path}`);
  }
}
if (check && stale > 0) process.exit(1);

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
