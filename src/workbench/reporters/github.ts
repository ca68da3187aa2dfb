import { resolve } from 'node:path';
import { hidden } from '../../contracts/actual.ts';
import { shortened } from '../../text/printable.ts';
import { failureView } from '../failure-view.ts';
import { plain } from '../palette.ts';
import { printFacts } from '../print-facts.ts';
import { printFailureBody } from '../print-failure.ts';
import type { ScenarioResult, TestRun } from '../test-run.ts';
import { violationView } from '../violation-view.ts';
import { inert } from './inert.ts';
import { foldWarnings, summarise } from './summary.ts';
import { counted, scenarioName, summaryFacts } from './words.ts';

/** How to write workflow commands. */
export interface ReportGithubOptions {
  /** Where the run's files are relative to: GitHub takes absolute paths and makes them the repository's. */
  readonly cwd: string;
}

/** Narrow: an annotation stands beside code. */
const width = 71;

/**
 * A run as GitHub's workflow commands: an error at the line of each expectation that failed, a warning for each kind of
 * contract warning, a notice for what is worth knowing, and the figures in a group of the log.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function reportGithub(run: TestRun, { cwd }: ReportGithubOptions): string {
  const lines = [
    ...group(run),
    ...run.results.filter(({ status }) => status === 'failed').flatMap((result) => errors(result, cwd)),
    ...warnings(run, cwd),
    ...run.notices.map(({ file, message }) =>
      command('notice', { file: resolve(cwd, file), title: 'sgtm test' }, shortened(hidden(message), 1000)),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function group(run: TestRun): readonly string[] {
  const summary = summarise(run);
  const total = counted(run.results.length, 'scenario');
  const verdict = summary.failed > 0 ? `${summary.failed} of ${total} failed` : `${total}, none failed`;
  const failed = run.results.filter(({ status }) => status === 'failed');
  return [
    `::group::${data(`sgtm test: ${verdict}`)}`,
    ...failed.map((result) => inert(`✗ ${scenarioName(result)} (${shortened(result.file, 300)}:${result.line})`)),
    ...summaryFacts(run, summary).map(({ label, text }) => inert(`${label}: ${text}`)),
    '::endgroup::',
  ];
}

function errors(result: ScenarioResult, cwd: string): readonly string[] {
  const file = resolve(cwd, result.file);
  return result.failures.map((failure) => {
    const title = `${scenarioName(result)}: ${failureView(failure).title}`;
    const message = printFailureBody(failure, { palette: plain, width }).join('\n');
    return command('error', { file, line: failure.line, title }, message === '' ? title : message);
  });
}

function warnings(run: TestRun, cwd: string): readonly string[] {
  return foldWarnings(run).flatMap(({ kinds }) =>
    kinds.map(({ count, first, result }) => {
      const { contract, place, message, facts } = violationView(first);
      const title = `${contract}: ${message}${count === 1 ? '' : ` (${count} times)`}`;
      const text = printFacts([{ label: 'at', text: place }, ...facts], { palette: plain, width }).join('\n');
      return command('warning', { file: resolve(cwd, result.file), line: result.line, title }, text);
    }),
  );
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(
    ([key, value]) => `${key}=${data(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`,
  );
  return `::${name} ${list.join(',')}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
