import { isUtf8 } from 'node:buffer';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tagTypes } from '../platforms/registry.ts';
import type { TagType } from '../platforms/tag.ts';
import { parseSource, type Source, valueSource } from '../text/source.ts';
import { type Container, compileContainer } from './compile.ts';
import { ContainerError } from './container-error.ts';
import { validateContainer } from './validate.ts';

/** The container file of a folder: the first there is of sgtm.yaml, sgtm.yml, sgtm.json and sgtm.ts; undefined for none. */
export function containerFileIn(folder: string): string | undefined {
  return ['sgtm.yaml', 'sgtm.yml', 'sgtm.json', 'sgtm.ts']
    .map((name) => join(folder, name))
    .find((path) => existsSync(path));
}

/** YAML is read with the place of every part, which takes about a second for this much. */
const maxFileBytes = 1024 * 1024;

/**
 * Reads, checks and compiles a container file: YAML, JSON, or TypeScript / JavaScript whose default export (or
 * `container`) is the container. Throws a ContainerError that names file, line and what to do.
 */
export async function loadContainer(file: string, types: ReadonlyMap<string, TagType> = tagTypes): Promise<Container> {
  return fromSource(await readSource(file), types);
}

/** Checks and compiles a container from text; `file` names it in errors. */
export function parseContainer(
  text: string,
  file = 'sgtm.yaml',
  types: ReadonlyMap<string, TagType> = tagTypes,
): Container {
  return fromSource(parseSource(file, text), types);
}

/** Checks and compiles a container that a program made; `file` names it in errors. */
export function containerOf(
  value: unknown,
  file = 'the container',
  types: ReadonlyMap<string, TagType> = tagTypes,
): Container {
  return fromSource(valueSource(file, value), types);
}

function fromSource(source: Source, types: ReadonlyMap<string, TagType>): Container {
  return compileContainer(validateContainer(source, types), types);
}

async function readSource(file: string): Promise<Source> {
  const fault = (message: string): ContainerError =>
    new ContainerError({ file, locate: () => undefined }, [{ path: [], message }]);
  const failed = (error: unknown): never => {
    const { code } = error as NodeJS.ErrnoException;
    throw fault(
      code === 'ENOENT'
        ? 'there is no such file: make one with `sgtm init`, or name yours with --container'
        : `cannot be read (${code}): check the path and who may read it`,
    );
  };
  const stats = await stat(file).catch(failed);
  if (!stats.isFile()) throw fault('is not a file: give the path of sgtm.yaml');
  if (stats.size > maxFileBytes) {
    throw fault(`has ${stats.size} bytes, a container file at most ${maxFileBytes}: make it smaller`);
  }
  const extension = extname(file);
  if (extension === '.yaml' || extension === '.yml' || extension === '.json') {
    const bytes = await readFile(file).catch(failed);
    if (!isUtf8(bytes)) throw fault('is not UTF-8: save it as UTF-8');
    return parseSource(file, bytes.toString());
  }
  if (extension === '.ts' || extension === '.mts' || extension === '.js' || extension === '.mjs') {
    return valueSource(file, await importContainer(file, stats.mtimeMs, fault));
  }
  const name = extension === '' ? 'a name without an extension' : `the extension ${extension}`;
  throw fault(`${name} does not tell its format: use .yaml, .json or .ts`);
}

async function importContainer(
  file: string,
  changed: number,
  fault: (message: string) => ContainerError,
): Promise<unknown> {
  const url = pathToFileURL(resolve(file));
  // A module is read once; under another address it is read again.
  url.searchParams.set('changed', String(Math.round(changed * 1000)));
  let module: Readonly<Record<string, unknown>>;
  try {
    module = await import(url.href);
  } catch (error) {
    throw fault(`could not be run: ${error instanceof Error ? error.message : String(error)}`);
  }
  const value = module['default'] ?? module['container'];
  if (value === undefined) throw fault('exports no container: write `export default defineContainer({ … })`');
  return value;
}
