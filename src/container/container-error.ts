import { FileError } from '../text/file-error.ts';

/** A container file that cannot be run: every fault of it, each with its place. */
export class ContainerError extends FileError {
  override readonly name = 'ContainerError';
}
