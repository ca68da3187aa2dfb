import { kindOf } from '../text/kind-words.ts';
import type { FilePath, Problem, Source } from '../text/source.ts';
import { isMap } from './compare.ts';
import type { Scenario } from './scenario.ts';
import { type CaseBudget, casesOf, mostCaseValues, type ScenarioCase } from './scenario-cases.ts';
import { expectationProblems, expectationsOf } from './scenario-expectations.ts';
import { numberProblems, shapeProblems } from './scenario-problems.ts';
import type { Samples } from './scenario-samples.ts';
import { scenarioShape } from './scenario-schema.ts';
import { readSend } from './scenario-send.ts';

/** When scenarios run that do not say. */
const usualNow = '2026-11-21T16:00:00Z';

/** What a file's scenarios are, or what is wrong with them. */
export interface ParsedScenarios {
  readonly scenarios: readonly Scenario[];
  readonly problems: readonly Problem[];
  /** What is odd and breaks nothing. */
  readonly warnings: readonly Problem[];
}

/** The scenarios of a file at the absolute path `file`, each case of `with:` one, checked whole. */
export async function parseScenarios(source: Source, file: string, samples: Samples): Promise<ParsedScenarios> {
  const root = source.value;
  if (source.problems.length > 0) return refuse(source.problems);
  if (!isMap(root)) {
    const message = 'a scenario file is a map with name, send and expect, or with scenarios: a list of such maps';
    return refuse([{ path: [], message }]);
  }
  const digits = numberProblems(root);
  if (digits.length > 0) return refuse(digits);
  const { scenarios: list, ...beside } = root;
  const budget: CaseBudget = { left: mostCaseValues };
  if (!('scenarios' in root)) return parseOne(root, [], budget, source, file, samples);
  const [other] = Object.keys(beside);
  if (other !== undefined) {
    const message = 'stands beside scenarios: move it into each of them';
    return refuse([{ path: [other], message, atKey: true }]);
  }
  if (!Array.isArray(list) || list.length === 0) {
    const given = Array.isArray(list) ? 'an empty one' : kindOf(list);
    return refuse([{ path: ['scenarios'], message: `must be a list of scenarios; it is ${given}` }]);
  }
  const parsed = await Promise.all(
    list.map((one: unknown, index) => {
      const at = ['scenarios', index];
      if (isMap(one)) return parseOne(one, at, budget, source, file, samples);
      return refuse([{ path: at, message: `must be a map with name, send and expect; it is ${kindOf(one)}` }]);
    }),
  );
  return {
    scenarios: parsed.flatMap((one) => one.scenarios),
    problems: parsed.flatMap((one) => one.problems),
    warnings: sameNames(list, source),
  };
}

function refuse(problems: readonly Problem[]): ParsedScenarios {
  return { scenarios: [], problems, warnings: [] };
}

async function parseOne(
  raw: Readonly<Record<string, unknown>>,
  at: FilePath,
  budget: CaseBudget,
  source: Source,
  file: string,
  samples: Samples,
): Promise<ParsedScenarios> {
  // Before the cases are made of it.
  const wrong =
    raw['with'] === undefined ? [] : shapeProblems(scenarioShape, raw, []).filter(({ path }) => path[0] === 'with');
  if (wrong.length > 0) return refuse(wrong.map((problem) => ({ ...problem, path: [...at, ...problem.path] })));
  const parsed = await Promise.all(casesOf(raw, budget).map((one) => parseCase(one, at, source, file, samples)));
  // Most cases have the same fault at the same place.
  const problems = new Map(
    parsed.flatMap((one) => one.problems).map((problem) => [JSON.stringify([problem.path, problem.message]), problem]),
  );
  return { scenarios: parsed.flatMap((one) => one.scenarios), problems: [...problems.values()], warnings: [] };
}

async function parseCase(
  one: ScenarioCase,
  at: FilePath,
  source: Source,
  file: string,
  samples: Samples,
): Promise<ParsedScenarios> {
  const { value } = one;
  const place = (path: FilePath): FilePath => [...at, ...one.original(path)];
  const refused = (problems: readonly Problem[]): ParsedScenarios =>
    refuse(problems.map((problem) => ({ ...problem, path: place(problem.path) })));
  if (one.problems.length > 0)
    return refuse(one.problems.map((problem) => ({ ...problem, path: [...at, ...problem.path] })));
  const shape = shapeProblems(scenarioShape, value, []);
  const { requests, problems } = await readSend(value['send'], ['send'], samples);
  const all = [...shape, ...problems, ...expectationProblems(value['expect'], ['expect'])];
  if (all.length > 0) return refused(all);
  const lineOf = (path: FilePath, atKey?: boolean): number => source.locate(place(path), atKey)?.line ?? 1;
  const scenario: Scenario = {
    name: value['name'] as string,
    file: source.file,
    line: lineOf(['name']),
    with: one.with,
    now: Date.parse((value['now'] ?? usualNow) as string),
    seed: (value['seed'] ?? 1) as number,
    sends: requests,
    expect: expectationsOf(value, file, lineOf),
  };
  return { scenarios: [scenario], problems: [], warnings: [] };
}

function sameNames(list: readonly unknown[], source: Source): readonly Problem[] {
  const lines = new Map<unknown, number>();
  return list.flatMap((one, index): readonly Problem[] => {
    const name = isMap(one) ? one['name'] : undefined;
    if (typeof name !== 'string') return [];
    const path = ['scenarios', index, 'name'];
    const before = lines.get(name);
    if (before === undefined) {
      lines.set(name, source.locate(path)?.line ?? 1);
      return [];
    }
    return [{ path, message: `the scenario at line ${before} has this name too: reports cannot tell them apart` }];
  });
}
