import { hidden } from '../../contracts/actual.ts';
import { displayWidth, padded } from '../../text/display-width.ts';
import { shortened } from '../../text/printable.ts';
import type { Palette } from '../palette.ts';
import { wrapped } from '../print-columns.ts';
import { printDifferences } from '../print-differences.ts';
import { printFacts } from '../print-facts.ts';
import { printFailure } from '../print-failure.ts';
import { printViolation } from '../print-violation.ts';
import type { ScenarioResult, TestRun } from '../test-run.ts';
import { violationView } from '../violation-view.ts';
import { inert } from './inert.ts';
import { byFile, type FileResults, type FoldedKind, foldWarnings, summarise } from './summary.ts';
import { caseWords, counted, duration, scenarioName, summaryFacts } from './words.ts';

/** How to print a run. */
export interface ReportTextOptions {
  readonly palette: Palette;
  /** Columns there are. */
  readonly width: number;
  /** Also each scenario that passed, and each kind of warning. */
  readonly all?: boolean;
}

const narrowest = 40;

/**
 * A run for people: a line for each file, each failure in full, what is worth knowing, and the figures at the end, where
 * a log is read first.
 */
export function reportText(run: TestRun, { palette, width: wanted, all = false }: ReportTextOptions): string {
  const options: Options = { palette, width: Math.max(narrowest, wanted), all };
  const failed = run.results.filter(({ status }) => status === 'failed');
  const blocks = [
    byFile(run).flatMap((file) => fileLines(file, options)),
    ...failed.map((result, index) => failedLines(result, `${index + 1} of ${failed.length}`, options)),
    noticeLines(run, options),
    updatedLines(run, options),
    warningLines(run, options),
    summaryLines(run, options),
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.map(inert).join('\n')).join('\n\n')}\n`;
}

type Options = Required<ReportTextOptions>;

const marks: Readonly<Record<ScenarioResult['status'], (palette: Palette) => string>> = {
  passed: (palette) => palette.good('✓'),
  failed: (palette) => palette.bad('✗'),
  skipped: (palette) => palette.faint('-'),
};

function fileLines({ file, results, durationMs }: FileResults, { palette, all }: Options): readonly string[] {
  const failed = results.filter(({ status }) => status === 'failed').length;
  const skipped = results.filter(({ status }) => status === 'skipped').length;
  const status = failed > 0 ? 'failed' : skipped === results.length ? 'skipped' : 'passed';
  const total = counted(results.length, 'scenario');
  const count = [
    failed > 0 ? palette.bad(`${failed} of ${total} failed`) : total,
    ...(skipped === 0 ? [] : [palette.faint(skipped === results.length ? 'skipped' : `${skipped} skipped`)]),
  ].join(', ');
  const took = palette.faint(duration(durationMs));
  return [
    `${marks[status](palette)} ${shortened(file, 300)}  ${count}  ${took}`,
    ...results
      .filter((result) => all || result.status === 'failed')
      .map(
        (result) =>
          `  ${marks[result.status](palette)} ${scenarioName(result)}  ${palette.faint(duration(result.durationMs))}`,
      ),
  ];
}

function failedLines(result: ScenarioResult, which: string, { palette, width }: Options): readonly string[] {
  const name = shortened(hidden(result.name), 200);
  const heading = `── ${which} ── ${name} `;
  const rule = '─'.repeat(Math.max(2, width - displayWidth(heading)));
  const values = result.with === undefined ? [] : wrapped(`with ${caseWords(result.with)}`, width);
  return [
    `${palette.bad(`── ${which} ──`)} ${palette.strong(name)} ${palette.bad(rule)}`,
    palette.faint(`${shortened(result.file, 300)}:${result.line}`),
    ...values,
    ...result.failures.flatMap((failure) => ['', ...printFailure(failure, { file: result.file, palette, width })]),
  ];
}

function noticeLines({ notices }: TestRun, { palette, width }: Options): readonly string[] {
  if (notices.length === 0) return [];
  return [
    palette.strong(counted(notices.length, 'notice')),
    ...notices.flatMap(({ file, message }) => {
      const text = `${shortened(file, 300)}: ${shortened(hidden(message), 500)}`;
      return wrapped(text, width - 4).map(
        (line, index) => `${index === 0 ? `  ${palette.warn('!')} ` : '    '}${line}`,
      );
    }),
  ];
}

function updatedLines({ updated }: TestRun, { palette, width }: Options): readonly string[] {
  if (updated.length === 0) return [];
  return [
    palette.strong(`${counted(updated.length, 'golden recording')} written`),
    ...updated.flatMap(({ file, created, differences }) => [
      `  ${palette.good('+')} ${shortened(file, 300)}  ${created ? 'new' : counted(differences.length, 'difference')}`,
      ...(created
        ? []
        : printDifferences(differences, { palette, width: width - 4, most: 10, update: true }).map(
            (line) => `    ${line}`,
          )),
    ]),
  ];
}

function warningLines(run: TestRun, { palette, width, all }: Options): readonly string[] {
  const folded = foldWarnings(run);
  if (folded.length === 0) return [];
  const room = Math.max(...folded.map(({ contract }) => contract.length)) + 2;
  return [
    `${palette.strong('warnings')}${palette.faint(': what platforms advise; they break nothing')}`,
    ...folded.flatMap(({ contract, count, kinds }) => {
      const rest = kinds.length - 1;
      const such = rest > 0 && !all ? `, ${counted(rest, 'more kind')} (--all shows them)` : '';
      return [
        `  ${palette.warn('!')} ${padded(shortened(contract, 100), room)}${count}${such}`,
        ...(all
          ? kinds.flatMap(({ first }) => printViolation(first, { palette, width: width - 4 }))
          : kinds.slice(0, 1).flatMap((kind) => example(kind, { palette, width: width - 4 }))
        ).map((line) => `    ${line}`),
      ];
    }),
  ];
}

/** What is wrong where, and what to do: enough to know whether to look closer. */
function example({ first, result }: FoldedKind, options: { palette: Palette; width: number }): readonly string[] {
  const { place, message, facts } = violationView(first);
  const told = facts.filter(({ label }) => label === 'in' || label === 'help');
  const from = { label: 'from', text: `${shortened(result.file, 300)}:${result.line}` };
  return [...wrapped(`${place}: ${message}`, options.width), ...printFacts([...told, from], options)];
}

function summaryLines(run: TestRun, { palette }: Options): readonly string[] {
  const summary = summarise(run);
  const paint = summary.failed > 0 ? palette.bad : summary.passed > 0 ? palette.good : palette.warn;
  return summaryFacts(run, summary).map(
    ({ label, text }) => `${palette.faint(padded(label, 11))}${label === 'scenarios' ? paint(text) : text}`,
  );
}
