import type { FilePath, Problem, Source } from './source.ts';

/** A file that cannot be used: every fault of it, each with its place. The message has a line for each. */
export class FileError extends Error {
  override readonly name: string = 'FileError';
  readonly file: string;
  readonly problems: readonly Problem[];

  constructor(source: Pick<Source, 'file' | 'locate'>, problems: readonly Problem[]) {
    super(problems.map((problem) => describe(source, problem)).join('\n'));
    this.file = source.file;
    this.problems = problems;
  }
}

function describe(source: Pick<Source, 'file' | 'locate'>, problem: Problem): string {
  const position = problem.position ?? source.locate(problem.path, problem.atKey);
  const place = position === undefined ? source.file : `${source.file}:${position.line}:${position.column}`;
  const path = printPath(problem.path);
  return path === '' ? `${place}: ${problem.message}` : `${place}: ${path}: ${problem.message}`;
}

/** `['tags', 'Meta CAPI - Purchase', 'pixel_id']` → `tags."Meta CAPI - Purchase".pixel_id`. */
export function printPath(path: FilePath): string {
  return path
    .map((key) => {
      if (typeof key === 'number') return `[${key}]`;
      return /^[A-Za-z_$][\w$-]*$/.test(key) ? `.${key}` : `.${JSON.stringify(key)}`;
    })
    .join('')
    .replace(/^\./, '');
}
