import { styleText } from 'node:util';

/** Colours for text; each gives the text back as it is where there is no colour. */
export interface Palette {
  /** Whether there is colour: where not, what colour would tell is marked with characters. */
  readonly coloured: boolean;
  strong(text: string): string;
  faint(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
  /** The part of a text that makes the difference; within another colour. */
  mark(text: string): string;
}

const same = (text: string): string => text;

/** No colour at all. */
export const plain: Palette = {
  coloured: false,
  strong: same,
  faint: same,
  good: same,
  bad: same,
  warn: same,
  mark: same,
};

const coloured: Palette = {
  coloured: true,
  strong: (text) => styleText('bold', text, { validateStream: false }),
  faint: (text) => styleText('dim', text, { validateStream: false }),
  good: (text) => styleText('green', text, { validateStream: false }),
  bad: (text) => styleText('red', text, { validateStream: false }),
  warn: (text) => styleText('yellow', text, { validateStream: false }),
  mark: (text) => styleText('inverse', text, { validateStream: false }),
};

/** Colours where a stream is a terminal that takes them; `NO_COLOR` and `TERM=dumb` are respected. */
export function paletteFor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): Palette {
  const wanted = stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  return wanted ? coloured : plain;
}
