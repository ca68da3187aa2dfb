import { dirname, join } from 'node:path';
import type { Contracts } from '../contracts/contract.ts';
import { loadContracts, shippedContracts } from '../contracts/load.ts';

/**
 * The contracts that come with the program, and over them those in `contracts/` beside the container file. Rejects with
 * a ContractError that names each fault's file and line.
 */
export function openContracts(containerFile: string): Promise<Contracts> {
  return loadContracts([shippedContracts, join(dirname(containerFile), 'contracts')]);
}
