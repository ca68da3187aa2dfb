import { FileError } from '../text/file-error.ts';
import type { Problem, Source } from '../text/source.ts';

/** What is wrong in one file. */
export interface FaultyFile {
  readonly source: Pick<Source, 'file' | 'locate'>;
  readonly problems: readonly Problem[];
}

/** Scenario files that cannot be run: every fault of each, with its place. `file` and `problems` are the first one's. */
export class ScenarioError extends FileError {
  override readonly name = 'ScenarioError';

  constructor(first: FaultyFile, ...others: readonly FaultyFile[]) {
    super(first.source, first.problems);
    const messages = others.map(({ source, problems }) => new FileError(source, problems).message);
    this.message = [this.message, ...messages].join('\n');
  }
}
