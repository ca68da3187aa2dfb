import { dirname, join, relative, sep } from 'node:path';
import { type Command, Option } from 'commander';
import { paletteFor, plain } from '../workbench/palette.ts';
import { reporters } from '../workbench/reporters/registry.ts';
import { reportText } from '../workbench/reporters/text.ts';
import { runScenarios } from '../workbench/run-scenarios.ts';
import { findScenarios, loadScenarios, scenarioFolder } from '../workbench/scenario-files.ts';
import type { TestRun } from '../workbench/test-run.ts';
import { type ChosenReport, chooseReports, type ReportOptions } from './choose-reports.ts';
import { type OpenContainer, openContainer } from './find-container.ts';
import { type Io, widthOf } from './io.ts';
import { collect } from './options.ts';
import type { Outcome } from './outcome.ts';
import { startProgress } from './progress.ts';
import { shownPath } from './shown-path.ts';
import { UserError } from './user-error.ts';
import { writeReport } from './write-report.ts';

interface TestOptions extends ReportOptions {
  readonly container?: string;
  readonly all?: boolean;
  readonly update?: boolean;
  readonly bail?: boolean;
}

/** `sgtm test`: scenarios, and whether what they expect comes of them. */
export function addTest(program: Command, io: Io, outcome: Outcome): void {
  program
    .command('test')
    .description('run scenarios through the container, no server: what they expect, and the contracts, must hold')
    .argument('[paths...]', 'scenario files, or folders of them (default: contracts/ beside the container)')
    .option('-c, --container <file>', 'container file (default: sgtm.yaml, sgtm.json or sgtm.ts here)')
    .option(
      '--reporter <names>',
      'text (default), json, junit, github, html; several with commas, or again',
      collect,
      [],
    )
    .option(
      '--output <file>',
      "the report's file, or a folder for it; of several reporters: junit=report.xml (again for more)",
      collect,
      [],
    )
    .addOption(new Option('--format <format>', 'the reporter of that name').choices(['text', 'json']))
    .option('--all', 'in text: also each scenario that passed, and each kind of warning')
    .option('--update', 'write golden recordings that differ or are missing')
    .option('--bail', 'skip the rest after the first that fails')
    .addHelpText(
      'after',
      '\nExamples:\n  sgtm test\n  sgtm test contracts/checkout --bail\n  sgtm test --reporter text,junit,html --output junit=out/junit.xml --output html=out/',
    )
    .action(async (paths: readonly string[], options: TestOptions) => {
      const reports = chooseReports(io, options);
      const run = await test(io, paths, options);
      await report(io, run, reports, options.all === true);
      outcome.exitCode = run.results.some(({ status }) => status === 'failed') ? 1 : 0;
    });
}

async function test(io: Io, paths: readonly string[], options: TestOptions): Promise<TestRun> {
  const { cwd } = io;
  const opened = await openContainer(io, options.container);
  const folder = dirname(opened.file);
  const files = await filesOf(io, paths, opened);
  const { scenarios, warnings } = await loadScenarios(files, { cwd, folder });
  for (const warning of warnings) io.stderr.write(`${warning}\n`);
  const progress = startProgress(io);
  let done = 0;
  try {
    return await runScenarios({
      scenarios,
      container: opened.container,
      contracts: opened.contracts,
      cwd,
      update: options.update === true,
      bail: options.bail === true,
      // Only where all scenarios run can a recording be used by none.
      ...(paths.length === 0 && { recordings: join(folder, 'recordings') }),
      onResult: ({ name }) => {
        done += 1;
        progress.tell(done, scenarios.length, name);
      },
    });
  } finally {
    progress.end();
  }
}

async function filesOf(io: Io, paths: readonly string[], { file }: OpenContainer): Promise<readonly string[]> {
  const { cwd } = io;
  const folder = dirname(file);
  const beside = async (): Promise<readonly string[]> => {
    const found = await findScenarios([], folder);
    return found.map((one) => relative(cwd, join(folder, one)).split(sep).join('/'));
  };
  const files = paths.length > 0 ? await findScenarios(paths, cwd) : await beside();
  if (files.length > 0) return files;
  const where = paths.length > 0 ? paths.join(', ') : join(relative(cwd, folder), scenarioFolder);
  throw new UserError(
    `there are no scenarios in ${where}: write one into a file such as ${scenarioFolder}/purchase.scenario.yaml`,
  );
}

async function report(io: Io, run: TestRun, reports: readonly ChosenReport[], all: boolean): Promise<void> {
  const { cwd } = io;
  for (const { reporter, output } of reports) {
    const palette = output === undefined ? paletteFor(io.stdout, io.env) : plain;
    const context = { palette, width: widthOf(io), cwd };
    const text = reporter === 'text' ? reportText(run, { ...context, all }) : reporters[reporter](run, context);
    if (output === undefined) io.stdout.write(text);
    else {
      await writeReport(output.path, text, output.shown);
      io.stderr.write(`wrote ${shownPath(io, output.path)}\n`);
    }
  }
}
