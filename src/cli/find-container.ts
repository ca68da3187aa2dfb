import { resolve } from 'node:path';
import type { Container } from '../container/compile.ts';
import { containerFileIn, loadContainer } from '../container/load.ts';
import type { Contracts } from '../contracts/contract.ts';
import type { Io } from './io.ts';
import { openContracts } from './open-contracts.ts';
import { UserError } from './user-error.ts';

/** The container file: the one named, else the first of sgtm.yaml, sgtm.yml, sgtm.json, sgtm.ts in the working directory. */
export function containerFile(io: Io, given: string | undefined): string {
  if (given !== undefined) return resolve(io.cwd, given);
  const found = containerFileIn(io.cwd);
  if (found !== undefined) return found;
  throw new UserError(
    `no container file in ${io.cwd}: make one with \`sgtm init\`, or name yours with --container <file>`,
  );
}

/** A container, and the contracts that hold for it. */
export interface OpenContainer {
  readonly file: string;
  readonly container: Container;
  readonly contracts: Contracts;
}

/** Loads both. Rejects with a FileError that names each fault's file and line. */
export async function openContainer(io: Io, given: string | undefined): Promise<OpenContainer> {
  const file = containerFile(io, given);
  const container = await loadContainer(file);
  return { file, container, contracts: await openContracts(file) };
}
