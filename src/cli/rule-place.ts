import type { Contract } from '../contracts/contract.ts';
import type { Io } from './io.ts';
import { shownPath } from './shown-path.ts';

/** A file and a line, as printed: the file relative to the working directory where it is in it. */
export interface PrintedPlace {
  readonly file: string;
  readonly line: number;
}

/** Where a contract's rule stands; undefined where that cannot be told. */
export function rulePlace(io: Io, contract: Contract, { rulePath }: { rulePath?: string }): PrintedPlace | undefined {
  const place = rulePath === undefined ? undefined : contract.locate(rulePath);
  return place === undefined ? undefined : { file: shownPath(io, place.file), line: place.line };
}
