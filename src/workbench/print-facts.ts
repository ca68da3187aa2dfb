import { padded } from '../text/display-width.ts';
import type { Palette } from './palette.ts';
import { wrapped } from './print-columns.ts';
import type { Fact } from './violation-view.ts';

/** Facts, a line each where it fits, their texts below each other. */
export function printFacts(
  facts: readonly Fact[],
  { palette, width }: { readonly palette: Palette; readonly width: number },
): readonly string[] {
  const room = facts.reduce((most, { label }) => Math.max(most, label.length), 0) + 2;
  return facts.flatMap(({ label, text }) =>
    // Two words are no prose: a method and its address stay on one line.
    (text.split(' ').length > 2 ? wrapped(text, width - room) : [text]).map((line, index) =>
      index === 0 ? `${palette.faint(padded(label, room))}${line}` : ' '.repeat(room) + line,
    ),
  );
}
