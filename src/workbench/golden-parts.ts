import type { RecordingFileContent } from '../recordings/recording-schema.ts';
import { pointerKeys } from '../text/json-pointer.ts';
import type { Difference } from './difference.ts';

/** Says of each difference between two files of recordings which event and tag it is of. */
export function inParts(
  differences: readonly Difference[],
  before: RecordingFileContent,
  after: RecordingFileContent,
): readonly Difference[] {
  return differences.map((difference) => {
    const part = partOf(difference, difference.kind === 'missing' ? before : after);
    return part === undefined ? difference : { ...difference, part };
  });
}

function partOf({ path }: Difference, { recordings }: RecordingFileContent): Difference['part'] {
  const [, recording, first, event, second, tag] = pointerKeys(path);
  if (first !== 'events' || recording === undefined || event === undefined) return undefined;
  const recorded = recordings[Number(recording)]?.events[Number(event)];
  if (recorded === undefined) return undefined;
  const named = second === 'tags' && tag !== undefined ? recorded.tags[Number(tag)]?.name : undefined;
  const name =
    named === undefined ? `event ${recorded.data['event_name']}` : `${named} for ${recorded.data['event_name']}`;
  return { name, path: below(path, named === undefined ? 4 : 6) };
}

/** A pointer without its first steps. */
function below(path: string, steps: number): string {
  return path
    .split('/')
    .slice(steps + 1)
    .map((step) => `/${step}`)
    .join('');
}
