import { displayWidth, padded } from '../text/display-width.ts';
import { shortened } from '../text/printable.ts';
import type { Difference } from './difference.ts';
import { type DifferenceView, differenceView } from './difference-view.ts';
import type { Palette } from './palette.ts';
import { type Cell, columnWidth, labelled, sideBySide, wrapped } from './print-columns.ts';

/** How to print differences. */
export interface PrintDifferencesOptions {
  readonly palette: Palette;
  /** Columns there are; from 72 expected and actual stand next to each other, below that one under the other. */
  readonly width: number;
  /** How many are told; 20 unless given. */
  readonly most?: number;
  /** Whether an update made them: they are told as what was and what is. */
  readonly update?: boolean;
}

const columnsFrom = 72;
const indent = '  ';
const maxRows = 12;
const labelRoom = 10;

/**
 * Differences for people, path by path: what was expected and what came, what changed within a text marked, persons and
 * credentials hidden, long values cut.
 */
export function printDifferences(
  differences: readonly Difference[],
  { palette, width, most = 20, update = false }: PrintDifferencesOptions,
): readonly string[] {
  const wide = width >= columnsFrom;
  const room = width - indent.length;
  const labels = update ? (['before', 'now'] as const) : (['expected', 'actual'] as const);
  const line = wide ? columnWidth(room) : room - labelRoom;
  const views = differences.slice(0, most).map((one) => differenceView(one, { line, budget: line * 3, update }));
  const header =
    wide && views.length > 0 ? [indent + palette.faint(`${padded(labels[0], columnWidth(room))} │ ${labels[1]}`)] : [];
  const lines = views.flatMap((view, index) => {
    const part = view.part === views[index - 1]?.part ? undefined : view.part;
    const [expected, actual] = cellsOf(view, palette);
    const layout = { palette, width: room, maxRows };
    const cells = wide
      ? sideBySide(expected, actual, layout)
      : [...labelled(labels[0], expected, layout, labelRoom), ...labelled(labels[1], actual, layout, labelRoom)];
    const above = part === undefined ? [] : wrapped(part, width);
    return [...above, ...heading(view, palette, width), ...cells.map((text) => indent + text)];
  });
  return [...header, ...lines, ...andMore(differences.length - views.length, palette)];
}

function cellsOf(view: DifferenceView, palette: Palette): readonly [Cell, Cell] {
  return [
    { pieces: view.expected, paint: view.kind === 'unexpected' ? palette.faint : palette.good },
    { pieces: view.actual, paint: view.kind === 'missing' ? palette.faint : palette.bad },
  ];
}

/** Differences in a line each where it fits: for where they matter less. */
export function briefDifferences(
  differences: readonly Difference[],
  { palette, width, most = 3 }: PrintDifferencesOptions,
): readonly string[] {
  const lines = differences.slice(0, most).flatMap((difference) => {
    const view = differenceView(difference, { line: Number.POSITIVE_INFINITY, budget: 40 });
    const text = (pieces: DifferenceView['expected']): string =>
      shortened(pieces.map((piece) => piece.text).join(''), 60);
    const wanted = `${text(view.expected)}${difference.rule === undefined ? ' expected' : ''}`;
    const words = `${wanted}, ${text(view.actual)} came`;
    return beside(palette.strong(view.path), view.path, words, width);
  });
  return [...lines, ...andMore(differences.length - most, palette)];
}

/** A path and words, on one line where both fit. */
function beside(
  shown: string,
  path: string,
  words: string,
  width: number,
  paint: (text: string) => string = (text) => text,
): readonly string[] {
  if (displayWidth(`${path}  ${words}`) <= width) return [`${shown}  ${paint(words)}`];
  return [shown, ...wrapped(words, width - indent.length).map((part) => indent + paint(part))];
}

function andMore(left: number, palette: Palette): readonly string[] {
  return left <= 0 ? [] : [palette.faint(`and ${left} more ${left === 1 ? 'difference' : 'differences'}`)];
}

function heading({ path, word, note }: DifferenceView, palette: Palette, width: number): readonly string[] {
  const words = note === undefined ? word : `${word}: ${note}`;
  return beside(palette.strong(path), path, words, width, palette.warn);
}
