import type { Container } from '../container/compile.ts';
import type { Contracts } from '../contracts/contract.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { Recording } from '../engine/recording.ts';
import { fixedRuntime } from '../runtime/runtime.ts';
import { type Goldens, openGoldens, plainRecording } from './golden.ts';
import { unusedRecordings } from './golden-unused.ts';
import type { Scenario } from './scenario.ts';
import { judge } from './scenario-verdict.ts';
import type { Notice, ScenarioResult, TestRun } from './test-run.ts';

/** What to run, and how. */
export interface RunScenariosOptions {
  readonly scenarios: readonly Scenario[];
  readonly container: Container;
  /** What is held against; without it nothing is checked. */
  readonly contracts?: Contracts;
  readonly cwd: string;
  /** Write golden recordings that differ or are missing. */
  readonly update?: boolean;
  /** Skip the rest after the first that fails. */
  readonly bail?: boolean;
  /**
   * The folder beside the container whose recordings are all to be used by some scenario; absolute. Leave it out where
   * not all scenarios run.
   */
  readonly recordings?: string;
  /** The real clock, epoch milliseconds, for `startedAt` and goldens that expire; scenarios have their own. */
  readonly now?: () => number;
  /** A clock that only goes forward, milliseconds. */
  readonly elapsed?: () => number;
  /** Told of each result as it comes. */
  readonly onResult?: (result: ScenarioResult) => void;
}

/**
 * Runs scenarios through a container and holds what comes of them against what they expect. Nothing leaves the machine;
 * with `update` golden recordings are written. Rejects with a ContractError where a contract cannot be compiled, and with
 * a RecordingFileError where a recording cannot be written.
 */
export async function runScenarios(options: RunScenariosOptions): Promise<TestRun> {
  const { scenarios, container, contracts, cwd, update = false, bail = false } = options;
  const { now = Date.now, elapsed = () => performance.now(), onResult } = options;
  const startedAt = now();
  const begun = elapsed();
  const goldens = await openGoldens(scenarios, { container, contracts, cwd, update, now: startedAt });
  const results: ScenarioResult[] = [];
  let stopped = false;
  // One after the other, in this thread: a scenario is a millisecond of computing, which starting a worker takes many of.
  for (const scenario of scenarios) {
    const result: ScenarioResult = stopped ? skipped(scenario) : await run(scenario, goldens, options, elapsed);
    results.push(result);
    onResult?.(result);
    stopped ||= bail && result.status === 'failed';
  }
  return {
    container: container.name,
    startedAt: new Date(startedAt).toISOString(),
    durationMs: since(begun, elapsed),
    results,
    notices: [...goldens.notices, ...(await noticesOf(options))],
    updated: goldens.updated,
  };
}

async function run(
  scenario: Scenario,
  goldens: Goldens,
  { container, contracts, cwd }: RunScenariosOptions,
  elapsed: () => number,
): Promise<ScenarioResult> {
  const begun = elapsed();
  const { now, seed, sends, expect } = scenario;
  const engine = createEngine(container, fixedRuntime(now, seed), contracts === undefined ? {} : { contracts });
  const recordings: Recording[] = [];
  for (const request of sends) recordings.push(plainRecording(await engine.handle(request)));
  const { failures, warnings } = judge(expect, recordings, { container, contracts, cwd });
  const all = [...failures, ...(await goldens.judge(scenario, recordings))];
  return {
    ...headOf(scenario),
    status: all.length === 0 ? 'passed' : 'failed',
    durationMs: since(begun, elapsed),
    failures: all.toSorted((a, b) => a.line - b.line),
    warnings,
    recordings,
  };
}

function skipped(scenario: Scenario): ScenarioResult {
  return { ...headOf(scenario), status: 'skipped', durationMs: 0, failures: [], warnings: [], recordings: [] };
}

function headOf({ name, file, line, with: values }: Scenario): Pick<ScenarioResult, 'name' | 'file' | 'line' | 'with'> {
  return { name, file, line, with: values };
}

async function noticesOf({ scenarios, recordings, cwd }: RunScenariosOptions): Promise<readonly Notice[]> {
  if (scenarios.length === 0) {
    const message = 'there are no scenarios: write one into contracts/, its name ending in .scenario.yaml';
    return [{ kind: 'no_scenarios', file: 'contracts', message }];
  }
  if (recordings === undefined) return [];
  const used = scenarios.flatMap(({ expect }) => (expect.recording === undefined ? [] : [expect.recording.path]));
  return unusedRecordings(recordings, new Set(used), cwd);
}

/** To the thousandth of a millisecond. */
function since(begun: number, elapsed: () => number): number {
  return Math.round((elapsed() - begun) * 1000) / 1000;
}
