import { isUtf8 } from 'node:buffer';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, relative, resolve, sep } from 'node:path';
import { FileError } from '../text/file-error.ts';
import { type Problem, parseSource, type Source } from '../text/source.ts';
import type { Scenario } from './scenario.ts';
import { type FaultyFile, ScenarioError } from './scenario-error.ts';
import { parseScenarios } from './scenario-parse.ts';
import { readSamples, shippedSamples } from './scenario-samples.ts';

/** Where scenarios are looked for when nobody says. */
export const scenarioFolder = 'contracts';

/** YAML is read with the place of every part, which takes about a second for this much. */
const maxBytes = 1024 * 1024;
const mostProblems = 50;
const scenarioName = /\.scenario\.(?:yaml|yml|json)$/;
const readable: ReadonlySet<string> = new Set(['.yaml', '.yml', '.json']);

/**
 * The scenario files among `paths`, relative to `cwd`, sorted, each once: a file counts whatever its name, of a folder
 * all `*.scenario.yaml`, `.yml` and `.json` in and below it. Without paths those of `contracts/`, none where there is no
 * such folder. Rejects with a ScenarioError where a path leads nowhere.
 */
export async function findScenarios(paths: readonly string[], cwd: string): Promise<readonly string[]> {
  const given = paths.length > 0 ? paths : [scenarioFolder];
  const found = await Promise.all(given.map((path) => filesAt(path, cwd, paths.length > 0)));
  return [...new Set(found.flat().map((file) => shown(file, cwd)))].toSorted();
}

async function filesAt(path: string, cwd: string, asked: boolean): Promise<readonly string[]> {
  const absolute = resolve(cwd, path);
  try {
    if (!(await stat(absolute)).isDirectory()) return [absolute];
    const entries = await readdir(absolute, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile() && scenarioName.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !relative(absolute, file).split(sep).includes('node_modules'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !asked) return [];
    const message =
      code === 'ENOENT'
        ? 'there is no such file or folder: check the path'
        : `cannot be read (${code}): check who may read it`;
    throw new ScenarioError(whole(path, message));
  }
}

/** A path as people are told it: from the working directory, with slashes. */
export function shown(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join('/');
}

/** Where scenario files and what they name are. */
export interface LoadOptions {
  readonly cwd: string;
  /** The folder of the container file: `samples/` in it goes before the samples that come with the program. */
  readonly folder: string;
}

/** Scenarios ready to run. */
export interface LoadedScenarios {
  /** In the order of files, and of scenarios and cases in them. */
  readonly scenarios: readonly Scenario[];
  /** What is odd and breaks nothing, each with file and line. */
  readonly warnings: readonly string[];
}

/** Reads and checks scenario files. Rejects with a ScenarioError that names every fault of each with its place. */
export async function loadScenarios(files: readonly string[], { cwd, folder }: LoadOptions): Promise<LoadedScenarios> {
  const samples = readSamples([join(folder, 'samples'), shippedSamples]);
  const parsed = await Promise.all(
    files.map(async (file) => {
      const path = resolve(cwd, file);
      const source = await readSource(file, path);
      return { source, ...(await parseScenarios(source, path, samples)) };
    }),
  );
  const [first, ...others] = parsed
    .filter(({ problems }) => problems.length > 0)
    .map(({ source, problems }) => ({ source, problems: firstOf(problems, source) }));
  if (first !== undefined) throw new ScenarioError(first, ...others);
  return {
    scenarios: parsed.flatMap(({ scenarios }) => scenarios),
    warnings: parsed.flatMap(({ source, warnings }) =>
      warnings.map((warning) => new FileError(source, [warning]).message),
    ),
  };
}

/** In the file's order. Of more nobody would read, and most follow from these. */
function firstOf(problems: readonly Problem[], source: Source): readonly Problem[] {
  const placed = problems.slice(0, mostProblems).map((problem) => {
    const { line, column } = problem.position ?? source.locate(problem.path, problem.atKey) ?? { line: 0, column: 0 };
    return { problem, line, column };
  });
  const sorted = placed.toSorted((a, b) => a.line - b.line || a.column - b.column).map(({ problem }) => problem);
  const rest = problems.length - sorted.length;
  return rest === 0 ? sorted : [...sorted, { path: [], message: `and ${rest} more faults` }];
}

/** A file that cannot be read is one with a problem. */
async function readSource(file: string, path: string): Promise<Source> {
  const refused = (message: string): Source => ({
    ...whole(file, message).source,
    value: undefined,
    problems: [{ path: [], message }],
  });
  if (!readable.has(extname(file))) return refused('is no scenario file: its name must end in .yaml, .yml or .json');
  try {
    const { size } = await stat(path);
    if (size > maxBytes) return refused(`has ${size} bytes, a scenario file at most ${maxBytes}: split it up`);
    const bytes = await readFile(path);
    return isUtf8(bytes) ? parseScenarioText(file, bytes.toString()) : refused('is not UTF-8: save it as UTF-8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return refused(`cannot be read (${code}): check the path and who may read it`);
  }
}

/** As any YAML or JSON; a fault of syntax where placeholders are is mostly that they stand without quotes. */
export function parseScenarioText(file: string, text: string): Source {
  const source = parseSource(file, text);
  const lines = text.split('\n');
  const problems = source.problems.map((problem) => {
    const line = problem.position === undefined ? '' : (lines[problem.position.line - 1] as string);
    if (problem.path.length > 0 || !line.includes('{{')) return problem;
    return { ...problem, message: `${problem.message}; put text with {{name}} in it in quotes` };
  });
  return { ...source, problems };
}

function whole(file: string, message: string): FaultyFile {
  return { source: { file, locate: () => undefined }, problems: [{ path: [], message }] };
}
