import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Container } from '../container/compile.ts';
import { loadContainer } from '../container/load.ts';
import type { Io } from './io.ts';
import { UserError } from './user-error.ts';

const names = ['sgtm.yaml', 'sgtm.yml', 'sgtm.json', 'sgtm.ts'] as const;

/** The container file: the one named, else the first of sgtm.yaml, sgtm.yml, sgtm.json, sgtm.ts in the working directory. */
export function containerFile(io: Io, given: string | undefined): string {
  if (given !== undefined) return resolve(io.cwd, given);
  const found = names.map((name) => join(io.cwd, name)).find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new UserError(
    `no container file in ${io.cwd}: make one with \`sgtm init\`, or name yours with --container <file>`,
  );
}

/** Loads it. Throws a ContainerError that names each fault's file and line. */
export function openContainer(io: Io, given: string | undefined): Promise<Container> {
  return loadContainer(containerFile(io, given));
}
