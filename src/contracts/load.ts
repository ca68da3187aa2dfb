import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pointerKeys } from '../text/json-pointer.ts';
import { parseSource, type Source } from '../text/source.ts';
import { checkSchema } from './check-schema.ts';
import { type Compiled, type Compiler, createCompiler } from './compile.ts';
import type { Contract, Contracts } from './contract.ts';
import { ContractError } from './contract-error.ts';
import { explain } from './explain.ts';
import { foremost } from './foremost.ts';
import { schemaProblems } from './schema-problems.ts';
import { splitRequest } from './split-request.ts';
import type { Violation } from './violation.ts';

/** The folder of the contracts that come with the program. */
export const shippedContracts: string = fileURLToPath(new URL('../../contracts/', import.meta.url));

/** How a contract's file name ends. */
export const contractSuffix = '.schema.json';
/** A contract file is no larger. */
export const maxContractBytes: number = 1024 * 1024;

/**
 * The contracts of some folders: each `<platform>/<name>.schema.json` in them, named `<platform>/<name>`. A later
 * folder's contract stands in for an earlier one's of the same name. A folder that is not there holds none. What a
 * user wrote is checked at once; what comes with the program was checked before. Rejects with a ContractError.
 */
export async function loadContracts(folders: readonly string[]): Promise<Contracts> {
  return loadContractsSync(folders);
}

/** The same at once: a few small files. Throws what the other rejects with. */
export function loadContractsSync(folders: readonly string[]): Contracts {
  const files = new Map<string, string>();
  for (const folder of folders) for (const file of filesIn(folder)) files.set(nameOf(folder, file), file);
  const sources = Array.from(files, ([name, file]) => [name, readSource(file)] as const);
  const own = sources.filter(([, { file }]) => !file.startsWith(shippedContracts));
  const schemas = new Map(sources.map(([name, { value }]) => [name, value]));
  for (const [, source] of own) checkContract(source, schemas);
  // What a user wrote is to fail now rather than on the first request.
  return contractsOf(sources, new Set(own.map(([name]) => name)));
}

/**
 * Checks a contract file by its text; `others` are the contracts it may refer to, by name. Throws a ContractError that
 * lists each fault with its place.
 */
export function checkContract(source: Source, others: ReadonlyMap<string, unknown>): void {
  const refuse = (problems: Source['problems']): void => {
    if (problems.length > 0) throw new ContractError(source, problems);
  };
  refuse(source.problems);
  refuse(checkSchema(source.value, others));
  refuse(schemaProblems(source.value));
}

/** Contracts of sources already read and checked. Those of `compileNow` are compiled at once: a ContractError may come of it. */
export function contractsOf(
  sources: readonly (readonly [string, Source])[],
  compileNow: ReadonlySet<string> = new Set(),
): Contracts {
  const compiler = createCompiler();
  const contracts = new Map<string, Contract>();
  for (const [name, source] of sources) {
    compiler.add(name, source);
    contracts.set(name, contractOf(name, source, compiler, contracts));
  }
  for (const name of compileNow) compiler.verify(name);
  return { names: [...contracts.keys()].toSorted(), get: (name) => contracts.get(name) };
}

function contractOf(name: string, source: Source, compiler: Compiler, others: ReadonlyMap<string, Contract>): Contract {
  const schema = source.value as Readonly<Record<string, unknown>>;
  let compiled: ReturnType<Compiler['compile']> | undefined;
  const parts = (): ReturnType<Compiler['compile']> => {
    compiled ??= compiler.compile(name);
    return compiled;
  };
  const explained = (of: Compiled, value: unknown, now: number): readonly Violation[] => {
    const faults = of.faults(value, { now });
    if (faults.length === 0) return none;
    const annotations = of.annotations();
    return foremost(faults, annotations).map((fault) => explain(name, fault, annotations));
  };
  const check = (payload: unknown, now: number): readonly Violation[] => explained(parts().payload, payload, now);
  return {
    name,
    title: typeof schema['title'] === 'string' ? schema['title'] : name,
    file: source.file,
    schema,
    check,
    checkRequest(request, now) {
      const { request: of } = parts();
      if (of === undefined && schema['payload'] !== 'query') return check(request.body, now);
      const split = splitRequest(request);
      const payload = check(schema['payload'] === 'query' ? split.query : request.body, now);
      if (of === undefined) return payload;
      const whole = explained(of, split, now);
      return whole.length === 0 ? payload : [...whole.map(placed), ...payload];
    },
    locate(rulePath) {
      const [other = '', fragment] = rulePath.split('#', 2);
      if (fragment !== undefined) return others.get(other)?.locate(fragment);
      const position = source.locate(pathOf(rulePath), true);
      return position === undefined ? undefined : { file: source.file, ...position };
    },
  };
}

const none: readonly Violation[] = [];

/** A fault of the whole request; where it is in the body, it is told as one of the payload. */
function placed(violation: Violation): Violation {
  if (violation.path === '/body' || violation.path.startsWith('/body/')) {
    return { ...violation, path: violation.path.slice('/body'.length) };
  }
  return { ...violation, in: 'request' };
}

function pathOf(rulePath: string): readonly (string | number)[] {
  return pointerKeys(rulePath).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

function filesIn(folder: string): readonly string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(contractSuffix))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function nameOf(folder: string, file: string): string {
  return relative(folder, file).slice(0, -contractSuffix.length).split(sep).join('/');
}

/** Reads a contract file. Throws a ContractError where it is too large to be one. */
function readSource(file: string): Source {
  const { size } = statSync(file);
  if (size > maxContractBytes) {
    const message = `has ${size} bytes; a contract has at most ${maxContractBytes}`;
    throw new ContractError({ file, locate: () => undefined }, [{ path: [], message }]);
  }
  const text = readFileSync(file, 'utf8');
  if (!file.startsWith(shippedContracts)) return parseSource(file, text);
  // What comes with the program is well-formed: positions are looked for only when asked.
  const value: unknown = JSON.parse(text);
  let positions: Source | undefined;
  return {
    file,
    value,
    problems: [],
    locate(path, atKey) {
      positions ??= parseSource(file, text);
      return positions.locate(path, atKey);
    },
  };
}
