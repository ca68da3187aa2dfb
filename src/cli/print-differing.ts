import { hidden } from '../contracts/actual.ts';
import type { RecordedTag, Recording } from '../engine/recording.ts';
import { pointerKeys } from '../text/json-pointer.ts';
import { printable, shortened } from '../text/printable.ts';
import type { Difference } from '../workbench/difference.ts';
import type { Palette } from '../workbench/palette.ts';
import { printDifferences } from '../workbench/print-differences.ts';
import { counted } from '../workbench/reporters/words.ts';

/** Two recordings, and where they differ. */
export interface DifferingPair {
  readonly expected: Recording;
  readonly actual: Recording;
  readonly differences: readonly Difference[];
}

/** Of more nobody would read; JSON has them all. */
const mostPairs = 20;

/** Differing recordings for people: under each what differs, that of one tag together. */
export function printDiffering(
  pairs: readonly DifferingPair[],
  options: { readonly palette: Palette; readonly width: number },
): string[] {
  const { palette } = options;
  const lines = pairs
    .slice(0, mostPairs)
    .flatMap((pair) => [`${palette.bad('✗')} ${palette.strong(headingOf(pair.actual))}`, ...printPair(pair, options)]);
  if (pairs.length > mostPairs)
    lines.push(`and ${counted(pairs.length - mostPairs, 'more recording')} (--format json has all)`);
  return lines;
}

/** When a request came in, what it was, and what events it carried. */
export function headingOf({ request, events, receivedAt }: Recording): string {
  const names = events.map((event) => shortened(String(event.data['event_name']), 60));
  const what = `${printable(request.method)} ${shortened(hidden(request.path), 100)}`;
  return [receivedAt.slice(11, 19), what, ...(names.length === 0 ? [] : [names.join(', ')])].join(' ');
}

function printPair(
  { differences, expected, actual }: DifferingPair,
  options: { readonly palette: Palette; readonly width: number },
): readonly string[] {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences) {
    const part = partOf(difference, expected, actual);
    const group = groups.get(part);
    if (group === undefined) groups.set(part, [difference]);
    else group.push(difference);
  }
  const width = options.width - 4;
  return [...groups].flatMap(([part, group]) => [
    `  ${part}`,
    ...printDifferences(group, { ...options, width }).map((line) => `    ${line}`),
  ]);
}

/** What of a recording a path leads into, in words. */
function partOf({ path, kind }: Difference, expected: Recording, actual: Recording): string {
  const [first, index, second, place] = pointerKeys(path);
  if (first !== 'events' || index === undefined) return 'request and answer';
  const { events } = kind === 'missing' ? expected : actual;
  const event = events[Number(index)] ?? expected.events[Number(index)];
  const name = `event ${shortened(String(event?.data['event_name']), 60)}`;
  if (second !== 'tags' || place === undefined) return name;
  const tag: RecordedTag | undefined = event?.tags[Number(place)];
  return tag === undefined ? name : `${name}, tag ${shortened(tag.name, 100)}`;
}
