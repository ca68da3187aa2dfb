import { resolve } from 'node:path';
import type { Recording } from '../engine/recording.ts';
import { readRecordingFile } from '../recordings/recording-file.ts';
import { paletteFor } from '../workbench/palette.ts';
import { counted } from '../workbench/reporters/words.ts';
import { compareRecordings, differencesJson } from './compare-recordings.ts';
import type { Compared } from './compared.ts';
import { type Io, widthOf } from './io.ts';
import { headingOf, printDiffering } from './print-differing.ts';

/** Two files of recordings, the first of one against the first of the other, and so on; field by field. */
export async function diffRecordings(io: Io, before: string, after: string): Promise<Compared> {
  const { recordings: left } = await readRecordingFile(resolve(io.cwd, before));
  const { recordings: right } = await readRecordingFile(resolve(io.cwd, after));
  const paired = Math.min(left.length, right.length);
  const pairs = left.slice(0, paired).map((expected, index) => {
    const actual = right[index] as Recording;
    return { index, expected, actual, differences: compareRecordings(expected, actual) };
  });
  const differing = pairs.filter(({ differences }) => differences.length > 0);
  const alone = [
    ...left.slice(paired).map((recording) => ({ recording, file: before })),
    ...right.slice(paired).map((recording) => ({ recording, file: after })),
  ];
  const palette = paletteFor(io.stdout, io.env);
  const of = `${differing.length + alone.length} of ${counted(Math.max(left.length, right.length), 'recording')}`;
  const same = differing.length === 0 && alone.length === 0;
  return {
    held: same,
    json: {
      kind: 'recordings',
      same,
      recordings: pairs.map(({ expected, actual, differences }) => ({
        before: expected.id,
        after: actual.id,
        differences: differencesJson(differences),
      })),
      onlyBefore: left.slice(paired).map(({ id }) => id),
      onlyAfter: right.slice(paired).map(({ id }) => id),
    },
    lines: [
      ...printDiffering(differing, { palette, width: widthOf(io) }),
      ...alone.map(
        ({ recording, file }) => `${palette.bad('✗')} ${palette.strong(headingOf(recording))} only in ${file}`,
      ),
      same
        ? `${palette.good('✓')} ${counted(paired, 'recording')}, the same in both`
        : `${palette.bad('✗')} ${of} ${differing.length + alone.length === 1 ? 'differs' : 'differ'}`,
    ],
  };
}
