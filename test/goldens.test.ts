import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { readRecordingFile } from '../src/recordings/recording-file.ts';
import { root } from './support/cli.ts';
import { goldenNames, runReference, sample } from './support/reference.ts';

const samples = readdirSync(join(root, 'samples')).map((file) => basename(file, '.json'));

it('has a golden recording for each sample', () => {
  expect(goldenNames()).toEqual(samples);
});

it.each(samples)('records %s byte for byte as in recordings/', async (name) => {
  const golden = await readRecordingFile(join(root, 'recordings', `${name}.json`));
  const advice = `not what recordings/${name}.json holds: mend the change, or run npx sgtm test --update and read the difference`;
  expect([await runReference(sample(name))], advice).toEqual(golden.recordings);
});
