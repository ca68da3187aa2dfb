import { hidden } from '../../contracts/actual.ts';
import { shortened } from '../../text/printable.ts';
import type { ScenarioResult, TestRun } from '../test-run.ts';
import { valueText } from '../value-text.ts';
import type { Summary } from './summary.ts';

/** A scenario's name, with the values of its case: `a purchase (storefront_id: "bosley")`. */
export function scenarioName({ name, with: values }: Pick<ScenarioResult, 'name' | 'with'>): string {
  const shown = shortened(hidden(name), 200);
  return values === undefined ? shown : `${shown} (${shortened(caseWords(values), 100)})`;
}

/** The values of a case: `storefront_id: "bosley", value: 99.99`. */
export function caseWords(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(
      ([name, value]) =>
        `${shortened(hidden(name), 60)}: ${valueText(value, { path: [name], line: Number.POSITIVE_INFINITY, longest: 60 })}`,
    )
    .join(', ');
}

/** How long something took: `12 ms`, `1.24 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_995) return `${(ms / 1000).toFixed(2)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `1 scenario`, `2 scenarios`. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The run in figures, a line each behind its label. */
export function summaryFacts(
  run: TestRun,
  { requests, contracts, warnings, ...summary }: Summary,
): readonly {
  readonly label: string;
  readonly text: string;
}[] {
  const total = summary.passed + summary.failed + summary.skipped;
  const parts = [
    ...(summary.failed > 0 ? [`${summary.failed} failed`] : []),
    `${summary.passed} passed`,
    ...(summary.skipped > 0 ? [`${summary.skipped} skipped`] : []),
  ];
  const outside = requests.unchecked === 0 ? '' : `, ${requests.unchecked} without a contract`;
  return [
    { label: 'scenarios', text: total === 0 ? 'none' : `${parts.join(', ')}${parts.length > 1 ? ` of ${total}` : ''}` },
    {
      label: 'requests',
      text:
        requests.checked + requests.unchecked === 0
          ? 'none'
          : `${requests.checked} checked against ${counted(contracts.length, 'contract')}${outside}`,
    },
    ...(warnings === 0 ? [] : [{ label: 'warnings', text: String(warnings) }]),
    { label: 'time', text: duration(run.durationMs) },
  ];
}
