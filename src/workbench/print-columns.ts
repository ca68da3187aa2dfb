import { displayWidth, padded, splitAtWidth } from '../text/display-width.ts';
import type { Piece } from './changes.ts';
import type { Palette } from './palette.ts';

/** A row of a cell: pieces that fit in its width. */
type Row = readonly Piece[];

/** A cell of a table, and the colour of its text. */
export interface Cell {
  readonly pieces: readonly Piece[];
  paint(text: string): string;
}

/** How a table is laid out: the width it has, how many rows a cell may take. */
export interface Layout {
  readonly palette: Palette;
  readonly width: number;
  readonly maxRows: number;
}

/** Between two columns. */
const gutter = ' │ ';

/** The width of each of two columns; what is left over goes to the second. */
export function columnWidth(width: number): number {
  return Math.floor((width - gutter.length) / 2);
}

/** Two cells next to each other; what changed in them is marked below where there is no colour. */
export function sideBySide(left: Cell, right: Cell, { palette, width, maxRows }: Layout): readonly string[] {
  const column = columnWidth(width);
  const [a, b] = [left, right].map(({ pieces }) => rowsOf(pieces, column, maxRows)) as [readonly Row[], readonly Row[]];
  const line = (one: string, oneWidth: number, two: string): string =>
    `${one}${' '.repeat(Math.max(0, column - oneWidth))}${palette.faint(gutter)}${two}`.trimEnd();
  return Array.from({ length: Math.max(a.length, b.length) }, (_, index) => index).flatMap((index) => {
    const [one, two] = [a[index] ?? [], b[index] ?? []];
    const [under, underTwo] = [carets(one, palette), carets(two, palette)];
    return [
      line(painted(one, left, palette), widthOf(one), painted(two, right, palette)),
      ...(under === '' && underTwo === '' ? [] : [line(under, under.length, underTwo)]),
    ];
  });
}

/** A cell below its label; the label stands before its first row. */
export function labelled(
  label: string,
  cell: Cell,
  { palette, width, maxRows }: Layout,
  room: number,
): readonly string[] {
  return rowsOf(cell.pieces, width - room, maxRows).flatMap((row, index) => {
    const before = index === 0 ? palette.faint(padded(label, room)) : ' '.repeat(room);
    const under = carets(row, palette);
    return [`${before}${painted(row, cell, palette)}`.trimEnd(), ...(under === '' ? [] : [' '.repeat(room) + under])];
  });
}

/**
 * Prose in lines of at most `width` columns, the first of at most `first`, broken at blanks. A longer word stays whole,
 * on the line it is on: addresses and paths are there to be copied.
 */
export function wrapped(text: string, width: number, first: number = width): readonly string[] {
  const lines: string[] = [];
  let line = '';
  // A command stays in one piece.
  for (const word of text.split(/(?<!\bsgtm) (?!--)/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    const room = lines.length === 0 ? first : width;
    if (line !== '' && displayWidth(longer) > room && displayWidth(word) <= width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function painted(row: Row, { paint }: Cell, palette: Palette): string {
  return row.map(({ text, changed }) => paint(changed ? palette.mark(text) : text)).join('');
}

function carets(row: Row, palette: Palette): string {
  if (palette.coloured || !row.some(({ changed }) => changed)) return '';
  return row
    .map(({ text, changed }) => (changed ? '^' : ' ').repeat(displayWidth(text)))
    .join('')
    .trimEnd();
}

function widthOf(row: Row): number {
  return row.reduce((sum, { text }) => sum + displayWidth(text), 0);
}

/** After these a line of JSON, a URL or a sentence may break. */
const breakable = /^.*[\s,;&?/}\]](?=.)/;

function rowsOf(pieces: readonly Piece[], width: number, maxRows: number): readonly Row[] {
  const rows: Row[] = [];
  let row: Piece[] = [];
  let used = 0;
  const end = (): void => {
    rows.push(row);
    row = [];
    used = 0;
  };
  for (const { text, changed } of pieces) {
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) end();
      for (let rest = line; rest !== ''; ) {
        const [fits, over] = splitAtWidth(rest, width - used);
        const soft = over === '' ? undefined : breakable.exec(fits)?.[0];
        // Not for a row that would be left half empty.
        const part = soft !== undefined && used + displayWidth(soft) > width / 2 ? soft : fits;
        if (used > 0 && used + displayWidth(part) > width) {
          end();
          continue;
        }
        row.push({ text: part, changed });
        used += displayWidth(part);
        rest = rest.slice(part.length);
        if (rest !== '') end();
      }
    }
  }
  end();
  if (rows.length <= maxRows) return rows;
  return [...rows.slice(0, maxRows - 1), [{ text: `… ${rows.length - maxRows + 1} more lines`, changed: false }]];
}
