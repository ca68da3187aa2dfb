import { type FailurePart, failureView } from './failure-view.ts';
import type { Palette } from './palette.ts';
import { labelled, wrapped } from './print-columns.ts';
import { briefDifferences, printDifferences } from './print-differences.ts';
import { printFacts } from './print-facts.ts';
import type { Failure } from './test-run.ts';
import { valueText } from './value-text.ts';

/** How to print a failure. */
export interface PrintFailureOptions {
  /** The scenario's file. */
  readonly file: string;
  readonly palette: Palette;
  /** Columns there are. */
  readonly width: number;
}

const indent = '  ';
const maxRows = 5;

/** Why a scenario failed, for people: what is wrong, the line that asked for it, what was expected and what came. */
export function printFailure(failure: Failure, { file, palette, width }: PrintFailureOptions): readonly string[] {
  const [first = '', ...rest] = wrapped(failureView(failure).title, width - indent.length);
  const below = [
    ...rest.map((line) => palette.strong(line)),
    palette.faint(`${file}:${failure.line}`),
    ...printFailureBody(failure, { palette, width: width - indent.length }),
  ];
  return [`${palette.bad('✗')} ${palette.strong(first)}`, ...below.map((line) => indent + line)];
}

/** What `printFailure` has below title and place. */
export function printFailureBody(failure: Failure, options: Omit<PrintFailureOptions, 'file'>): readonly string[] {
  const { facts, parts, help } = failureView(failure);
  return [
    ...printFacts(facts, options),
    ...parts.flatMap((part) => printPart(part, options)),
    ...(help === undefined ? [] : wrapped(`→ ${help}`, options.width)),
  ];
}

function printPart(
  part: FailurePart,
  options: { readonly palette: Palette; readonly width: number },
): readonly string[] {
  const { palette, width } = options;
  switch (part.kind) {
    case 'value': {
      const room = part.label.length + 2;
      const text = valueText(part.value, { line: Number.POSITIVE_INFINITY, longest: 80 });
      const cell = { pieces: [{ text, changed: false }], paint: (shown: string) => shown };
      return labelled(part.label, cell, { palette, width, maxRows }, room);
    }
    case 'differences':
      return printDifferences(part.differences, options);
    case 'near_miss': {
      const inner = { palette, width: width - indent.length };
      const { differences } = part;
      return [
        ...wrapped(part.heading, width),
        ...[
          ...(part.request === undefined ? [] : [palette.faint(part.request)]),
          ...part.console.flatMap((line) => wrapped(`! ${line}`, inner.width)).map(palette.warn),
          ...(part.closest ? printDifferences(differences, inner) : briefDifferences(differences, inner)),
        ].map((line) => indent + line),
      ];
    }
    case 'list':
      return [part.heading, ...part.items.map((item) => indent + item)];
    default:
      return part satisfies never;
  }
}
