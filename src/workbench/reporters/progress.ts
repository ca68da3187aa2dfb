import { splitAtWidth } from '../../text/display-width.ts';
import { shortened } from '../../text/printable.ts';

/** Where progress is shown. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Of the terminal; 80 where unknown. */
  readonly columns?: number;
}

/** A line that tells how far a run is. */
export interface Progress {
  /** `done` of `total` scenarios are done, `name` is next. */
  update(done: number, total: number, name: string): void;
  /** Takes the line away, before anything else is written. */
  clear(): void;
}

/** Carriage return, erase the line. */
const erase = '\r\u001b[2K';

/** Progress on one line of a terminal, written over and over; nothing at all where the stream is no terminal. */
export function progress(stream: ProgressStream, env: NodeJS.ProcessEnv = {}): Progress {
  if (stream.isTTY !== true || env['TERM'] === 'dumb') return { update: () => {}, clear: () => {} };
  let shown = '';
  const show = (line: string): void => {
    if (line === shown) return;
    stream.write(`${shown === '' ? '' : erase}${line}`);
    shown = line;
  };
  return {
    update(done, total, name) {
      // A line as wide as the terminal would wrap, and only its end be erased.
      const [line] = splitAtWidth(`${done}/${total} ${shortened(name, 200)}`, Math.max(10, (stream.columns ?? 80) - 1));
      show(line);
    },
    clear: () => show(''),
  };
}
