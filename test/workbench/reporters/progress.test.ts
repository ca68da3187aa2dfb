import { describe, expect, it } from 'vitest';
import { type ProgressStream, progress } from '../../../src/workbench/reporters/progress.ts';

/** A terminal of 20 columns, and what is written to it. */
function terminal(isTTY = true): ProgressStream & { readonly written: readonly string[] } {
  const written: string[] = [];
  return { written, write: (text: string) => written.push(text), isTTY, columns: 20 };
}

describe('progress', () => {
  it('is one line, written over', () => {
    const stream = terminal();
    const line = progress(stream);
    line.update(0, 12, 'a purchase');
    line.update(1, 12, 'a lead of somebody with a long name');
    line.update(1, 12, 'a lead of somebody with a long name');
    line.clear();
    line.clear();
    line.update(2, 12, '\u001b[2Jx');
    expect(stream.written).toEqual([
      '0/12 a purchase',
      '\r\u001b[2K1/12 a lead of some',
      '\r\u001b[2K',
      '2/12 \\u001b[2Jx',
    ]);
  });

  it.each([
    ['is no terminal', false, {}],
    ['cannot go back', true, { TERM: 'dumb' }],
  ])('is nothing where the stream %s', (_, isTTY, env) => {
    const stream = terminal(isTTY);
    const line = progress(stream, env);
    line.update(0, 12, 'a purchase');
    line.clear();
    expect(stream.written).toEqual([]);
  });
});
