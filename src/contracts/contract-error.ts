import { FileError } from '../text/file-error.ts';

/** A contract file that cannot be used: every fault of it, each with its place. */
export class ContractError extends FileError {
  override readonly name = 'ContractError';
}
