import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Container } from '../../src/container/compile.ts';
import { ContainerError } from '../../src/container/container-error.ts';
import { loadContainer, parseContainer } from '../../src/container/load.ts';
import { fakeTags } from './fake-tags.ts';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sgtm-load-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function load(name: string, content?: string | Uint8Array): Promise<Container> {
  if (content !== undefined) await writeFile(at(name), content);
  return loadContainer(at(name), fakeTags);
}

async function refusal(name: string, content?: string | Uint8Array): Promise<string> {
  const error = await load(name, content).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ContainerError);
  return (error as ContainerError).message.replaceAll(folder, '…');
}

const shop = { name: 'shop', triggers: { All: {} }, tags: { Echo: { type: 'echo', triggers: ['All'] } } };
const source = JSON.stringify(shop);
const outline = (container: Container): unknown => [container.name, container.tags.map((tag) => tag.name)];

describe('formats', () => {
  test.each([
    ['a.yaml', 'name: shop\ntriggers: { All: }\ntags:\n  Echo: { type: echo, triggers: [All] }\n'],
    ['b.yml', `\ufeff${source}`],
    ['c.json', source],
    ['d.ts', `interface Shop { name: string }\nconst shop: Shop = ${source};\nexport default shop;\n`],
    ['e.mts', `export const container = ${source};\n`],
    ['f.js', `export default ${source};\n`],
    ['g.mjs', `export default ${source};\n`],
  ])('%s', async (name, content) => {
    expect(outline(await load(name, content))).toEqual(['shop', ['Echo']]);
  });

  test('a module that has changed is read again', async () => {
    expect(outline(await load('changing.ts', `export default ${source};\n`))).toEqual(['shop', ['Echo']]);
    await writeFile(at('changing.ts'), `export default ${source.replace('"shop"', '"other"')};\n`);
    await utimes(at('changing.ts'), 1_700_000_000, 1_700_000_000);
    expect(outline(await load('changing.ts'))).toEqual(['other', ['Echo']]);
  });

  test('a container without clients has the stock GA4 client', async () => {
    const { clients } = await load('c.json');
    expect(clients.map(({ name, type, priority }) => ({ name, type, priority }))).toEqual([
      { name: 'GA4 Client', type: 'ga4', priority: 0 },
    ]);
  });
});

describe('refused', () => {
  test.each([
    [
      'a file that is not there',
      'missing.yaml',
      undefined,
      '…/missing.yaml: there is no such file: make one with `sgtm init`, or name yours with --container',
    ],
    [
      'another extension',
      'sgtm.toml',
      '',
      '…/sgtm.toml: the extension .toml does not tell its format: use .yaml, .json or .ts',
    ],
    [
      'no extension',
      'sgtm',
      '',
      '…/sgtm: a name without an extension does not tell its format: use .yaml, .json or .ts',
    ],
    [
      'text in Latin-1',
      'latin.yaml',
      Buffer.from('name: caf\xe9\n', 'latin1'),
      '…/latin.yaml: is not UTF-8: save it as UTF-8',
    ],
    ['text in UTF-16', 'wide.json', Buffer.from('\ufeff{}', 'utf16le'), '…/wide.json: is not UTF-8: save it as UTF-8'],
    [
      'an empty file',
      'empty.yaml',
      '',
      '…/empty.yaml: a container file is a map with name, clients, variables, triggers and tags: start from `sgtm init`',
    ],
    ['a module that throws', 'throws.ts', "throw new Error('no luck');\n", '…/throws.ts: could not be run: no luck'],
    [
      'a module without a container',
      'nothing.ts',
      'export const shop = 1;\n',
      '…/nothing.ts: exports no container: write `export default defineContainer({ … })`',
    ],
    [
      'a module whose container is wrong',
      'wrong.ts',
      "export default { name: 'shop', tags: { Echo: { type: 'ecko' } } };\n",
      '…/wrong.ts: tags.Echo.type: unknown type "ecko"; did you mean echo?',
    ],
    [
      'a module whose container holds a function',
      'function.ts',
      "export default { name: 'shop', tags: { Echo: { type: 'echo', body: () => 1 } } };\n",
      '…/function.ts: tags.Echo.body: cannot be written as JSON; it is a function',
    ],
  ])('%s', async (_, name, content, message) => {
    expect(await refusal(name, content)).toBe(message);
  });

  test('a folder', async () => {
    await mkdir(at('folder.yaml'));
    expect(await refusal('folder.yaml')).toBe('…/folder.yaml: is not a file: give the path of sgtm.yaml');
  });

  test('a path through a file', async () => {
    await writeFile(at('plain.txt'), '');
    const message = '…/plain.txt/sgtm.yaml: cannot be read (ENOTDIR): check the path and who may read it';
    expect(await refusal(join('plain.txt', 'sgtm.yaml'))).toBe(message);
  });

  test('a file of ten megabytes', async () => {
    const size = 10 * 1024 * 1024;
    const message = `…/large.yaml: has ${size} bytes, a container file at most 1048576: make it smaller`;
    expect(await refusal('large.yaml', Buffer.alloc(size, '#'))).toBe(message);
  });

  test('a module that does not parse', async () => {
    expect(await refusal('broken.ts', 'export default {;\n')).toMatch(/^…\/broken\.ts: could not be run: /);
  });

  test('the error carries each fault', () => {
    let caught: unknown;
    try {
      parseContainer('name: shop\ntgas: {}\n', 'shop.yaml', fakeTags);
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({
      name: 'ContainerError',
      file: 'shop.yaml',
      problems: [{ path: ['tgas'], message: 'unknown key; did you mean tags?', atKey: true }],
    });
  });
});
