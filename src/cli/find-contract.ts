import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Contract, Contracts } from '../contracts/contract.ts';
import { checkContract, contractSuffix, contractsOf, maxContractBytes } from '../contracts/load.ts';
import { pointer } from '../text/json-pointer.ts';
import { nearest } from '../text/nearest.ts';
import { parseSource, type Source } from '../text/source.ts';
import type { Io } from './io.ts';
import { openContracts } from './open-contracts.ts';
import { UserError } from './user-error.ts';

/** The contracts that come with the program, and those in `contracts/` beside the container file, or here without one. */
export function contractsHere(io: Io, container: string | undefined): Promise<Contracts> {
  return openContracts(resolve(io.cwd, container ?? 'sgtm.yaml'));
}

/** Whether a word is the path of a contract's file rather than a contract's name. */
export function isContractPath(given: string): boolean {
  return given.endsWith(contractSuffix);
}

/**
 * A contract by its name, such as `meta/events`, or by the path of its `.schema.json` file. Rejects with a UserError
 * where there is none, with a ContractError where the file cannot be used.
 */
export async function findContract(io: Io, contracts: Contracts, given: string): Promise<Contract> {
  if (isContractPath(given)) return readContract(resolve(io.cwd, given), given, contracts);
  const known = contracts.get(given);
  if (known !== undefined) return known;
  const near = nearest(given, contracts.names);
  const meant = near === undefined ? '' : `; did you mean ${near}?`;
  throw new UserError(`there is no contract ${given}${meant} (sgtm validate --list shows them all)`);
}

/** A contract of a file: it may refer to the others, and stands in for the one of its own name. */
async function readContract(path: string, given: string, contracts: Contracts): Promise<Contract> {
  const source = parseSource(path, await readContractText(path, given));
  const name = join(basename(dirname(path)), basename(path, contractSuffix));
  const others = contracts.names.filter((one) => one !== name).map((one) => contracts.get(one) as Contract);
  checkContract(source, new Map([[name, source.value], ...others.map((one) => [one.name, one.schema] as const)]));
  return contractsOf([[name, source], ...others.map((one) => [one.name, sourceOf(one)] as const)]).get(
    name,
  ) as Contract;
}

function sourceOf({ file, schema, locate }: Contract): Source {
  return { file, value: schema, problems: [], locate: (path) => locate(pointer(path)) };
}

async function readContractText(path: string, given: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > maxContractBytes)
      throw new UserError(`${given}: has ${size} bytes; a contract has at most ${maxContractBytes}`);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      code === 'ENOENT'
        ? `${given}: there is no such file; name a contract, such as meta/events, or the path of its file`
        : `${given}: cannot be read (${code}): check who may read it`,
    );
  }
}
