import { printable } from '../../text/printable.ts';
import { failureView } from '../failure-view.ts';
import { plain } from '../palette.ts';
import { printFailure } from '../print-failure.ts';
import type { ScenarioResult, TestRun } from '../test-run.ts';
import { byFile, type FileResults, summarise } from './summary.ts';
import { caseWords, scenarioName } from './words.ts';

/** Narrow: CI servers show it in a part of a page, in one column. */
const width = 71;

/**
 * A run as JUnit XML, as Jenkins, GitLab and GitHub's actions read it: a suite for each file, a case for each scenario,
 * told by file and line. GitLab shows a failure's text and not its message, and of cases with the same name only the
 * first, so the text repeats the title and names are told apart.
 * Source: https://docs.gitlab.com/ci/testing/unit_test_reports and https://github.com/testmoapp/junitxml
 */
export function reportJunit(run: TestRun): string {
  const { failed, skipped } = summarise(run);
  const counts = { tests: run.results.length, failures: failed, errors: 0, skipped };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'sgtm test', ...counts, time: seconds(run.durationMs), timestamp: timestamp(run) })}>`,
    ...byFile(run).flatMap((file) => suite(file, run).map((line) => `  ${line}`)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite({ file, results, durationMs }: FileResults, run: TestRun): readonly string[] {
  const count = (status: ScenarioResult['status']): number =>
    results.filter((result) => result.status === status).length;
  const names = distinct(results.map(scenarioName));
  return [
    `<testsuite${attributes({
      name: file,
      tests: results.length,
      failures: count('failed'),
      errors: 0,
      skipped: count('skipped'),
      time: seconds(durationMs),
      timestamp: timestamp(run),
      file,
    })}>`,
    `  <properties>${property('container', run.container)}</properties>`,
    ...results.flatMap((result, index) => testCase(result, names[index] as string).map((line) => `  ${line}`)),
    '</testsuite>',
  ];
}

function testCase(result: ScenarioResult, name: string): readonly string[] {
  const { file, line, status, durationMs, with: values, warnings } = result;
  const properties = [
    ...(values === undefined ? [] : [property('with', caseWords(values))]),
    ...(warnings.length === 0 ? [] : [property('warnings', String(warnings.length))]),
  ];
  const inside = [
    ...(properties.length === 0 ? [] : [`<properties>${properties.join('')}</properties>`]),
    ...(status === 'skipped' ? ['<skipped/>'] : []),
    ...(status === 'failed' ? [failureElement(result)] : []),
  ];
  const element = `testcase${attributes({ name, classname: className(file), time: seconds(durationMs), file, line })}`;
  if (inside.length === 0) return [`<${element}/>`];
  return [`<${element}>`, ...inside.map((part) => `  ${part}`), '</testcase>'];
}

function failureElement({ file, line, failures }: ScenarioResult): string {
  const [first, ...others] = failures;
  const title = first === undefined ? 'it failed' : failureView(first).title;
  const message = others.length === 0 ? title : `${title} (and ${others.length} more)`;
  const text = failures.flatMap((one) => ['', ...printFailure(one, { file, palette: plain, width })]);
  const body = [`${file}:${line}`, ...text].map(escaped).join('\n');
  return `<failure${attributes({ message, type: first?.kind ?? 'failed' })}>${body}\n</failure>`;
}

/** What CI servers group by: `contracts/meta/purchase.scenario.yaml` is `contracts.meta.purchase`. */
function className(file: string): string {
  const bare = file.replace(/\.scenario\.(?:ya?ml|json)$|\.[^./\\]*$/, '');
  return bare.replaceAll('.', '_').replaceAll(/[/\\]+/g, '.');
}

function distinct(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} #${times}`;
  });
}

function property(name: string, value: string): string {
  return `<property${attributes({ name, value })}/>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text as XML 1.0 takes it: what it forbids is written out. Source: https://www.w3.org/TR/xml/#charsets */
function escaped(text: string): string {
  return printable(text)
    .replaceAll(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replaceAll(/[&<>"']/g, (character) => entities[character] as string);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** Without its zone, as the format has it. */
function timestamp({ startedAt }: TestRun): string {
  return startedAt.replace(/(?:\.\d+)?Z$/, '');
}
